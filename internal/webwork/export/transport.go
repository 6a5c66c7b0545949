package export

import (
	"fmt"
	"io"
	"net/http"
	"sync/atomic"
)

// reader passes on requests that read, counts them, and refuses all others.
type reader struct {
	next     http.RoundTripper
	requests atomic.Int64
	// asked is told the number of each request.
	asked func(requests int64)
}

// RoundTrip passes a request on.
func (r *reader) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Method != http.MethodGet {
		return nil, fmt.Errorf("an export only reads, but was about to send %s", request.Method)
	}
	r.asked(r.requests.Add(1))
	return r.next.RoundTrip(request)
}

// progress tells a terminal how far an export is, on one line that goes away in the end. It tells nothing where there is no terminal.
type progress struct {
	terminal io.Writer // nil where there is none
	kind     atomic.Pointer[kind]
}

const clearLine = "\r\x1b[K"

func (p *progress) begin(k kind) {
	p.kind.Store(&k)
}

func (p *progress) asked(requests int64) {
	if p.terminal == nil {
		return
	}
	what := "workspaces"
	if k := p.kind.Load(); k != nil {
		what = k.noun + "s"
	}
	fmt.Fprintf(p.terminal, clearLine+"Reading the %s, request %d …", what, requests)
}

func (p *progress) end() {
	if p.terminal != nil {
		fmt.Fprint(p.terminal, clearLine)
	}
}
