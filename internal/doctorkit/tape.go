package doctorkit

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// Bounds of what is kept of headers, whoever makes them.
const (
	mostDigits = 20 // of a number in a header
	mostLimits = 20 // headers that tell of the rate limit
)

// Tape records the answers that come out of a transport. The client hands out objects; where an
// answer had its paging, and which fields, only the answer itself tells.
//
// An examination makes one request at a time, so there is no lock.
type Tape struct {
	// Requests is how many there were.
	Requests int
	// Newest is the body of the newest answer.
	Newest []byte
	// Limits are the headers that told of the rate limit, with the number that each began with in the newest answer.
	Limits map[string]string

	next http.RoundTripper
}

// NewTape is an empty one.
func NewTape() *Tape { return &Tape{Limits: map[string]string{}} }

// Record gives a transport whose answers are recorded.
func (t *Tape) Record(next http.RoundTripper) http.RoundTripper {
	t.next = next
	return t
}

// RoundTrip passes the request on.
func (t *Tape) RoundTrip(request *http.Request) (*http.Response, error) {
	t.Requests++
	t.Newest = nil
	answer, err := t.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close() // it has been read to its end
	if err != nil {
		return nil, fmt.Errorf("reading the answer: %w", err)
	}
	t.Newest = body
	t.learnLimits(answer)
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// learnLimits takes of each header only its name and the number that it begins with.
func (t *Tape) learnLimits(answer *http.Response) {
	for name := range answer.Header {
		plain := strings.ToLower(name)
		if len(name) > longestName || !strings.Contains(plain, "ratelimit") && !strings.Contains(plain, "rate-limit") && plain != "retry-after" {
			continue
		}
		shown := httpkit.Quote(answer, name)
		if _, known := t.Limits[shown]; known || len(t.Limits) < mostLimits {
			t.Limits[shown] = leadingDigits(answer.Header.Get(name))
		}
	}
}

func leadingDigits(text string) string {
	text = text[:min(len(text), mostDigits)]
	return text[:len(text)-len(strings.TrimLeft(text, "0123456789"))]
}
