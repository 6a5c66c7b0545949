package httpkit

import (
	"context"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

// heldToken is an access token in memory.
type heldToken struct {
	mu     sync.Mutex
	access string
	expiry time.Time
}

func (t *heldToken) set(access string, expiry time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.access, t.expiry = access, expiry
}

// authorization gives the header's value, if the token is still good and not the refused one.
func (t *heldToken) authorization(refused string) (string, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	header := "Bearer " + t.access
	return header, isFresh(t.access, t.expiry) && header != refused
}

func (t *heldToken) secret() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.access
}

// isFresh takes a token without a known expiry as good until the server says otherwise.
func isFresh(access string, expiry time.Time) bool {
	return access != "" && (expiry.IsZero() || time.Until(expiry) > expirySlack)
}

// expiryOf is when a fetched token expires: as the server said, or as the token itself does.
func expiryOf(token *oauth2.Token) time.Time {
	if token.Expiry.IsZero() {
		expiry, _ := TokenExpiry(token.AccessToken)
		return expiry
	}
	return token.Expiry.UTC().Round(0)
}

// gate lets one goroutine in at a time, and whoever waits leave when its context ends.
type gate chan struct{}

func newGate() gate { return make(gate, 1) }

func (g gate) enter(ctx context.Context) error {
	select {
	case g <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g gate) leave() { <-g }
