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
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/simtest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
)

// api speaks to a simulator as a client would, with as little help as possible.
type api struct {
	*simulator.Simulator

	t     *testing.T
	token string
}

// fields is a JSON object.
type fields = map[string]any

// reply is an answer.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	raw    string
	value  any // nil where the answer is no JSON
}

func start(t *testing.T, options simulator.Options) *api {
	t.Helper()
	sim := simtest.New(t, options)
	return &api{t: t, Simulator: sim, token: sim.Token()}
}

// with starts a simulator with variants.
func with(t *testing.T, variants ...simulator.Variant) *api {
	t.Helper()
	return start(t, simulator.Options{Variants: variants})
}

// as is the same simulator with the token of a user.
func (a *api) as(userID string) *api {
	a.AddToken("token of "+userID, simulator.Account{UserID: userID}, time.Time{})
	return &api{t: a.t, Simulator: a.Simulator, token: "token of " + userID}
}

// in is the same simulator for a part of the test.
func (a *api) in(t *testing.T) *api {
	t.Helper()
	return &api{t: t, Simulator: a.Simulator, token: a.token}
}

// allowed is the same simulator with the token of somebody whose role allows so much.
func (a *api) allowed(permissions ...simulator.Permission) *api {
	a.t.Helper()
	role, err := a.Roles.Add(simulator.Role{RoleForm: simulator.RoleForm{Name: "Limited"}, Permissions: permissions})
	done(a.t, err)
	user, err := a.Users.Add(simulator.User{Email: "limited@acme.example", RoleID: role.ID})
	done(a.t, err)
	return a.as(user.ID)
}

func permission(feature string, levels ...string) simulator.Permission {
	return simulator.Permission{Feature: feature, AccessLevels: levels}
}

func (a *api) get(path string) *reply         { a.t.Helper(); return a.call("GET", path, nil) }
func (a *api) post(path string, b any) *reply { a.t.Helper(); return a.call("POST", path, b) }
func (a *api) put(path string, b any) *reply  { a.t.Helper(); return a.call("PUT", path, b) }
func (a *api) delete(path string) *reply      { a.t.Helper(); return a.call("DELETE", path, nil) }

// call sends a request.
func (a *api) call(method, path string, body any) *reply {
	a.t.Helper()
	content := ""
	if body != nil {
		content = encode(a.t, body)
	}
	return a.raw(method, path, content, http.Header{
		"Authorization": {"Bearer " + a.token}, "Content-Type": {"application/json"},
	})
}

func (a *api) raw(method, path, body string, header http.Header) *reply {
	a.t.Helper()
	address := path
	if strings.HasPrefix(path, "/") {
		address = a.BaseURL("http://awork.test") + path
	}
	request, err := http.NewRequestWithContext(a.t.Context(), method, address, strings.NewReader(body))
	done(a.t, err)
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
	_ = decoder.Decode(&r.value) // a body that is no JSON stays nil, and tests look at raw
	return r
}

func encode(t *testing.T, value any) string {
	t.Helper()
	encoded, err := json.Marshal(value)
	done(t, err)
	return string(encoded)
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

// refused expects 400 with a code.
func (r *reply) refused(code string) *reply {
	r.t.Helper()
	return r.is(http.StatusBadRequest).code(code)
}

// denied expects the 401 of a missing right.
func (r *reply) denied() *reply {
	r.t.Helper()
	return r.is(http.StatusUnauthorized).code("unauthorized")
}

// code expects a code in an error.
func (r *reply) code(code string) *reply {
	r.t.Helper()
	equal(r.t, "code", r.object()["code"], any(code))
	return r
}

func (r *reply) object() fields {
	r.t.Helper()
	object, ok := r.value.(fields)
	if !ok {
		r.t.Fatalf("the answer is no object: %s", r.raw)
	}
	return object
}

// text is a field of the answer.
func (r *reply) text(name string) string {
	r.t.Helper()
	text, ok := r.object()[name].(string)
	if !ok {
		r.t.Fatalf("%s is no text: %s", name, r.raw)
	}
	return text
}

func (r *reply) list() []fields {
	r.t.Helper()
	items, ok := r.value.([]any)
	if !ok {
		r.t.Fatalf("the answer is no list: %s", r.raw)
	}
	list := make([]fields, len(items))
	for i, item := range items {
		list[i], _ = item.(fields)
	}
	return list
}

// every gives a field of every object of a list, joined.
func (r *reply) every(name string) string {
	r.t.Helper()
	var all []string
	for _, item := range r.list() {
		text, _ := item[name].(string)
		all = append(all, text)
	}
	return strings.Join(all, " ")
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

// isPage expects a page instead of JSON.
func (r *reply) isPage() {
	r.t.Helper()
	equal(r.t, "type", r.header.Get("Content-Type"), "text/html; charset=utf-8")
	r.has("<html>")
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

// same expects two states to be equal.
func same(t *testing.T, before, after simulator.Seed) {
	t.Helper()
	if !reflect.DeepEqual(before, after) {
		t.Errorf("the state changed:\n%+v\n%+v", before, after)
	}
}

func invitation(email string) fields {
	return fields{
		"workspaceId": simulator.DefaultWorkspace, "invitationFlow": "invite", "email": email, "roleId": simulator.UserRole,
		"firstName": "Jane", "lastName": "Doe",
	}
}

// invite invites somebody and gives the path of the new user.
func (a *api) invite(email string) string {
	a.t.Helper()
	return "/users/" + a.post("/invitations", invitation(email)).ok().text("userId")
}

// join invites somebody who accepts, and gives the path.
func (a *api) join(email string) string {
	a.t.Helper()
	answer := a.post("/invitations", invitation(email)).ok()
	a.post("/invitations/accept", fields{"invitationCode": answer.text("invitationCode")}).ok()
	return "/users/" + answer.text("userId")
}

// role creates a role and gives its path.
func (a *api) role(name string) string {
	a.t.Helper()
	return "/roles/" + a.post("/roles", fields{"name": name}).ok().text("id")
}

func idOf(path string) string { return path[strings.LastIndex(path, "/")+1:] }

func itoa(n int) string { return strconv.Itoa(n) }
