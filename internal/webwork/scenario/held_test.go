package scenario_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
)

// copyInState puts the objects of one resource under another name as well, as somebody who edits state by hand or imports twice.
func copyInState(t *testing.T, w *acctest.Workspace, kind, from, to string) {
	t.Helper()
	var state map[string]any
	if err := json.Unmarshal([]byte(w.Read("terraform.tfstate")), &state); err != nil {
		t.Fatal(err)
	}
	resources, _ := state["resources"].([]any)
	at := slices.IndexFunc(resources, func(each any) bool {
		resource, _ := each.(map[string]any)
		return resource["type"] == kind && resource["name"] == from
	})
	if at < 0 {
		t.Fatalf("state has no %s.%s", kind, from)
	}
	original, _ := resources[at].(map[string]any)
	copied := maps.Clone(original)
	copied["name"] = to
	state["resources"] = append(resources, copied)
	encoded, err := json.Marshal(state)
	if err != nil {
		t.Fatal(err)
	}
	w.Write("terraform.tfstate", string(encoded))
}

// expectHeld fails the test unless five instances in state have the type, each with an id of its own, and all of them are of the
// resource at the address.
func expectHeld(t *testing.T, w *acctest.Workspace, address string) {
	t.Helper()
	kind, _, _ := strings.Cut(address, ".")
	for _, held := range expectHeldOnce(t, w, kind) {
		if !strings.HasPrefix(held, address+"[") {
			t.Errorf("state still holds %s", held)
		}
	}
}

// expectHeldOnce fails the test unless five instances in state have the type, each with an id of its own, wherever they stand. What
// others depend on is left out.
func expectHeldOnce(t *testing.T, w *acctest.Workspace, kind string) (addresses []string) {
	t.Helper()
	ids := map[string]string{}
	for held, id := range identifiers(w) {
		if !strings.HasPrefix(held, kind+".") || strings.HasPrefix(held, kind+".parent") {
			continue
		}
		text := fmt.Sprint(id)
		if other, twice := ids[text]; twice {
			t.Errorf("%s and %s both hold %s", other, held, text)
		}
		ids[text] = held
		addresses = append(addresses, held)
	}
	if len(ids) != 5 {
		t.Errorf("state holds %d objects of %s, want 5: %v", len(ids), kind, addresses)
	}
	return addresses
}
