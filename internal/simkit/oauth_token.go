package simkit

import (
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// issued is the answer to a token request.
type issued struct {
	TokenType    string `json:"token_type"`
	ExpiresIn    int64  `json:"expires_in"` // seconds
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token,omitempty"`
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
	sendJSON(w, answer)
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
	if !known || !sameSecret(secret, app.Secret) {
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

// grantRefresh replaces a refresh token. The old one is revoked at once, and its access token too.
func (o *OAuth[A]) grantRefresh(app App, form url.Values) (issued, *oauthError) {
	token := form.Get("refresh_token")
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
	delete(o.refresh, token)
	o.service.Tokens.Revoke(old.access)
	return o.begin(app, scopes), nil
}

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
	answer.RefreshToken = "refresh-" + o.service.Secret("refresh token")
	o.refresh[answer.RefreshToken] = session{
		app: app.ID, access: answer.AccessToken, scopes: scopes, expires: o.service.Clock().Add(app.RefreshLifetime),
	}
	return answer
}

func (o *OAuth[A]) access(app App, account A) issued {
	token := "access-" + o.service.Secret("access token")
	o.service.Tokens.Issue(token, account, o.service.Clock().Add(app.AccessLifetime))
	return issued{TokenType: "Bearer", ExpiresIn: int64(app.AccessLifetime.Seconds()), AccessToken: token}
}
