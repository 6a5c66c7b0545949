package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// call is one call of the API, before it is put into HTTP.
type call struct {
	method string
	path   []string // segments, not escaped
	query  url.Values
	body   any // of a write; nil for nothing
	effect httpkit.Effect
}

// reading is a call that changes nothing.
func reading(path ...string) call {
	return call{method: http.MethodGet, path: path, effect: httpkit.Reads}
}

// creation is a call that must not be carried out twice, business one after which a second one changes nothing more. For both awork
// has POST.
func creation(body any, path ...string) call {
	return call{method: http.MethodPost, path: path, body: body, effect: httpkit.HappensOnce}
}

func business(body any, path ...string) call {
	return call{method: http.MethodPost, path: path, body: body, effect: httpkit.MayRepeat}
}

// replacement is a call after which a second one changes nothing more, and so is removal.
func replacement(body any, path ...string) call {
	return call{method: http.MethodPut, path: path, body: body, effect: httpkit.MayRepeat}
}

func removal(path ...string) call {
	return call{method: http.MethodDelete, path: path, effect: httpkit.MayRepeat}
}

// at is the path of something below an object.
func at(kind, id string, below ...string) []string { return append([]string{kind, id}, below...) }

// do makes a call and gives the answer, if it is not a refusal.
func (c *Client) do(ctx context.Context, asked call) (answer, error) {
	sent := exchange.Call{
		Service: service, MaxAnswer: MaxAnswer, Method: asked.method, Path: asked.path, Query: asked.query, PercentSpaces: true,
		Effect: asked.effect,
	}
	if asked.body != nil {
		encoded, err := json.Marshal(asked.body)
		if err != nil {
			return answer{}, sent.NotSent(fmt.Errorf("encoding the request: %w", err))
		}
		sent.Body, sent.ContentType = encoded, "application/json"
	}
	came, err := sent.Send(ctx, c.http, c.base)
	if err != nil {
		return answer{}, err
	}
	return parse(sent, came)
}

// notSent is the error of a call that is not made.
func notSent(asked call, err error) error {
	return exchange.Call{Method: asked.method, Path: asked.path}.NotSent(err)
}

// act makes a call that changes something, of whose answer nothing but success is of interest.
func (c *Client) act(ctx context.Context, asked call) error {
	_, err := c.write(ctx, asked)
	return err
}

// bring makes a call that changes something, whose second time awork refuses: what it refuses is done if all is as it should be.
func (c *Client) bring(ctx context.Context, asked call, done func() (bool, error)) error {
	err := c.act(ctx, asked)
	refusal, refused := errors.AsType[*api.RefusalError](err)
	if !refused || refusal.Answer.Status != http.StatusMultiStatus && !remote.IsRejected(err) && !remote.IsNotFound(err) {
		return err
	}
	if there, looking := done(); looking != nil || !there {
		return err
	}
	return nil
}

// write makes a call that changes something.
func (c *Client) write(ctx context.Context, asked call) (answer, error) {
	return again(ctx, func() (answer, error) { return c.do(ctx, asked) })
}

// How often something is begun that awork gave up because somebody else wrote at the same time, and the first of the waits between,
// each twice as long as the one before.
const (
	mostAttempts = 4
	firstWait    = 100 * time.Millisecond
)

// again does something until awork does not say any more that it has saved nothing because of others. The error is that of the last
// attempt.
func again[T any](ctx context.Context, try func() (T, error)) (T, error) {
	var last error
	waits := &backoff.ExponentialBackOff{InitialInterval: firstWait, Multiplier: 2, MaxInterval: time.Minute}
	result, _ := backoff.Retry(ctx, func() (T, error) {
		var result T
		if result, last = try(); last != nil && !collided(last) {
			return result, backoff.Permanent(last)
		}
		return result, last
	}, backoff.WithBackOff(waits), backoff.WithMaxTries(mostAttempts), backoff.WithMaxElapsedTime(0))
	return result, last
}

// collided reports whether awork saved nothing, and may when it is asked again.
func collided(err error) bool {
	code := api.Code(err)
	return code == api.CodeConcurrency || code == api.CodeNotCommitted
}
