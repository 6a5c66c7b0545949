package simulator_test

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

const (
	server   = "http://awork.test"
	callback = "http://localhost:8400/oauth/callback"
	verifier = "a-verifier-that-is-long-enough-for-the-standard"
)

// app is an application that signs in at a simulator.
type app struct {
	*api

	id, secret string
}

// registered is an application that has just registered.
func (a *api) registered(change fields) app {
	a.t.Helper()
	r := a.register(change, http.Header{}).is(http.StatusCreated)
	secret, _ := r.object()["client_secret"].(string)
	return app{api: a, id: r.text("client_id"), secret: secret}
}

func (a *api) register(change fields, header http.Header) *reply {
	a.t.Helper()
	body := fields{
		"client_name": "Terraform", "redirect_uris": []string{callback}, "token_endpoint_auth_method": "none",
		"grant_types": []string{"authorization_code", "refresh_token"}, "response_types": []string{"code"},
		"application_type": "native", "scope": "full_access offline_access",
	}
	for name, value := range change {
		body[name] = value
		if value == nil {
			delete(body, name)
		}
	}
	return a.raw("POST", "/clientapplications/register", encode(a.t, body), header)
}

// authorize has the person agree, and gives what the application gets back.
func (p app) authorize(change url.Values) url.Values {
	p.t.Helper()
	sum := sha256.Sum256([]byte(verifier))
	query := url.Values{
		"client_id": {p.id}, "redirect_uri": {callback}, "response_type": {"code"}, "state": {"xyz"},
		"scope": {"full_access offline_access"}, "code_challenge_method": {"S256"},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])},
	}
	maps.Copy(query, change)
	r := p.raw("GET", p.AuthorizeURL(server)+"?"+query.Encode(), "", nil).is(http.StatusFound)
	back, err := url.Parse(r.header.Get("Location"))
	done(p.t, err)
	return back.Query()
}

// tokens asks for tokens, the secret being in the header.
func (p app) tokens(form url.Values) *reply {
	p.t.Helper()
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	if p.secret == "" {
		form.Set("client_id", p.id)
	} else {
		header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(p.id+":"+p.secret)))
	}
	return p.raw("POST", p.TokenURL(server), form.Encode(), header)
}

// signIn has the person agree, and gives the tokens.
func (p app) signIn(change url.Values) *reply {
	p.t.Helper()
	return p.tokens(url.Values{
		"grant_type": {"authorization_code"}, "code": {p.authorize(change).Get("code")}, "redirect_uri": {callback},
		"code_verifier": {verifier},
	})
}

func (p app) refresh(token string) *reply {
	p.t.Helper()
	return p.tokens(url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}})
}

// signedIn is the status of a request with a token.
func (a *api) signedIn(token string) int {
	a.t.Helper()
	return a.raw("GET", "/me", "", http.Header{"Authorization": {"Bearer " + token}}).status
}

func TestAnApplicationRegistersAndSignsIn(t *testing.T) {
	t.Parallel()
	p := with(t).registered(nil)
	tokens := p.signIn(nil).ok().has(`"expires_in":86400`).has(`"resource":"awork.com"`).has(`"token_type":"Bearer"`)
	p.raw("GET", "/me", "", http.Header{"Authorization": {"Bearer " + tokens.text("access_token")}}).ok().has(simulator.DefaultAdmin)
	second := p.refresh(tokens.text("refresh_token")).ok()
	equal(t, "the new token", p.signedIn(second.text("access_token")), http.StatusOK)
	p.refresh(tokens.text("refresh_token")).refused("invalid_grant")
	p.tokens(url.Values{"grant_type": {"client_credentials"}}).refused("unsupported_grant_type")
	p.raw("POST", p.TokenURL(server)+"?grant_type=refresh_token", "", nil).refused("invalid_request")
}

func TestAConfidentialApplication(t *testing.T) {
	t.Parallel()
	p := with(t).registered(fields{"token_endpoint_auth_method": "client_secret_basic"})
	p.signIn(nil).ok()
	body := url.Values{"grant_type": {"refresh_token"}, "client_id": {p.id}, "client_secret": {p.secret}}
	p.raw("POST", p.TokenURL(server), body.Encode(), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}).
		is(http.StatusUnauthorized).code("invalid_client")
}

func TestWithoutTheGrantNoRefreshToken(t *testing.T) {
	t.Parallel()
	a := with(t)
	for what, tokens := range map[string]*reply{
		"the registration lacks it": a.registered(fields{"grant_types": nil}).signIn(nil),
		"the scope lacks it":        a.registered(nil).signIn(url.Values{"scope": {"full_access"}}),
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			tokens.t = t
			tokens.ok().has("access_token").lacks("refresh_token")
		})
	}
}

func TestRegistrationsAreChecked(t *testing.T) {
	t.Parallel()
	a := with(t)
	for what, change := range map[string]fields{
		"no name": {"client_name": nil}, "no redirect URI": {"redirect_uris": nil}, "a relative one": {"redirect_uris": []string{"callback"}},
		"another scope": {"scope": "everything"}, "a name that is none": {"client_name": 1},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			a.in(t).register(change, http.Header{}).refused("invalid_client_metadata")
		})
	}
}

// tokenVariants tests how tokens are issued.
func tokenVariants() map[simulator.Variant]func(*testing.T, *api) {
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.SecretInBody: func(t *testing.T, a *api) {
			p := a.registered(fields{"token_endpoint_auth_method": "client_secret_post"})
			p.signIn(nil).is(http.StatusUnauthorized).code("invalid_client")
			equal(t, "status", p.inBody().status, http.StatusBadRequest)
		},
		simulator.SecretAnywhere: func(t *testing.T, a *api) {
			p := a.registered(fields{"token_endpoint_auth_method": "client_secret_post"})
			p.signIn(nil).ok()
			equal(t, "status", p.inBody().status, http.StatusBadRequest)
		},
		simulator.RefreshKeeps: func(t *testing.T, a *api) {
			p := a.registered(nil)
			token := p.signIn(nil).ok().text("refresh_token")
			equal(t, "token", p.refresh(token).ok().text("refresh_token"), token)
		},
		simulator.RefreshSilent: func(_ *testing.T, a *api) {
			p := a.registered(nil)
			token := p.signIn(nil).ok().text("refresh_token")
			p.refresh(token).ok().lacks("refresh_token")
			p.refresh(token).ok()
		},
		simulator.RefreshRevokesReuse: func(_ *testing.T, a *api) {
			p := a.registered(nil)
			first := p.signIn(nil).ok().text("refresh_token")
			second := p.refresh(first).ok().text("refresh_token")
			p.refresh(first).refused("invalid_grant")
			p.refresh(second).refused("invalid_grant")
		},
		simulator.LifetimeShort: func(t *testing.T, _ *api) {
			now := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
			a := start(t, simulator.Options{
				Variants: []simulator.Variant{simulator.LifetimeShort}, Clock: func() time.Time { return now },
			})
			token := a.registered(nil).signIn(nil).ok().has(`"expires_in":60`).text("access_token")
			equal(t, "at once", a.signedIn(token), http.StatusOK)
			now = now.Add(time.Minute)
			equal(t, "after a minute", a.signedIn(token), http.StatusUnauthorized)
		},
		simulator.LifetimeUntold: func(_ *testing.T, a *api) { a.registered(nil).signIn(nil).ok().lacks("expires_in") },
		simulator.TokenErrorsStandard: func(_ *testing.T, a *api) {
			a.registered(nil).refresh("x").is(http.StatusBadRequest).has(`"error":"invalid_grant"`).lacks(`"code"`)
		},
		simulator.RegistrationClosed: func(_ *testing.T, a *api) {
			a.register(nil, http.Header{}).is(http.StatusUnauthorized)
			a.register(nil, http.Header{"Authorization": {"Bearer " + simulator.RegistrationToken}}).is(http.StatusCreated)
		},
	}
}

// inBody asks with the secret in the body for what does not exist.
func (p app) inBody() *reply {
	p.t.Helper()
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {"x"}, "client_id": {p.id}, "client_secret": {p.secret}}
	return p.raw("POST", p.TokenURL(server), form.Encode(), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}).
		code("invalid_grant")
}

func TestSecretsAreNotGuessed(t *testing.T) {
	t.Parallel()
	p := app{api: with(t), id: simulator.DefaultClientID, secret: simulator.DefaultClientSecret + "x"}
	p.refresh("x").is(http.StatusUnauthorized)
	p.secret = strings.TrimSuffix(p.secret, "x")
	p.refresh("x").refused("invalid_grant")
}
