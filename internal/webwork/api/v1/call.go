package v1

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// formType is how bodies are written.
const formType = "application/x-www-form-urlencoded"

// call is one call of the API, before it is put into HTTP.
type call struct {
	method string
	path   []string // segments, not escaped
	query  url.Values
	form   url.Values // of a write
	effect httpkit.Effect
}

// reading is a call that changes nothing.
func reading(query url.Values, path ...string) call {
	return call{method: http.MethodGet, path: path, query: query, effect: httpkit.Reads}
}

// creation is a call that must not be carried out twice.
func creation(form url.Values, path ...string) call {
	return call{method: http.MethodPost, path: path, form: form, effect: httpkit.HappensOnce}
}

// change is a call after which a second one changes nothing more.
func change(form url.Values, path ...string) call {
	return call{method: http.MethodPut, path: path, form: form, effect: httpkit.MayRepeat}
}

// removal is a call after which a second one changes nothing more.
func removal(form url.Values, path ...string) call {
	return call{method: http.MethodDelete, path: path, form: form, effect: httpkit.MayRepeat}
}

// restoration is a GET that changes something.
func restoration(path ...string) call {
	return call{method: http.MethodGet, path: path, effect: httpkit.HappensOnce}
}

func (c call) exchange() exchange.Call {
	sent := exchange.Call{Service: api.Service, MaxAnswer: api.MaxAnswer, Method: c.method, Path: c.path, Query: c.query, Effect: c.effect}
	switch {
	case c.form == nil:
	case c.method == http.MethodDelete: // proxies drop the bodies of DELETE
		sent.Query = maps.Clone(c.form)
		maps.Copy(sent.Query, c.query)
	default:
		sent.Body, sent.ContentType = []byte(c.form.Encode()), formType
	}
	return sent
}

// do makes a call and gives the answer, if it is not a refusal.
func (s scope) do(ctx context.Context, c call) (answer, error) {
	sent := c.exchange()
	came, err := sent.Send(ctx, s.client.http, s.client.base)
	if err != nil {
		return answer{}, err
	}
	got, err := parse(sent, came)
	came.Explain(err)
	return got, err
}

// act makes a call of whose answer nothing but success is of interest. Where WebWork does not know the path of one, the next is tried.
func (s scope) act(ctx context.Context, calls ...call) error {
	var err error
	for _, c := range calls {
		if _, err = s.do(ctx, c); !isUnknownPath(err) {
			return err
		}
	}
	return err
}

// unknownPathError is a 404 or 405 that speaks of no object: WebWork does not know the path, or not with that method.
type unknownPathError struct{ refusal *remote.Error }

func (e *unknownPathError) Error() string { return e.refusal.Error() }

// Unwrap gives the refusal.
func (e *unknownPathError) Unwrap() error { return e.refusal }

func isUnknownPath(err error) bool {
	_, unknown := errors.AsType[*unknownPathError](err)
	return unknown
}
