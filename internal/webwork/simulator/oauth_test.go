package simulator_test

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

const (
	oauthServer = "http://webwork.test"
	callback    = "http://127.0.0.1:4711/callback"
	verifier    = "a-verifier-that-is-long-enough-for-the-standard"
)

func challenge() string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// authorize asks the person, and gives what the application gets back in the query.
func (a *api) authorize(change url.Values) url.Values {
	a.t.Helper()
	reply := a.raw("GET", a.authorizeURL(change), "", nil).is(http.StatusFound)
	target, err := url.Parse(reply.header.Get("Location"))
	done(a.t, err)
	if !strings.HasPrefix(target.String(), callback+"?") {
		a.t.Fatalf("redirected to %s", target)
	}
	return target.Query()
}

func (a *api) authorizeURL(change url.Values) string {
	query := url.Values{
		"client_id": {simulator.DefaultClientID}, "redirect_uri": {callback}, "response_type": {"code"}, "state": {"xyz"},
		"scope": {"read write"}, "code_challenge": {challenge()}, "code_challenge_method": {"S256"},
	}
	maps.Copy(query, change)
	return a.AuthorizeURL(oauthServer) + "?" + encode(query)
}

// token makes a token request as the default application.
func (a *api) token(form url.Values) *reply {
	a.t.Helper()
	all := url.Values{"client_id": {simulator.DefaultClientID}, "client_secret": {simulator.DefaultClientSecret}}
	maps.Copy(all, form)
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	return a.raw("POST", a.TokenURL(oauthServer), encode(all), header)
}

// exchange changes a code for tokens.
func (a *api) exchange(code string) *reply {
	a.t.Helper()
	return a.token(url.Values{
		"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {callback}, "code_verifier": {verifier},
	})
}

func (a *api) refresh(token string, change url.Values) *reply {
	a.t.Helper()
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}}
	maps.Copy(form, change)
	return a.token(form)
}

// as makes an API request with an access token, and gives the status.
func (a *api) as(token, method string) int {
	a.t.Helper()
	header := http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}
	if method == http.MethodGet {
		return a.raw(method, "/members?workspace_id=1", "", header).status
	}
	return a.raw(method, "/projects?workspace_id=1", `{"name":"From `+token+`"}`, header).status
}

// encode encodes values; one that is empty is left out.
func encode(values url.Values) string {
	maps.DeleteFunc(values, func(_ string, value []string) bool { return value[0] == "" })
	return values.Encode()
}

func (r *reply) text(name string) string {
	text, _ := r.body[name].(string)
	return text
}

func TestAuthorizationCode(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{})
	back := a.authorize(nil)
	equal(t, "state", back.Get("state"), "xyz")
	tokens := a.exchange(back.Get("code")).ok()
	equal(t, "lifetime", number(tokens.body["expires_in"]), "1296000")
	equal(t, "caching", tokens.header.Get("Cache-Control"), "no-store")
	equal(t, "a read", a.as(tokens.text("access_token"), http.MethodGet), http.StatusOK)
	equal(t, "a write", a.as(tokens.text("access_token"), http.MethodPost), http.StatusCreated)
	a.exchange(back.Get("code")).is(http.StatusBadRequest).has("invalid_grant") // a code works once
	a.raw("GET", "/workspaces", "", http.Header{"Authorization": {"Bearer " + tokens.text("access_token")}}).ok().has(`"user_id":10`)
}

func TestRefreshRotates(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{})
	first := a.exchange(a.authorize(nil).Get("code")).ok()
	second := a.refresh(first.text("refresh_token"), nil).ok()
	if first.text("refresh_token") == second.text("refresh_token") || first.text("access_token") == second.text("access_token") {
		t.Error("the tokens stayed the same")
	}
	equal(t, "the old access token", a.as(first.text("access_token"), http.MethodGet), http.StatusUnauthorized)
	equal(t, "the new access token", a.as(second.text("access_token"), http.MethodGet), http.StatusOK)
	a.refresh(first.text("refresh_token"), nil).is(http.StatusBadRequest).has("invalid_grant")
	a.refresh(second.text("refresh_token"), nil).ok()
}

func TestRefreshIsChecked(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{})
	a.AddApp(simkit.App{ID: "other", Secret: "other-secret"})
	tokens := a.exchange(a.authorize(url.Values{"scope": {"read"}}).Get("code")).ok()
	token := tokens.text("refresh_token")
	a.refresh(token, url.Values{"client_id": {"other"}, "client_secret": {"other-secret"}}).is(http.StatusBadRequest).has("invalid_grant")
	a.refresh(token, url.Values{"client_secret": {"wrong"}}).is(http.StatusUnauthorized).has("invalid_client")
	a.refresh(token, url.Values{"scope": {"read write"}}).is(http.StatusBadRequest).has("invalid_scope")
	renewed := a.refresh(token, nil).ok() // none of these used it up
	equal(t, "a write without the scope", a.as(renewed.text("access_token"), http.MethodPost), http.StatusForbidden)
}

func TestClientCredentialsGrant(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{})
	form := url.Values{"grant_type": {"client_credentials"}, "scope": {"read"}}
	tokens := a.token(form).ok()
	equal(t, "refresh token", tokens.text("refresh_token"), "")
	equal(t, "a read", a.as(tokens.text("access_token"), http.MethodGet), http.StatusOK)
	equal(t, "a write", a.as(tokens.text("access_token"), http.MethodPost), http.StatusForbidden)
	form.Set("scope", "")
	equal(t, "a write with all scopes", a.as(a.token(form).ok().text("access_token"), http.MethodPost), http.StatusCreated)
	a.raw("GET", "/workspaces", "", http.Header{"Authorization": {"Bearer " + tokens.text("access_token")}}).ok().lacks(`"user_id"`)

	form.Set("client_secret", "wrong")
	a.token(form).is(http.StatusUnauthorized).has(`"error":"invalid_client"`)
	a.token(url.Values{"grant_type": {"client_credentials"}, "scope": {"everything"}}).is(http.StatusBadRequest).has("invalid_scope")
	a.token(url.Values{"grant_type": {"password"}}).is(http.StatusBadRequest).has("unsupported_grant_type")
}

func TestTokenRequestForm(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{})
	basic := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	pair := simulator.DefaultClientID + ":" + simulator.DefaultClientSecret
	basic.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(pair)))
	a.raw("POST", a.TokenURL(oauthServer), "grant_type=client_credentials", basic).ok()
	a.raw("POST", a.TokenURL(oauthServer), `{"grant_type":"client_credentials"}`, http.Header{"Content-Type": {"application/json"}}).
		is(http.StatusBadRequest).has("invalid_request")
	a.raw("GET", a.TokenURL(oauthServer), "", nil).is(http.StatusMethodNotAllowed)
}

func TestReadOnlyAccountGivesReadOnlyTokens(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{ReadOnly: true})
	tokens := a.exchange(a.authorize(nil).Get("code")).ok()
	equal(t, "a write", a.as(tokens.text("access_token"), http.MethodPost), http.StatusForbidden)
}
