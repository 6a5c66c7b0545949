package v1_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v1 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v1"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// answers is a server with one answer for each method and path.
func answers(t *testing.T, by map[string]string) (api.Scope, func() []string) {
	t.Helper()
	var mu sync.Mutex
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		key := r.Method + " " + r.URL.Path
		asked = append(asked, key)
		status, body, _ := strings.Cut(by[key], " ")
		if status == "404" || by[key] == "" {
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	client, err := v1.New(server.Client(), server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return client.In("7"), func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string{}, asked...)
	}
}

func jane() api.MemberInvite {
	return api.MemberInvite{Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: api.RoleRegularUser}
}

const (
	page       = `<!DOCTYPE html><html><head><title>Sign in &amp; go</title></head></html>`
	listOfJane = `[{"id":"5","email":"Jane@Example.com","current_role":"30","status":"inactive"}]`
)

// TestAnswersToWrites has what may come back with the status 200.
func TestAnswersToWrites(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer, says            string
		status                  int
		uncertain, unauthorized bool
	}{
		"a web page":           {page, `a web page titled "Sign in & go"`, 0, true, false},
		"nothing":              {"", "not what WebWork documents", 0, true, false},
		"no word of success":   {`{"id":5}`, "does not say whether that succeeded", 0, true, false},
		"a list":               {`[]`, "does not say whether that succeeded", 0, true, false},
		"null":                 {`{"success":null}`, "does not say whether that succeeded", 0, true, false},
		"a failure":            {`{"success":false,"message":["The email has already been taken.","Sorry"]}`, "The email has already been taken.; Sorry", 400, false, false},
		"a failure as texts":   {`{"success":"0","message":"User not found"}`, "User not found", 404, false, false},
		"a failure without":    {`{"success":"false"}`, "Bad Request", 400, false, false},
		"a refused key":        {`{"success":0,"message":"Invalid API key"}`, "Invalid API key", 401, false, true},
		"a missing permission": {`{"success":false,"message":["You do not have permission"]}`, "permission", 403, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in, _ := answers(t, map[string]string{"POST /users": "200 " + c.answer, "GET /users/restore/5": "200 " + c.answer})
			for op, call := range map[string]func() error{
				"POST /users":          func() error { _, err := in.Members().Invite(t.Context(), jane()); return err },
				"GET /users/restore/5": func() error { return in.Members().Restore(t.Context(), "5") },
			} {
				err := call()
				if err == nil || !strings.Contains(err.Error(), op) || !strings.Contains(err.Error(), c.says) {
					t.Errorf("the error is %v", err)
				}
				refused, _ := errors.AsType[*remote.Error](err)
				if (refused == nil) != (c.status == 0) || refused != nil && refused.Status != c.status ||
					remote.IsUncertain(err) != c.uncertain || remote.IsUnauthorized(err) != c.unauthorized || remote.IsRead(err) {
					t.Errorf("%s: uncertain %t, read %t: %v", op, remote.IsUncertain(err), remote.IsRead(err), err)
				}
			}
		})
	}
	for _, success := range []string{"true", `"true"`, "1", `"1"`} {
		in, _ := answers(t, map[string]string{"DELETE /users/5": `200 {"success":` + success + `}`})
		if err := in.Members().Archive(t.Context(), "5"); err != nil {
			t.Errorf("success %s: %v", success, err)
		}
	}
}

// TestReadsOfNothing has what may stand for an object that does not exist, and what may not.
func TestReadsOfNothing(t *testing.T) {
	t.Parallel()
	for answer, missing := range map[string]bool{
		"200 []": true, "200 {}": true, "200 null": true, `200 ""`: false, "200 " + page: false, "404 " + page: true,
		`200 {"success":false,"message":"No such user"}`: true, `200 {"email":"a@b.c"}`: false, `200 [{"id":1}]`: false,
	} {
		in, _ := answers(t, map[string]string{"GET /users/5": answer})
		_, err := in.Members().Get(t.Context(), "5")
		if err == nil || remote.IsNotFound(err) != missing {
			t.Errorf("%s: missing %t, %v", answer, remote.IsNotFound(err), err)
		}
	}
}

// TestWhatWasCreatedIsLookedFor has look-ups that find, and those that do not: the answer counts as lost then, whatever kept it from
// being found.
func TestWhatWasCreatedIsLookedFor(t *testing.T) {
	t.Parallel()
	for answer, found := range map[string]bool{
		"200 " + listOfJane: true, "200 []": false, "404 nothing": false, "200 " + page: false, `200 {"success":false,"message":["Busy"]}`: false,
		`200 [{"id":"5","email":"other@example.com"}]`: false,
	} {
		in, asked := answers(t, map[string]string{"POST /users": `200 {"success":true}`, "GET /users": answer})
		invited, err := in.Members().Invite(t.Context(), jane())
		if found != (err == nil) || found && (invited.ID != "5" || invited.Role != api.RoleRegularUser) {
			t.Errorf("%s: %+v, %v", answer, invited, err)
		}
		if err != nil && (!remote.IsUncertain(err) || remote.IsPostponed(err) || errors.Is(err, remote.ErrNotSent) || remote.IsRead(err)) {
			t.Errorf("%s: the creation does not count as lost: %v", answer, err)
		}
		if got := len(asked()); got != 2 {
			t.Errorf("%s: %d requests", answer, got)
		}
	}
}

// TestManyInvitationsShareTheirLookUp has a hundred invitations at once.
func TestManyInvitationsShareTheirLookUp(t *testing.T) {
	t.Parallel()
	const count = 100
	server := simtest.Start(t, simulator.Options{Jitter: simkit.NoJitter()}, testserver.Gathered(count, func(r *http.Request) bool {
		return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/users")
	}))
	in := clientOf(t, server, &http.Client{Transport: basic{server.Email(), server.APIKey()}})
	var group sync.WaitGroup
	ids := make([]string, count)
	for i := range count {
		group.Go(func() {
			invite := jane()
			invite.Email = fmt.Sprintf("person%d@example.com", i)
			invited, err := in.Members().Invite(t.Context(), invite)
			if err != nil {
				t.Error(err)
			}
			ids[i] = invited.ID
		})
	}
	group.Wait()
	posts := server.Count(http.MethodPost, "/users")
	if others := len(server.Requests()) - posts; posts != count || others != 1 {
		t.Errorf("%d invitations took %d POSTs and %d other requests, want %d and 1", count, posts, others, count)
	}
	for i, id := range ids {
		if member, _ := server.MemberByEmail(fmt.Sprintf("person%d@example.com", i)); fmt.Sprint(member.ID) != id {
			t.Errorf("person %d is %s, not %d", i, id, member.ID)
		}
	}
}

// TestRatesAreNeverLost has rates that cannot be sent.
func TestRatesAreNeverLost(t *testing.T) {
	t.Parallel()
	const contract = `{"id":"9","user_id":"5","project_id":"6","status":"active","weekly_hours_limit":"40","screenshots":"full"`
	for rate, says := range map[string]string{
		`,"rate":null`: "wants rate with every update", ``: "wants rate with every update", `,"rate":"25.50"`: "would be rounded",
		`,"rate":"25.00","screenshots":null`: "wants screenshots with every update",
	} {
		in, asked := answers(t, map[string]string{"GET /contracts/9": "200 " + contract + rate + "}"})
		_, err := in.Contracts().Update(t.Context(), "9", api.ContractUpdate{WeeklyHoursLimit: api.Set[int64](10)})
		if err == nil || !strings.Contains(err.Error(), says) || !errors.Is(err, remote.ErrNotSent) || strings.Contains(err.Error(), "25") {
			t.Errorf("%s: %v", rate, err)
		}
		if got := asked(); len(got) != 1 {
			t.Errorf("%s: asked %v", rate, got)
		}
	}
	server, in := simulate(t, simulator.Population{Members: 1, Projects: 1})
	added, err := server.AddContract(simulator.Contract{UserID: 101, ProjectID: 50001, Rate: new(25.0)})
	step(t, "adding a contract", err)
	_, err = in.Contracts().Update(t.Context(), fmt.Sprint(added.ID), api.ContractUpdate{WeeklyHoursLimit: api.Set[int64](10)})
	step(t, "changing hours", err)
	if now, _ := server.ContractOf(50001, 101); !is(now.Rate, 25) || !is(now.WeeklyHoursLimit, 10) {
		t.Errorf("now it is %+v", now)
	}
}

// TestWhatHasNoWords has changes that forms cannot express: nothing is sent.
func TestWhatHasNoWords(t *testing.T) {
	t.Parallel()
	in, asked := answers(t, nil)
	for name, call := range map[string]func() error{
		"team manager": func() error {
			invite := jane()
			invite.Role = api.RoleTeamManager
			_, err := in.Members().Invite(t.Context(), invite)
			return err
		},
		"viewer": func() error {
			_, err := in.Members().Update(t.Context(), "5", api.MemberUpdate{Role: api.Set(api.RoleProjectViewer)})
			return err
		},
		"budget": func() error {
			_, err := in.Projects().Create(t.Context(), api.ProjectCreate{Name: "P", Budget: new(5.0)})
			return err
		},
		"icon": func() error {
			_, err := in.Projects().Update(t.Context(), "5", api.ProjectUpdate{Icon: api.Set("x")})
			return err
		},
		"hours": func() error {
			_, err := in.Projects().Update(t.Context(), "5", api.ProjectUpdate{Estimation: api.Set(1.5)})
			return err
		},
		"rate": func() error {
			_, err := in.Contracts().Create(t.Context(), api.ContractCreate{ProjectID: "6", UserID: "5", Rate: new(1.5)})
			return err
		},
		"pause": func() error {
			_, err := in.Contracts().Update(t.Context(), "5", api.ContractUpdate{Status: api.Set(api.ContractPaused)})
			return err
		},
	} {
		err := call()
		if _, wordless := errors.AsType[*api.InexpressibleError](err); !wordless || !errors.Is(err, remote.ErrNotSent) || remote.IsUncertain(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := asked(); len(got) > 0 {
		t.Errorf("asked %v", got)
	}
}

// TestProjectsAreSentAsAWhole has a project of which one thing changes, where WebWork takes what is left out for empty.
func TestProjectsAreSentAsAWhole(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{nil, {simulator.V1ProjectReplaced, simulator.DatesAsTimestamps}} {
		server, in := simulate(t, simulator.Population{}, variants...)
		added, err := server.AddProject(simulator.Project{
			Name: "P", StartDate: new("2026-01-15"), Deadline: new("2026-03-31"), Estimation: new(12.0), Notes: new("n"), Budget: new(5.0),
		})
		step(t, "adding", err)
		_, err = in.Projects().Update(t.Context(), fmt.Sprint(added.ID), api.ProjectUpdate{Notes: api.Clear[string]()})
		step(t, "clearing", err)
		now := server.Snapshot().Workspaces[0].Projects[0]
		if now.Notes != nil || !is(now.StartDate, "2026-01-15") || !is(now.Deadline, "2026-03-31") || !is(now.Estimation, 12) || !is(now.Budget, 5) {
			t.Errorf("now it is %+v", now)
		}
	}
}

// TestUpdatesByForm has the documented path of updates, which is found out once, and a WebWork that does not mind the id there.
func TestUpdatesByForm(t *testing.T) {
	t.Parallel()
	server, in := simulate(t, simulator.Population{Members: 2}, simulator.V1UpdateInForm)
	for _, id := range []string{"101", "102"} {
		_, err := in.Members().Update(t.Context(), id, api.MemberUpdate{FirstName: api.Set("New" + id)})
		step(t, "updating", err)
	}
	if direct := server.Count(http.MethodPut, "/users/*"); direct != 1 {
		t.Errorf("the path that there is not was tried %d times, want once", direct)
	}
	const unchanged = `200 {"id":"5","email":"jane@example.com","firstname":"Jane","current_role":"30","status":"active"}`
	deaf, _ := answers(t, map[string]string{"PUT /users": `200 {"success":true}`, "GET /users/5": unchanged})
	_, err := deaf.Members().Update(t.Context(), "5", api.MemberUpdate{FirstName: api.Set("New")})
	if err == nil || !strings.Contains(err.Error(), "firstname is what it was before") {
		t.Errorf("an update that was not taken: %v", err)
	}
	gone, asked := answers(t, map[string]string{"PUT /users": `200 {"success":true}`})
	if _, err := gone.Members().Update(t.Context(), "5", api.MemberUpdate{FirstName: api.Set("New")}); !remote.IsNotFound(err) {
		t.Errorf("an update of nobody: %v", err)
	}
	for _, request := range asked() {
		if request == "PUT /users" {
			t.Error("an update of nobody went where no id is")
		}
	}
}

// TestRestoresAreWrites has a restore whose connection breaks: it is a GET, and yet nobody sends it again.
func TestRestoresAreWrites(t *testing.T) {
	t.Parallel()
	server, _ := simulate(t, simulator.Population{Members: 1})
	client, err := httpkit.New(httpkit.Options{
		Credentials: httpkit.Basic(server.Email(), server.APIKey()), MaxRetries: 3, RetryWait: time.Millisecond,
	})
	step(t, "making a client", err)
	in := clientOf(t, server, client)
	injected := server.Inject(simkit.Fault{Kind: simkit.FaultLostAnswer, Path: "/users/*/*"})
	err = in.Members().Restore(t.Context(), "101")
	if !remote.IsUncertain(err) || remote.IsRead(err) || injected.Count() != 1 {
		t.Errorf("sent %d times: %v", injected.Count(), err)
	}
	reads := server.Inject(simkit.Fault{Kind: simkit.FaultLostAnswer, Path: "/users/*", Times: 2})
	if _, err := in.Members().Get(t.Context(), "101"); err != nil || reads.Count() != 2 {
		t.Errorf("a read is repeated: %d times, %v", reads.Count(), err)
	}
}

// TestNoIDLeadsElsewhere has ids that would lead to other paths.
func TestNoIDLeadsElsewhere(t *testing.T) {
	t.Parallel()
	in, asked := answers(t, nil)
	for _, id := range []string{"", "..", "5/6", "5?x", "%2e"} {
		if err := in.Members().Archive(t.Context(), id); !errors.Is(err, remote.ErrNotSent) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if got := asked(); len(got) > 0 {
		t.Errorf("asked %v", got)
	}
	if _, err := v1.New(http.DefaultClient, "ftp://x"); err == nil {
		t.Error("an address that is none is taken")
	}
}
