package scenario_test

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// confidential declares one of everything that has something to hide.
const confidential = header + `
resource "webwork_member" "jane" {
  email              = "jane@example.com"
  firstname          = "Jane"
  lastname           = "Doe"
  role               = "Regular User"
  weekly_hours_limit = 20
}

resource "webwork_project" "secret" {
  name = "Secret"
}

resource "webwork_contract" "jane" {
  user_id    = webwork_member.jane.id
  project_id = webwork_project.secret.id
  rate       = 48151.62
}

resource "webwork_webhook" "hook" {
  url    = sensitive("https://hooks.example.com/path-with-a-key")
  events = ["tracker.started"]
}

data "webwork_members" "all" {
  depends_on = [webwork_member.jane]
}
`

// wayIn is a kind of credentials: how the environment names them, and what must never be shown.
type wayIn struct {
	name  string
	setUp func(t *testing.T, server *simtest.Server, w *acctest.Workspace) (secrets []string)
}

func waysIn() []wayIn {
	return []wayIn{
		{"token", func(_ *testing.T, server *simtest.Server, _ *acctest.Workspace) []string {
			return []string{server.Token()}
		}},
		{"client credentials", func(_ *testing.T, server *simtest.Server, w *acctest.Workspace) []string {
			w.Setenv("WEBWORK_TOKEN", "")
			w.Setenv("WEBWORK_TOKEN_URL", server.TokenURL(server.URL))
			w.Setenv("WEBWORK_CLIENT_ID", simulator.DefaultClientID)
			w.Setenv("WEBWORK_CLIENT_SECRET", simulator.DefaultClientSecret)
			return []string{simulator.DefaultClientSecret}
		}},
		{"refresh token", func(t *testing.T, server *simtest.Server, w *acctest.Workspace) []string {
			t.Helper()
			return []string{useRefreshToken(t, server, w), simulator.DefaultClientSecret}
		}},
	}
}

func TestAccNothingSecretIsShown(t *testing.T) {
	t.Parallel()
	for _, way := range waysIn() {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				birthday, pay := "1977-07-07", 31415.93
				server := start(t, simulator.Options{Token: "eyJ-a-very-secret-token", Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
					ID: 1, Name: "Acme", Members: []simulator.Member{{
						Email: "paid@example.com", FirstName: "P", LastName: "D", Role: "Regular User", Status: "active", BirthDate: &birthday, Rate: &pay,
					}},
				}}}})
				w := workspace(t, cli, server)
				credentials := way.setUp(t, server, w)
				log := filepath.Join(t.TempDir(), "trace.log")
				w.Setenv("TF_LOG", "TRACE")
				w.Setenv("TF_LOG_PATH", log)
				w.Write("main.tf", confidential)
				var shown strings.Builder

				shown.WriteString(w.Apply().Output())
				link, _ := w.State("webwork_member.jane")["invitation_link"].(string)
				broken := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Method: http.MethodPut})
				w.Setenv("WEBWORK_MAX_RETRIES", "0")
				w.Write("main.tf", strings.NewReplacer("= 20", "= 21", "48151.62", "48151.63", "path-with-a-key", "path-with-another-key").Replace(confidential))
				failed := w.Run("apply")
				expectFailure(t, failed)
				shown.WriteString(failed.Output())
				broken.Remove()

				stuck := server.Inject(simkit.Fault{Kind: simkit.FaultSlow, Method: http.MethodPut})
				server.ForgetRequests()
				process := w.Begin("apply")
				eventually(t, "the update", func() bool { return server.Count(http.MethodPut, "") > 0 })
				process.Crash()
				shown.WriteString(process.Wait().Output())
				stuck.Remove()

				trace, err := os.ReadFile(log)
				providertest.Must(t, err)
				for _, phrase := range []string{"/members", "SIGQUIT", "goroutine "} {
					if !strings.Contains(string(trace), phrase) {
						t.Fatalf("the log lacks %q; the test shows nothing", phrase)
					}
				}
				shown.Write(trace)
				held := server.Snapshot().Workspaces[0]
				secrets := slices.Concat(credentials, []string{birthday, "31415.93", "48151.6", "path-with-a", held.Webhooks[0].Token, link})
				if link == "" {
					t.Fatal("there is no invitation link")
				}
				for _, secret := range secrets {
					if at := strings.Index(shown.String(), secret); at >= 0 {
						t.Errorf("%q is shown: %s", secret, shown.String()[max(0, at-300):min(shown.Len(), at+100)])
					}
				}
				_ = os.Remove(filepath.Join(w.Dir, ".terraform.tfstate.lock.info"))
				w.Setenv("TF_LOG", "")
				kept := w.Read("terraform.tfstate") + w.Run("plan", "-out=plan").Output() + w.Run("show", "-json", "plan").Output()
				for _, secret := range slices.Concat(credentials, []string{birthday, "31415.93"}) {
					if strings.Contains(kept, secret) {
						t.Errorf("%q is in state or plan", secret)
					}
				}
			})
		})
	}
}
