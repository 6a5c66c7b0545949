package doctor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// Bounds of what is kept of answers, whoever makes them.
const (
	longestName = 60      // of a header or field, in bytes
	mostDigits  = 20      // of a number in a header
	mostLimits  = 20      // headers that tell of the rate limit
	mostObject  = 1 << 20 // bytes of an object whose fields are looked at
)

// tape records the answers that come out of a transport. The client hands out objects; where an
// answer had its paging, and which fields, only the answer itself tells.
//
// The examination makes one request at a time, so there is no lock.
type tape struct {
	next     http.RoundTripper
	requests int
	newest   recording
	// limits are the headers that told of the rate limit, with the number that each began with in the newest answer.
	limits map[string]string
}

func newTape() *tape { return &tape{limits: map[string]string{}} }

// recording is the body of an answer.
type recording []byte

// RoundTrip passes the request on.
func (t *tape) RoundTrip(request *http.Request) (*http.Response, error) {
	t.requests++
	t.newest = nil
	answer, err := t.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close() // it has been read to its end
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	t.newest = body
	t.learnLimits(answer)
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// learnLimits takes of each header only its name and the number that it begins with.
func (t *tape) learnLimits(answer *http.Response) {
	for name := range answer.Header {
		plain := strings.ToLower(name)
		if len(name) > longestName || !strings.Contains(plain, "ratelimit") && !strings.Contains(plain, "rate-limit") && plain != "retry-after" {
			continue
		}
		shown := httpkit.Quote(answer, name)
		if _, known := t.limits[shown]; known || len(t.limits) < mostLimits {
			t.limits[shown] = leadingDigits(answer.Header.Get(name))
		}
	}
}

func leadingDigits(text string) string {
	text = text[:min(len(text), mostDigits)]
	return text[:len(text)-len(strings.TrimLeft(text, "0123456789"))]
}

// last is the newest answer.
func (t *tape) last() recording { return t.newest }

// envelope is what is around the content of an answer.
type envelope struct {
	Data       json.RawMessage `json:"data"`
	Meta       json.RawMessage `json:"meta"`
	Pagination json.RawMessage `json:"pagination"`
}

// unwrap takes an envelope apart. What is none holds nothing.
func unwrap(raw []byte) (e envelope) {
	if json.Unmarshal(raw, &e) != nil {
		return envelope{}
	}
	return e
}

// fields are an object's fields as they came. What is no object has none.
type fields map[string]json.RawMessage

func decode(raw json.RawMessage) fields {
	var decoded fields
	if len(raw) > mostObject || json.Unmarshal(raw, &decoded) != nil {
		return nil
	}
	return decoded
}

func isObject(raw json.RawMessage) bool { return bytes.HasPrefix(raw, []byte("{")) }

// besideMeta is where some answers describe their pages, instead of within meta.
const besideMeta = "pagination"

// paging says where in the answer its pages are described; it is empty where they are not.
func (r recording) paging() string {
	around := unwrap(r)
	switch {
	case isObject(unwrap(around.Meta).Pagination):
		return "meta.pagination"
	case isObject(around.Pagination):
		return besideMeta
	default:
		return ""
	}
}

// whereaboutsOfPaging says the same in words.
func (r recording) whereaboutsOfPaging() string {
	switch place := r.paging(); place {
	case "":
		return "paging is not told"
	case besideMeta:
		return "paging is told in pagination, beside meta"
	default:
		return "paging is told in " + place
	}
}

// object is the only object of an answer.
func (r recording) object() fields { return decode(unwrap(r).Data) }

// item is an object of a list, by its position.
func (r recording) item(at int) fields {
	var items []json.RawMessage
	if json.Unmarshal(unwrap(r).Data, &items) != nil || at >= len(items) {
		return nil
	}
	return decode(items[at])
}
