package scenario_test

import (
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestAccMovingBetweenShapes follows the guide: what is declared in one way is declared in another, and in the first one again. Terraform
// takes over what there is, so that WebWork is asked to change nothing: nobody is invited again and nobody loses anything.
func TestAccMovingBetweenShapes(t *testing.T) {
	t.Parallel()
	for _, shapes := range [][2]string{{"assignments", "project_ids"}, {"member", "viewer"}, {"count", "for_each"}} {
		t.Run(shapes[0]+" and "+shapes[1], func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				cli.Require(t, acctest.Removed)
				server := start(t, simulator.Options{})
				w := workspace(t, cli, server)
				w.Write("terraform.tf", header)
				w.Write("main.tf", readExample(t, moving, shapes[0], "main.tf"))
				w.Apply()
				created, there := server.Count(http.MethodPost, ""), server.Snapshot()
				if created == 0 {
					t.Fatal("nothing was created")
				}
				for _, shape := range []string{shapes[1], shapes[0], shapes[1]} {
					server.ForgetRequests()
					w.Write("main.tf", readExample(t, moving, shape, "main.tf"))
					w.Write("moves.tf", readExample(t, moving, shape, "moves.tf"))
					for _, change := range w.PlanJSON().ResourceChanges {
						if actions := change.Change.Actions; actions.Create() || actions.Delete() || actions.Replace() {
							t.Errorf("moving to %s plans to %v %s", shape, actions, change.Address)
						}
					}
					w.Apply()
					providertest.Must(t, os.Remove(filepath.Join(w.Dir, "moves.tf")))
					w.PlanEmpty()
					if writes := server.Writes(); len(writes) > 0 {
						t.Errorf("moving to %s sent %v", shape, writes)
					}
					if !reflect.DeepEqual(server.Snapshot(), there) {
						t.Errorf("moving to %s left %+v", shape, server.Snapshot())
					}
				}
				w.Destroy() // whoever is in state is archived, so that nobody was forgotten
				for _, member := range server.Snapshot().Workspaces[0].Members {
					if member.Role != simulator.RoleOwner && member.DeletedAt == nil {
						t.Errorf("%s was forgotten", member.Email)
					}
				}
			})
		})
	}
}

// TestAccMovingWithoutSayingSo forgets the blocks of the guide: people keep what they have, and the error names the way out.
func TestAccMovingWithoutSayingSo(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		for from, to := range map[string]string{"member": "viewer", "viewer": "member", "count": "for_each", "for_each": "count"} {
			t.Run(from+" to "+to, func(t *testing.T) {
				t.Parallel()
				server := start(t, simulator.Options{})
				w := workspace(t, cli, server)
				w.Write("terraform.tf", header)
				w.Write("main.tf", readExample(t, moving, from, "main.tf"))
				w.Apply()
				for _, member := range server.Snapshot().Workspaces[0].Members {
					if member.Role != simulator.RoleOwner {
						providertest.Must(t, server.AcceptInvitation(member.ID))
					}
				}
				server.ForgetRequests()
				w.Write("main.tf", readExample(t, moving, to, "main.tf"))
				expectFailure(t, w.Run("apply"), "exists already in this workspace", "a moved block keeps it")
				if writes := server.Writes(); len(writes) > 0 {
					t.Errorf("these were sent: %v", writes)
				}
			})
		}
	})
}

var moving = filepath.Join(examples, "adopt", "moving") //nolint:gochecknoglobals // a constant, for which Go has no other form
