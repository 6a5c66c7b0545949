package scenario_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// confidential makes an invitation whose code only state may hold.
const confidential = providertest.Header + `
resource "awork_user" "jane" {
  email           = "jane@acme.example"
  role_id         = "` + simulator.UserRole + `"
  position        = "Boss"
  send_invitation = false
}

data "awork_users" "all" {}
`

// What is secret or personal is in no log and no message, also where awork fails.
func TestAccAworkNothingSecretIsShown(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		const token, gender = "eyJ-a-very-secret-token", "a-gender-in-words"
		server := providertest.Start(t, simulator.Options{Token: token, Seed: simulator.Seed{Users: []simulator.User{{
			Email: "paid@acme.example", UserForm: simulator.UserForm{Gender: new(gender)},
		}}}})
		w := providertest.Workspace(t, cli, server)
		log := filepath.Join(t.TempDir(), "trace.log")
		w.Setenv("TF_LOG", "TRACE")
		w.Setenv("TF_LOG_PATH", log)
		w.Write("main.tf", confidential)
		var shown strings.Builder
		shown.WriteString(w.Apply().Output())
		code, _ := w.State("awork_user.jane")["invitation_code"].(string)
		if code == "" {
			t.Fatal("there is no invitation code")
		}
		broken := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Method: http.MethodPut})
		w.Setenv("AWORK_MAX_RETRIES", "0")
		w.Write("main.tf", strings.ReplaceAll(confidential, "Boss", "Head"))
		failed := w.Run("apply")
		if failed.ExitCode == 0 {
			t.Fatal("a broken update succeeds")
		}
		shown.WriteString(failed.Output())
		broken.Remove()
		trace, err := os.ReadFile(log)
		acctest.Must(t, err)
		if !strings.Contains(string(trace), "/users") {
			t.Fatal("the log lacks the requests; the test shows nothing")
		}
		shown.Write(trace)
		for _, secret := range []string{token, code, gender} {
			if at := strings.Index(shown.String(), secret); at >= 0 {
				t.Errorf("%q is shown: %s", secret, shown.String()[max(0, at-300):min(shown.Len(), at+100)])
			}
		}
		if state := w.Read("terraform.tfstate"); strings.Contains(state, token) || strings.Contains(state, gender) {
			t.Error("the state has what it must not have")
		}
	})
}
