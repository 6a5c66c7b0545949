package simkit

import (
	"cmp"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// codeLifetime is how long an authorization code is valid.
const codeLifetime = 10 * time.Minute

// App is an OAuth2 application.
type App struct {
	ID string
	// Secret is empty for a public application, which has to use PKCE instead.
	Secret string
	// RedirectURIs are where people may return to with a code, exactly; where there are none, any path
	// and port of a loopback address.
	RedirectURIs []string
	// NoRefresh is an application that gets no refresh tokens.
	NoRefresh bool
	// AccessLifetime and RefreshLifetime are how long tokens are valid, those of the service where 0.
	AccessLifetime, RefreshLifetime time.Duration
}

// OAuthService is what only a service itself knows of the tokens that it issues, for accounts A.
type OAuthService[A any] struct {
	Tokens *Tokens[A]
	Clock  func() time.Time
	// Secret makes another text each time, for a purpose such as "refresh token".
	Secret func(purpose string) string
	// Scopes are those that exist; DefaultScopes are given to who asks for none.
	Scopes, DefaultScopes []string
	// Person is the account of a person who has agreed to scopes.
	Person func(scopes []string) A
	// Machine is the account of an application that acts for nobody. Where it is nil, none can.
	Machine func(scopes []string) A
	// AccessLifetime and RefreshLifetime are how long tokens are valid.
	AccessLifetime, RefreshLifetime time.Duration
	// RefreshScope is the scope without which there are no refresh tokens; where it is empty, none is
	// needed.
	RefreshScope string
	// SecretIn is where applications have to send their secret.
	SecretIn SecretPlace
	// Renewal is what becomes of a refresh token that is used.
	Renewal Renewal
	// LifetimeUntold leaves out how long an access token is valid.
	LifetimeUntold bool
	// Beside is what token answers carry beside the tokens.
	Beside map[string]any
	// Word gives the body of a refused token request, to be sent as JSON.
	Word func(code, description string) any
}

// SecretPlace is where applications send their secret.
type SecretPlace int

// The places of a secret.
const (
	SecretAnywhere SecretPlace = iota
	SecretInHeader             // by HTTP Basic
	SecretInBody
)

// Renewal is what becomes of a refresh token that is used.
type Renewal int

// The ways of renewing.
const (
	// RenewalRotates replaces it by another one.
	RenewalRotates Renewal = iota
	// RenewalRevokesReuse replaces it; whoever uses an old one ends all that came of it.
	RenewalRevokesReuse
	// RenewalKeeps answers with the same one.
	RenewalKeeps
	// RenewalSilent answers with none, and it stays valid.
	RenewalSilent
)

// OAuth is the OAuth2 endpoints of a service: Authorize and IssueToken answer their requests. Whoever
// is asked agrees, and at once.
type OAuth[A any] struct {
	service OAuthService[A]

	mu      sync.Mutex
	apps    map[string]App
	codes   map[string]authorization
	refresh map[string]session
	used    map[string]string // the families of refresh tokens that have been replaced
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
	family      string // the first of the tokens that replaced each other
	scopes      []string
	expires     time.Time
}

// NewOAuth makes the endpoints of a service, which know no application yet.
func NewOAuth[A any](service OAuthService[A]) *OAuth[A] {
	return &OAuth[A]{
		service: service, apps: map[string]App{}, codes: map[string]authorization{}, refresh: map[string]session{},
		used: map[string]string{},
	}
}

// AddApp adds an application, or replaces the one with the same id.
func (o *OAuth[A]) AddApp(app App) {
	app.AccessLifetime = cmp.Or(app.AccessLifetime, o.service.AccessLifetime)
	app.RefreshLifetime = cmp.Or(app.RefreshLifetime, o.service.RefreshLifetime)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.apps[app.ID] = app
}

// oauthError is a refusal in OAuth2's terms.
type oauthError struct {
	code, description string
	status            int
}

func refuseOAuth(code, description string) *oauthError {
	status := http.StatusBadRequest
	if code == "invalid_client" {
		status = http.StatusUnauthorized
	}
	return &oauthError{code: code, description: description, status: status}
}

// parseScopes reads a scope parameter.
func (o *OAuth[A]) parseScopes(text string) ([]string, *oauthError) {
	scopes := strings.Fields(text)
	for _, scope := range scopes {
		if !slices.Contains(o.service.Scopes, scope) {
			return nil, refuseOAuth("invalid_scope", "The requested scope is invalid, unknown, or malformed")
		}
	}
	if len(scopes) == 0 {
		scopes = o.service.DefaultScopes
	}
	return scopes, nil
}

// proves reports whether the verifier is what the challenge was made of.
func proves(verifier, challenge string) bool {
	sum := sha256.Sum256([]byte(verifier))
	return sameSecret(base64.RawURLEncoding.EncodeToString(sum[:]), challenge)
}

func sameSecret(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
