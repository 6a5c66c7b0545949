package simulator

import (
	"net/http"
	"strings"
	"time"
)

// Account is who a token belongs to.
type Account struct {
	// UserID is the member whom the token acts for. The role is what that member has.
	UserID int64
	// ReadOnly is a token without the scope to write.
	ReadOnly bool
	// Machine is a token of an application, which belongs to no member and may do everything.
	Machine bool
}

// grant is a token's account and end.
type grant struct {
	account Account
	expires time.Time // zero: never
	fresh   bool      // issued by the OAuth2 endpoints, and not used yet
}

// AddToken makes a token valid for an account until it expires; the zero time is never.
func (s *Simulator) AddToken(token string, account Account, expires time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[token] = grant{account: account, expires: expires}
}

// RevokeToken makes a token invalid.
func (s *Simulator) RevokeToken(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.tokens, token)
}

// bearer is the token of a request, empty where it has none.
func bearer(r *http.Request) string {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return ""
	}
	return token
}

// account gives the account of a token that is valid now, and uses it.
func (s *Simulator) account(token string) (Account, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.tokens[token]
	if !ok || !found.expires.IsZero() && !s.now().Before(found.expires) {
		return Account{}, false
	}
	found.fresh = false
	s.tokens[token] = found
	return found.account, true
}
