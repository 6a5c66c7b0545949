package providertest

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// Replaced applies a configuration, replaces the resource on purpose as often as asked, and expects that planning again finds
// nothing to do. It gives the ids that the resource had, one after the other. before runs ahead of each replacement; it may be nil.
func Replaced(t *testing.T, server *simtest.Server, config, address string, times int, before func()) []string {
	t.Helper()
	var ids []string
	w := Workspace(t, acctest.CLIs(t)[0], server)
	w.Write("main.tf", Header+config)
	w.Apply()
	for range times {
		ids = append(ids, idIn(t, w, address))
		if before != nil {
			before()
		}
		w.Apply("-replace=" + address)
		w.PlanEmpty()
	}
	ids = append(ids, idIn(t, w, address))
	w.Destroy()
	return ids
}

func idIn(t *testing.T, w *acctest.Workspace, address string) string {
	t.Helper()
	id, ok := w.State(address)["id"].(string)
	if !ok {
		t.Fatalf("%s has no id in state", address)
	}
	return id
}
