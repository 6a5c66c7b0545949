package simulator

import (
	"slices"
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
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

// How long the tokens that WebWork issues are valid.
const (
	accessLifetime  = 15 * 24 * time.Hour
	refreshLifetime = 30 * 24 * time.Hour
)

// AddApp adds an OAuth2 application of the account, or replaces the one with the same id.
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

// serveOAuth opens the endpoints. The account is the one that agrees to whatever is asked.
func (s *Simulator) serveOAuth(account Account, secret string) {
	s.oauth = simkit.NewOAuth(simkit.OAuthService[Account]{
		Tokens:        s.tokens,
		Clock:         s.now,
		Secret:        s.secret,
		Scopes:        []string{"read", "write", "admin"},
		DefaultScopes: []string{"read", "write"},
		Person: func(scopes []string) Account {
			return Account{UserID: account.UserID, ReadOnly: account.ReadOnly || readOnly(scopes)}
		},
		Machine: func(scopes []string) Account {
			return Account{Machine: true, ReadOnly: account.ReadOnly || readOnly(scopes)}
		},
		AccessLifetime:  accessLifetime,
		RefreshLifetime: refreshLifetime,
		Word: func(code, description string) any {
			return map[string]string{"error": code, "error_description": description, "message": description}
		},
	})
	s.AddApp(simkit.App{ID: DefaultClientID, Secret: secret})
	s.root.HandleFunc("GET "+authorizePath, s.oauth.Authorize)
	s.root.HandleFunc("POST "+tokenPath, s.oauth.IssueToken)
}

// secret makes another text each time.
func (s *Simulator) secret(purpose string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.secret(purpose)
}

// readOnly reports whether scopes lack the right to write.
func readOnly(scopes []string) bool {
	return !slices.Contains(scopes, "write") && !slices.Contains(scopes, "admin")
}
