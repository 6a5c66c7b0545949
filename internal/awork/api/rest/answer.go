package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// answer is what awork answered to a call that it did not refuse.
type answer struct {
	call    exchange.Call
	came    exchange.Answer
	content []byte
}

// parse takes an answer in, which may be a refusal.
func parse(sent exchange.Call, came exchange.Answer) (answer, error) {
	got := answer{sent, came, bytes.TrimSpace(came.Content)}
	succeeded := came.Status >= http.StatusOK && came.Status < http.StatusMultipleChoices
	switch {
	case !succeeded, came.Status == http.StatusMultiStatus: // of which some failed
		return got, refused(sent, came, got.content)
	case len(got.content) == 0, json.Valid(got.content):
		return got, nil
	case lenient.IsMarkup(got.content):
		return got, got.malformed(fmt.Errorf("%w: %s", api.ErrPage, came.Quote(lenient.Summary(got.content))))
	default:
		return got, got.malformed(errors.New("it is not JSON"))
	}
}

// malformed is the error of an answer that is not what was asked for.
func (a answer) malformed(err error) error { return a.call.Malformed(a.came.Status, err) }

// empty reports whether there is nothing in the answer.
func (a answer) empty() bool { return len(a.content) == 0 || string(a.content) == "null" }

// one decodes the only object of an answer.
func one[W, T any](a answer, convert func(W) T) (T, error) {
	var wire W
	var none T
	if a.empty() {
		return none, a.malformed(errors.New("there is no object in it"))
	}
	if err := lenient.Decode(a.content, &wire); err != nil {
		return none, a.malformed(err)
	}
	if _, err := lenient.Inspect(&wire); err != nil {
		return none, a.malformed(err)
	}
	return convert(wire), nil
}

// maybe decodes the object that the answer to a write may carry. One without an id is none.
func maybe[W, T any](a answer, convert func(W) T) (*T, error) {
	if a.empty() || a.content[0] != '{' {
		return nil, nil //nolint:nilnil // the interface documents nil as "not in the answer"
	}
	object, err := one(a, convert)
	switch {
	case errors.Is(err, lenient.ErrMissing):
		return nil, nil //nolint:nilnil // likewise
	case err != nil:
		return nil, err
	}
	return &object, nil
}

// objects decodes a list.
func objects[W, T any](a answer, convert func(W) T) ([]T, error) {
	list := []T{}
	if a.empty() {
		return nil, a.malformed(errors.New("there is no list in it"))
	}
	err := lenient.Each(a.content, mostItems, func(number int, wire *W) error {
		if _, err := lenient.Inspect(wire); err != nil {
			return fmt.Errorf("object %d: %w", number, err)
		}
		list = append(list, convert(*wire))
		return nil
	})
	if err != nil {
		return nil, a.malformed(err)
	}
	return list, nil
}
