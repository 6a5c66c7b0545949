package simkit_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// startWith starts the service with other rules for its tokens.
func startWith(t *testing.T, change func(*simkit.OAuthService[string])) *notes {
	t.Helper()
	n := start(t, simkit.Options{})
	rules := simkit.OAuthService[string]{
		Tokens: n.tokens, Clock: time.Now, Secret: n.secret, Scopes: []string{"look", "change"}, DefaultScopes: []string{"look"},
		Person:         func([]string) string { return "jane" },
		AccessLifetime: time.Hour, RefreshLifetime: time.Hour,
		Word: func(code, description string) any { return map[string]string{"oops": code, "because": description} },
	}
	change(&rules)
	*n.oauth = *simkit.NewOAuth(rules) // nobody holds its lock yet
	n.oauth.AddApp(simkit.App{ID: "app", Secret: "app-secret"})
	return n
}

func TestWaysOfRenewing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		renewal              simkit.Renewal
		told, same, old, new bool // a token is told, it is the same; the old and the new one work afterwards
	}{
		"rotates":       {simkit.RenewalRotates, true, false, false, true},
		"revokes reuse": {simkit.RenewalRevokesReuse, true, false, false, false},
		"keeps":         {simkit.RenewalKeeps, true, true, true, true},
		"silent":        {simkit.RenewalSilent, false, false, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := startWith(t, func(rules *simkit.OAuthService[string]) { rules.Renewal = test.renewal })
			first := n.exchange(n.authorize(nil).Get("code"), nil).is(http.StatusOK).text("refresh_token")
			second := n.refresh(first, nil).is(http.StatusOK).text("refresh_token")
			equal(t, "told", second != "", test.told)
			equal(t, "the same", second == first, test.same)
			equal(t, "the old one works", n.refresh(first, nil).status == http.StatusOK, test.old)
			equal(t, "the new one works", n.refresh(second, nil).status == http.StatusOK, test.new)
		})
	}
}

func TestWhoGetsNoRefreshToken(t *testing.T) {
	t.Parallel()
	n := startWith(t, func(rules *simkit.OAuthService[string]) { rules.RefreshScope = "change" })
	n.oauth.AddApp(simkit.App{ID: "brief", Secret: "app-secret", NoRefresh: true})
	brief := url.Values{"client_id": {"brief"}}
	equal(t, "with the scope", n.exchange(n.authorize(nil).Get("code"), nil).text("refresh_token") != "", true)
	equal(t, "without it", n.exchange(n.authorize(url.Values{"scope": {"look"}}).Get("code"), nil).text("refresh_token"), "")
	equal(t, "the application", n.exchange(n.authorize(brief).Get("code"), brief).text("refresh_token"), "")
}

func TestWhereASecretIsSent(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		place        simkit.SecretPlace
		header, body bool
	}{
		"anywhere": {simkit.SecretAnywhere, true, true},
		"header":   {simkit.SecretInHeader, true, false},
		"body":     {simkit.SecretInBody, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := startWith(t, func(rules *simkit.OAuthService[string]) {
				rules.SecretIn = test.place
				rules.Machine = func([]string) string { return "a machine" }
			})
			n.oauth.AddApp(simkit.App{ID: "public"})
			basic := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
			basic.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("app:app-secret")))
			inHeader := n.raw(http.MethodPost, home+"/token", "grant_type=client_credentials", basic)
			equal(t, "in the header", inHeader.status == http.StatusOK, test.header)
			inBody := n.token(url.Values{"grant_type": {"client_credentials"}})
			equal(t, "in the body", inBody.status == http.StatusOK, test.body)
			public := url.Values{"client_id": {"public"}, "client_secret": {""}}
			n.exchange(n.authorize(public).Get("code"), public).is(http.StatusOK)
		})
	}
}

func TestWhatTokenAnswersCarry(t *testing.T) {
	t.Parallel()
	n := startWith(t, func(rules *simkit.OAuthService[string]) {
		rules.LifetimeUntold, rules.Beside = true, map[string]any{"resource": "notes.test"}
	})
	tokens := n.exchange(n.authorize(nil).Get("code"), nil).is(http.StatusOK)
	equal(t, "lifetime", tokens.text("expires_in"), "")
	equal(t, "resource", tokens.text("resource"), "notes.test")
}

func TestSeveralRedirectURIs(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	n.oauth.AddApp(simkit.App{ID: "app", Secret: "app-secret", RedirectURIs: []string{"app://callback", callback}})
	equal(t, "has a code", n.authorize(nil).Get("code") != "", true)
	n.raw(http.MethodGet, authorizeURL(url.Values{"redirect_uri": {callback + "/x"}}), "", nil).is(http.StatusBadRequest)
}
