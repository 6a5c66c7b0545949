package doctor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// tape records the answers that come out of a transport. The client hands out objects; where an
// answer had its paging, and which fields, only the answer itself tells.
//
// The examination makes one request at a time, so there is no lock.
type tape struct {
	next    http.RoundTripper
	answers []recording
}

// recording is an answer.
type recording struct {
	header http.Header
	body   []byte
}

// RoundTrip passes the request on.
func (t *tape) RoundTrip(request *http.Request) (*http.Response, error) {
	answer, err := t.next.RoundTrip(request)
	if err != nil {
		t.answers = append(t.answers, recording{})
		return nil, err
	}
	body, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close() // it has been read to its end
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	t.answers = append(t.answers, recording{header: answer.Header, body: body})
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// last is the newest answer.
func (t *tape) last() recording {
	if len(t.answers) == 0 {
		return recording{}
	}
	return t.answers[len(t.answers)-1]
}

// fields are an object's fields as they came. What is no object has none.
type fields map[string]json.RawMessage

func decode(raw json.RawMessage) fields {
	var decoded fields
	if json.Unmarshal(raw, &decoded) != nil {
		return nil
	}
	return decoded
}

// besideMeta is where some answers describe their pages, instead of within meta.
const besideMeta = "pagination"

// paging says where in the answer its pages are described; it is empty where they are not.
func (r recording) paging() string {
	envelope := decode(r.body)
	switch {
	case decode(decode(envelope["meta"])["pagination"]) != nil:
		return "meta.pagination"
	case decode(envelope["pagination"]) != nil:
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
func (r recording) object() fields { return decode(decode(r.body)["data"]) }

// item is an object of a list, by its position.
func (r recording) item(at int) fields {
	var items []json.RawMessage
	if json.Unmarshal(decode(r.body)["data"], &items) != nil || at >= len(items) {
		return nil
	}
	return decode(items[at])
}
