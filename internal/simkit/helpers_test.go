package simkit_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
)

// notes is a service that keeps notes by their name, for whoever has a token.
type notes struct {
	*simkit.Gateway

	t      *testing.T
	tokens *simkit.Tokens[string]
	oauth  *simkit.OAuth[string]

	mu     sync.Mutex
	kept   map[string]string
	issued int
}

const (
	home  = "http://notes.test"
	base  = "/api"
	token = "a-token"
)

// start starts the service without a socket.
func start(t *testing.T, options simkit.Options) *notes {
	t.Helper()
	if options.Clock == nil {
		options.Clock = time.Now
	}
	n := &notes{t: t, tokens: simkit.NewTokens[string](options.Clock), kept: map[string]string{}}
	n.tokens.Add(token, "jane", time.Time{})
	n.oauth = simkit.NewOAuth(simkit.OAuthService[string]{
		Tokens: n.tokens, Clock: options.Clock, Secret: n.secret,
		Scopes: []string{"look", "change"}, DefaultScopes: []string{"look"},
		Person:         func(scopes []string) string { return "jane may " + strings.Join(scopes, " ") },
		Machine:        func(scopes []string) string { return "a machine may " + strings.Join(scopes, " ") },
		AccessLifetime: time.Hour, RefreshLifetime: 2 * time.Hour,
		Word: func(code, description string) any { return map[string]string{"oops": code, "because": description} },
	})
	n.oauth.AddApp(simkit.App{ID: "app", Secret: "app-secret"})
	mux := http.NewServeMux()
	mux.HandleFunc(base+"/notes", n.serve)
	mux.HandleFunc(base+"/notes/{name}", n.serve)
	mux.HandleFunc("GET /authorize", n.oauth.Authorize)
	mux.HandleFunc("POST /token", n.oauth.IssueToken)
	var err error
	n.Gateway, err = simkit.NewGateway(simkit.Service{
		Handler:     mux,
		App:         http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "the web app") }),
		AppPath:     "/app",
		Elsewhere:   home,
		Path:        func(path string) string { return strings.TrimPrefix(path, base) },
		Writes:      func(r simkit.Request) bool { return r.Method != http.MethodGet },
		Keys:        map[string][]string{"/notes": {"name", "text"}},
		Credential:  bearer,
		Credentials: n.tokens,
		Refuse: func(w http.ResponseWriter, _ *http.Request, status int) {
			http.Error(w, fmt.Sprintf("no: %d", status), status)
		},
		TellWait: func(header http.Header, wait time.Duration) { header.Set("Wait", wait.String()) },
		NoJSON:   `{"note":`,
	}, options)
	done(t, err)
	t.Cleanup(n.Close)
	return n
}

func bearer(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

func (n *notes) secret(purpose string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.issued++
	return fmt.Sprintf("%s %d", purpose, n.issued)
}

// note is what a request has.
type note struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// shown is what every answer has.
type shown struct {
	Account string   `json:"account"`
	Notes   []string `json:"notes"`
}

func (n *notes) serve(w http.ResponseWriter, r *http.Request) {
	account, known := n.tokens.Use(bearer(r))
	if !known {
		http.Error(w, "who are you?", http.StatusUnauthorized)
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	note := note{Name: r.PathValue("name")}
	if r.Method == http.MethodPost || r.Method == http.MethodPut {
		_ = json.NewDecoder(r.Body).Decode(&note) // what is missing is empty
	}
	switch r.Method {
	case http.MethodPost:
		n.kept[note.Name] = note.Text
		w.WriteHeader(http.StatusCreated)
	case http.MethodPut, http.MethodDelete:
		if _, there := n.kept[note.Name]; !there {
			http.Error(w, "no such note", http.StatusNotFound)
			return
		}
		n.kept[note.Name] = note.Text
		if r.Method == http.MethodDelete {
			delete(n.kept, note.Name)
		}
	}
	if err := json.NewEncoder(w).Encode(shown{Account: account, Notes: slices.Sorted(maps.Keys(n.kept))}); err != nil {
		n.t.Error(err)
	}
}

// keeps reports whether there is a note.
func (n *notes) keeps(name string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	_, there := n.kept[name]
	return there
}

// reply is an answer, or how none came.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	raw    string
	err    error
}

func (n *notes) get(path string) *reply { n.t.Helper(); return n.call(http.MethodGet, path, "") }
func (n *notes) post(body string) *reply {
	n.t.Helper()
	return n.call(http.MethodPost, "/notes", body)
}

// call sends a request below the base with the token.
func (n *notes) call(method, path, body string) *reply {
	n.t.Helper()
	return n.raw(method, home+base+path, body, http.Header{"Authorization": {"Bearer " + token}})
}

func (n *notes) raw(method, url, body string, header http.Header) *reply {
	n.t.Helper()
	request, err := http.NewRequestWithContext(n.t.Context(), method, url, strings.NewReader(body))
	done(n.t, err)
	request.Header = header
	return n.send(testserver.InMemory(n), request)
}

func (n *notes) send(transport http.RoundTripper, request *http.Request) *reply {
	n.t.Helper()
	r := &reply{t: n.t}
	response, err := transport.RoundTrip(request)
	if err != nil {
		r.err = err
		return r
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	r.status, r.header, r.raw, r.err = response.StatusCode, response.Header, string(content), err
	return r
}

// is expects a status.
func (r *reply) is(status int) *reply {
	r.t.Helper()
	if r.err != nil || r.status != status {
		r.t.Fatalf("the status is %d, not %d: %s %v", r.status, status, r.raw, r.err)
	}
	return r
}

// has expects the text in the answer.
func (r *reply) has(text string) *reply {
	r.t.Helper()
	if !strings.Contains(r.raw, text) {
		r.t.Errorf("the answer lacks %s: %s", text, r.raw)
	}
	return r
}

// text is a field of the answer.
func (r *reply) text(name string) string {
	var body map[string]any
	if json.Unmarshal([]byte(r.raw), &body) != nil || body[name] == nil {
		return ""
	}
	return fmt.Sprint(body[name])
}

// equal expects two values to be the same.
func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, not %v", what, got, want)
	}
}

// done expects no error.
func done(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
