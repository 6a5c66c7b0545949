package httpkit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"

	"golang.org/x/oauth2"
)

// Credentials authorize requests. Implementations are safe for concurrent use. Their methods find
// the HTTP client for token requests in the context, under oauth2.HTTPClient.
type Credentials interface {
	// Authorization gives the value of the Authorization header. An AuthError from it is final.
	Authorization(ctx context.Context) (string, error)
	// Renew replaces what the server refused, unless that has happened already. False means that
	// there is nothing to renew.
	Renew(ctx context.Context, refused string) (bool, error)
	// Secrets lists what must never be shown, as far as it is known by now.
	Secrets() []string
}

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
	err := call(context.WithValue(ctx, oauth2.HTTPClient, a.tokens))
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
	mu sync.Mutex
	// served were accepted at least once; useless were refused since anything was accepted, and
	// have never served.
	served, useless map[string]bool
}

func (r *record) accepted(token string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.served[token] = true
	clear(r.useless)
}

// rejected gives the number of useless tokens.
func (r *record) rejected(token string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.served[token] {
		r.useless[token] = true
	}
	return len(r.useless)
}

const (
	// enoughUseless is how many tokens in a row the server refuses until that is final.
	enoughUseless = 2
	// mostRenewals bounds how often one request is repeated with another token, for a server that
	// cannot make up its mind.
	mostRenewals = 30
)

// renewal answers a 401 with a renewal of the credentials and a repeat, which is safe for every
// method since a 401 does nothing. A token may expire, or be replaced by a run that shares the
// credentials, as often as it likes; two tokens of which none serves are final for the client.
type renewal struct {
	authority *authority
	next      http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (r *renewal) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx := request.Context()
	for renewals := 0; ; renewals++ {
		if final := r.authority.refused.Load(); final != nil {
			return nil, final
		}
		answer, err := r.next.RoundTrip(request)
		if err != nil {
			return answer, err
		}
		if answer.StatusCode != http.StatusUnauthorized {
			r.authority.record.accepted(exchangeOf(ctx).authorization)
			return answer, nil
		}
		token := exchangeOf(ctx).authorization
		if r.authority.record.rejected(token) >= enoughUseless || renewals == mostRenewals {
			return r.final(answer)
		}
		if renewed, err := r.renew(ctx, token); err != nil {
			return nil, errors.Join(err, answer.Body.Close())
		} else if !renewed {
			return r.final(answer)
		}
		if err := answer.Body.Close(); err != nil {
			return nil, fmt.Errorf("cannot close the answer: %w", err)
		}
	}
}

func (r *renewal) renew(ctx context.Context, refused string) (renewed bool, err error) {
	err = r.authority.run(ctx, func(ctx context.Context) error {
		renewed, err = r.authority.credentials.Renew(ctx, refused)
		return err
	})
	return renewed, err
}

// final remembers the refusal and returns the answer, which says it best.
func (r *renewal) final(answer *http.Response) (*http.Response, error) {
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, fmt.Errorf("cannot read the answer: %w", err)
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	_ = r.authority.refuse(&AuthError{Credential: "the credential of this run", Answer: body})
	return answer, nil
}
