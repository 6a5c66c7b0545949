package rest_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/rest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// deadBodies are what may come with a dead token, deniedBodies with a living one whose owner lacks a permission. Some are in both.
//
//nolint:gochecknoglobals // constants, for which Go has no other form
var (
	deadBodies = map[string]string{
		"nested":         `{"message":{"code":"unauthorized","description":"Unauthorized"}}`,
		"message":        `{"message":"Unauthorized"}`,
		"expired":        `{"exp":"token expired"}`,
		"no workspace":   `{"code":"workspaceid-missing","description":"x","link":"y"}`,
		"no team":        `{"code":"teamid-missing","description":"x","link":"y"}`,
		"flat":           `{"code":"unauthorized","description":"x","link":"y","traceId":"t"}`,
		"a page":         `<html><title>Log in</title></html>`,
		"nothing at all": ``,
	}
	deniedBodies = map[string]string{
		"flat":           `{"code":"unauthorized","description":"The call to User was blocked due to insufficient permissions.","link":"y","traceId":"t"}`,
		"without trace":  `{"code":"unauthorized","description":"x","link":"y"}`,
		"nested":         `{"message":{"code":"unauthorized","description":"Unauthorized"}}`,
		"nothing at all": ``,
	}
)

// office is an awork that issues tokens, of which only the newest is alive.
type office struct {
	dead, denied string

	mu     sync.Mutex
	issued int
	killed bool // the newest is dead as well
	broken bool // no token that is issued is ever alive
	me     int
}

func (o *office) answer(request *http.Request, body string) reply {
	o.mu.Lock()
	defer o.mu.Unlock()
	if strings.HasSuffix(request.URL.Path, "/accounts/token") {
		if !strings.Contains(body, fmt.Sprintf("refresh_token=refresh-%d", o.issued)) {
			return reply{status: 400, body: `{"code":"invalid_grant","description":"the refresh token was used before"}`}
		}
		o.issued++
		o.killed = o.broken
		return reply{body: fmt.Sprintf(`{"access_token":"access-token-%d","refresh_token":"refresh-%d","token_type":"Bearer"}`, o.issued, o.issued)}
	}
	alive := !o.killed && request.Header.Get("Authorization") == fmt.Sprintf("Bearer access-token-%d", o.issued)
	isMe := strings.HasSuffix(request.URL.Path, "/me")
	if isMe {
		o.me++
	}
	switch {
	case !alive:
		return reply{status: 401, body: o.dead}
	case isMe, strings.HasSuffix(request.URL.Path, jane):
		return reply{body: janeJSON}
	default:
		return reply{status: 401, body: o.denied}
	}
}

func (o *office) kill() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.killed = true
}

// signedIn is a client with tokens that are renewed, over a network that leads to the office.
func signedIn(t *testing.T, office *office, network ...http.RoundTripper) *rest.Client {
	t.Helper()
	path := filepath.Join(t.TempDir(), "token.json")
	err := httpkit.UpdateTokenFile(t.Context(), path, func(httpkit.TokenFile) (httpkit.TokenFile, error) {
		return httpkit.TokenFile{RefreshToken: "refresh-0", ClientID: "client", TokenURL: base + "/accounts/token"}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	network = append(network, &wire{answer: office.answer})
	return open(t, network[0], func(o *httpkit.Options) {
		o.Credentials = httpkit.RefreshTokenSource(httpkit.OAuth{FallbackTokenURL: base + "/accounts/token"}, "", path)
	})
}

// TestDeniedIsNotDead has every pair of bodies: what is denied fails alone, and what is dead is renewed.
func TestDeniedIsNotDead(t *testing.T) {
	t.Parallel()
	for deadly, dead := range deadBodies {
		for refusing, denied := range deniedBodies {
			t.Run(deadly+" and "+refusing, func(t *testing.T) {
				t.Parallel()
				office := &office{dead: dead, denied: denied}
				client := signedIn(t, office)
				for round := range 3 {
					if _, err := client.Users().Get(t.Context(), admin); !remote.IsForbidden(err) || remote.IsUnauthorized(err) || remote.IsUncertain(err) {
						t.Fatalf("round %d: got %v, want a refusal of this user only", round, err)
					}
					if _, err := client.Users().Get(t.Context(), jane); err != nil {
						t.Fatalf("round %d: %v", round, err)
					}
					if office.issued != round+1 {
						t.Fatalf("round %d: %d tokens were fetched", round, office.issued)
					}
					office.kill()
				}
			})
		}
	}
}

// TestDeadIsRenewed for a request that is denied to nobody: it succeeds although the question was answered with the new token.
func TestDeadIsRenewed(t *testing.T) {
	t.Parallel()
	for name, dead := range deadBodies {
		office := &office{dead: dead}
		client := signedIn(t, office)
		for round := range 3 {
			if _, err := client.Users().Get(t.Context(), jane); err != nil || office.issued != round+1 {
				t.Errorf("%s, round %d: %d tokens, %v", name, round, office.issued, err)
			}
			office.kill()
		}
		// A body that can only be about the token leaves nothing to ask.
		settled := map[string]bool{"expired": true, "no workspace": true, "no team": true}[name]
		if settled && office.me != 0 || !settled && office.me == 0 {
			t.Errorf("%s: the account was asked for %d times", name, office.me)
		}
	}
}

// TestDeadWhereAlsoDenied is found by a request that is denied besides.
func TestDeadWhereAlsoDenied(t *testing.T) {
	t.Parallel()
	for name, dead := range deadBodies {
		office := &office{dead: dead, denied: deniedBodies["flat"]}
		client := signedIn(t, office)
		if _, err := client.Users().Get(t.Context(), jane); err != nil {
			t.Fatal(err)
		}
		office.kill()
		if _, err := client.Users().Get(t.Context(), admin); !remote.IsForbidden(err) || office.issued != 2 {
			t.Errorf("%s: %d tokens, %v", name, office.issued, err)
		}
	}
}

// TestDeadKeyIsFinal: nothing renews it, and nobody asks any more.
func TestDeadKeyIsFinal(t *testing.T) {
	t.Parallel()
	for name, dead := range deadBodies {
		network := newWire(reply{status: 401, body: dead})
		client := open(t, network)
		if _, err := client.Users().Get(t.Context(), jane); !remote.IsUnauthorized(err) || remote.IsForbidden(err) {
			t.Errorf("%s: got %v", name, err)
		}
		asked := len(network.requests())
		if _, err := client.Users().Get(t.Context(), jane); !remote.IsUnauthorized(err) || len(network.requests()) != asked || asked > 2 {
			t.Errorf("%s: asked %q: %v", name, network.requests(), err)
		}
	}
}

// TestTokensThatNeverServe end in an error that is final.
func TestTokensThatNeverServe(t *testing.T) {
	t.Parallel()
	office := &office{dead: deadBodies["flat"], broken: true}
	client := signedIn(t, office)
	for range 2 {
		if _, err := client.Users().Get(t.Context(), jane); !remote.IsUnauthorized(err) {
			t.Errorf("got %v", err)
		}
	}
	if office.issued > 6 {
		t.Errorf("%d tokens were fetched", office.issued)
	}
}

// TestAskedForAll: many are denied at once, and one question settles the first, another one all who came while it was asked.
func TestAskedForAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		office := &office{denied: deniedBodies["flat"]}
		office.issued = 1
		slow := lossy(func(request *http.Request) (*http.Response, error) {
			time.Sleep(time.Second)
			return (&wire{answer: office.answer}).RoundTrip(request)
		})
		client := open(t, slow, func(o *httpkit.Options) { o.Credentials = httpkit.Static("access-token-1") })
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if _, err := client.Users().Get(t.Context(), admin); !remote.IsForbidden(err) {
					t.Errorf("got %v", err)
				}
			})
		}
		all.Wait()
		if office.me > 2 {
			t.Errorf("the account was asked for %d times", office.me)
		}
	})
}

// TestDiesWhileAsked: the answer to who was denied before the token died tells nothing to who was refused after.
func TestDiesWhileAsked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		office := &office{dead: deadBodies["flat"], denied: deniedBodies["flat"]}
		served := &wire{answer: office.answer}
		client := signedIn(t, office, lossy(func(request *http.Request) (*http.Response, error) {
			answer, err := served.RoundTrip(request)
			if strings.HasSuffix(request.URL.Path, "/me") {
				time.Sleep(2 * time.Second)
			}
			return answer, err
		}))
		var all sync.WaitGroup
		all.Go(func() {
			if _, err := client.Users().Get(t.Context(), admin); !remote.IsForbidden(err) {
				t.Errorf("got %v", err)
			}
		})
		time.Sleep(time.Second)
		office.kill()
		if _, err := client.Users().Get(t.Context(), jane); err != nil {
			t.Errorf("the token is taken for alive: %v", err)
		}
		all.Wait()
	})
}

// TestNobodyKnows has no answer to the question: the request fails alone.
func TestNobodyKnows(t *testing.T) {
	t.Parallel()
	broken := true
	network := &wire{answer: func(request *http.Request, _ string) reply {
		switch {
		case !broken:
			return reply{body: janeJSON}
		case strings.HasSuffix(request.URL.Path, "/me"):
			return reply{status: 500}
		default:
			return reply{status: 401}
		}
	}}
	client := open(t, network)
	if _, err := client.Users().Get(t.Context(), jane); err == nil {
		t.Error("a refusal is a success")
	}
	broken = false
	if _, err := client.Users().Get(t.Context(), jane); err != nil {
		t.Errorf("the refusal is final: %v", err)
	}
}
