package scenario_test

import (
	"net/http"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// lifetime is how long access tokens are valid: a little longer than the ten seconds before their
// expiry in which they are no longer used.
const lifetime = 11 * time.Second

// useRefreshToken has the workspaces sign in with one refresh token that they keep in a file. It gives what somebody who agreed in the
// browser got, and the file.
func useRefreshToken(t *testing.T, server *providertest.Server, workspaces ...*acctest.Workspace) (token *oauth2.Token, file string) {
	t.Helper()
	token = acctest.SignIn(t, oauth2.Config{
		ClientID: simulator.DefaultClientID, ClientSecret: simulator.DefaultClientSecret, Scopes: []string{"full_access", "offline_access"},
		Endpoint: oauth2.Endpoint{AuthURL: server.AuthorizeURL(server.URL), TokenURL: server.TokenURL(server.URL)},
	})
	file = filepath.Join(t.TempDir(), "token.json")
	for _, w := range workspaces {
		w.Setenv("AWORK_TOKEN", "")
		w.Setenv("AWORK_OAUTH_TOKEN_URL", server.TokenURL(server.URL))
		w.Setenv("AWORK_OAUTH_CLIENT_ID", simulator.DefaultClientID)
		w.Setenv("AWORK_OAUTH_CLIENT_SECRET", simulator.DefaultClientSecret)
		w.Setenv("AWORK_OAUTH_REFRESH_TOKEN", token.RefreshToken)
		w.Setenv("AWORK_OAUTH_TOKEN_FILE", file)
	}
	return token, file
}

// TestAccAworkTokensOfTwoRuns has two runs at a time share one refresh token, where using one twice ends everything, and their access
// tokens expire under way.
func TestAccAworkTokensOfTwoRuns(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		// A run sends some twenty requests one after the other, and each token serves for a second.
		server := providertest.Start(t, simulator.Options{
			Latency: 100 * time.Millisecond, Variants: []simulator.Variant{simulator.RefreshRevokesReuse},
		})
		server.AddApp(simkit.App{ID: simulator.DefaultClientID, Secret: simulator.DefaultClientSecret, AccessLifetime: lifetime})
		runs := []*acctest.Workspace{providertest.Workspace(t, cli, server), providertest.Workspace(t, cli, server)}
		useRefreshToken(t, server, runs...)
		for run, w := range runs {
			w.Setenv("TF_VAR_run", strconv.Itoa(run))
			w.Setenv("TF_VAR_runs", strconv.Itoa(len(runs)))
			w.Write("main.tf", agency)
		}
		acctest.ApplyAtOnce(t, runs...)
		if renewals := server.Count(http.MethodPost, "/accounts/token"); renewals < 3 {
			t.Errorf("there were %d requests for tokens; the test shows nothing", renewals)
		}
		for _, w := range runs {
			w.PlanEmpty()
		}
		expectAgency(t, server)
	})
}
