// Package contractkit holds tests to what is known of an API: every request and every answer that
// passes through Wrap is compared with an OpenAPI document, so that a client and a simulator cannot
// agree on a mistake.
package contractkit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// API is an API, and what is known of it.
type API struct {
	// Service is whose it is.
	Service string
	// Documents are the written contracts by where servers have the API. Requests for anything else, such as tokens, are not looked at.
	Documents map[string]Document
	// Elsewhere are the beginnings of paths below these that belong to something else.
	Elsewhere []string
	// Rules are what a document cannot say of an operation, a query and a body.
	Rules []func(operation *openapi3.Operation, query url.Values, sent []byte) error
}

// Document is a contract that is read when it is needed.
type Document func() (routers.Router, error)

// Once reads an OpenAPI document, once for all tests.
func Once(document []byte) Document {
	return sync.OnceValues(func() (routers.Router, error) { return load(document) })
}

// shown bounds how much of a body a message quotes.
const shown = 2000

// Option excuses some violations.
type Option func(*checker)

// AllowBadRequests excuses requests that break the contract if the server refused them with a
// 4xx: they are bad on purpose. The refusal itself is still checked.
func AllowBadRequests() Option { return func(c *checker) { c.badRequests = true } }

// AllowBrokenAnswers excuses answers whose body is not JSON, such as those that a test has cut off.
func AllowBrokenAnswers() Option { return func(c *checker) { c.brokenAnswers = true } }

// Wrap passes requests on to a handler and reports to tb those, and those answers, that break the
// contract. An answer that is never given because the handler panics is not looked at.
func (a API) Wrap(tb testing.TB, handler http.Handler, options ...Option) http.Handler {
	tb.Helper()
	c := &checker{api: a, tb: tb, next: handler, routers: map[string]routers.Router{}}
	for prefix, document := range a.Documents {
		router, err := document()
		if err != nil {
			tb.Fatalf("the contract of %s's API below %s does not load: %v", a.Service, prefix, err)
		}
		c.routers[prefix] = router
	}
	for _, option := range options {
		option(c)
	}
	return c
}

// load reads a document, which is done once for all tests.
func load(document []byte) (routers.Router, error) {
	doc, err := openapi3.NewLoader().LoadFromData(document)
	if err != nil {
		return nil, fmt.Errorf("reading it: %w", err)
	}
	doc.Servers = nil // paths are matched without prefix
	router, err := legacy.NewRouter(doc)
	if err != nil {
		return nil, fmt.Errorf("checking it: %w", err)
	}
	// From here on as 3.0: for 3.1 the library compiles every schema anew for every exchange,
	// only to find that none has a keyword which its plain validator does not know.
	doc.OpenAPI = "3.0.3"
	return router, nil
}

// checker stands between a client and a server.
type checker struct {
	api           API
	tb            testing.TB
	next          http.Handler
	routers       map[string]routers.Router // by prefix
	badRequests   bool
	brokenAnswers bool
}

// ServeHTTP passes a request on and compares it and its answer with the contract.
func (c *checker) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	prefix := c.prefix(r)
	if prefix == "" {
		c.next.ServeHTTP(w, r)
		return
	}
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		// The client went away; what it wanted to say is not known.
		panic(http.ErrAbortHandler)
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))

	got := &answer{ResponseWriter: w, status: http.StatusOK}
	c.next.ServeHTTP(got, r)

	input, wrong := c.request(r, prefix, sent)
	refused := got.status >= http.StatusBadRequest && got.status < http.StatusInternalServerError
	if wrong != nil && (!refused || !c.badRequests) {
		c.tb.Errorf("%s %s breaks the contract of %s's API: %s\nsent: %s", r.Method, r.URL.RequestURI(), c.api.Service, explain(wrong), excerpt(sent))
	}
	if input == nil {
		return // no operation of the document, which has just been said
	}
	if wrong := c.answer(r.Context(), input, got); wrong != nil {
		c.tb.Errorf("the answer %d to %s %s breaks the contract of %s's API: %s\nanswered: %s",
			got.status, r.Method, r.URL.RequestURI(), c.api.Service, explain(wrong), excerpt(got.body.Bytes()))
	}
}

// prefix is the one of the API that a request is for, or is empty.
func (c *checker) prefix(r *http.Request) string {
	path := r.URL.EscapedPath()
	if slices.ContainsFunc(c.api.Elsewhere, func(other string) bool { return strings.HasPrefix(path, other) }) {
		return ""
	}
	for prefix := range c.routers {
		if strings.HasPrefix(path, prefix+"/") {
			return prefix
		}
	}
	return ""
}

// request compares a request with the contract. The input is nil if there is no such operation.
func (c *checker) request(r *http.Request, prefix string, sent []byte) (*openapi3filter.RequestValidationInput, error) {
	// Ids may hold escaped slashes, so that the path is matched as it is written.
	path := strings.TrimPrefix(r.URL.EscapedPath(), prefix)
	route, parameters, err := c.routers[prefix].FindRoute(&http.Request{Method: r.Method, URL: &url.URL{Path: path}})
	if err != nil {
		return nil, fmt.Errorf("there is no such operation: %w", err)
	}
	for name, escaped := range parameters {
		if parameters[name], err = url.PathUnescape(escaped); err != nil {
			return nil, fmt.Errorf("path parameter %s: %w", name, err)
		}
	}
	request := r.Clone(r.Context())
	request.Body = io.NopCloser(bytes.NewReader(sent))
	input := &openapi3filter.RequestValidationInput{
		Request: request, PathParams: parameters, Route: route,
		Options: &openapi3filter.Options{
			IncludeResponseStatus:             true,
			RejectWhenRequestBodyNotSpecified: true,
			SkipSettingDefaults:               true,
			AuthenticationFunc:                authenticated,
		},
	}
	found := []error{
		openapi3filter.ValidateRequest(r.Context(), input),
		queryIsDeclared(route, r.URL.Query()),
		formIsDeclared(route.Operation, sent),
	}
	for _, rule := range c.api.Rules {
		found = append(found, rule(route.Operation, r.URL.Query(), sent))
	}
	return input, errors.Join(found...)
}

// answer compares an answer with the contract.
func (c *checker) answer(ctx context.Context, input *openapi3filter.RequestValidationInput, got *answer) error {
	content := got.body.Bytes()
	if len(content) == 0 && got.status == http.StatusOK && input.Route.Operation.Extensions["x-empty-answer"] == true {
		return nil
	}
	if c.brokenAnswers && !json.Valid(content) {
		return nil
	}
	output := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: got.status, Header: got.Header(), Options: input.Options,
	}
	return openapi3filter.ValidateResponse(ctx, output.SetBodyBytes(content))
}

// authenticated checks that there are credentials; whether they are right is the server's matter.
func authenticated(_ context.Context, input *openapi3filter.AuthenticationInput) error {
	request := input.RequestValidationInput.Request
	if input.SecurityScheme.Scheme == "basic" {
		if user, key, ok := request.BasicAuth(); !ok || user == "" || key == "" {
			return errors.New("there is no user with a key")
		}
		return nil
	}
	if token, ok := strings.CutPrefix(request.Header.Get("Authorization"), "Bearer "); !ok || token == "" {
		return errors.New("there is no bearer token")
	}
	return nil
}

// queryIsDeclared checks that the query holds nothing but what the operation declares, once.
func queryIsDeclared(route *routers.Route, query url.Values) error {
	for name, values := range query {
		switch {
		case route.Operation.Parameters.GetByInAndName(openapi3.ParameterInQuery, name) == nil:
			return fmt.Errorf("there is no query parameter %q", name)
		case len(values) != 1:
			return fmt.Errorf("query parameter %q is there %d times", name, len(values))
		}
	}
	return nil
}

// formIsDeclared checks that a form holds nothing but what the operation declares, which the library does not.
func formIsDeclared(operation *openapi3.Operation, sent []byte) error {
	if operation.RequestBody == nil || operation.RequestBody.Value.Content["application/x-www-form-urlencoded"] == nil {
		return nil
	}
	form, err := url.ParseQuery(string(sent))
	if err != nil {
		return fmt.Errorf("the body is no form: %w", err)
	}
	declared := operation.RequestBody.Value.Content["application/x-www-form-urlencoded"].Schema.Value.Properties
	for name := range form {
		if declared[name] == nil {
			return fmt.Errorf("there is no field %q", name)
		}
	}
	return nil
}

// explain says what is wrong, without the schema and the value that are quoted beside it.
func explain(err error) string {
	lines := strings.Split(err.Error(), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.TrimSpace(line); line == "Schema:" || line == "Value:" {
			break
		}
		if line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n  ")
}

func excerpt(content []byte) string {
	if len(content) > shown {
		return string(content[:shown]) + "…"
	}
	return string(content)
}

// answer keeps what passes through it.
type answer struct {
	http.ResponseWriter

	status  int
	started bool
	body    bytes.Buffer
}

// WriteHeader passes the status on.
func (a *answer) WriteHeader(status int) {
	if !a.started && status >= http.StatusOK {
		a.status, a.started = status, true
	}
	a.ResponseWriter.WriteHeader(status)
}

// Write passes a part of the body on.
func (a *answer) Write(p []byte) (int, error) {
	a.started = true
	a.body.Write(p)
	return a.ResponseWriter.Write(p)
}

// Unwrap lets http.ResponseController reach the real writer.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
