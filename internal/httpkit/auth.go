package httpkit

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"
)

// Credentials authorize requests. Implementations are safe for concurrent use. Their methods find
// the HTTP client for token requests in the context, under oauth2.HTTPClient.
type Credentials interface {
	// Authorization gives the value of the Authorization header. An AuthError from it is final.
	Authorization(ctx context.Context) (string, error)
	// Renew replaces what the server refused, unless that has happened already.
	Renew(ctx context.Context, refused string) (Renewal, error)
	// Shared reports whether other processes use the same credentials, and may replace what this
	// one holds at any time.
	Shared() bool
	// Secrets lists what must never be shown, as far as it is known by now.
	Secrets() []string
}

// Renewal is what a renewal of credentials led to.
type Renewal int

const (
	// NotRenewable means that there is nothing else to try.
	NotRenewable Renewal = iota
	// Replaced means that a newer token was there already.
	Replaced
	// Fetched means that the server has issued a new token.
	Fetched
)

// AuthError reports that the server has finally refused the credentials. From then on every request
// of the client fails with it at once.
type AuthError struct {
	// Credential names what was refused, such as "the refresh token".
	Credential string
	// Hint says how to renew it (Options.RenewHint).
	Hint string
	// Answer is the body of the answer that refused an API request; nil if it was a token request.
	Answer []byte
	// Err is what the server said to a token request; may be nil.
	Err error
}

// Error says what was refused, why, and how to renew it.
func (e *AuthError) Error() string {
	text := e.Credential + " was refused"
	if e.Err != nil {
		text += fmt.Sprintf(" (%v)", e.Err)
	}
	if e.Hint != "" {
		text += ". " + e.Hint
	}
	return text
}

// Unwrap gives the server's word.
func (e *AuthError) Unwrap() error { return e.Err }

// authority is what the two transports that deal with credentials share.
type authority struct {
	credentials Credentials
	hint        string
	secrets     *redactor
	judge       func(Refusal) Verdict
	// tokens is the client for token requests.
	tokens *http.Client
	// record says which tokens have served.
	record record
	// refused is set once the credentials are finally refused.
	refused atomic.Pointer[AuthError]
}

func (a *authority) learnSecrets() { a.secrets.add(a.credentials.Secrets()...) }

// run calls the credentials, with the client they need.
func (a *authority) run(ctx context.Context, call func(context.Context) error) error {
	// A request for a token is none of the effect of the request that needs it.
	err := call(context.WithValue(WithEffect(ctx, HappensOnce), oauth2.HTTPClient, a.tokens))
	a.learnSecrets()
	if final, ok := errors.AsType[*AuthError](err); ok {
		return a.refuse(final)
	}
	return err
}

// refuse remembers the first final refusal.
func (a *authority) refuse(final *AuthError) error {
	copied := *final
	if copied.Hint == "" {
		copied.Hint = a.hint
	}
	a.refused.CompareAndSwap(nil, &copied)
	return a.refused.Load()
}

// credentialsError keeps retries from repeating a request because of credentials, which have
// their own way of trying again.
type credentialsError struct{ err error }

func (e *credentialsError) Error() string { return e.err.Error() }

func (e *credentialsError) Unwrap() error { return e.err }

// bearer puts the credentials on.
type bearer struct {
	authority *authority
	next      http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (b *bearer) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx := request.Context()
	if final := b.authority.refused.Load(); final != nil {
		return nil, &credentialsError{final}
	}
	var value string
	err := b.authority.run(ctx, func(ctx context.Context) error {
		var err error
		value, err = b.authority.credentials.Authorization(ctx)
		return err
	})
	if err != nil {
		return nil, &credentialsError{err}
	}
	exchangeOf(ctx).authorization = value
	request = request.Clone(ctx)
	request.Header.Set("Authorization", value)
	return b.next.RoundTrip(request)
}

// record is what the server has made of the tokens so far.
type record struct {
	mu     sync.Mutex
	served map[string]time.Time
	inVain int
}

// accepted notes that the server took a token.
func (r *record) accepted(token string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.served[token] = time.Now()
	r.inVain = 0
}

// replaced notes that a token was fetched for one that the server had refused.
func (r *record) replaced(refused string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.served[refused].IsZero() {
		r.inVain++
	}
}

// lastServed is when the server last took a token; zero if it never did.
func (r *record) lastServed(token string) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.served[token]
}

// fetchedInVain is how many tokens in a row were fetched for others that had never served.
func (r *record) fetchedInVain() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.inVain
}

const (
	// mostInVain and mostInVainShared are how many tokens are fetched in a row for others that have
	// never served. Shared ones may have served, and expired, elsewhere.
	mostInVain       = 1
	mostInVainShared = 4
	// mostRenewals bounds how often one request is repeated with another token, for a server that
	// cannot make up its mind.
	mostRenewals = 30
)

// renewal answers a refusal of the credentials with their renewal and a repeat, which is safe whatever the
// request does, since it was refused. A token may expire, or be replaced by a run that shares the
// credentials, as often as it likes; where new tokens never serve, the refusal is final for the
// client.
type renewal struct {
	authority *authority
	next      http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (r *renewal) RoundTrip(request *http.Request) (*http.Response, error) {
	for renewals := 0; ; renewals++ {
		if final := r.authority.refused.Load(); final != nil {
			return nil, final
		}
		answer, err := r.next.RoundTrip(request)
		if err != nil {
			return answer, err
		}
		exchange := exchangeOf(request.Context())
		token := exchange.authorization
		switch refused, err := r.authority.refuses(answer, exchange); {
		case err != nil:
			return nil, err
		case !refused:
			r.authority.record.accepted(token)
			return answer, nil
		}
		if renewals == mostRenewals {
			return r.final(answer)
		}
		switch renewed, err := r.renew(request.Context(), token); {
		case err != nil:
			return nil, errors.Join(err, answer.Body.Close())
		case !renewed:
			return r.final(answer)
		}
		if err := answer.Body.Close(); err != nil {
			return nil, fmt.Errorf("cannot close the answer: %w", err)
		}
	}
}

// renew reports whether there is another token to try.
func (r *renewal) renew(ctx context.Context, refused string) (bool, error) {
	credentials, record := r.authority.credentials, &r.authority.record
	most := mostInVain
	if credentials.Shared() {
		most = mostInVainShared
	}
	if record.fetchedInVain() >= most {
		return false, nil
	}
	var renewal Renewal
	err := r.authority.run(ctx, func(ctx context.Context) error {
		var err error
		renewal, err = credentials.Renew(ctx, refused)
		return err
	})
	if err == nil && renewal == Fetched {
		record.replaced(refused)
	}
	return renewal != NotRenewable, err
}

// final remembers the refusal and returns the answer, which says it best.
func (r *renewal) final(answer *http.Response) (*http.Response, error) {
	body, err := peek(answer)
	if err != nil {
		return nil, err
	}
	_ = r.authority.refuse(&AuthError{Credential: "the credential of this run", Answer: body})
	return answer, nil
}
