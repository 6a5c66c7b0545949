package simulator_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// api speaks to a simulator as a client would, with as little help as possible.
type api struct {
	*simulator.Simulator

	t *testing.T
}

// fields is a JSON object.
type fields = map[string]any

// reply is an answer.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	raw    string
	body   fields // nil where the answer is no JSON object
}

func start(t *testing.T, options simulator.Options) *api {
	t.Helper()
	return &api{t: t, Simulator: simtest.New(t, options)}
}

// with starts a simulator with variants.
func with(t *testing.T, variants ...simulator.Variant) *api {
	t.Helper()
	return start(t, simulator.Options{Variants: variants})
}

func (a *api) get(path string) *reply            { a.t.Helper(); return a.call("GET", path, nil) }
func (a *api) post(path string, b fields) *reply { a.t.Helper(); return a.call("POST", path, b) }
func (a *api) put(path string, b fields) *reply  { a.t.Helper(); return a.call("PUT", path, b) }
func (a *api) delete(path string) *reply         { a.t.Helper(); return a.call("DELETE", path, nil) }

func (a *api) list(path string) []fields {
	a.t.Helper()
	return a.get(path).ok().list()
}

// call sends a request with the workspace in the query.
func (a *api) call(method, path string, body fields) *reply {
	a.t.Helper()
	separator := "?"
	if strings.Contains(path, "?") {
		separator = "&"
	}
	return a.exact(method, path+separator+"workspace_id=1", body)
}

// exact sends a request as it is.
func (a *api) exact(method, path string, body fields) *reply {
	a.t.Helper()
	var content []byte
	if body != nil {
		var err error
		if content, err = json.Marshal(body); err != nil {
			a.t.Fatal(err)
		}
	}
	return a.raw(method, path, string(content), http.Header{
		"Authorization": {"Bearer " + a.Token()}, "Content-Type": {"application/json"},
	})
}

func (a *api) raw(method, path, body string, header http.Header) *reply {
	a.t.Helper()
	address := path
	if strings.HasPrefix(path, "/") {
		address = a.BaseURL("http://webwork.test") + path
	}
	request, err := http.NewRequestWithContext(a.t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	request.Header = header
	return a.send(request)
}

// send sends a request and takes the answer in.
func (a *api) send(request *http.Request) *reply {
	a.t.Helper()
	response, err := testserver.InMemory(a.Simulator).RoundTrip(request)
	if err != nil {
		a.t.Fatalf("%s %s: %v", request.Method, request.URL, err)
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	done(a.t, err)
	r := &reply{t: a.t, status: response.StatusCode, header: response.Header, raw: string(content)}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	_ = decoder.Decode(&r.body) // a body that is no JSON stays nil, and tests look at raw
	return r
}

// is expects a status.
func (r *reply) is(status int) *reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("the status is %d, not %d: %s", r.status, status, r.raw)
	}
	return r
}

func (r *reply) ok() *reply { r.t.Helper(); return r.is(http.StatusOK) }

func (r *reply) data() fields {
	r.t.Helper()
	data, ok := r.body["data"].(fields)
	if !ok {
		r.t.Fatalf("data is no object: %s", r.raw)
	}
	return data
}

func (r *reply) list() []fields {
	r.t.Helper()
	items, ok := r.body["data"].([]any)
	if !ok {
		r.t.Fatalf("data is no list: %s", r.raw)
	}
	list := make([]fields, len(items))
	for i, item := range items {
		list[i], _ = item.(fields)
	}
	return list
}

// has expects the text in the answer.
func (r *reply) has(text string) *reply {
	r.t.Helper()
	if !strings.Contains(r.raw, text) {
		r.t.Errorf("the answer lacks %s: %s", text, r.raw)
	}
	return r
}

// lacks expects the text not to be in the answer.
func (r *reply) lacks(text string) *reply {
	r.t.Helper()
	if strings.Contains(r.raw, text) {
		r.t.Errorf("the answer has %s: %s", text, r.raw)
	}
	return r
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

func person(email, role string) fields {
	return fields{"email": email, "firstname": "Jane", "lastname": "Doe", "role": role}
}

// invite invites a regular user and gives the path of the new member.
func (a *api) invite(email string) string {
	a.t.Helper()
	return "/members/" + number(a.post("/members", person(email, "Regular User")).data()["user_id"])
}

// project creates a project and gives its path.
func (a *api) project(name string) string {
	a.t.Helper()
	return "/projects/" + number(a.post("/projects", fields{"name": name}).data()["id"])
}

// viewer creates the project viewer kim@client.example and gives the path.
func (a *api) viewer() string {
	a.t.Helper()
	body := fields{"email": "kim@client.example", "firstname": "Kim", "lastname": "Client"}
	return "/project-viewers/" + number(a.post("/project-viewers", body).data()["id"])
}

// contract puts the member of a path on the project of a path, and gives the contract's path.
func (a *api) contract(project, member string) string {
	a.t.Helper()
	body := fields{"project_id": idOf(a.t, project), "user_id": idOf(a.t, member)}
	return "/contracts/" + number(a.post("/contracts", body).data()["id"])
}

// webhook creates a webhook and gives its path.
func (a *api) webhook(url string) string {
	a.t.Helper()
	data := a.post("/webhooks", fields{"url": url, "events": []string{"task.updated", "member.invited"}}).data()
	return "/webhooks/" + number(data["id"])
}

func number(value any) string {
	switch v := value.(type) {
	case json.Number:
		return v.String()
	case string:
		return v
	}
	return ""
}

func idOf(t *testing.T, path string) int64 {
	t.Helper()
	id, err := strconv.ParseInt(path[strings.LastIndex(path, "/")+1:], 10, 64)
	done(t, err)
	return id
}

// same expects two states to be equal.
func same(t *testing.T, before, after simulator.Seed) {
	t.Helper()
	if !reflect.DeepEqual(before, after) {
		t.Errorf("the state changed:\n%+v\n%+v", before, after)
	}
}
