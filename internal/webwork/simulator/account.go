package simulator

import (
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

// AddToken makes a token valid for an account until it expires; the zero time is never.
func (s *Simulator) AddToken(token string, account Account, expires time.Time) {
	s.tokens.Add(token, account, expires)
}

// RevokeToken makes a token invalid.
func (s *Simulator) RevokeToken(token string) { s.tokens.Revoke(token) }
