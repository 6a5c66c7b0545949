package httpkit

import (
	"context"
	"encoding/base64"
)

// Static is a bearer token that cannot be renewed.
func Static(token string) Credentials {
	return fixed{header: "Bearer " + token, secrets: []string{token}}
}

// Basic is HTTP Basic authentication.
func Basic(user, password string) Credentials {
	pair := base64.StdEncoding.EncodeToString([]byte(user + ":" + password))
	return fixed{header: "Basic " + pair, secrets: []string{password, pair}}
}

type fixed struct {
	header  string
	secrets []string
}

func (f fixed) Authorization(context.Context) (string, error) { return f.header, nil }

func (fixed) Renew(context.Context, string) (Renewal, error) { return NotRenewable, nil }

func (fixed) Shared() bool { return false }

func (f fixed) Secrets() []string { return f.secrets }
