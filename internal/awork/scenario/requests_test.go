package scenario_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// What awork is asked for is bounded: its limit is shared with everybody's other tools.
func TestAccAworkRequestsOfAPlan(t *testing.T) {
	t.Parallel()
	const people, roles, most = 500, 6, 10
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := providertest.Start(t, simulator.Options{Populate: simulator.Population{Users: people, Roles: roles}})
		w := providertest.Workspace(t, cli, server)
		providertest.ManageUsers(t, w, server)
		w.Init()
		server.ForgetRequests()
		w.PlanEmpty()
		if asked := server.Requests(); len(asked) > most {
			for _, request := range asked {
				t.Log(request.Method, request.Path)
			}
			t.Errorf("a plan of %d users in %d roles takes %d requests, more than %d", people, roles, len(asked), most)
		}
		for _, write := range server.Writes() {
			t.Errorf("a plan wrote: %s %s", write.Method, write.Path)
		}
	})
}
