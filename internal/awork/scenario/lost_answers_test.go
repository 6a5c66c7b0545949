package scenario_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// oneOfEach declares one object of each kind that is created.
const oneOfEach = providertest.Header + `
resource "awork_role" "planner" {
  name = "Planner"
}

resource "awork_user" "jane" {
  email   = "jane@acme.example"
  role_id = "` + simulator.UserRole + `"
}

resource "awork_company" "globex" {
  name     = "Globex"
  industry = "Retail"
}

resource "awork_project_type" "campaign" {
  name        = "Campaign"
  description = "One message"
}
`

// What was made although the answer was lost is taken over. What may have been made is said to be looked for, and is by the next apply.
func TestAccAworkLostAnswersOfCreations(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := providertest.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.InvitedTwiceSent}})
		w := providertest.Workspace(t, cli, server)
		w.Setenv("AWORK_REQUEST_TIMEOUT", "2s") // which is how long it is looked for
		w.Write("main.tf", oneOfEach)
		nothing := server.Inject(simkit.Fault{Kind: simkit.FaultBadGateway, Method: http.MethodPost})
		failed := w.Run("apply")
		nothing.Remove()
		for _, phrase := range []string{"name:Planner", "name:Globex", "name:Campaign", "Whether awork sent the invitation is not known"} {
			if !strings.Contains(failed.Output(), phrase) {
				t.Errorf("the output lacks %q:\n%s", phrase, failed.Output())
			}
		}
		lost := server.Inject(simkit.Fault{Kind: simkit.FaultLostAnswer, Method: http.MethodPost})
		w.Apply()
		if lost.Count() < 4 {
			t.Errorf("the fault struck %d times; the test shows nothing", lost.Count())
		}
		lost.Remove()
		w.PlanEmpty()
		if mails := server.Invitations(); len(mails) != 1 {
			t.Errorf("%d invitations were sent, want 1", len(mails))
		}
	})
}
