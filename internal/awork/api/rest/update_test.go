package rest_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// shelf is a service with one object, which a PUT replaces: what it leaves out is gone.
type shelf struct {
	form   []string
	object map[string]json.RawMessage
	// refuse are what PUTs are refused with, one after the other.
	refuse []reply
	// meanwhile happens before each PUT.
	meanwhile func(*shelf)
	puts      []time.Time
}

func (s *shelf) answer(request *http.Request, body string) reply {
	if request.Method == http.MethodPut {
		s.puts = append(s.puts, time.Now())
		if refused := s.put(body); refused.status != 0 {
			return refused
		}
	}
	written, err := json.Marshal(s.object)
	if err != nil {
		panic(err)
	}
	return reply{body: string(written)}
}

// put replaces the form, or says why not.
func (s *shelf) put(body string) reply {
	if s.meanwhile != nil {
		s.meanwhile(s)
	}
	if len(s.refuse) > 0 {
		refused := s.refuse[0]
		s.refuse = s.refuse[1:]
		return refused
	}
	var sent map[string]json.RawMessage
	if err := json.Unmarshal([]byte(body), &sent); err != nil {
		return reply{status: http.StatusBadRequest, body: `{"code":"invalid-model","description":"no JSON"}`}
	}
	for _, name := range s.form {
		delete(s.object, name)
		if value := sent[name]; value != nil && string(value) != "null" {
			s.object[name] = value
		}
		delete(sent, name)
	}
	if len(sent) > 0 {
		return reply{status: http.StatusBadRequest, body: `{"code":"validation-failed","description":"unknown fields"}`}
	}
	return reply{}
}

func newShelf(object string, form ...string) *shelf {
	s := &shelf{form: form}
	if err := json.Unmarshal([]byte(object), &s.object); err != nil {
		panic(err)
	}
	return s
}

var userFields = []string{"firstName", "lastName", "birthDate", "gender", "title", "position", "language"} //nolint:gochecknoglobals // a constant

// TestUpdateKeepsWhatItDoesNotManage to the letter, and empties what it is told to.
func TestUpdateKeepsWhatItDoesNotManage(t *testing.T) {
	t.Parallel()
	held := newShelf(janeJSON, userFields...)
	user, err := open(t, &wire{answer: held.answer}).Users().Update(t.Context(), jane, api.UserUpdate{
		LastName: api.Set("Roe"), Title: api.Set("Dr."), Position: api.Clear[string](),
	})
	if err != nil || user == nil || *user.LastName != "Roe" || user.Position != nil {
		t.Fatalf("got %+v, %v", user, err)
	}
	for name, want := range map[string]string{
		"firstName": `"Jane"`, "lastName": `"Roe"`, "birthDate": `"1990-05-01T00:00:00.1234567Z"`, "gender": `"female"`, "title": `"Dr."`,
		"position": "", "language": `"en-GB"`,
	} {
		if got := string(held.object[name]); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

// TestForeignFieldsSurviveAnyUpdate has any values in what others manage.
func TestForeignFieldsSurviveAnyUpdate(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		values := map[string]any{"id": jane}
		for _, name := range userFields {
			if rapid.Bool().Draw(rt, name+" is there") {
				values[name] = rapid.OneOf(rapid.Just[any](nil), rapid.Map(rapid.String(), func(s string) any { return s })).Draw(rt, name)
			}
		}
		object, err := json.Marshal(values)
		if err != nil {
			rt.Fatal(err)
		}
		held, before := newShelf(string(object), userFields...), newShelf(string(object))
		title := rapid.String().Draw(rt, "title")
		if _, err := open(t, &wire{answer: held.answer}).Users().Update(t.Context(), jane, api.UserUpdate{Title: api.Set(title)}); err != nil {
			rt.Fatal(err)
		}
		for _, name := range userFields {
			want, got := before.object[name], held.object[name]
			if string(want) == "null" {
				want = nil
			}
			if name != "title" && !sameJSON(t, string(got), string(want)) {
				rt.Errorf("%s was %s and is %s", name, want, got)
			}
		}
	})
}

// TestRolesKeepWhatTheyAre although their form says it anew each time.
func TestRolesKeepWhatTheyAre(t *testing.T) {
	t.Parallel()
	held := newShelf(`{"id":"`+admin+`","name":"Guests","isGuestRole":true,"isAdminRole":false}`, "name", "isAdminRole", "isGuestRole")
	role, err := open(t, &wire{answer: held.answer}).Roles().Update(t.Context(), admin, api.RoleUpdate{Name: api.Set("Visitors")})
	if err != nil || role == nil || role.Name != "Visitors" || !role.IsGuest || role.IsAdmin {
		t.Errorf("got %+v, %v", role, err)
	}
	// A yes or no that awork does not tell is not made up.
	network := newWire(reply{body: `{"id":"` + admin + `","name":"Guests"}`})
	if _, err := open(t, network).Roles().Update(t.Context(), admin, api.RoleUpdate{Name: api.Set("Visitors")}); err != nil {
		t.Error(err)
	}
	if asked := network.requests(); asked[1] != "PUT /roles/"+admin+` {"name":"Visitors"}` {
		t.Errorf("asked %q", asked)
	}
}

// TestStartsOverWhereOthersWrite has somebody else write at the same time.
func TestStartsOverWhereOthersWrite(t *testing.T) {
	t.Parallel()
	for name, refusal := range map[string]reply{
		"violation":              {status: 400, body: `{"code":"concurrency-violation","description":"x","link":"y"}`},
		"violation with its 409": {status: 409, body: `{"code":"concurrency-violation","description":"x","link":"y"}`},
		"not committed":          {status: 400, body: `{"code":"database-commit","description":"x","link":"y"}`},
		"not committed by 500":   {status: 500, body: `{"code":"database-commit","description":"x","link":"y"}`},
	} {
		for times := range 5 {
			synctest.Test(t, func(t *testing.T) {
				held := newShelf(`{"id":"`+jane+`","title":"old","gender":"one"}`, userFields...)
				for range times {
					held.refuse = append(held.refuse, refusal)
				}
				held.meanwhile = func(s *shelf) { s.object["gender"] = json.RawMessage(`"other"`) }
				began := time.Now()
				_, err := open(t, &wire{answer: held.answer}).Users().Update(t.Context(), jane, api.UserUpdate{Title: api.Set("new")})
				if times == 4 {
					if !refuses(err, refusal) || remote.IsUncertain(err) || len(held.puts) != 4 || time.Since(began) != 700*time.Millisecond {
						t.Errorf("%s for ever: %v after %d tries and %s", name, err, len(held.puts), time.Since(began))
					}
					return
				}
				waits := []time.Duration{0, 100 * time.Millisecond, 300 * time.Millisecond, 700 * time.Millisecond}
				if err != nil || len(held.puts) != times+1 || time.Since(began) != waits[times] {
					t.Errorf("%s %d times: %v after %d tries and %s", name, times, err, len(held.puts), time.Since(began))
				}
				if times > 0 && string(held.object["gender"]) != `"other"` {
					t.Errorf("%s: what others wrote is lost: %s", name, held.object["gender"])
				}
			})
		}
	}
}

func refuses(err error, refusal reply) bool {
	return err != nil && strings.Contains(refusal.body, `"`+api.Code(err)+`"`)
}

// TestBusinessStartsOver as well: awork has saved nothing.
func TestBusinessStartsOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		network := &wire{answer: func(*http.Request, string) reply {
			if calls++; calls < 3 {
				return reply{status: 400, body: `{"code":"concurrency-violation"}`}
			}
			return reply{body: `{"invitationCode":"c","userId":"` + jane + `"}`}
		}}
		got, err := open(t, network).Invite(t.Context(), api.Invitation{WorkspaceID: space, Email: "jane@acme.example", RoleID: admin})
		if err != nil || got.UserID != jane || calls != 3 {
			t.Errorf("got %+v, %v after %d calls", got, err, calls)
		}
	})
}

// TestUpdateOfNothing has answers without an object.
func TestUpdateOfNothing(t *testing.T) {
	t.Parallel()
	for _, body := range []string{``, `null`, `[]`, `7`} {
		network := newWire(reply{body: body})
		if user, err := open(t, network).Users().Update(t.Context(), jane, api.UserUpdate{Title: api.Set("Dr.")}); err == nil || len(network.requests()) != 1 {
			t.Errorf("%q: %+v, %v, %q", body, user, err, network.requests())
		}
	}
	// Success may come without a word.
	held := newShelf(`{"id":"`+jane+`"}`, userFields...)
	network := &wire{answer: func(request *http.Request, body string) reply {
		said := held.answer(request, body)
		if request.Method == http.MethodPut {
			return reply{status: http.StatusNoContent}
		}
		return said
	}}
	user, err := open(t, network).Users().Update(t.Context(), jane, api.UserUpdate{Title: api.Set("Dr.")})
	if user != nil || err != nil || string(held.object["title"]) != `"Dr."` {
		t.Errorf("got %+v, %v", user, err)
	}
}

// TestWhatIsSentAgain has the first answer to each call lost.
func TestWhatIsSentAgain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		call  func(*testing.T, api.Client) error
		calls int
	}{
		"reading":       {func(t *testing.T, c api.Client) error { _, err := c.Users().Get(t.Context(), jane); return err }, 2},
		"updating":      {func(t *testing.T, c api.Client) error { return c.Roles().MoveUser(t.Context(), jane, admin) }, 2},
		"deleting":      {func(t *testing.T, c api.Client) error { return c.Users().Delete(t.Context(), jane) }, 2},
		"activating":    {func(t *testing.T, c api.Client) error { return c.Users().Activate(t.Context(), jane) }, 1},
		"making a role": {func(t *testing.T, c api.Client) error { _, err := c.Roles().Create(t.Context(), "Sales"); return err }, 1},
		"inviting": {func(t *testing.T, c api.Client) error {
			_, err := c.Invite(t.Context(), api.Invitation{WorkspaceID: space, Email: "jane@acme.example", RoleID: admin})
			return err
		}, 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			calls := 0
			network := lossy(func(request *http.Request) (*http.Response, error) {
				if calls++; calls == 1 {
					return nil, errors.New("the connection is lost")
				}
				return newWire(reply{body: janeJSON}).RoundTrip(request)
			})
			err := test.call(t, open(t, network, func(o *httpkit.Options) { o.MaxRetries = 3 }))
			if calls != test.calls || (err != nil) != (test.calls == 1) || err != nil && !remote.IsUncertain(err) {
				t.Errorf("%s: %d calls, %v", name, calls, err)
			}
		})
	}
}

type lossy func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (l lossy) RoundTrip(request *http.Request) (*http.Response, error) { return l(request) }
