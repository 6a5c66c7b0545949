package scenario_test

import (
	"encoding/base64"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
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

// wayIn is a kind of credentials.
type wayIn struct {
	name string
	// take has a workspace sign in with them. It gives what tells, at any time, what must never be shown.
	take func(t *testing.T, server *providertest.Server, w *acctest.Workspace) (secrets func() []string)
}

func waysIn() []wayIn {
	return []wayIn{
		{"key", func(_ *testing.T, server *providertest.Server, _ *acctest.Workspace) func() []string {
			return func() []string { return []string{server.Token()} }
		}},
		{"refresh token", func(t *testing.T, server *providertest.Server, w *acctest.Workspace) func() []string {
			t.Helper()
			given, file := useRefreshToken(t, server, w)
			basic := base64.StdEncoding.EncodeToString([]byte(simulator.DefaultClientID + ":" + simulator.DefaultClientSecret))
			known := []string{given.AccessToken, given.RefreshToken, simulator.DefaultClientSecret, basic}
			return func() []string {
				held, err := httpkit.LoadTokenFile(file)
				acctest.Must(t, err)
				if held.AccessToken == "" || held.RefreshToken == given.RefreshToken {
					t.Fatal("the tokens were not renewed; the test shows nothing")
				}
				known = append(known, held.AccessToken, held.RefreshToken)
				return known
			}
		}},
	}
}

// What is secret or personal is in no log and no message, also where awork fails, refuses tokens or renews them.
func TestAccAworkNothingSecretIsShown(t *testing.T) {
	t.Parallel()
	for _, way := range waysIn() {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				const gender = "a-gender-in-words"
				server := providertest.Start(t, simulator.Options{Token: "eyJ-a-very-secret-token", Seed: simulator.Seed{Users: []simulator.User{{
					Email: "paid@acme.example", UserForm: simulator.UserForm{Gender: new(gender)},
				}}}})
				w := providertest.Workspace(t, cli, server)
				credentials := way.take(t, server, w)
				log := filepath.Join(t.TempDir(), "trace.log")
				w.Setenv("TF_LOG", "TRACE")
				w.Setenv("TF_LOG_PATH", log)
				w.Write("main.tf", confidential)
				var shown strings.Builder
				shown.WriteString(w.Apply().Output())
				secrets := append([]string{gender}, credentials()...)
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
				expired := server.Inject(simkit.Fault{Kind: simkit.FaultTokenExpired, Times: 1})
				shown.WriteString(w.Run("plan").Output()) // which ends at once, or renews the token
				if expired.Count() == 0 {
					t.Fatal("no token has expired; the test shows nothing")
				}
				trace, err := os.ReadFile(log)
				acctest.Must(t, err)
				if !strings.Contains(string(trace), "/users") {
					t.Fatal("the log lacks the requests; the test shows nothing")
				}
				shown.Write(trace)
				secrets = append(secrets, credentials()...)
				for _, secret := range append(secrets, code) {
					if at := strings.Index(shown.String(), secret); at >= 0 {
						t.Errorf("%q is shown: %s", secret, shown.String()[max(0, at-300):min(shown.Len(), at+100)])
					}
				}
				state := w.Read("terraform.tfstate")
				for _, secret := range secrets {
					if strings.Contains(state, secret) {
						t.Errorf("the state has %q", secret)
					}
				}
			})
		})
	}
}
