package simkit

import (
	"encoding/json"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// issued are the tokens that a token request is answered with.
type issued struct {
	access, refresh string
	lifetime        time.Duration // of the access token
}

// body is the answer to a token request.
func (o *OAuth[A]) body(tokens issued) map[string]any {
	body := map[string]any{"token_type": "Bearer", "access_token": tokens.access}
	maps.Copy(body, o.service.Beside)
	if tokens.refresh != "" {
		body["refresh_token"] = tokens.refresh
	}
	if !o.service.LifetimeUntold {
		body["expires_in"] = int64(tokens.lifetime.Seconds())
	}
	return body
}

// IssueToken answers a token request.
func (o *OAuth[A]) IssueToken(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	answer, refusal := o.grant(r)
	if refusal != nil {
		w.WriteHeader(refusal.status)
		sendJSON(w, o.service.Word(refusal.code, refusal.description))
		return
	}
	sendJSON(w, o.body(answer))
}

func sendJSON(w http.ResponseWriter, value any) {
	if err := json.NewEncoder(w).Encode(value); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (o *OAuth[A]) grant(r *http.Request) (issued, *oauthError) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return issued{}, refuseOAuth("invalid_request", "The body must be a form.")
	}
	if err := r.ParseForm(); err != nil {
		return issued{}, refuseOAuth("invalid_request", "The form cannot be read.")
	}
	app, refusal := o.authenticate(r)
	if refusal != nil {
		return issued{}, refusal
	}
	form := r.PostForm
	switch grant := form.Get("grant_type"); {
	case grant == "authorization_code":
		return o.grantCode(app, form)
	case grant == "refresh_token":
		return o.grantRefresh(app, form)
	case grant == "client_credentials" && o.service.Machine != nil:
		return o.grantClient(app, form)
	default:
		return issued{}, refuseOAuth("unsupported_grant_type", "The authorization grant type is not supported by the authorization server.")
	}
}

// authenticate finds the application, by HTTP Basic or by the form.
func (o *OAuth[A]) authenticate(r *http.Request) (App, *oauthError) {
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
	}
	app, known := o.apps[id]
	misplaced := app.Secret != "" && (basic && o.service.SecretIn == SecretInBody || !basic && o.service.SecretIn == SecretInHeader)
	if !known || misplaced || !sameSecret(secret, app.Secret) {
		return App{}, refuseOAuth("invalid_client", "Client authentication failed")
	}
	return app, nil
}

// grantCode gives tokens for a code, once.
func (o *OAuth[A]) grantCode(app App, form url.Values) (issued, *oauthError) {
	code := form.Get("code")
	agreed, known := o.codes[code]
	delete(o.codes, code)
	verifier := form.Get("code_verifier")
	switch {
	case !known || agreed.app != app.ID || !o.service.Clock().Before(agreed.expires):
		return issued{}, refuseOAuth("invalid_grant", "The authorization code is unknown, used or expired.")
	case agreed.redirect != form.Get("redirect_uri"):
		return issued{}, refuseOAuth("invalid_grant", "The redirect URI is not the one of the authorization.")
	case agreed.challenge == "" && verifier != "", agreed.challenge != "" && !proves(verifier, agreed.challenge):
		return issued{}, refuseOAuth("invalid_grant", "Failed to verify `code_verifier`.")
	}
	return o.begin(app, agreed.scopes), nil
}

// grantRefresh renews what a refresh token continues. Its old access token is revoked.
func (o *OAuth[A]) grantRefresh(app App, form url.Values) (issued, *oauthError) {
	token := form.Get("refresh_token")
	o.endReused(token)
	old, known := o.refresh[token]
	if !known || old.app != app.ID || !o.service.Clock().Before(old.expires) {
		return issued{}, refuseOAuth("invalid_grant", "The refresh token is invalid.")
	}
	scopes := old.scopes
	if asked := strings.Fields(form.Get("scope")); len(asked) > 0 {
		for _, scope := range asked {
			if !slices.Contains(old.scopes, scope) {
				return issued{}, refuseOAuth("invalid_scope", "The scope is wider than what was agreed to.")
			}
		}
		scopes = asked
	}
	o.service.Tokens.Revoke(old.access)
	return o.renew(app, token, old, scopes), nil
}

// endReused ends all that came of a refresh token which is used again, where reuse does that.
func (o *OAuth[A]) endReused(token string) {
	family, used := o.used[token]
	if !used || o.service.Renewal != RenewalRevokesReuse {
		return
	}
	for other, session := range o.refresh {
		if session.family == family {
			delete(o.refresh, other)
			o.service.Tokens.Revoke(session.access)
		}
	}
}

// renew gives a new access token, and what becomes of the refresh token.
func (o *OAuth[A]) renew(app App, token string, old session, scopes []string) issued {
	answer := o.access(app, o.service.Person(scopes))
	next := token
	if o.service.Renewal == RenewalRotates || o.service.Renewal == RenewalRevokesReuse {
		next = o.newRefreshToken()
		delete(o.refresh, token)
		o.used[token] = old.family
	}
	old.access, old.scopes, old.expires = answer.access, scopes, o.service.Clock().Add(app.RefreshLifetime)
	o.refresh[next] = old
	if o.service.Renewal != RenewalSilent {
		answer.refresh = next
	}
	return answer
}

func (o *OAuth[A]) newRefreshToken() string { return "refresh-" + o.service.Secret("refresh token") }

// grantClient gives an application a token of its own, which belongs to nobody.
func (o *OAuth[A]) grantClient(app App, form url.Values) (issued, *oauthError) {
	if app.Secret == "" {
		return issued{}, refuseOAuth("invalid_client", "A public application has no credentials.")
	}
	scopes, refusal := o.parseScopes(form.Get("scope"))
	if refusal != nil {
		return issued{}, refusal
	}
	return o.access(app, o.service.Machine(scopes)), nil
}

// begin gives a person's tokens.
func (o *OAuth[A]) begin(app App, scopes []string) issued {
	answer := o.access(app, o.service.Person(scopes))
	if app.NoRefresh || o.service.RefreshScope != "" && !slices.Contains(scopes, o.service.RefreshScope) {
		return answer
	}
	answer.refresh = o.newRefreshToken()
	o.refresh[answer.refresh] = session{
		app: app.ID, access: answer.access, family: answer.refresh, scopes: scopes,
		expires: o.service.Clock().Add(app.RefreshLifetime),
	}
	return answer
}

func (o *OAuth[A]) access(app App, account A) issued {
	token := "access-" + o.service.Secret("access token")
	o.service.Tokens.Issue(token, account, o.service.Clock().Add(app.AccessLifetime))
	return issued{access: token, lifetime: app.AccessLifetime}
}
