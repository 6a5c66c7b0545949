package v1

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// mostItems bounds how many objects of a list are taken in: lists are not paged.
const mostItems = 100_000

// answer is what WebWork answered to a call that it did not refuse.
type answer struct {
	call    exchange.Call
	status  int
	content json.RawMessage
}

// outcome is what tells a refusal, and a write's success.
type outcome struct {
	Success lenient.Flag    `json:"success"`
	Message json.RawMessage `json:"message"`
	Error   json.RawMessage `json:"error"`
	Errors  json.RawMessage `json:"errors"`
}

// refuses reports whether WebWork says so itself.
func (o outcome) refuses() bool { return o.Success.Value != nil && !*o.Success.Value }

var errUntold = errors.New("it does not say whether that succeeded")

// parse takes an answer apart. A refusal is an *remote.Error, mostly with a status that WebWork did not send: its words stand for it.
func parse(c exchange.Call, came exchange.Answer) (answer, error) {
	content := bytes.TrimSpace(came.Content)
	succeeded := came.Status >= http.StatusOK && came.Status < http.StatusMultipleChoices
	told, err := told(content)
	switch {
	case !succeeded:
		return answer{}, refused(c, came, told, err)
	case err != nil:
		if lenient.IsMarkup(content) {
			err = fmt.Errorf("it is %s: %w", came.Quote(lenient.Summary(content)), err)
		}
		return answer{}, c.Malformed(came.Status, err)
	case told.refuses():
		said := lenient.Message(came.Status, told.Message, told.Errors, told.Error)
		return answer{}, &remote.Error{Service: api.Service, Op: c.Op(), Status: meant(said), Message: came.Quote(said), Own: true}
	case c.Effect != httpkit.Reads && told.Success.Value == nil:
		return answer{}, c.Malformed(came.Status, errUntold)
	}
	return answer{call: c, status: came.Status, content: content}, nil
}

// told reads what an answer says of itself, which lists do not.
func told(content []byte) (outcome, error) {
	var told outcome
	if len(content) > 0 && content[0] == '[' && json.Valid(content) {
		return told, nil
	}
	return told, lenient.Decode(content, &told)
}

// refused is the error of an answer whose status is one of failure.
func refused(c exchange.Call, came exchange.Answer, told outcome, unreadable error) error {
	refusal := &remote.Error{Service: api.Service, Op: c.Op(), Status: came.Status}
	if unreadable != nil {
		refusal.Message = came.Quote(lenient.Summary(came.Content))
	} else {
		refusal.Message = came.Quote(lenient.Message(came.Status, told.Message, told.Errors, told.Error))
		refusal.Own = told.refuses() || came.Status < http.StatusInternalServerError
	}
	if !told.refuses() && remote.IsUnsupported(refusal) {
		return &unknownPathError{refusal}
	}
	return refusal
}

func (a answer) malformed(err error) error {
	return a.call.Malformed(a.status, err)
}

// empty reports whether there is nothing in the answer.
func (a answer) empty() bool {
	switch string(a.content) {
	case "null", "{}", "[]", `""`:
		return true
	default:
		return false
	}
}

// one decodes the only object of an answer. Where nothing is in it, WebWork has no such object.
func one[W, T any](a answer, convert func(W, remote.Fields) T) (T, error) {
	var none T
	if a.empty() {
		return none, &remote.Error{Service: api.Service, Op: a.call.Op(), Status: http.StatusNotFound, Message: errNoObject.Error(), Own: true}
	}
	return object(a, a.content, convert)
}

func object[W, T any](a answer, content json.RawMessage, convert func(W, remote.Fields) T) (T, error) {
	var wire W
	var none T
	if err := lenient.Decode(content, &wire); err != nil {
		return none, a.malformed(err)
	}
	sent, err := lenient.Inspect(&wire)
	if err != nil {
		return none, a.malformed(err)
	}
	return convert(wire, sent), nil
}

// many decodes a list, of which each object is taken once: projects come once for each contract. A single object is a list of one.
func many[W, T any](a answer, content json.RawMessage, convert func(W, remote.Fields) T, id func(T) string) ([]T, error) {
	switch {
	case a.empty():
		return nil, nil
	case len(content) > 0 && content[0] == '{':
		single, err := object(a, content, convert)
		return []T{single}, err
	case len(content) == 0 || content[0] != '[':
		return nil, a.malformed(errors.New("there is no list in it"))
	}
	var all []T
	seen := map[string]bool{}
	err := lenient.Each(content, mostItems, func(number int, wire *W) error {
		sent, err := lenient.Inspect(wire)
		if err != nil {
			return fmt.Errorf("object %d: %w", number, err)
		}
		item := convert(*wire, sent)
		if !seen[id(item)] {
			seen[id(item)] = true
			all = append(all, item)
		}
		return nil
	})
	if err != nil {
		return nil, a.malformed(err)
	}
	return all, nil
}
