package simkit

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// Tokens are the credentials that are valid at a service, each with the account A that it acts for.
type Tokens[A any] struct {
	now func() time.Time

	mu   sync.Mutex
	held map[string]token[A]
}

// token is a credential's account and end.
type token[A any] struct {
	account A
	expires time.Time // zero: never
	fresh   bool      // issued, and not used yet
}

// NewTokens makes tokens that end by a clock.
func NewTokens[A any](now func() time.Time) *Tokens[A] {
	return &Tokens[A]{now: now, held: map[string]token[A]{}}
}

// Add makes a token valid for an account until it expires; the zero time is never.
func (t *Tokens[A]) Add(text string, account A, expires time.Time) {
	t.put(text, token[A]{account: account, expires: expires})
}

// Issue adds a token that has not served yet.
func (t *Tokens[A]) Issue(text string, account A, expires time.Time) {
	t.put(text, token[A]{account: account, expires: expires, fresh: true})
}

func (t *Tokens[A]) put(text string, token token[A]) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.held[text] = token
}

// Revoke makes a token invalid.
func (t *Tokens[A]) Revoke(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.held, text)
}

// Account gives the account of a token, and whether there is such a token.
func (t *Tokens[A]) Account(text string) (A, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	found, known := t.held[text]
	return found.account, known
}

// Use gives the account of a token that is valid now, which has served then.
func (t *Tokens[A]) Use(text string) (A, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	found, known := t.held[text]
	if !known || !found.expires.IsZero() && !t.now().Before(found.expires) {
		var nobody A
		return nobody, false
	}
	found.fresh = false
	t.held[text] = found
	return found.account, true
}

// HaveServed reports whether a token is known and was not issued just now, to serve for the first time.
func (t *Tokens[A]) HaveServed(text string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	found, known := t.held[text]
	return known && !found.fresh
}

// Bearer is the token of a request, empty where it has none.
func Bearer(r *http.Request) string {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return ""
	}
	return token
}
