package scenario_test

import (
	"net/http"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// lifetime is how long access tokens are valid: a little longer than the ten seconds before their
// expiry in which they are no longer used.
const lifetime = 11 * time.Second

// useRefreshToken has the workspaces sign in with one refresh token that they keep in a file.
func useRefreshToken(t *testing.T, server *simtest.Server, workspaces ...*acctest.Workspace) string {
	t.Helper()
	token := acctest.SignIn(t, oauth2.Config{
		ClientID: simulator.DefaultClientID, ClientSecret: simulator.DefaultClientSecret, Scopes: []string{"read", "write"},
		Endpoint: oauth2.Endpoint{AuthURL: server.AuthorizeURL(server.URL), TokenURL: server.TokenURL(server.URL)},
	}).RefreshToken
	file := filepath.Join(t.TempDir(), "token.json")
	for _, w := range workspaces {
		w.Setenv("WEBWORK_TOKEN", "")
		w.Setenv("WEBWORK_TOKEN_URL", server.TokenURL(server.URL))
		w.Setenv("WEBWORK_CLIENT_ID", simulator.DefaultClientID)
		w.Setenv("WEBWORK_CLIENT_SECRET", simulator.DefaultClientSecret)
		w.Setenv("WEBWORK_REFRESH_TOKEN", token)
		w.Setenv("WEBWORK_TOKEN_FILE", file)
	}
	return token
}

func TestAccTokenExpiresDuringApply(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		// Some twenty requests are sent one after the other, and each token serves for a second, so that even the fastest run needs three.
		server := start(t, simulator.Options{Latency: 100 * time.Millisecond})
		server.AddApp(simkit.App{ID: simulator.DefaultClientID, Secret: simulator.DefaultClientSecret, AccessLifetime: lifetime})
		w := workspace(t, cli, server)
		useRefreshToken(t, server, w)
		w.Write("main.tf", agency)
		w.Apply()
		w.PlanEmpty()
		expectAgency(t, server)
		if renewals := server.Count(http.MethodPost, "/oauth/token"); renewals < 3 {
			t.Errorf("there were %d requests for tokens; the test shows nothing", renewals)
		}
	})
}

func TestAccTwoRunsShareOneRotation(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{Latency: 20 * time.Millisecond})
		server.AddApp(simkit.App{ID: simulator.DefaultClientID, Secret: simulator.DefaultClientSecret, AccessLifetime: lifetime})
		first, second := workspace(t, cli, server), workspace(t, cli, server)
		useRefreshToken(t, server, first, second)
		first.Write("main.tf", roster(30, 0))
		second.Write("main.tf", header+projects("Project", 30))
		acctest.ApplyAtOnce(t, first, second)
		first.PlanEmpty()
		second.PlanEmpty()
	})
}

func TestAccRefreshTokenRefused(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := workspace(t, cli, server)
		token := useRefreshToken(t, server, w)
		w.Setenv("WEBWORK_REFRESH_TOKEN", "not-"+token)
		w.Write("main.tf", jane)
		expectFailure(t, w.Run("plan"), "refresh token", "terraform-provider-webwork login")
	})
}

func TestAccTwoPipelinesShareOneLimit(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		const limit = 60
		server := start(t, simulator.Options{RequestsPerMinute: limit})
		first, second := workspace(t, cli, server), workspace(t, cli, server)
		for name, w := range map[string]*acctest.Workspace{"One": first, "Other": second} {
			w.Setenv("WEBWORK_REQUESTS_PER_MINUTE", strconv.Itoa(limit))
			w.Write("main.tf", header+projects(name, 35))
		}
		acctest.ApplyAtOnce(t, first, second)
		if held := len(server.Snapshot().Workspaces[0].Projects); held != 70 {
			t.Errorf("there are %d projects, want 70", held)
		}
	})
}
