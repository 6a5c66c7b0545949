package httpkit

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
)

const (
	masked = "***"
	// shortestSecret is the length below which masking would blank out ordinary words.
	shortestSecret = 4
)

// Logger is where a client writes. Messages are constant but for waits; fields hold the rest.
type Logger interface {
	Trace(ctx context.Context, msg string, fields map[string]any)
	Debug(ctx context.Context, msg string, fields map[string]any)
	Info(ctx context.Context, msg string, fields map[string]any)
	Warn(ctx context.Context, msg string, fields map[string]any)
}

// redactor masks secrets in text. It learns those that appear at run time.
type redactor struct {
	mu       sync.RWMutex
	secrets  []string
	replacer *strings.Replacer
}

func newRedactor(secrets []string) *redactor {
	r := &redactor{replacer: strings.NewReplacer()}
	r.add(secrets...)
	return r
}

func (r *redactor) add(secrets ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	known := len(r.secrets)
	for _, secret := range secrets {
		for _, form := range []string{secret, url.QueryEscape(secret), url.PathEscape(secret)} {
			if len(form) >= shortestSecret && !slices.Contains(r.secrets, form) {
				r.secrets = append(r.secrets, form)
			}
		}
	}
	if len(r.secrets) == known {
		return
	}
	// The replacer takes the first that fits: a secret that contains another goes before it.
	slices.SortFunc(r.secrets, func(a, b string) int { return len(b) - len(a) })
	pairs := make([]string, 0, 2*len(r.secrets))
	for _, secret := range r.secrets {
		pairs = append(pairs, secret, masked)
	}
	r.replacer = strings.NewReplacer(pairs...)
}

func (r *redactor) mask(text string) string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.replacer.Replace(text)
}

// logger wraps a Logger, nil included, so that nothing unmasked reaches it.
func (r *redactor) logger(to Logger) Logger {
	if to == nil {
		return silence{}
	}
	return &maskingLogger{secrets: r, to: to}
}

type maskingLogger struct {
	secrets *redactor
	to      Logger
}

func (l *maskingLogger) Trace(ctx context.Context, msg string, fields map[string]any) {
	l.to.Trace(ctx, l.secrets.mask(msg), l.clean(fields))
}

func (l *maskingLogger) Debug(ctx context.Context, msg string, fields map[string]any) {
	l.to.Debug(ctx, l.secrets.mask(msg), l.clean(fields))
}

func (l *maskingLogger) Info(ctx context.Context, msg string, fields map[string]any) {
	l.to.Info(ctx, l.secrets.mask(msg), l.clean(fields))
}

func (l *maskingLogger) Warn(ctx context.Context, msg string, fields map[string]any) {
	l.to.Warn(ctx, l.secrets.mask(msg), l.clean(fields))
}

func (l *maskingLogger) clean(fields map[string]any) map[string]any {
	clean := make(map[string]any, len(fields))
	for name, value := range fields {
		switch value.(type) {
		case nil, bool, int, int64, float64:
			clean[name] = value
		default:
			clean[name] = l.secrets.mask(fmt.Sprint(value))
		}
	}
	return clean
}

type silence struct{}

func (silence) Trace(context.Context, string, map[string]any) {}
func (silence) Debug(context.Context, string, map[string]any) {}
func (silence) Info(context.Context, string, map[string]any)  {}
func (silence) Warn(context.Context, string, map[string]any)  {}

// safeQuery renders a query for the log: e-mail addresses and URLs (which may carry keys) are
// masked by their look, other personal or secret values by their name.
func safeQuery(query url.Values) string {
	safe := make(url.Values, len(query))
	for name, values := range query {
		for _, value := range values {
			if isPrivate(name, value) {
				value = masked
			}
			safe.Add(name, value)
		}
	}
	// The mask stays readable: nobody sends this text.
	return strings.ReplaceAll(safe.Encode(), url.QueryEscape(masked), masked)
}

func isPrivate(name, value string) bool {
	switch strings.ToLower(name) {
	case "email", "token", "access_token", "refresh_token", "key", "api_key", "secret", "client_secret",
		"password", "code", "firstname", "lastname", "url":
		return true
	}
	return strings.Contains(value, "@") || strings.Contains(value, "://")
}
