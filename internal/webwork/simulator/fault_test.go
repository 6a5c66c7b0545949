package simulator_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2/clientcredentials"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// create creates a project, and gives the answer's status and body, and how it failed.
func create(ctx context.Context, t *testing.T, transport http.RoundTripper, sim *simulator.Simulator, url string) (int, string, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost,
		sim.BaseURL(url)+"/projects?workspace_id=1", strings.NewReader(`{"name":"Website"}`))
	done(t, err)
	request.Header.Set("Authorization", "Bearer "+sim.Token())
	request.Header.Set("Content-Type", "application/json")
	response, err := transport.RoundTrip(request)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

func TestEachFault(t *testing.T) {
	t.Parallel()
	for kind, want := range map[simkit.FaultKind]struct {
		status    int // 0: there is no answer
		body      string
		cut       bool
		processed bool
	}{
		simkit.FaultServerError:      {status: 500, body: `"success":false`},
		simkit.FaultServerErrorAfter: {status: 500, body: `"success":false`, processed: true},
		simkit.FaultBadGateway:       {status: 502, body: "<html>"},
		simkit.FaultGatewayTimeout:   {status: 504, body: "<html>"},
		simkit.FaultUnavailable:      {status: 503, body: "<html>"},
		simkit.FaultTooManyRequests:  {status: 429, body: `"success":false`},
		simkit.FaultTokenExpired:     {status: 401, body: "Unauthenticated"},
		simkit.FaultReset:            {},
		simkit.FaultLostAnswer:       {processed: true},
		simkit.FaultTruncated:        {status: 201, body: `{"success":true`, cut: true, processed: true},
		simkit.FaultBadJSON:          {status: 200, body: `{"success":true`, processed: true},
		simkit.FaultSlow:             {status: 201, body: `"Website"`, processed: true},
		simkit.FaultLate:             {status: 201, body: `"Website"`, processed: true},
	} {
		for _, place := range []string{"socket", "memory"} {
			t.Run(string(kind)+" by "+place, func(t *testing.T) {
				t.Parallel()
				server := simtest.Start(t, simulator.Options{})
				var transport http.RoundTripper = &http.Transport{DisableKeepAlives: true}
				if place == "memory" {
					transport = testserver.InMemory(server)
				}
				injection := server.Inject(simkit.Fault{Kind: kind, Delay: delayOf(kind)})
				status, body, err := create(t.Context(), t, transport, server.Simulator, server.URL)
				equal(t, "status", status, want.status)
				equal(t, "failed", err != nil, want.status == 0 || want.cut)
				equal(t, "body", strings.Contains(body, want.body), true)
				_, processed := server.ProjectByName("Website")
				equal(t, "processed", processed, want.processed)
				equal(t, "fault of the request", server.Requests()[0].Fault, kind)
				equal(t, "status of the request", server.Requests()[0].Status, want.status)
				equal(t, "struck", injection.Count(), 1)
				injection.Remove()
				server.AddToken(server.Token(), simulator.Account{UserID: simulator.DefaultAccount}, time.Time{})
				status, body, err = create(t.Context(), t, transport, server.Simulator, server.URL)
				done(t, err)
				equal(t, "status afterwards", status, http.StatusCreated)
				equal(t, "JSON afterwards", json.Valid([]byte(body)), true)
			})
		}
	}
	equal(t, "kinds", len(simkit.FaultKinds()), 13)
	for _, kind := range simkit.FaultKinds() {
		equal(t, string(kind)+" is described", kind.Description() != "", true)
	}
}

// delayOf is so short for what waits that a test may wait too, and longer than it for the rest.
func delayOf(kind simkit.FaultKind) time.Duration {
	if kind == simkit.FaultGatewayTimeout {
		return time.Hour
	}
	return time.Millisecond
}

func TestATokenExpires(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	expiry := server.Inject(simkit.Fault{Kind: simkit.FaultTokenExpired, Times: 1})
	get := func(token string) int {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.BaseURL+"/workspaces", http.NoBody)
		done(t, err)
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := http.DefaultClient.Do(request)
		done(t, err)
		done(t, response.Body.Close())
		return response.StatusCode
	}
	config := clientcredentials.Config{
		ClientID: simulator.DefaultClientID, ClientSecret: simulator.DefaultClientSecret, TokenURL: server.TokenURL(server.URL),
	}
	token, err := config.Token(t.Context())
	done(t, err)
	equal(t, "unknown token", get("unknown"), http.StatusUnauthorized)
	equal(t, "fresh token", get(token.AccessToken), http.StatusOK)
	equal(t, "struck early", expiry.Count(), 0)
	equal(t, "used token", get(token.AccessToken), http.StatusUnauthorized)
	equal(t, "struck", expiry.Count(), 1)
	equal(t, "expired token", get(token.AccessToken), http.StatusUnauthorized)
	fresh, err := config.Token(t.Context())
	done(t, err)
	equal(t, "new token", get(fresh.AccessToken), http.StatusOK)
}

func TestRetryAfterOfAFault(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.Inject(simkit.Fault{Kind: simkit.FaultTooManyRequests, RetryAfter: 7 * time.Second})
	equal(t, "wait", a.get("/members").header.Get("Retry-After"), "7")
	b := with(t)
	b.Inject(simkit.Fault{Kind: simkit.FaultUnavailable})
	equal(t, "wait", b.get("/members").is(http.StatusServiceUnavailable).header.Get("Retry-After"), "1")
}
