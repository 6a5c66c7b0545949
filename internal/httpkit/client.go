package httpkit

import (
	"cmp"
	"net/http"
	"time"
)

// Defaults for Options that are left zero.
const (
	defaultRequestTimeout = 30 * time.Second
	defaultRetryWait      = time.Second
	defaultMaxAnswer      = 32 << 20
)

// Options say how a client behaves. The zero value is a client without credentials, throttle and
// retries.
type Options struct {
	// UserAgent is sent with every request that names none.
	UserAgent string

	// Credentials authorize the requests; nil sends none.
	Credentials Credentials
	// RenewHint is the sentence that tells users how to renew the credentials once the server has
	// finally refused them. It ends up in AuthError.
	RenewHint string

	// Judge tells what an answer 401 or 403 means; nil takes 401 for a refusal of the credentials and 403 for
	// one of the request. It may make requests with the client, and is not called without Credentials.
	Judge func(Refusal) Verdict

	// Limits are how many requests any span of time may hold; those without a number or a span are none.
	// The server's own statements about its limits are honoured either way.
	Limits []Limit
	// MaxRetries is how often one request is repeated. Repeats after 429 do not count.
	MaxRetries int
	// RetryWait is the least wait before the first repeat, one second if zero. It grows with each.
	RetryWait time.Duration
	// RequestTimeout bounds each attempt, connection and body included and all waiting excluded;
	// 30 seconds if zero.
	RequestTimeout time.Duration

	// MaxAnswer is how many bytes the body of an answer may have when it is unpacked, 32 MiB if zero. A longer
	// one is a failure, which no repeat would mend.
	MaxAnswer int64

	// CAFile holds certificate authorities that are trusted beside those of the system: the path
	// of a PEM file, or the PEM text itself.
	CAFile string
	// AllowInsecureHTTP permits plain http to other than loopback addresses.
	AllowInsecureHTTP bool
	// InsecureHTTPOption is the name under which users find AllowInsecureHTTP, for the error that
	// refuses plain http.
	InsecureHTTPOption string

	// Secrets are masked in every log line and error. What Credentials hold need not be repeated.
	Secrets []string
	// Logger receives a DEBUG line for each attempt and an INFO line for each long wait; nil logs
	// nothing.
	Logger Logger
	// OnRequest is told of each attempt that was made; it must be quick and safe for concurrent use.
	OnRequest func(Attempt)

	// ValidBody tells whether the body of a successful answer is one that the server meant to
	// send; others are asked for again where that is safe. Nil expects JSON where the request
	// accepts or the answer announces it. It is not called for empty bodies.
	ValidBody func(answer *http.Response, body []byte) bool

	// Transport replaces the network, for tests. It excludes CAFile.
	Transport http.RoundTripper
}

// New builds a client. Its errors, beside those of the network, are ErrNotSent wherever the request
// surely was not processed, and AuthError once the credentials are finally refused.
//
// What a request does, its context says (WithEffect); one of which nothing is said happens once.
//
// The client has no timeout of its own: the context bounds a request, waiting included. Once the
// context ends, waiting ends at once, a read on the wire too; any other request on the wire is seen
// through, for at most RequestTimeout, and its answer is returned.
//
// A redirect is followed for reads only and never to another server.
func New(options Options) (*http.Client, error) {
	secrets := newRedactor(options.Secrets)
	network, err := network(options, secrets)
	if err != nil {
		return nil, err
	}
	log := secrets.logger(options.Logger)
	retryWait := cmp.Or(options.RetryWait, defaultRetryWait)

	// The part of the stack that API requests and token requests have in common.
	wire := &recorder{
		next: &attempts{
			next:    network,
			timeout: cmp.Or(options.RequestTimeout, defaultRequestTimeout),
			most:    cmp.Or(options.MaxAnswer, defaultMaxAnswer),
			valid:   options.ValidBody,
		},
		log:       log,
		onRequest: options.OnRequest,
	}
	stack := func(authorized func(http.RoundTripper) http.RoundTripper, throttle *throttle) http.RoundTripper {
		return &boundary{
			secrets: secrets,
			next: &userAgent{
				name: options.UserAgent,
				next: &guard{
					allowHTTP: options.AllowInsecureHTTP,
					option:    options.InsecureHTTPOption,
					next:      authorized(newRetries(throttle, options.MaxRetries, retryWait, log)),
				},
			},
		}
	}
	anonymous := func(next http.RoundTripper) http.RoundTripper { return next }

	if options.Credentials == nil {
		return client(stack(anonymous, newThrottle(wire, options.Limits, log))), nil
	}
	authority := &authority{
		credentials: options.Credentials,
		hint:        options.RenewHint,
		secrets:     secrets,
		judge:       options.Judge,
		record:      record{served: map[string]time.Time{}},
		tokens:      client(stack(anonymous, newThrottle(wire, nil, log))),
	}
	if authority.judge == nil {
		authority.judge = byStatus
	}
	authority.learnSecrets()
	return client(stack(
		func(next http.RoundTripper) http.RoundTripper { return &renewal{authority: authority, next: next} },
		newThrottle(&bearer{authority: authority, next: wire}, options.Limits, log),
	)), nil
}

func client(transport http.RoundTripper) *http.Client {
	return &http.Client{Transport: transport, CheckRedirect: sameServer}
}
