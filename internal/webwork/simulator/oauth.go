package simulator

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"time"
)

// The paths of the OAuth2 endpoints, which WebWork serves beside its API.
const (
	authorizePath = "/oauth/authorize"
	tokenPath     = "/oauth/token"
)

// The application that exists from the start.
const (
	DefaultClientID     = "simulated-client"
	DefaultClientSecret = "simulated-secret"
)

// How long what WebWork issues is valid, where an App does not say otherwise.
const (
	codeLifetime           = 10 * time.Minute
	defaultAccessLifetime  = 15 * 24 * time.Hour
	defaultRefreshLifetime = 30 * 24 * time.Hour
)

// App is an OAuth2 application of the account.
type App struct {
	ID string
	// Secret is empty for a public application, which has to use PKCE instead.
	Secret string
	// RedirectURI is where people return to with a code, exactly; where it is empty, any path and
	// port of a loopback address.
	RedirectURI string
	// AccessLifetime and RefreshLifetime are how long tokens are valid, 15 and 30 days where 0.
	AccessLifetime, RefreshLifetime time.Duration
}

// oauth is what the OAuth2 endpoints remember, under the simulator's lock.
type oauth struct {
	// person is whom people's tokens act for.
	person  Account
	apps    map[string]App
	codes   map[string]authorization
	refresh map[string]session
}

// authorization is what a code stands for until it is used.
type authorization struct {
	app                 string
	redirect, challenge string
	scopes              []string
	expires             time.Time
}

// session is what a refresh token continues. Its access token ends with it.
type session struct {
	app, access string
	scopes      []string
	expires     time.Time
}

// AddApp adds an application, or replaces the one with the same id.
func (s *Simulator) AddApp(app App) {
	fill(&app.AccessLifetime, defaultAccessLifetime)
	fill(&app.RefreshLifetime, defaultRefreshLifetime)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.oauth.apps[app.ID] = app
}

// AuthorizeURL is where people let an application act for them, where the simulator is found at a
// server's URL.
func (s *Simulator) AuthorizeURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + authorizePath
}

// TokenURL is where applications get tokens, where the simulator is found at a server's URL.
func (s *Simulator) TokenURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + tokenPath
}

// serveOAuth opens the endpoints. The account is the one that agrees to whatever is asked.
func (s *Simulator) serveOAuth(account Account, secret string) {
	account.Machine = false
	s.oauth = oauth{
		person: account, apps: map[string]App{}, codes: map[string]authorization{}, refresh: map[string]session{},
	}
	s.AddApp(App{ID: DefaultClientID, Secret: secret})
	s.root.HandleFunc("GET "+authorizePath, s.authorize)
	s.root.HandleFunc("POST "+tokenPath, s.issueToken)
}

// oauthError is a refusal in OAuth2's terms.
type oauthError struct {
	code, description string
	status            int
}

func (e *oauthError) Error() string { return e.code + ": " + e.description }

func refuseOAuth(code, description string) *oauthError {
	status := http.StatusBadRequest
	if code == "invalid_client" {
		status = http.StatusUnauthorized
	}
	return &oauthError{code: code, description: description, status: status}
}

// parseScopes reads a scope parameter; without one, an application may read and write.
func parseScopes(text string) ([]string, *oauthError) {
	scopes := strings.Fields(text)
	for _, scope := range scopes {
		if !slices.Contains([]string{"read", "write", "admin"}, scope) {
			return nil, refuseOAuth("invalid_scope", "The requested scope is invalid, unknown, or malformed")
		}
	}
	if len(scopes) == 0 {
		scopes = []string{"read", "write"}
	}
	return scopes, nil
}

// limitTo takes the right to write from an account where the scopes lack it.
func (a Account) limitTo(scopes []string) Account {
	a.ReadOnly = a.ReadOnly || !slices.Contains(scopes, "write") && !slices.Contains(scopes, "admin")
	return a
}

// proves reports whether the verifier is what the challenge was made of.
func proves(verifier, challenge string) bool {
	sum := sha256.Sum256([]byte(verifier))
	return sameSecret(base64.RawURLEncoding.EncodeToString(sum[:]), challenge)
}

func sameSecret(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
