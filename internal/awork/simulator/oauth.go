package simulator

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// The paths of the OAuth2 endpoints, and where applications register.
const (
	authorizePath = apiPath + "/accounts/authorize"
	tokenPath     = apiPath + "/accounts/token"
	registerPath  = apiPath + "/clientapplications/register"
)

// The application that exists from the start.
const (
	DefaultClientID     = "simulated-client"
	DefaultClientSecret = "simulated-secret"
)

// RegistrationToken is the bearer with which applications register where a variant asks for one.
const RegistrationToken = "simulated-registration"

// How long the tokens that awork issues are valid.
const (
	accessLifetime  = 24 * time.Hour
	shortLifetime   = time.Minute
	refreshLifetime = 30 * 24 * time.Hour
)

// The scopes: everything, and a refresh token with it.
const (
	scopeAll     = "full_access"
	scopeOffline = "offline_access"
)

// AddApp adds an OAuth2 application, or replaces the one with the same id.
func (s *Simulator) AddApp(app simkit.App) { s.oauth.AddApp(app) }

// AuthorizeURL is where people let an application act for them, where the simulator is found at a
// server's URL.
func (s *Simulator) AuthorizeURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + authorizePath
}

// TokenURL is where applications get tokens, where the simulator is found at a server's URL.
func (s *Simulator) TokenURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + tokenPath
}

// serveOAuth opens the endpoints. The person is who agrees to whatever is asked.
func (s *Simulator) serveOAuth(person, secret string) {
	variants := s.state.variants
	rules := simkit.OAuthService[Account]{
		Tokens:        s.tokens,
		Clock:         s.now,
		Secret:        s.secret,
		Scopes:        []string{scopeAll, scopeOffline},
		DefaultScopes: []string{scopeAll},
		Person:        func([]string) Account { return Account{UserID: person} },

		AccessLifetime:  accessLifetime,
		RefreshLifetime: refreshLifetime,
		RefreshScope:    scopeOffline,
		SecretIn:        simkit.SecretInHeader,
		LifetimeUntold:  variants[LifetimeUntold],
		Beside:          map[string]any{"resource": "awork.com"},
		Word:            s.wordOAuth,
	}
	switch {
	case variants[SecretInBody]:
		rules.SecretIn = simkit.SecretInBody
	case variants[SecretAnywhere]:
		rules.SecretIn = simkit.SecretAnywhere
	}
	switch {
	case variants[RefreshKeeps]:
		rules.Renewal = simkit.RenewalKeeps
	case variants[RefreshSilent]:
		rules.Renewal = simkit.RenewalSilent
	case variants[RefreshRevokesReuse]:
		rules.Renewal = simkit.RenewalRevokesReuse
	}
	if variants[LifetimeShort] {
		rules.AccessLifetime = shortLifetime
	}
	s.oauth = simkit.NewOAuth(rules)
	s.AddApp(simkit.App{ID: DefaultClientID, Secret: secret})
	s.root.HandleFunc("GET "+authorizePath, s.oauth.Authorize)
	s.root.HandleFunc("POST "+tokenPath, s.oauth.IssueToken)
	s.root.HandleFunc("POST "+registerPath, s.register)
}

// wordOAuth words a refused token request, as awork words its refusals.
func (s *Simulator) wordOAuth(code, description string) any {
	if s.state.variants[TokenErrorsStandard] {
		return map[string]string{"error": code, "error_description": description}
	}
	return map[string]string{"code": code, "description": description}
}

// secret makes another text each time.
func (s *Simulator) secret(purpose string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.secret(purpose)
}

// registration is what an application says of itself.
type registration struct {
	ClientName              string   `json:"client_name"`
	RedirectURIs            []string `json:"redirect_uris"`
	TokenEndpointAuthMethod string   `json:"token_endpoint_auth_method,omitempty"`
	GrantTypes              []string `json:"grant_types,omitempty"`
	ResponseTypes           []string `json:"response_types,omitempty"`
	ApplicationType         string   `json:"application_type,omitempty"`
	Scope                   string   `json:"scope,omitempty"`
	SoftwareID              string   `json:"software_id,omitempty"`
	SoftwareVersion         string   `json:"software_version,omitempty"`
}

// registered is the answer to a registration.
type registered struct {
	registration

	ClientID              string `json:"client_id"`
	ClientSecret          string `json:"client_secret,omitempty"`
	ClientSecretExpiresAt *int64 `json:"client_secret_expires_at,omitempty"`
}

// register takes an application in whoever sends it, unless a variant minds that.
func (s *Simulator) register(w http.ResponseWriter, r *http.Request) {
	if s.state.variants[RegistrationClosed] && simkit.Bearer(r) != RegistrationToken {
		s.face.refuseToken(w)
		return
	}
	app, wrong := readRegistration(r)
	if wrong != "" {
		s.face.write(w, http.StatusBadRequest, s.wordOAuth("invalid_client_metadata", wrong))
		return
	}
	answer := registered{registration: app, ClientID: "app-" + s.secret("application")}
	if app.TokenEndpointAuthMethod != "none" {
		answer.ClientSecret, answer.ClientSecretExpiresAt = s.secret("application's secret"), new(int64)
	}
	s.AddApp(simkit.App{
		ID: answer.ClientID, Secret: answer.ClientSecret, RedirectURIs: app.RedirectURIs,
		NoRefresh: !slices.Contains(app.GrantTypes, "refresh_token"),
	})
	s.face.write(w, http.StatusCreated, answer)
}

// readRegistration reads a registration, and tells what is wrong with it.
func readRegistration(r *http.Request) (app registration, wrong string) {
	body, err := io.ReadAll(r.Body)
	if err != nil || json.Unmarshal(body, &app) != nil {
		return app, "The body is no JSON object."
	}
	if app.ClientName == "" {
		return app, "The client_name is missing."
	}
	if len(app.RedirectURIs) == 0 {
		return app, "The redirect_uris are missing."
	}
	for _, address := range app.RedirectURIs {
		if parsed, err := url.Parse(address); err != nil || parsed.Scheme == "" || parsed.Fragment != "" {
			return app, "A redirect URI is none."
		}
	}
	for scope := range strings.FieldsSeq(app.Scope) {
		if scope != scopeAll && scope != scopeOffline {
			return app, "A scope is unknown."
		}
	}
	return app, ""
}
