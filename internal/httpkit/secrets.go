package httpkit

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"html"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

type secretsKey struct{}

// WithSecrets says what is secret in the requests made with the context: servers quote what they refuse.
// What Options and Credentials hold, and what forms and the header Authorization carry, need not be said.
func WithSecrets(ctx context.Context, secrets ...string) context.Context {
	known, _ := ctx.Value(secretsKey{}).([]string)
	return context.WithValue(ctx, secretsKey{}, slices.Concat(known, secrets))
}

// URLSecrets are what may be secret in an address that carries a key, for WithSecrets: all but its scheme
// and host. It takes what is no proper address apart as well.
func URLSecrets(address string) []string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		rest = address
	}
	authority, tail := rest, ""
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		authority, tail = rest[:at], rest[at:]
	}
	secrets := []string{tail, strings.TrimLeft(tail, "/")}
	if at := strings.LastIndex(authority, "@"); at >= 0 {
		user := authority[:at]
		name, password, _ := strings.Cut(user, ":")
		secrets = append(secrets, user, name, password, unescaped(name), unescaped(password))
	}
	for _, part := range strings.FieldsFunc(tail, func(r rune) bool { return strings.ContainsRune("/?#&=;", r) }) {
		secrets = append(secrets, part, unescaped(part))
	}
	return secrets
}

func unescaped(text string) string {
	if plain, err := url.QueryUnescape(text); err == nil {
		return plain
	}
	return text
}

// secretsOf are the secrets of one request.
func secretsOf(request *http.Request, body []byte) []string {
	secrets, _ := request.Context().Value(secretsKey{}).([]string)
	secrets = slices.Clone(secrets)
	if scheme, value, found := strings.Cut(request.Header.Get("Authorization"), " "); found {
		secrets = append(secrets, value)
		if pair, err := base64.StdEncoding.DecodeString(value); err == nil && strings.EqualFold(scheme, "Basic") {
			_, password, _ := strings.Cut(string(pair), ":")
			secrets = append(secrets, password, unescaped(password))
		}
	}
	if password, set := request.URL.User.Password(); set {
		secrets = append(secrets, password)
	}
	fields := request.URL.Query()
	if kind, _, err := mime.ParseMediaType(request.Header.Get("Content-Type")); err == nil && kind == "application/x-www-form-urlencoded" {
		form, _ := url.ParseQuery(string(body)) // what cannot be read is not there
		for name, values := range form {
			fields[name] = slices.Concat(fields[name], values)
		}
	}
	for name, values := range fields {
		if isSecret(name) {
			secrets = append(secrets, values...)
		}
	}
	return secrets
}

// isSecret knows the names of fields that carry secrets.
func isSecret(name string) bool {
	switch strings.ToLower(name) {
	case "token", "access_token", "refresh_token", "key", "api_key", "secret", "client_secret", "password",
		"code", "code_verifier", "device_code", "assertion", "client_assertion":
		return true
	}
	return false
}

// Quote makes words of an answer fit to be shown: what is secret in the request or known to the client is
// masked, and the rest is a plain line of bounded length. Every error that quotes an answer is to be made
// with it.
func Quote(answer *http.Response, text string) string {
	if exchange := exchangeBehind(answer); exchange != nil {
		return exchange.quote(text)
	}
	if answer == nil || answer.Request == nil {
		return plaintext.Line(text)
	}
	// Of another client's answer, too, holds what the request says of itself.
	return newRedactor(secretsOf(answer.Request, nil)).quote(text)
}

// spellings are the forms in which an answer may quote a secret: as it is, or as it stands in a form, an
// address, JSON, a web page, Go's own messages, or names of hosts and headers.
func spellings(secret string) []string {
	forms := []string{
		secret, plaintext.Clean(secret), html.EscapeString(secret),
		url.QueryEscape(secret), url.PathEscape(secret), strings.ReplaceAll(url.QueryEscape(secret), "+", "%20"),
		inner(strconv.Quote(secret)), inner(strconv.QuoteToASCII(secret)),
		strings.ToLower(secret), http.CanonicalHeaderKey(secret),
	}
	if encoded, err := json.Marshal(secret); err == nil {
		forms = append(forms, inner(string(encoded)), inner(inASCII(string(encoded))))
	}
	for _, form := range forms {
		forms = append(forms,
			strings.ReplaceAll(form, "/", `\/`),
			escapes.ReplaceAllStringFunc(form, strings.ToLower),
			strings.ReplaceAll(form, "&#34;", "&quot;"),
		)
	}
	return forms
}

var escapes = regexp.MustCompile(`%[0-9A-F]{2}`)

func inner(quoted string) string { return quoted[1 : len(quoted)-1] }

// inASCII is how services write JSON that escape all that is not ASCII.
func inASCII(text string) string {
	var ascii strings.Builder
	for _, r := range text {
		if r <= unicode.MaxASCII {
			ascii.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			ascii.WriteString(`\u` + strconv.FormatUint(0x10000|uint64(unit), 16)[1:])
		}
	}
	return ascii.String()
}
