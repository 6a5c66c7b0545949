package simkit

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// Request is a request that a service received, and what became of it.
type Request struct {
	At        time.Time
	Method    string
	Path      string // under the API's base, such as /members/100
	Query     url.Values
	Body      []byte
	UserAgent string
	// Status is 0 while the request is being answered, and where a fault left it without answer.
	Status int
	// Fault is the fault that struck the request, or "".
	Fault FaultKind

	write bool
}

// Write reports whether the request could change something.
func (r Request) Write() bool { return r.write }

// Matches reports whether the request has the method ("" is any) and a path that fits the
// pattern, in which * stands for one segment ("" is any path).
func (r Request) Matches(method, pattern string) bool {
	fits, err := path.Match(pattern, r.Path)
	return (method == "" || method == r.Method) && (pattern == "" || err == nil && fits)
}

// key is what the body has in the fields, joined by colons.
func (r Request) key(fields []string) string {
	var body map[string]json.RawMessage
	if json.Unmarshal(r.Body, &body) != nil {
		form, _ := url.ParseQuery(string(r.Body)) // what cannot be read is missing
		return joined(fields, form.Get)
	}
	return joined(fields, func(field string) string {
		var text string
		if json.Unmarshal(body[field], &text) != nil {
			text = string(body[field]) // a number, or missing
		}
		return text
	})
}

func joined(fields []string, value func(field string) string) string {
	values := make([]string, len(fields))
	for i, field := range fields {
		values[i] = value(field)
	}
	return strings.Join(values, ":")
}

// Requests gives the requests received so far, in the order of their arrival.
func (g *Gateway) Requests() []Request {
	g.mu.Lock()
	defer g.mu.Unlock()
	requests := make([]Request, len(g.journal))
	for i, entry := range g.journal {
		requests[i] = *entry
		requests[i].Body = slices.Clone(entry.Body)
	}
	return requests
}

// Writes gives the requests that could change something.
func (g *Gateway) Writes() []Request {
	return slices.DeleteFunc(g.Requests(), func(r Request) bool { return !r.Write() })
}

// Count counts the requests for which Matches holds.
func (g *Gateway) Count(method, pattern string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	count := 0
	for _, entry := range g.journal {
		if entry.Matches(method, pattern) {
			count++
		}
	}
	return count
}

// Tally counts the requests for which Matches holds by what their body has in the fields, such as
// email; several are joined by colons. It counts what was sent, whatever became of it.
func (g *Gateway) Tally(method, pattern string, fields ...string) map[string]int {
	tally := map[string]int{}
	for _, request := range g.Requests() {
		if request.Matches(method, pattern) {
			tally[request.key(fields)]++
		}
	}
	return tally
}

// Creations counts the creations that were sent, by path and natural key:
//
//	/members jane@acme.example
//	/contracts 50001:100
//
// A client that repeats none has counts of 1, unless a creation was refused or never arrived.
func (g *Gateway) Creations() map[string]int {
	creations := map[string]int{}
	for _, request := range g.Requests() {
		for pattern, fields := range g.service.Keys {
			if request.Matches(http.MethodPost, pattern) {
				creations[request.Path+" "+request.key(fields)]++
			}
		}
	}
	return creations
}

// ForgetRequests empties the list of requests. What the service holds stays.
func (g *Gateway) ForgetRequests() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.journal = nil
}

// Busiest is the largest number of requests that any stretch of time of that length contained.
func (g *Gateway) Busiest(window time.Duration) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	most, first := 0, 0
	for last, entry := range g.journal {
		for !g.journal[first].At.After(entry.At.Add(-window)) {
			first++
		}
		most = max(most, last-first+1)
	}
	return most
}

// arrive notes a request, and decides which fault strikes it and how long it takes.
func (g *Gateway) arrive(r *http.Request, body []byte) (*Request, *Fault, delays) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.received.Add(1)
	entry := &Request{
		At:        g.options.Clock(),
		Method:    r.Method,
		Path:      g.service.Path(r.URL.Path),
		Query:     r.URL.Query(),
		Body:      body,
		UserAgent: r.UserAgent(),
	}
	entry.write = g.service.Writes(*entry)
	if g.options.Remember > 0 && len(g.journal) >= g.options.Remember {
		g.journal = slices.Delete(g.journal, 0, len(g.journal)-g.options.Remember+1)
	}
	g.journal = append(g.journal, entry)
	like := likeness(r, body)
	fault := g.strike(entry, like, g.service.Credential(r))
	if fault != nil {
		entry.Fault = fault.Kind
	}
	g.alike[like]++
	return entry, fault, g.options.Jitter.delays(r.Method, like+g.alike[like])
}

// answered notes the status of an answer.
func (g *Gateway) answered(entry *Request, status int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	entry.Status = status
}
