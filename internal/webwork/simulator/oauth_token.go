package simulator

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

// issueToken answers a token request.
func (s *Simulator) issueToken(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	answer, refusal := s.grant(r)
	if refusal != nil {
		w.WriteHeader(refusal.status)
		sendJSON(w, map[string]string{
			"error": refusal.code, "error_description": refusal.description, "message": refusal.description,
		})
		return
	}
	sendJSON(w, answer)
}

func sendJSON(w http.ResponseWriter, value any) {
	if err := json.NewEncoder(w).Encode(value); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *Simulator) grant(r *http.Request) (issued, *oauthError) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return issued{}, refuseOAuth("invalid_request", "The body must be a form.")
	}
	if err := r.ParseForm(); err != nil {
		return issued{}, refuseOAuth("invalid_request", "The form cannot be read.")
	}
	app, refusal := s.authenticate(r)
	if refusal != nil {
		return issued{}, refusal
	}
	switch form := r.PostForm; form.Get("grant_type") {
	case "authorization_code":
		return s.grantCode(app, form)
	case "refresh_token":
		return s.grantRefresh(app, form)
	case "client_credentials":
		return s.grantClient(app, form)
	default:
		return issued{}, refuseOAuth("unsupported_grant_type", "The authorization grant type is not supported by the authorization server.")
	}
}

// authenticate finds the application, by HTTP Basic or by the form.
func (s *Simulator) authenticate(r *http.Request) (App, *oauthError) {
	id, secret, basic := r.BasicAuth()
	if !basic {
		id, secret = r.PostForm.Get("client_id"), r.PostForm.Get("client_secret")
	}
	app, known := s.oauth.apps[id]
	if !known || !sameSecret(secret, app.Secret) {
		return App{}, refuseOAuth("invalid_client", "Client authentication failed")
	}
	return app, nil
}

// grantCode gives tokens for a code, once.
func (s *Simulator) grantCode(app App, form url.Values) (issued, *oauthError) {
	code := form.Get("code")
	agreed, known := s.oauth.codes[code]
	delete(s.oauth.codes, code)
	verifier := form.Get("code_verifier")
	switch {
	case !known || agreed.app != app.ID || !s.now().Before(agreed.expires):
		return issued{}, refuseOAuth("invalid_grant", "The authorization code is unknown, used or expired.")
	case agreed.redirect != form.Get("redirect_uri"):
		return issued{}, refuseOAuth("invalid_grant", "The redirect URI is not the one of the authorization.")
	case agreed.challenge == "" && verifier != "", agreed.challenge != "" && !proves(verifier, agreed.challenge):
		return issued{}, refuseOAuth("invalid_grant", "Failed to verify `code_verifier`.")
	}
	return s.begin(app, agreed.scopes), nil
}

// grantRefresh replaces a refresh token. The old one is revoked at once, and its access token too.
func (s *Simulator) grantRefresh(app App, form url.Values) (issued, *oauthError) {
	token := form.Get("refresh_token")
	old, known := s.oauth.refresh[token]
	if !known || old.app != app.ID || !s.now().Before(old.expires) {
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
	delete(s.oauth.refresh, token)
	s.tokens.Revoke(old.access)
	return s.begin(app, scopes), nil
}

// grantClient gives an application a token of its own, which belongs to nobody.
func (s *Simulator) grantClient(app App, form url.Values) (issued, *oauthError) {
	if app.Secret == "" {
		return issued{}, refuseOAuth("invalid_client", "A public application has no credentials.")
	}
	scopes, refusal := parseScopes(form.Get("scope"))
	if refusal != nil {
		return issued{}, refusal
	}
	account := Account{ReadOnly: s.oauth.person.ReadOnly, Machine: true}
	return s.access(app, account.limitTo(scopes)), nil
}

// begin gives a person's tokens.
func (s *Simulator) begin(app App, scopes []string) issued {
	answer := s.access(app, s.oauth.person.limitTo(scopes))
	answer.RefreshToken = "refresh-" + s.state.secret("refresh token")
	s.oauth.refresh[answer.RefreshToken] = session{
		app: app.ID, access: answer.AccessToken, scopes: scopes, expires: s.now().Add(app.RefreshLifetime),
	}
	return answer
}

func (s *Simulator) access(app App, account Account) issued {
	token := "access-" + s.state.secret("access token")
	s.tokens.Issue(token, account, s.now().Add(app.AccessLifetime))
	return issued{TokenType: "Bearer", ExpiresIn: int64(app.AccessLifetime.Seconds()), AccessToken: token}
}
