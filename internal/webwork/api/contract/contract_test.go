package contract_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/contractkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/contract"
)

// judge is a testing.TB that collects what is reported.
type judge struct {
	testing.TB

	reports []string
}

func (j *judge) Helper() {}

func (j *judge) Errorf(format string, args ...any) {
	j.reports = append(j.reports, fmt.Sprintf(format, args...))
}

const (
	meta    = `"meta":{"api_version":"2.0.0","timestamp":"2026-01-29T10:00:00Z"}`
	member  = `{"id":5,"email":"a@b.c","firstname":"A","lastname":"B","current_role":"Owner","status":"active","rate":"25.50"}`
	success = `{"success":true,"data":null,` + meta + `}`
	refusal = `{"success":false,"message":"No","error":"Bad Request",` + meta + `}`
)

// exchange is a request and the answer to it.
type exchange struct {
	method, path, body string
	status             int
	answer             string
	contentType        string
	token              string
}

// judged gives what Wrap has to say about an exchange.
func judged(t *testing.T, e exchange, options ...contractkit.Option) []string {
	t.Helper()
	j := &judge{TB: t}
	handler := contract.Wrap(j, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got, err := io.ReadAll(r.Body)
		if err != nil || string(got) != e.body {
			t.Errorf("the handler got %q, %v; want %q", got, err, e.body)
		}
		w.Header().Set("Content-Type", e.contentType)
		w.WriteHeader(e.status)
		_, _ = io.WriteString(w, e.answer)
	}), options...)
	request := httptest.NewRequestWithContext(t.Context(), e.method, e.path, strings.NewReader(e.body))
	if e.body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	if e.token != "" {
		request.Header.Set("Authorization", e.token)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	if recorder.Code != e.status || recorder.Body.String() != e.answer {
		t.Errorf("the client got %d %q, want %d %q", recorder.Code, recorder.Body, e.status, e.answer)
	}
	return j.reports
}

// good is an exchange to which nothing is wrong but what change does to it.
func good(change func(*exchange)) exchange {
	e := exchange{
		method: http.MethodPut, path: "/api/v2/members/5?workspace_id=1", body: `{"workspace_id":1,"firstname":"A"}`,
		status: http.StatusOK, answer: success, contentType: "application/json", token: "Bearer t",
	}
	change(&e)
	return e
}

func get(path, answer string) exchange {
	return good(func(e *exchange) { e.method, e.path, e.body, e.answer = http.MethodGet, path, "", answer })
}

func TestWhatIsAllowed(t *testing.T) {
	t.Parallel()
	list := func(tail string) exchange {
		return get("/api/v2/members?workspace_id=1&page=1&per_page=100&status=left", `{"success":true,"data":[`+member+`]`+tail+`}`)
	}
	const pagination = `{"total":1,"per_page":"100","current_page":1,"last_page":1,"from":1,"to":1}`
	for name, e := range map[string]exchange{
		"update":                 good(func(*exchange) {}),
		"workspace in the query": good(func(e *exchange) { e.body = `{"firstname":"A"}` }),
		"workspace in the body":  good(func(e *exchange) { e.path = "/api/v2/members/5" }),
		"updated object":         good(func(e *exchange) { e.answer = `{"success":true,"data":` + member + `}` }),
		"no data":                good(func(e *exchange) { e.answer = `{"success":true}` }),
		"no body":                good(func(e *exchange) { e.answer = ``; e.contentType = "" }),
		"delete":                 good(func(e *exchange) { e.method, e.body = http.MethodDelete, `{"workspace_id":1}` }),
		"delete without body":    good(func(e *exchange) { e.method, e.body = http.MethodDelete, `` }),
		"refused":                good(func(e *exchange) { e.status, e.answer = http.StatusForbidden, refusal }),
		"refused with a list": good(func(e *exchange) {
			e.status, e.answer = http.StatusConflict,
				`{"success":false,"message":["No"]}`
		}),
		"refused field by field": good(func(e *exchange) { e.status, e.answer = 422, `{"message":"No","errors":{"email":["Taken."]}}` }),
		"failed as a web page":   good(func(e *exchange) { e.status, e.answer, e.contentType = 502, `<html>`, "text/html; charset=utf-8" }),
		"get":                    get("/api/v2/members/5?workspace_id=1", `{"success":true,"message":"ok","data":`+member+`,`+meta+`}`),
		"pagination in meta":     list(`,"meta":{"api_version":"2","timestamp":"2026-01-29T10:00:00Z","pagination":` + pagination + `}`),
		"pagination on top":      list(`,` + meta + `,"pagination":` + pagination),
		"no pagination":          list(`,` + meta),
		"clear a date": good(func(e *exchange) {
			e.path = "/api/v2/projects/5"
			e.body = `{"workspace_id":1,"deadline":null,"notes":""}`
		}),
		"a webhook id with a slash": get("/api/v2/webhooks/a%2Fb?workspace_id=1",
			`{"success":true,"data":{"id":"a/b","url":"https://x","events":[]},`+meta+`}`),
		"another API": get("/oauth/token", `anything`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if reports := judged(t, e); len(reports) != 0 {
				t.Errorf("reported %q, want nothing", reports)
			}
		})
	}
}

func TestWhatIsReported(t *testing.T) {
	t.Parallel()
	const nothing = `{"total":0,"per_page":1,"current_page":1,"last_page":1}`
	for name, c := range map[string]struct {
		exchange exchange
		names    string
	}{
		"unknown path":       {get("/api/v2/tags?workspace_id=1", success), "no such operation"},
		"unknown method":     {good(func(e *exchange) { e.method = http.MethodPatch }), "no such operation"},
		"unknown field":      {good(func(e *exchange) { e.body = `{"workspace_id":1,"rate":5}` }), "rate"},
		"no such role":       {good(func(e *exchange) { e.body = `{"workspace_id":1,"role":"Owner"}` }), "role"},
		"a boolean":          {good(func(e *exchange) { e.body = `{"workspace_id":1,"rate_status":true}` }), "rate_status"},
		"no e-mail":          {good(func(e *exchange) { e.body = `{"workspace_id":1,"email":"jane"}` }), "email"},
		"null not clearable": {good(func(e *exchange) { e.body = `{"workspace_id":1,"firstname":null}` }), "firstname"},
		"no workspace": {
			good(func(e *exchange) { e.path, e.body = "/api/v2/members/5", `{"firstname":"A"}` }),
			"workspace_id is missing",
		},
		"two workspaces":     {good(func(e *exchange) { e.body = `{"workspace_id":2}` }), "workspace_id is 1 in the query and 2"},
		"workspace of a get": {get("/api/v2/members/5", `{"success":true,"data":`+member+`,`+meta+`}`), "workspace_id"},
		"bad id":             {good(func(e *exchange) { e.path = "/api/v2/members/0?workspace_id=1" }), "memberId"},
		"id no number":       {good(func(e *exchange) { e.path = "/api/v2/members/x?workspace_id=1" }), "memberId"},
		"undeclared query":   {get("/api/v2/projects?workspace_id=1&status=left", `{"success":true,"data":[],`+meta+`}`), `"status"`},
		"repeated query": {get("/api/v2/members/5?workspace_id=1&workspace_id=1",
			`{"success":true,"data":`+member+`,`+meta+`}`), "2 times"},
		"page too large": {get("/api/v2/projects?workspace_id=1&per_page=101", `{"success":true,"data":[],`+meta+`}`), "per_page"},
		"not a date": {good(func(e *exchange) {
			e.path, e.body = "/api/v2/projects/5",
				`{"workspace_id":1,"deadline":"tomorrow"}`
		}), "deadline"},
		"no token":       {good(func(e *exchange) { e.token = "" }), "security"},
		"no JSON":        {good(func(e *exchange) { e.body = `firstname=A` }), "body"},
		"required field": {good(func(e *exchange) { e.method, e.path = http.MethodPost, "/api/v2/members?workspace_id=1" }), "email"},
		"refused, still bad": {good(func(e *exchange) {
			e.body, e.status, e.answer = `{"workspace_id":1,"rate":5}`, 400,
				refusal
		}), "rate"},
		"answer without id": {get("/api/v2/members/5?workspace_id=1", `{"success":true,"data":{"email":"a@b.c"},`+meta+`}`), "id"},
		"answer, new field": {get("/api/v2/members/5?workspace_id=1", `{"success":true,"data":`+strings.Replace(member, `"id"`,
			`"nickname":"x","id"`, 1)+`,`+meta+`}`), "nickname"},
		"answer, wrong type": {get("/api/v2/members/5?workspace_id=1", `{"success":true,"data":`+strings.Replace(member, `"25.50"`,
			`"a lot"`, 1)+`,`+meta+`}`), "rate"},
		"answer, no envelope": {get("/api/v2/members/5?workspace_id=1", member), "unsupported"},
		"envelope, new field": {get("/api/v2/members/5?workspace_id=1", `{"success":true,"page":1,"data":`+member+`,`+meta+`}`), "page"},
		"data of archiving": {good(func(e *exchange) {
			e.method, e.body, e.answer = http.MethodDelete, ``, `{"success":true,"data":{"id":5}}`
		}), "data"},
		"pagination twice": {
			get("/api/v2/members?workspace_id=1",
				`{"success":true,"data":[],"pagination":`+nothing+
					`,"meta":{"api_version":"2","timestamp":"2026-01-29T10:00:00Z","pagination":`+nothing+`}}`),
			"not",
		},
		"item of a list":      {get("/api/v2/members?workspace_id=1", `{"success":true,"data":[`+member+`,{}],`+meta+`}`), "/data/1"},
		"success on refusal":  {good(func(e *exchange) { e.status, e.answer = 400, success }), "unsupported"},
		"status":              {good(func(e *exchange) { e.status = http.StatusAccepted }), "status"},
		"empty get":           {get("/api/v2/members/5?workspace_id=1", ``), "body"},
		"cut off":             {good(func(e *exchange) { e.answer = `{"success":tr` }), "decode"},
		"web page as success": {good(func(e *exchange) { e.answer, e.contentType = `<html>`, "text/html" }), "text/html"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reports := judged(t, c.exchange)
			if len(reports) == 0 || !strings.Contains(strings.Join(reports, "\n"), c.names) {
				t.Errorf("reported %q, want something about %q", reports, c.names)
			}
			for _, report := range reports {
				if !strings.Contains(report, c.exchange.method+" "+c.exchange.path) || len(report) > 3000 {
					t.Errorf("not readable: %s", report)
				}
			}
		})
	}
}

func TestExcuses(t *testing.T) {
	t.Parallel()
	bad := func(e *exchange) { e.body = `{"workspace_id":1,"rate":5}` }
	refused := good(func(e *exchange) { bad(e); e.status, e.answer = 400, refusal })
	if reports := judged(t, refused, contractkit.AllowBadRequests()); len(reports) != 0 {
		t.Errorf("a bad request that was refused is reported: %q", reports)
	}
	if reports := judged(t, good(bad), contractkit.AllowBadRequests()); len(reports) != 1 {
		t.Errorf("a bad request that was accepted gives %d reports, want 1", len(reports))
	}
	odd := good(func(e *exchange) { bad(e); e.status, e.answer = 400, success })
	if reports := judged(t, odd, contractkit.AllowBadRequests()); len(reports) != 1 {
		t.Errorf("a bad refusal gives %d reports, want 1", len(reports))
	}
	nowhere := good(func(e *exchange) { e.path, e.status, e.answer = "/api/v2/nowhere", 404, refusal })
	if reports := judged(t, nowhere, contractkit.AllowBadRequests()); len(reports) != 0 {
		t.Errorf("a path that does not exist and was refused is reported: %q", reports)
	}
	cut := good(func(e *exchange) { e.answer = `{"success":tr` })
	if reports := judged(t, cut, contractkit.AllowBrokenAnswers()); len(reports) != 0 {
		t.Errorf("a broken answer is reported: %q", reports)
	}
	wrong := get("/api/v2/members/5?workspace_id=1", member)
	if reports := judged(t, wrong, contractkit.AllowBrokenAnswers()); len(reports) != 1 {
		t.Errorf("a wrong answer gives %d reports, want 1", len(reports))
	}
}

// BenchmarkPage tells what the comparison costs for a page of 100 members.
func BenchmarkPage(b *testing.B) {
	page := `{"success":true,"data":[` + strings.TrimSuffix(strings.Repeat(member+",", 100), ",") + `],` + meta + `}`
	handler := contract.Wrap(b, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, page)
	}))
	for b.Loop() {
		request := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/api/v2/members?workspace_id=1", nil)
		request.Header.Set("Authorization", "Bearer t")
		handler.ServeHTTP(httptest.NewRecorder(), request)
	}
}
