// Package exchange puts calls of an API into HTTP and takes answers in, in the way that all dialects of all services share: what a
// path may hold, how much of an answer is read, what a request without an answer means, and how the service's words are quoted.
package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// longestSegment bounds what of a path errors show.
const longestSegment = 64

// Call is one call of the API.
type Call struct {
	// Service is who answers, in errors.
	Service string
	// MaxAnswer bounds how many bytes of the answer are read.
	MaxAnswer int
	Method    string
	// Path has segments that are not escaped.
	Path  []string
	Query url.Values
	// PercentSpaces has the spaces of the query written as %20 and not as +.
	PercentSpaces bool
	// Effect is what the call does, which its method need not tell.
	Effect httpkit.Effect
	// Body is what a write carries, nil for nothing; ContentType is how it is written.
	Body        []byte
	ContentType string
}

// Op names the call in errors, without the query, which may hold e-mail addresses.
func (c Call) Op() string {
	shown := make([]string, len(c.Path))
	for i, segment := range c.Path {
		shown[i] = plaintext.Cut(plaintext.Clean(segment), longestSegment)
	}
	return c.Method + " /" + strings.Join(shown, "/")
}

// Reads reports whether the call changes nothing.
func (c Call) Reads() bool { return c.Effect == httpkit.Reads }

// NotSent is the error of a call that could not be put into HTTP.
func (c Call) NotSent(err error) error {
	return fmt.Errorf("%s: %w: %w", c.Op(), remote.ErrNotSent, err)
}

// Malformed is the error of an answer that is not what was asked for.
func (c Call) Malformed(status int, err error) error {
	return &remote.MalformedError{Service: c.Service, Op: c.Op(), Status: status, Reads: c.Reads(), Err: err}
}

// Send makes the call to a path below base. The answer may be a refusal.
func (c Call) Send(ctx context.Context, client *http.Client, base *url.URL) (Answer, error) {
	request, err := c.request(ctx, base)
	if err != nil {
		return Answer{}, c.NotSent(err)
	}
	response, err := client.Do(request)
	if err != nil {
		// Without the URL, whose query may hold e-mail addresses.
		return Answer{}, &remote.LostError{Op: c.Op(), Reads: c.Reads(), Err: httpkit.Cause(err)}
	}
	defer func() { _ = response.Body.Close() }() // everything of interest has been read by then

	content, err := io.ReadAll(io.LimitReader(response.Body, int64(c.MaxAnswer)+1))
	if err == nil && len(content) > c.MaxAnswer {
		err = fmt.Errorf("it is longer than %d bytes", c.MaxAnswer)
	}
	if err != nil {
		return Answer{}, c.Malformed(response.StatusCode, err)
	}
	return Answer{Status: response.StatusCode, Content: content, response: response}, nil
}

func (c Call) request(ctx context.Context, base *url.URL) (*http.Request, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, segment := range c.Path {
		if !lenient.IsPlain(segment) {
			return nil, fmt.Errorf("%.40q is no id: letters, digits, - and _ are allowed", segment)
		}
	}
	target := base.JoinPath(c.Path...)
	target.RawQuery = c.Query.Encode()
	if c.PercentSpaces { // a plus that is meant is escaped by now
		target.RawQuery = strings.ReplaceAll(target.RawQuery, "+", "%20")
	}
	var content io.Reader
	if c.Body != nil {
		content = bytes.NewReader(c.Body)
	}
	request, err := http.NewRequestWithContext(httpkit.WithEffect(ctx, c.Effect), c.Method, target.String(), content)
	if err != nil {
		return nil, fmt.Errorf("building the request: %w", err)
	}
	request.Header.Set("Accept", "application/json")
	if content != nil {
		request.Header.Set("Content-Type", c.ContentType)
	}
	return request, nil
}

// Answer is what came back.
type Answer struct {
	Status  int
	Content []byte

	response *http.Response
}

// Header gives a header of the answer, empty where there is none.
func (a Answer) Header(name string) string { return a.response.Header.Get(name) }

// Quote makes the service's own words fit to be shown. Of addresses it leaves scheme and host.
func (a Answer) Quote(words string) string { return lenient.Origins(httpkit.Quote(a.response, words)) }

// Explain adds to a refusal what the headers say and what was waited for.
func (a Answer) Explain(err error) {
	refusal, refused := errors.AsType[*remote.Error](err)
	if !refused {
		return
	}
	refusal.Denied = httpkit.IsDenied(a.response)
	refusal.RetryAfter = a.response.Header.Get("Retry-After") != ""
	if waited := httpkit.WaitedInVain(a.response); waited != "" {
		refusal.Message = strings.TrimSpace(refusal.Message + " (" + waited + ")")
	}
}

// Base is the address below which the paths of a service are.
func Base(service, address string) (*url.URL, error) {
	base, err := httpkit.ParseURL(address)
	if err != nil {
		return nil, fmt.Errorf("the base URL of %s %w", service, err)
	}
	base.RawQuery, base.Fragment = "", ""
	return base, nil
}
