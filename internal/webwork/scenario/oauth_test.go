package scenario_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// lifetime is how long access tokens are valid: a little longer than the ten seconds before their
// expiry in which they are no longer used.
const lifetime = 11 * time.Second

// signIn gets a refresh token as somebody who agrees in the browser does.
func signIn(t *testing.T, server *simtest.Server) string {
	t.Helper()
	const back = "http://127.0.0.1/back"
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	asked := url.Values{
		"client_id": {simulator.DefaultClientID}, "redirect_uri": {back}, "response_type": {"code"}, "scope": {"read write"},
	}
	ask, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.AuthorizeURL(server.URL)+"?"+asked.Encode(), nil)
	providertest.Must(t, err)
	answer, err := browser.Do(ask)
	providertest.Must(t, err)
	providertest.Must(t, answer.Body.Close())
	location, err := answer.Location()
	providertest.Must(t, err)
	form := url.Values{
		"grant_type": {"authorization_code"}, "code": {location.Query().Get("code")}, "redirect_uri": {back},
		"client_id": {simulator.DefaultClientID}, "client_secret": {simulator.DefaultClientSecret},
	}
	ask, err = http.NewRequestWithContext(t.Context(), http.MethodPost, server.TokenURL(server.URL), strings.NewReader(form.Encode()))
	providertest.Must(t, err)
	ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err = browser.Do(ask)
	providertest.Must(t, err)
	var token struct {
		RefreshToken string `json:"refresh_token"`
	}
	providertest.Must(t, json.NewDecoder(answer.Body).Decode(&token))
	providertest.Must(t, answer.Body.Close())
	if token.RefreshToken == "" {
		t.Fatal("the simulator issued no refresh token")
	}
	return token.RefreshToken
}

// useRefreshToken has the workspaces sign in with one refresh token that they keep in a file.
func useRefreshToken(t *testing.T, server *simtest.Server, workspaces ...*acctest.Workspace) string {
	t.Helper()
	token, file := signIn(t, server), filepath.Join(t.TempDir(), "token.json")
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
		first.Init()
		second.Init()
		one, other := first.Begin("apply"), second.Begin("apply")
		for _, process := range []*acctest.Process{one, other} {
			if result := process.Wait(); result.ExitCode != 0 {
				t.Errorf("%s failed:\n%s", result.Command, result.Output())
			}
		}
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
			w.Init()
		}
		one, other := first.Begin("apply"), second.Begin("apply")
		for _, process := range []*acctest.Process{one, other} {
			if result := process.Wait(); result.ExitCode != 0 {
				t.Errorf("%s failed:\n%s", result.Command, result.Output())
			}
		}
		if held := len(server.Snapshot().Workspaces[0].Projects); held != 70 {
			t.Errorf("there are %d projects, want 70", held)
		}
	})
}
