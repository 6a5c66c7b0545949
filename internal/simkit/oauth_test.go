package simkit_test

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

const (
	callback = "http://127.0.0.1:4711/callback"
	verifier = "a-verifier-that-is-long-enough-for-the-standard"
)

func challenge() string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// authorize asks the person, and gives what the application gets back in the query.
func (n *notes) authorize(change url.Values) url.Values {
	n.t.Helper()
	reply := n.raw(http.MethodGet, authorizeURL(change), "", nil).is(http.StatusFound)
	target, err := url.Parse(reply.header.Get("Location"))
	done(n.t, err)
	if !strings.HasPrefix(target.String(), callback+"?") {
		n.t.Fatalf("redirected to %s", target)
	}
	return target.Query()
}

func authorizeURL(change url.Values) string {
	query := url.Values{
		"client_id": {"app"}, "redirect_uri": {callback}, "response_type": {"code"}, "state": {"xyz"},
		"scope": {"look change"}, "code_challenge": {challenge()}, "code_challenge_method": {"S256"},
	}
	maps.Copy(query, change)
	return home + "/authorize?" + encode(query)
}

// token makes a token request as the application.
func (n *notes) token(form url.Values) *reply {
	n.t.Helper()
	all := url.Values{"client_id": {"app"}, "client_secret": {"app-secret"}}
	maps.Copy(all, form)
	return n.raw(http.MethodPost, home+"/token", encode(all), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
}

// exchange changes a code for tokens.
func (n *notes) exchange(code string, change url.Values) *reply {
	n.t.Helper()
	form := url.Values{
		"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {callback}, "code_verifier": {verifier},
	}
	maps.Copy(form, change)
	return n.token(form)
}

func (n *notes) refresh(token string, change url.Values) *reply {
	n.t.Helper()
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}}
	maps.Copy(form, change)
	return n.token(form)
}

// account is whom the service takes a token's bearer for, "" where it lets nobody in.
func (n *notes) account(token string) string {
	n.t.Helper()
	r := n.raw(http.MethodGet, home+base+"/notes", "", http.Header{"Authorization": {"Bearer " + token}})
	return r.text("account")
}

// encode encodes values; one that is empty is left out.
func encode(values url.Values) string {
	maps.DeleteFunc(values, func(_ string, value []string) bool { return value[0] == "" })
	return values.Encode()
}

// refused expects a refusal, in the service's words.
func (r *reply) refused(status int, code string) {
	r.t.Helper()
	r.is(status)
	equal(r.t, "error", r.text("oops"), code)
	equal(r.t, "has a reason", r.text("because") != "", true)
}

func TestAuthorizationCode(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	back := n.authorize(nil)
	equal(t, "state", back.Get("state"), "xyz")
	tokens := n.exchange(back.Get("code"), nil).is(http.StatusOK)
	equal(t, "type", tokens.text("token_type"), "Bearer")
	equal(t, "lifetime", tokens.text("expires_in"), "3600")
	equal(t, "caching", tokens.header.Get("Cache-Control"), "no-store")
	equal(t, "has served", n.tokens.HaveServed(tokens.text("access_token")), false)
	equal(t, "account", n.account(tokens.text("access_token")), "jane may look change")
	n.exchange(back.Get("code"), nil).refused(http.StatusBadRequest, "invalid_grant") // a code works once
	tokens = n.exchange(n.authorize(url.Values{"scope": {""}}).Get("code"), nil)
	equal(t, "account without a scope", n.account(tokens.text("access_token")), "jane may look")
}

func TestAuthorizationCodeIsChecked(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	n.oauth.AddApp(simkit.App{ID: "other", Secret: "other-secret"})
	for name, change := range map[string]url.Values{
		"another redirect URI": {"redirect_uri": {callback + "x"}},
		"no verifier":          {"code_verifier": {""}},
		"another verifier":     {"code_verifier": {verifier + "x"}},
		"another application":  {"client_id": {"other"}, "client_secret": {"other-secret"}},
		"unknown code":         {"code": {"guessed"}},
	} {
		t.Log(name)
		n.exchange(n.authorize(nil).Get("code"), change).refused(http.StatusBadRequest, "invalid_grant")
	}
	withoutPKCE := n.authorize(url.Values{"code_challenge": {""}, "code_challenge_method": {""}}).Get("code")
	n.exchange(withoutPKCE, nil).has("code_verifier").refused(http.StatusBadRequest, "invalid_grant")
}

func TestCodeExpires(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	n := start(t, simkit.Options{Clock: func() time.Time { return now }})
	early, late := n.authorize(nil).Get("code"), n.authorize(nil).Get("code")
	now = now.Add(10*time.Minute - 1)
	n.exchange(early, nil).is(http.StatusOK)
	now = now.Add(1)
	n.exchange(late, nil).refused(http.StatusBadRequest, "invalid_grant")
}

func TestAuthorizationIsRefused(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	n.oauth.AddApp(simkit.App{ID: "exact", Secret: "s", RedirectURIs: []string{"https://app.example.com/return"}})
	n.oauth.AddApp(simkit.App{ID: "public"})
	for name, change := range map[string]url.Values{
		"unknown application":       {"client_id": {"nobody"}},
		"address of somebody else":  {"redirect_uri": {"https://evil.example.com/callback"}},
		"not the registered":        {"client_id": {"exact"}},
		"loopback, but not by http": {"redirect_uri": {"myapp://127.0.0.1/callback"}},
		"no address":                {"redirect_uri": {""}},
	} {
		reply := n.raw(http.MethodGet, authorizeURL(change), "", nil)
		if target := reply.header.Get("Location"); reply.status != http.StatusBadRequest || target != "" {
			t.Errorf("%s: %d to %q", name, reply.status, target)
		}
	}
	for want, change := range map[string]url.Values{
		"unsupported_response_type": {"response_type": {"token"}},
		"invalid_scope":             {"scope": {"look everywhere"}},
		"invalid_request":           {"code_challenge_method": {"plain"}},
	} {
		back := n.authorize(change)
		equal(t, "error", back.Get("error"), want)
		equal(t, "state", back.Get("state"), "xyz")
		equal(t, "code", back.Get("code"), "")
	}
	withoutPKCE := n.authorize(url.Values{"client_id": {"public"}, "code_challenge": {""}})
	equal(t, "a public application without PKCE", withoutPKCE.Get("error"), "invalid_request")
}

func TestPublicApplication(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	n.oauth.AddApp(simkit.App{ID: "public"})
	public := url.Values{"client_id": {"public"}, "client_secret": {""}}
	tokens := n.exchange(n.authorize(public).Get("code"), public).is(http.StatusOK)
	n.refresh(tokens.text("refresh_token"), public).is(http.StatusOK)
	n.token(url.Values{"client_id": {"public"}, "client_secret": {""}, "grant_type": {"client_credentials"}}).
		refused(http.StatusUnauthorized, "invalid_client")
}

func TestRefreshRotates(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	first := n.exchange(n.authorize(nil).Get("code"), nil).is(http.StatusOK)
	second := n.refresh(first.text("refresh_token"), nil).is(http.StatusOK)
	if first.text("refresh_token") == second.text("refresh_token") || first.text("access_token") == second.text("access_token") {
		t.Error("the tokens stayed the same")
	}
	equal(t, "the old access token", n.account(first.text("access_token")), "")
	equal(t, "the new access token", n.account(second.text("access_token")), "jane may look change")
	n.refresh(first.text("refresh_token"), nil).refused(http.StatusBadRequest, "invalid_grant")
	third := n.refresh(second.text("refresh_token"), url.Values{"scope": {"look"}}).is(http.StatusOK)
	equal(t, "a narrower scope", n.account(third.text("access_token")), "jane may look")
}

func TestRefreshIsChecked(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	n.oauth.AddApp(simkit.App{ID: "other", Secret: "other-secret"})
	token := n.exchange(n.authorize(url.Values{"scope": {"look"}}).Get("code"), nil).is(http.StatusOK).text("refresh_token")
	n.refresh(token, url.Values{"client_id": {"other"}, "client_secret": {"other-secret"}}).refused(http.StatusBadRequest, "invalid_grant")
	n.refresh(token, url.Values{"client_secret": {"wrong"}}).refused(http.StatusUnauthorized, "invalid_client")
	n.refresh(token, url.Values{"scope": {"look change"}}).refused(http.StatusBadRequest, "invalid_scope")
	n.refresh(token, nil).is(http.StatusOK) // none of these used it up
}

func TestIssuedTokensExpire(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	n := start(t, simkit.Options{Clock: func() time.Time { return now }})
	n.oauth.AddApp(simkit.App{ID: "app", Secret: "app-secret", AccessLifetime: time.Minute, RefreshLifetime: 2 * time.Minute})
	tokens := n.exchange(n.authorize(nil).Get("code"), nil).is(http.StatusOK)
	equal(t, "lifetime", tokens.text("expires_in"), "60")
	now = now.Add(time.Minute - 1)
	equal(t, "before the end", n.account(tokens.text("access_token")), "jane may look change")
	now = now.Add(1)
	equal(t, "at the end", n.account(tokens.text("access_token")), "")
	tokens = n.refresh(tokens.text("refresh_token"), nil).is(http.StatusOK)
	equal(t, "after the refresh", n.account(tokens.text("access_token")), "jane may look change")
	now = now.Add(2 * time.Minute)
	n.refresh(tokens.text("refresh_token"), nil).refused(http.StatusBadRequest, "invalid_grant")
}

func TestClientCredentials(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {"change"}}
	tokens := n.token(form).is(http.StatusOK)
	equal(t, "refresh token", tokens.text("refresh_token"), "")
	equal(t, "account", n.account(tokens.text("access_token")), "a machine may change")
	form.Set("scope", "everything")
	n.token(form).refused(http.StatusBadRequest, "invalid_scope")
}

// TestNoMachines has a service whose applications cannot act for themselves.
func TestNoMachines(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	for _, grant := range []string{"password", ""} {
		n.token(url.Values{"grant_type": {grant}}).refused(http.StatusBadRequest, "unsupported_grant_type")
	}
	n.oauth = simkit.NewOAuth(simkit.OAuthService[string]{
		Tokens: n.tokens, Clock: time.Now, Word: func(code, _ string) any { return code },
	})
	n.oauth.AddApp(simkit.App{ID: "app", Secret: "app-secret"})
	server := http.NewServeMux()
	server.HandleFunc("POST /token", n.oauth.IssueToken)
	var err error
	n.Gateway, err = simkit.NewGateway(simkit.Service{
		Handler: server, Elsewhere: home, Path: strings.ToLower, Credential: bearer, Writes: func(simkit.Request) bool { return true },
	}, simkit.Options{})
	done(t, err)
	n.token(url.Values{"grant_type": {"client_credentials"}}).is(http.StatusBadRequest).has("unsupported_grant_type")
}

func TestTokenRequestForm(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	basic := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	basic.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("app:app-secret")))
	n.raw(http.MethodPost, home+"/token", "grant_type=client_credentials", basic).is(http.StatusOK)
	n.raw(http.MethodPost, home+"/token", `{"grant_type":"client_credentials"}`, http.Header{"Content-Type": {"application/json"}}).
		refused(http.StatusBadRequest, "invalid_request")
	n.raw(http.MethodPost, home+"/token", "grant_type=%zz", basic).refused(http.StatusBadRequest, "invalid_request")
}
