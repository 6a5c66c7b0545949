package httpkit_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// choosy is a server that says 401 for a missing permission, and 403 for a revoked token.
type choosy struct {
	*tokenServer

	revoked bool
}

func (c *choosy) RoundTrip(request *http.Request) (*http.Response, error) {
	switch {
	case request.URL.Host == "login.example.com":
		c.revoked = false
		return c.tokenServer.RoundTrip(request)
	case c.revoked:
		return answer(http.StatusForbidden, `{"code":"token-revoked"}`), nil
	case strings.HasSuffix(request.URL.Path, "/forbidden"):
		return answer(http.StatusUnauthorized, `{"code":"permission-missing"}`), nil
	case strings.HasSuffix(request.URL.Path, "/unclear"):
		return answer(http.StatusUnauthorized, ``), nil
	default:
		return c.tokenServer.RoundTrip(request)
	}
}

func choose(refusal httpkit.Refusal) httpkit.Verdict {
	if strings.Contains(string(refusal.Body), "permission-missing") {
		return httpkit.RefusesRequest
	}
	return httpkit.RefusesCredentials
}

// TestForbiddenObject leaves the credentials alone where only an object is forbidden.
func TestForbiddenObject(t *testing.T) {
	t.Parallel()
	server := &choosy{tokenServer: &tokenServer{}}
	client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Judge: choose, Transport: server})
	for range 3 {
		status, body, err := call(t.Context(), t, client, http.MethodPost, apiURL+"/forbidden", `{}`)
		if status != http.StatusUnauthorized || body != `{"code":"permission-missing"}` || err != nil {
			t.Errorf("got %d %q %v", status, body, err)
		}
		mustCall(t, client)
	}
	if server.issued != 1 {
		t.Errorf("%d tokens were fetched", server.issued)
	}
}

// TestRevokedBy403 renews a token whose end the server does not call 401.
func TestRevokedBy403(t *testing.T) {
	t.Parallel()
	server := &choosy{tokenServer: &tokenServer{}}
	client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Judge: choose, Transport: server})
	mustCall(t, client)
	server.revoked = true
	mustCall(t, client)
	if server.issued != 2 {
		t.Errorf("%d tokens were fetched", server.issued)
	}

	// Nothing renews a fixed token: the refusal is final.
	server.revoked = true
	fixed := newClient(t, httpkit.Options{Credentials: httpkit.Static("t0ken"), Judge: choose, Transport: server})
	if status, _, err := call(t.Context(), t, fixed, http.MethodGet, apiURL, ""); status != http.StatusForbidden || err != nil {
		t.Errorf("got %d %v", status, err)
	}
	_, _, err := call(t.Context(), t, fixed, http.MethodGet, apiURL, "")
	if _, final := errors.AsType[*httpkit.AuthError](err); !final {
		t.Errorf("got %v, want the refusal", err)
	}
}

// TestUsual403 is no matter of credentials where nobody says so.
func TestUsual403(t *testing.T) {
	t.Parallel()
	server := &choosy{tokenServer: &tokenServer{}, revoked: true}
	client := newClient(t, httpkit.Options{Credentials: httpkit.Static("t0ken"), Transport: server})
	for range 2 {
		status, body, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if status != http.StatusForbidden || body != `{"code":"token-revoked"}` || err != nil {
			t.Errorf("got %d %q %v", status, body, err)
		}
	}
}

// TestJudgeAsks has a judge that knows when the credentials have last served, and else asks the server.
func TestJudgeAsks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &choosy{tokenServer: &tokenServer{}}
		probes, ages := 0, []time.Duration{}
		var client *http.Client
		client = newClient(t, httpkit.Options{
			Credentials: httpkit.ClientCredentials(app()), Transport: server,
			Judge: func(refusal httpkit.Refusal) httpkit.Verdict {
				if !refusal.LastServed.IsZero() {
					ages = append(ages, time.Since(refusal.LastServed))
					return httpkit.RefusesRequest
				}
				probes++
				if status, _, err := call(t.Context(), t, client, http.MethodGet, apiURL+"/me", ""); status != http.StatusOK || err != nil {
					t.Errorf("the probe got %d %v", status, err)
				}
				return httpkit.RefusesRequest
			},
		})
		for range 3 {
			if status, _, err := call(t.Context(), t, client, http.MethodGet, apiURL+"/unclear", ""); status != http.StatusUnauthorized || err != nil {
				t.Errorf("got %d %v", status, err)
			}
			time.Sleep(time.Second)
		}
		if probes != 1 || len(ages) != 2 || ages[0] != time.Second || ages[1] != time.Second || server.issued != 1 {
			t.Errorf("%d probes, %d tokens, served %s ago", probes, server.issued, ages)
		}
	})
}

// TestWhatAnAnswerWasTakenFor tells callers what the judge has found, and judges of which credentials an answer speaks.
func TestWhatAnAnswerWasTakenFor(t *testing.T) {
	t.Parallel()
	server := &choosy{tokenServer: &tokenServer{}}
	// ask tells what an answer was taken for, and whether a refusal was of the credentials that it is an answer to.
	ask := func(client *http.Client, address string) (denied bool, same func(httpkit.Refusal) bool) {
		request, err := http.NewRequestWithContext(httpkit.WithEffect(t.Context(), httpkit.Reads), http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = answer.Body.Close() })
		return httpkit.IsDenied(answer), func(refusal httpkit.Refusal) bool { return refusal.SameCredentials(answer) }
	}
	var refusals []httpkit.Refusal
	client := newClient(t, httpkit.Options{
		Credentials: httpkit.ClientCredentials(app()), Transport: server,
		Judge: func(refusal httpkit.Refusal) httpkit.Verdict {
			refusals = append(refusals, refusal)
			return choose(refusal)
		},
	})
	if denied, same := ask(client, apiURL+"/forbidden"); !denied || !same(refusals[0]) {
		t.Error("a refusal of the request is taken for one of the credentials")
	}
	denied, first := ask(client, apiURL)
	if denied || !first(refusals[0]) {
		t.Errorf("denied is %t, and the token is the same", denied)
	}
	server.revoked = true
	denied, renewed := ask(client, apiURL)
	if denied || len(refusals) != 2 || renewed(refusals[1]) || !first(refusals[1]) {
		t.Errorf("denied is %t after %d refusals, and the token is a new one", denied, len(refusals))
	}

	server.revoked = true
	fixed := newClient(t, httpkit.Options{Credentials: httpkit.Static("t0ken"), Judge: choose, Transport: server})
	if denied, _ := ask(fixed, apiURL); denied {
		t.Error("a refusal of the credentials is taken for one of the request")
	}
	if denied, _ := ask(newClient(t, httpkit.Options{Transport: server}), apiURL); !denied {
		t.Error("a usual 403 is taken for a refusal of the credentials")
	}
}

// TestTokenRequestByBasic has the secret in the header, where there is one.
func TestTokenRequestByBasic(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		basic, secret bool
		header        string
		form          map[string]string
	}{
		"basic":                {true, true, "my%2Fapp s%26cret", map[string]string{"client_id": "", "client_secret": ""}},
		"basic without secret": {true, false, "", map[string]string{"client_id": "my/app", "client_secret": ""}},
		"body":                 {false, true, "", map[string]string{"client_id": "my/app", "client_secret": "s&cret"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			oauth := httpkit.OAuth{TokenURL: tokenURL, ClientID: "my/app", BasicAuth: test.basic}
			if test.secret {
				oauth.ClientSecret = "s&cret"
			}
			path := tokenFile(t, `{"refresh_token":"refresh-0"}`)
			for grant, credentials := range map[string]httpkit.Credentials{
				"client_credentials": httpkit.ClientCredentials(oauth), "refresh_token": httpkit.RefreshTokenSource(oauth, "", path),
			} {
				header, form := "", map[string]string{}
				client := newClient(t, httpkit.Options{Credentials: credentials, Transport: network(func(request *http.Request) (*http.Response, error) {
					if request.URL.Host != "login.example.com" {
						return answer(http.StatusOK, `{}`), nil
					}
					if user, password, ok := request.BasicAuth(); ok {
						header = user + " " + password
					}
					if err := request.ParseForm(); err != nil {
						return nil, err
					}
					for _, name := range []string{"grant_type", "client_id", "client_secret"} {
						form[name] = request.PostForm.Get(name)
					}
					return answer(http.StatusOK, `{"access_token":"a","expires_in":3600}`), nil
				})})
				mustCall(t, client)
				if header != test.header || form["grant_type"] != grant || form["client_id"] != test.form["client_id"] || form["client_secret"] != test.form["client_secret"] {
					t.Errorf("%s: header %q, form %v", grant, header, form)
				}
			}
		})
	}
}

// TestSecretInTheBodyAtLast has servers that know no application by HTTP Basic, and one that knows it and refuses the token.
func TestSecretInTheBodyAtLast(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		body   string
		asked  int
		fails  string
	}{
		"by status":          {http.StatusUnauthorized, ``, 2, ""},
		"by code":            {http.StatusBadRequest, `{"error":"invalid_client"}`, 2, ""},
		"by code of its own": {http.StatusBadRequest, `{"code":"invalid_request","description":"client_id is missing"}`, 2, ""},
		"the token":          {http.StatusBadRequest, `{"code":"invalid_grant","description":"used before"}`, 1, "400 Bad Request: invalid_grant: used before"},
		"a failure":          {http.StatusBadGateway, ``, 1, "502"},
	} {
		asked := 0
		client := newClient(t, httpkit.Options{
			Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{TokenURL: tokenURL, ClientID: "my/app", ClientSecret: "s&cret", BasicAuth: true}, "refresh-0", ""),
			Transport: network(func(request *http.Request) (*http.Response, error) {
				if request.URL.Host != "login.example.com" {
					return answer(http.StatusOK, `{}`), nil
				}
				asked++
				if err := request.ParseForm(); err != nil {
					return nil, err
				}
				if _, _, basic := request.BasicAuth(); basic || request.PostForm.Get("client_secret") != "s&cret" {
					return answer(test.status, test.body), nil
				}
				return answer(http.StatusOK, `{"access_token":"a","refresh_token":"refresh-1","expires_in":3600}`), nil
			}),
		})
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if asked != test.asked || (err != nil) != (test.fails != "") || err != nil && !strings.Contains(err.Error(), test.fails) {
			t.Errorf("%s: asked %d times: %v", name, asked, err)
		}
	}
}
