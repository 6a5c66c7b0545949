package v2

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// call is one call of the API, before it is put into HTTP.
type call struct {
	method string
	path   []string // segments, not escaped
	query  url.Values
	body   body // of a write
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
	sent, err := s.put(c)
	if err != nil {
		return answer{}, sent.NotSent(err)
	}
	came, err := sent.Send(ctx, s.client.http, s.client.base)
	if err != nil {
		return answer{}, err
	}
	got, err := parse(sent.Op(), came.Status, came.Content, came.Quote)
	came.Explain(err)
	if malformed, wrong := errors.AsType[*remote.MalformedError](err); wrong {
		malformed.Reads = sent.Reads()
	}
	got.reads = sent.Reads()
	return got, err
}

// put puts a call into HTTP. WebWork's documentation names the query in one place and the
// body in another as the home of workspace_id on writes, so both carry it. All that the body of
// a DELETE holds is in the query too, since there are proxies that drop such bodies.
func (s scope) put(c call) (exchange.Call, error) {
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
	sent := exchange.Call{Service: api.Service, MaxAnswer: api.MaxAnswer, Method: c.method, Path: c.path, Query: query, Effect: c.effect()}
	if c.method == http.MethodGet {
		return sent, nil
	}
	whole := body{"workspace_id": numeral(s.workspace)}
	maps.Copy(whole, c.body)
	encoded, err := json.Marshal(whole)
	if err != nil {
		return sent, fmt.Errorf("encoding the request: %w", err)
	}
	sent.Body, sent.ContentType = encoded, "application/json"
	return sent, nil
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
