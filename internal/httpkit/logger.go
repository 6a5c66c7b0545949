package httpkit

import (
	"context"
	"fmt"
	"net/url"
	"strings"
)

// Logger is where a client writes. Messages are constant but for waits; fields hold the rest.
type Logger interface {
	Trace(ctx context.Context, msg string, fields map[string]any)
	Debug(ctx context.Context, msg string, fields map[string]any)
	Info(ctx context.Context, msg string, fields map[string]any)
	Warn(ctx context.Context, msg string, fields map[string]any)
}

// Announcer is a Logger that passes the long waits on and nothing else, for commands whose users would wonder.
type Announcer func(msg string)

// Trace drops the line.
func (Announcer) Trace(context.Context, string, map[string]any) {}

// Debug drops the line.
func (Announcer) Debug(context.Context, string, map[string]any) {}

// Info passes the line on.
func (a Announcer) Info(_ context.Context, msg string, _ map[string]any) { a(msg) }

// Warn drops the line.
func (Announcer) Warn(context.Context, string, map[string]any) {}

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
	case "email", "firstname", "lastname", "url":
		return true
	}
	return isSecret(name) || strings.Contains(value, "@") || strings.Contains(value, "://")
}
