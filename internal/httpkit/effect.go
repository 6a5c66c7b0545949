package httpkit

import (
	"context"
	"io"
	"net/http"
	"strings"
)

// Effect is what a request does where it is processed, as far as sending it a second time matters. Only
// who makes the request knows it: there are services that update by POST, and some that restore by GET.
type Effect int

const (
	// HappensOnce is for requests that must not be processed twice, and for all whose effect nobody said.
	// They are sent again only if they surely were not processed: refused for the rate (429), or for
	// credentials that could be renewed, or without a connection.
	HappensOnce Effect = iota
	// Reads is for requests that change nothing. They are repeated, and end with their context.
	Reads
	// MayRepeat is for changes that are the same when they are made twice. They are repeated.
	MayRepeat
)

type effectKey struct{}

// WithEffect says what the requests made with the context do.
func WithEffect(ctx context.Context, effect Effect) context.Context {
	return context.WithValue(ctx, effectKey{}, effect)
}

func effectOf(ctx context.Context) Effect {
	effect, _ := ctx.Value(effectKey{}).(Effect)
	return effect
}

// forbidReplay keeps http.Transport from sending a request once more by itself. It does so, judging by the
// method, when a kept connection ends instead of bringing an answer; but not with a body that can be read
// only once.
func forbidReplay(attempt *http.Request) {
	switch attempt.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodTrace:
		attempt.GetBody = nil
		if attempt.Body == nil {
			attempt.Body = io.NopCloser(strings.NewReader(""))
		}
	}
}
