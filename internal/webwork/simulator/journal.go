package simulator

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Request is a request that the simulator received, and what became of it.
type Request struct {
	At        time.Time
	Method    string
	Path      string // under the API's base, such as /members/100
	Query     url.Values
	Workspace int64 // 0 where the request names none
	Body      []byte
	UserAgent string
	// Status is 0 while the request is being answered, and where a fault left it without answer.
	Status int
	// Fault is the fault that struck the request, or "".
	Fault FaultKind
}

// Write reports whether the request could change something. The legacy API restores by GET.
func (r Request) Write() bool {
	return r.Method != http.MethodGet || r.Matches("", "/*/restore/*")
}

// underBase is the path below the base of either API.
func underBase(path string) string {
	return strings.TrimPrefix(strings.TrimPrefix(path, v2Prefix), v1Prefix)
}

// Matches reports whether the request has the method ("" is any) and a path that fits the
// pattern, in which * stands for one segment ("" is any path).
func (r Request) Matches(method, pattern string) bool {
	fits, err := path.Match(pattern, r.Path)
	return (method == "" || method == r.Method) && (pattern == "" || err == nil && fits)
}

// key is what the body has in the fields, joined by colons.
func (r Request) key(fields []string) string {
	var body map[string]json.RawMessage
	if json.Unmarshal(r.Body, &body) != nil { // a form, which may have them as texts
		body = map[string]json.RawMessage{}
		form, _ := url.ParseQuery(string(r.Body))
		for field := range form {
			body[field], _ = json.Marshal(form.Get(field))
		}
	}
	values := make([]string, len(fields))
	for i, field := range fields {
		var text string
		if json.Unmarshal(body[field], &text) != nil {
			text = string(body[field]) // a number, or missing
		}
		values[i] = text
	}
	return strings.Join(values, ":")
}

// Requests gives the requests received so far, in the order of their arrival.
func (s *Simulator) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	requests := make([]Request, len(s.journal))
	for i, entry := range s.journal {
		requests[i] = *entry
		requests[i].Body = slices.Clone(entry.Body)
	}
	return requests
}

// Writes gives the requests that could change something.
func (s *Simulator) Writes() []Request {
	return slices.DeleteFunc(s.Requests(), func(r Request) bool { return !r.Write() })
}

// Count counts the requests for which Matches holds.
func (s *Simulator) Count(method, pattern string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	count := 0
	for _, entry := range s.journal {
		if entry.Matches(method, pattern) {
			count++
		}
	}
	return count
}

// Tally counts the requests for which Matches holds by what their body has in the fields, such as
// email; several are joined by colons. It counts what was sent, whatever became of it.
func (s *Simulator) Tally(method, pattern string, fields ...string) map[string]int {
	tally := map[string]int{}
	for _, request := range s.Requests() {
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
func (s *Simulator) Creations() map[string]int {
	creations := map[string]int{}
	for _, request := range s.Requests() {
		for pattern, fields := range naturalKeys() {
			if request.Matches(http.MethodPost, pattern) {
				creations[request.Path+" "+request.key(fields)]++
			}
		}
	}
	return creations
}

// naturalKeys names the fields that tell new objects apart, by the path that creates them.
func naturalKeys() map[string][]string {
	return map[string][]string{
		"/members":                          {"email"},
		"/projects":                         {"name"},
		"/contracts":                        {"project_id", "user_id"},
		"/project-viewers":                  {"email"},
		"/project-viewers/*/assign-project": {"project_id"},
		"/webhooks":                         {"url"},
		"/users":                            {"email"},
		"/v1/webhooks":                      {"url"},
		"/project-viewers/assign-project":   {"project_viewer_id", "project_id"},
	}
}

// ForgetRequests empties the list of requests. What the workspaces hold stays.
func (s *Simulator) ForgetRequests() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.journal = nil
}

// Busiest is the largest number of requests that any stretch of time of that length contained.
func (s *Simulator) Busiest(window time.Duration) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	most, first := 0, 0
	for last, entry := range s.journal {
		for !s.journal[first].At.After(entry.At.Add(-window)) {
			first++
		}
		most = max(most, last-first+1)
	}
	return most
}

// Invitations gives the e-mails that a real WebWork would have sent by now, those to people who had
// one already too.
func (s *Simulator) Invitations() []Invitation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.invitations)
}

// arrive notes a request, and decides which fault strikes it and how long it takes.
func (s *Simulator) arrive(r *http.Request, body []byte) (*Request, *Fault, delays) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.requests++
	entry := &Request{
		At:        s.now(),
		Method:    r.Method,
		Path:      underBase(r.URL.Path),
		Query:     r.URL.Query(),
		Workspace: workspaceOf(r.URL.Query(), body),
		Body:      body,
		UserAgent: r.UserAgent(),
	}
	if s.remember > 0 && len(s.journal) >= s.remember {
		s.journal = slices.Delete(s.journal, 0, len(s.journal)-s.remember+1)
	}
	s.journal = append(s.journal, entry)
	like := likeness(r, body)
	fault := s.strike(entry, like, credential(r))
	if fault != nil {
		entry.Fault = fault.Kind
	}
	s.alike[like]++
	return entry, fault, s.jitter.delays(r.Method, like+s.alike[like])
}

// answered notes the status of an answer.
func (s *Simulator) answered(entry *Request, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry.Status = status
}

func workspaceOf(query url.Values, body []byte) int64 {
	if id, err := strconv.ParseInt(query.Get("workspace_id"), 10, 64); err == nil {
		return id
	}
	var inBody struct {
		WorkspaceID int64 `json:"workspace_id"`
	}
	if json.Unmarshal(body, &inBody) != nil {
		return 0
	}
	return inBody.WorkspaceID
}
