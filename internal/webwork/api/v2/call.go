package v2

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// MaxAnswer bounds how many bytes of an answer are read. A page of 100 members has about 100 KiB.
const MaxAnswer = 8 << 20

// call is one call of the API, before it is put into HTTP.
type call struct {
	method string
	path   []string // segments, not escaped
	query  url.Values
	body   body // of a write
}

// longestSegment bounds what of a path errors show.
const longestSegment = 64

// op names the call in errors, without the query, which may hold e-mail addresses.
func (c call) op() string {
	shown := make([]string, len(c.path))
	for i, segment := range c.path {
		shown[i] = plaintext.Cut(plaintext.Clean(segment), longestSegment)
	}
	return c.method + " /" + strings.Join(shown, "/")
}

// effect is what the call does. What WebWork changes by PUT and DELETE is the same after a second time;
// what it does on POST may happen twice.
func (c call) effect() httpkit.Effect {
	switch c.method {
	case http.MethodGet:
		return httpkit.Reads
	case http.MethodPut, http.MethodDelete:
		return httpkit.MayRepeat
	default:
		return httpkit.HappensOnce
	}
}

// do makes a call within the workspace and gives the answer, if it is not a refusal.
func (s scope) do(ctx context.Context, c call) (answer, error) {
	request, err := s.request(ctx, c)
	if err != nil {
		return answer{}, fmt.Errorf("%s: %w: %w", c.op(), api.ErrNotSent, err)
	}
	response, err := s.client.http.Do(request)
	if err != nil {
		return answer{}, failure(c, err)
	}
	defer func() { _ = response.Body.Close() }() // everything of interest has been read by then

	content, err := io.ReadAll(io.LimitReader(response.Body, MaxAnswer+1))
	if err == nil && len(content) > MaxAnswer {
		err = fmt.Errorf("it is longer than %d bytes", MaxAnswer)
	}
	if err != nil {
		return answer{}, &api.MalformedError{Op: c.op(), Status: response.StatusCode, Err: err}
	}
	got, err := parse(c.op(), response.StatusCode, content, func(words string) string {
		return origins(httpkit.Quote(response, words))
	})
	if refusal, refused := errors.AsType[*api.Error](err); refused {
		refusal.RetryAfter = response.Header.Get("Retry-After") != ""
		if waited := httpkit.WaitedInVain(response); waited != "" {
			refusal.Message = strings.TrimSpace(refusal.Message + " (" + waited + ")")
		}
	}
	return got, err
}

// plain is what a path is made of. Anything else could lead elsewhere.
var plain = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// request puts a call into HTTP. WebWork's documentation names the query in one place and the
// body in another as the home of workspace_id on writes, so both carry it. All that the body of
// a DELETE holds is in the query too, since there are proxies that drop such bodies.
func (s scope) request(ctx context.Context, c call) (*http.Request, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path := make([]string, len(c.path))
	for i, segment := range c.path {
		if !plain.MatchString(segment) {
			return nil, fmt.Errorf("%.40q is no id: letters, digits, - and _ are allowed", segment)
		}
		path[i] = segment
	}
	target := s.client.base.JoinPath(path...)

	query := maps.Clone(c.query)
	if query == nil {
		query = url.Values{}
	}
	if s.workspace != "" {
		query.Set("workspace_id", s.workspace)
	}
	if c.method == http.MethodDelete {
		for key, value := range c.body {
			query.Set(key, fmt.Sprint(value))
		}
	}
	target.RawQuery = query.Encode()

	var content io.Reader
	if c.method != http.MethodGet {
		sent := body{"workspace_id": numeral(s.workspace)}
		maps.Copy(sent, c.body)
		encoded, err := json.Marshal(sent)
		if err != nil {
			return nil, fmt.Errorf("encoding the request: %w", err)
		}
		content = bytes.NewReader(encoded)
	}

	request, err := http.NewRequestWithContext(httpkit.WithEffect(ctx, c.effect()), c.method, target.String(), content)
	if err != nil {
		return nil, fmt.Errorf("building the request: %w", err)
	}
	request.Header.Set("Accept", "application/json")
	if content != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	return request, nil
}

// failure is the error of a call that got no answer.
func failure(c call, err error) error {
	err = httpkit.Cause(err) // without the URL, whose query may hold e-mail addresses
	return &api.LostError{Op: c.op(), Err: err}
}

// body is what a write carries, by wire key.
type body map[string]any

// put adds an attribute of an update, if it is part of it.
func put[T any](b body, key string, field api.Field[T]) {
	if !field.Sent() {
		return
	}
	if value := field.Value(); value != nil {
		b[key] = *value
	} else {
		b[key] = nil
	}
}

// give adds an attribute of a new object, if there is one.
func give[T any](b body, key string, value *T) {
	if value != nil {
		b[key] = *value
	}
}

// bit writes a boolean as WebWork takes it in requests, 0 or 1.
func bit(field api.Field[bool]) api.Field[int] {
	switch value := field.Value(); {
	case !field.Sent():
		return api.Field[int]{}
	case value == nil:
		return api.Clear[int]()
	case *value:
		return api.Set(1)
	default:
		return api.Set(0)
	}
}

// narrow adds a parameter to a query unless it is empty.
func narrow(query url.Values, key, value string) {
	if value != "" {
		query.Set(key, value)
	}
}

// numeral is an id, which bodies have as a number.
type numeral string

// MarshalJSON refuses what is no id: json.Number would make 0 of an empty one.
func (n numeral) MarshalJSON() ([]byte, error) {
	if n == "" || strings.Trim(string(n), "0123456789") != "" {
		return nil, fmt.Errorf("%.40q is no id: bodies have numbers", string(n))
	}
	return []byte(n), nil
}
