package v2

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// answer is what WebWork answered to a call that it did not refuse.
type answer struct {
	op      string
	reads   bool // the call changes nothing
	status  int
	payload json.RawMessage // what the envelope holds, or the whole body where it holds nothing
	bare    bool            // the payload is the whole body
	pages   pagination
}

// envelope is what WebWork wraps around its answers.
type envelope struct {
	Success    lenient.Flag               `json:"success"`
	Message    json.RawMessage            `json:"message"`
	Error      json.RawMessage            `json:"error"`
	Errors     json.RawMessage            `json:"errors"`
	Data       json.RawMessage            `json:"data"`
	Meta       lenient.Object[meta]       `json:"meta"`
	Pagination lenient.Object[pagination] `json:"pagination"`
}

// meta describes an answer.
type meta struct {
	Pagination lenient.Object[pagination] `json:"pagination"`
}

// pagination says how many objects and pages a list has. Where it stands, in meta, beside it or
// nowhere, differs from list to list.
type pagination struct {
	Total    lenient.Integer `json:"total"`
	PerPage  lenient.Integer `json:"per_page"`
	LastPage lenient.Integer `json:"last_page"`
}

// parse takes the body of an answer apart. A refusal is an *remote.Error, also where the status
// claims success; what is not JSON is an *remote.MalformedError, but for the body of a refusal. Quote makes
// WebWork's own words fit to be shown.
func parse(op string, status int, content []byte, quote func(string) string) (answer, error) {
	succeeded := status >= http.StatusOK && status < http.StatusMultipleChoices
	content = bytes.TrimSpace(content)

	wrapped, err := unwrap(content)
	switch {
	case !succeeded && err != nil:
		return answer{}, &remote.Error{Service: api.Service, Op: op, Status: status, Message: quote(lenient.Summary(content))}
	case !succeeded:
		return answer{}, &remote.Error{Service: api.Service, Op: op, Status: status, Message: quote(wrapped.say(status)), Own: wrapped.own(status)}
	case err != nil:
		if lenient.IsMarkup(content) {
			err = fmt.Errorf("it is %s: %w", quote(lenient.Summary(content)), err)
		}
		return answer{}, &remote.MalformedError{Service: api.Service, Op: op, Status: status, Err: err}
	case wrapped.Success.Value != nil && !*wrapped.Success.Value:
		status = http.StatusBadRequest
		return answer{}, &remote.Error{Service: api.Service, Op: op, Status: status, Message: quote(wrapped.say(status)), Own: true}
	}

	payload, bare := wrapped.Data, wrapped.Data == nil
	if bare {
		payload = content
	}
	pages := wrapped.Meta.Value.Pagination
	if !pages.Sent {
		pages = wrapped.Pagination
	}
	return answer{op: op, status: status, payload: payload, bare: bare, pages: pages.Value}, nil
}

// own reports whether a refusal is WebWork's. It says success: false in all of them; gateways, too, speak JSON when they fail.
func (e envelope) own(status int) bool {
	return status < http.StatusInternalServerError || e.Success.Value != nil && !*e.Success.Value
}

// unwrap decodes the envelope. A list without one is what it would hold.
func unwrap(content []byte) (envelope, error) {
	var wrapped envelope
	switch {
	case len(content) == 0:
		return wrapped, nil
	case content[0] == '[' && json.Valid(content):
		return envelope{Message: content, Data: content}, nil
	default:
		return wrapped, lenient.Decode(content, &wrapped)
	}
}

// malformed is the error of an answer that is JSON but not what was asked for.
func (a answer) malformed(err error) error {
	return &remote.MalformedError{Service: api.Service, Op: a.op, Status: a.status, Reads: a.reads, Err: err}
}

// empty reports whether there is nothing in the payload: {} and [] are how PHP may write null.
func (a answer) empty() bool {
	switch string(a.payload) {
	case "", "null", "{}", "[]", `""`:
		return true
	default:
		return false
	}
}

// one decodes the only object of an answer.
func one[W, T any](a answer, convert func(W, remote.Fields) T) (T, error) {
	return made(a, nil, convert)
}

// made decodes the object that a write has created. Where the answer is silent it has what was sent.
func made[W, T any](a answer, sent body, convert func(W, remote.Fields) T) (T, error) {
	var none T
	if a.empty() {
		return none, a.malformed(errors.New("there is no object in it"))
	}
	var wire W
	if err := lenient.Decode(a.payload, &wire); err != nil {
		return none, a.malformed(err)
	}
	carried, wrong := lenient.Inspect(&wire)
	if assume(&wire, sent, carried) {
		_, wrong = lenient.Inspect(&wire)
	}
	if wrong != nil {
		return none, a.malformed(wrong)
	}
	return convert(wire, carried), nil
}

// maybe decodes the object that the answer to a write may carry. One without an id is none, and one
// without all that was sent is no proof that WebWork took it.
func maybe[W, T any](a answer, sent body, convert func(W, remote.Fields) T) (*T, error) {
	if a.empty() || a.payload[0] != '{' {
		return nil, nil //nolint:nilnil // the interface documents nil as "not in the answer"
	}
	var wire W
	if err := lenient.Decode(a.payload, &wire); err != nil {
		return nil, a.malformed(err)
	}
	carried, err := lenient.Inspect(&wire)
	switch {
	case errors.Is(err, lenient.ErrMissing), err == nil && !echoes[W](carried, sent):
		return nil, nil //nolint:nilnil // likewise
	case err != nil:
		return nil, a.malformed(err)
	}
	return new(convert(wire, carried)), nil
}

// many decodes the page of objects with that number.
func many[W, T any](a answer, number int, convert func(W, remote.Fields) T) (remote.Page[T], error) {
	var page remote.Page[T]
	if a.bare {
		return page, a.malformed(errors.New("there is no list in it"))
	}
	if !a.empty() {
		err := lenient.Each(a.payload, lenient.MostItems, func(number int, wire *W) error {
			sent, err := lenient.Inspect(wire)
			if err != nil {
				return fmt.Errorf("object %d: %w", number, err)
			}
			page.Items = append(page.Items, convert(*wire, sent))
			return nil
		})
		if err != nil {
			return remote.Page[T]{}, a.malformed(err)
		}
	}
	page.Total, page.LastPage = a.pages.read()
	page.Final = final(number, page.LastPage, len(page.Items))
	return page, nil
}

// perPage is how many objects are asked for in one page, the most that WebWork allows.
const perPage = 100

// pageSizes are the sizes that WebWork uses where it ignores the one asked for: 20 by default, 50 for webhooks, 100 at most.
var pageSizes = []int{20, 50, perPage} //nolint:gochecknoglobals // a constant, for which Go has no other form

// final reports whether no page can follow the one with that number and so many items. Where the answer does not say which one is
// the last, it is one whose length is none of the sizes that a full page can have.
func final(number, last, items int) bool {
	switch {
	case items == 0:
		return true
	case last > 0:
		return number >= last
	default:
		return !slices.Contains(pageSizes, items)
	}
}

// read gives how many objects and pages there are, remote.UnknownTotal and 0 where that is not said.
func (p pagination) read() (total, last int) {
	total = remote.UnknownTotal
	if p.Total.Value != nil && *p.Total.Value >= 0 {
		total = int(*p.Total.Value)
	}
	switch {
	case p.LastPage.Value != nil && *p.LastPage.Value > 0:
		last = int(*p.LastPage.Value)
	case total > 0 && p.PerPage.Value != nil && *p.PerPage.Value > 0:
		size := int(*p.PerPage.Value)
		last = (total-1)/size + 1
	}
	return total, last
}

// say makes one sentence of everything that a refusal says.
func (e envelope) say(status int) string {
	return lenient.Message(status, e.Message, e.Errors, e.Error)
}
