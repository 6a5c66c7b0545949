package doctor_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// TestReport reads what every answer to an open question makes of the report.
func TestReport(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		variants []simulator.Variant
		lines    []string
	}{
		"default": {nil, []string{
			"- terraform-provider-webwork 1.2.3 on ",
			"- Credentials: personal access token. When the token expires is not known.",
			"- Base URL: at 127.0.0.1:",
			"- Workspaces: 1; paging is told in meta.pagination.",
			"- Workspace: 4711, chosen from 1 workspace.",
			"- Role: Owner, which sees the whole workspace.",
			"- Members: 8, on one page; paging is told in meta.pagination, and the total agrees.",
			"- Members: list items carry every field of a single object.",
			"- Members with status=left: 2, on one page;",
			"- Members, archived: 2 are listed among the others; deleted_at and the status left mark them.",
			"- Members, archived: shown by id too.",
			"- Projects: 3, on one page; paging is not told, so that the end is where a page is short.",
			"- Projects, archived: 1 are listed among the others; deleted_at marks them.",
			"- Contracts: 2, on one page; paging is told in pagination, beside meta, and the total agrees.",
			"- Project viewers: 3, on one page; paging is not told",
			"- Project viewers, archived: 1 are listed among the others; the status left marks them.",
			"- Project viewers, archived: shown by id too.",
			"- Webhooks: an id stays the same from the list to the single object.",
			"- Webhooks: the token shows in lists and by id.",
			"- Rates: visible on members and contracts.",
			"- Rate limit: no header tells of it. The provider counts by itself, up to 60 requests a minute.",
			"- Requests: 15, all of them GET.",
		}},
		"paging on top": {[]simulator.Variant{simulator.PagingOnTop}, []string{
			"- Workspaces: 1; paging is told in pagination, beside meta.",
			"- Members: 8, on one page; paging is told in pagination, beside meta, and the total agrees.",
		}},
		"paging in meta":   {[]simulator.Variant{simulator.PagingInMeta}, []string{"- Projects: 3, on one page; paging is told in meta.pagination, and the total agrees."}},
		"paging nowhere":   {[]simulator.Variant{simulator.PagingAbsent}, []string{"- Members: 8, on one page; paging is not told"}},
		"status left only": {[]simulator.Variant{simulator.ArchivedStatusLeft}, []string{"- Members, archived: 2 are listed among the others; the status left marks them."}},
		"deleted_at only":  {[]simulator.Variant{simulator.ArchivedKeepsStatus}, []string{"- Members, archived: 2 are listed among the others; deleted_at marks them."}},
		"archived by status": {[]simulator.Variant{simulator.ArchivedListedByStatus}, []string{
			"- Members, archived: 2 are listed with status=left, none without;", "- Members, archived: shown by id too.",
			"- Projects, archived: none is shown.",
		}},
		"archived not by id": {[]simulator.Variant{simulator.ArchivedFoundByStatus}, []string{
			"- Members, archived: 2 are listed with status=left, none without;",
			"- Members, archived: asked for by its id, WebWork answers 404.",
		}},
		"archived nowhere": {[]simulator.Variant{simulator.ArchivedNotFound}, []string{"- Members, archived: none is shown. Either there is none, or WebWork hides them;"}},
		"thin lists": {[]simulator.Variant{simulator.ThinLists}, []string{
			"! Members: list items lack birth_date, created_at, currency,", "! Projects: list items lack budget_estimation,",
			"! Project viewers: list items lack projects. The provider reads each object by itself instead.",
			"- Rates: visible on members and contracts.",
		}},
		"nulls absent": {[]simulator.Variant{simulator.NullsAbsent}, []string{"- Members: list items carry every field", "- Members: a single object lacks 9 of the 26 documented fields."}},
		"changing webhook ids": {[]simulator.Variant{simulator.WebhookIDChanges}, []string{
			"! Webhooks: ids differ from answer to answer; earlier ones stay valid.", "- Requests: 16, all of them GET.",
		}},
		"newest webhook id": {[]simulator.Variant{simulator.WebhookIDNewest}, []string{"! Webhooks: ids differ from answer to answer, and only the newest is valid."}},
		"tokens by id":      {[]simulator.Variant{simulator.WebhookListWithoutToken}, []string{"- Webhooks: the token shows by id, not in lists.", "! Webhooks: list items lack token."}},
		"tokens nowhere":    {[]simulator.Variant{simulator.WebhookTokenOnce}, []string{"! Webhooks: the token shows nowhere.", "- Webhooks: a single object lacks 1 of the 4 documented fields."}},
		"rates hidden":      {[]simulator.Variant{simulator.RatesHidden}, []string{"! Rates: none is shown."}},
		"application": {[]simulator.Variant{simulator.ClientCredentials}, []string{
			"! Role: not told, as for the token of an application.", "! Account: WebWork does not tell which member it is",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, populated(c.variants...))
			report, err := examine(t, server.Env())
			tells(t, report, err, c.lines...)
		})
	}
}

// TestWeakRole is an account with which the provider manages nothing.
func TestWeakRole(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, populated(simulator.TeamManager))
	report, err := examine(t, server.Env())
	tellsWith(t, 2, report, err, "X Role: Team manager. WebWork shows such an account only a part of the workspace", "- Requests: ")
	if want := " above would stop the provider"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the error is %v, not %q", err, want)
	}
}

// TestPaging looks at lists with more than one page.
func TestPaging(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		variants []simulator.Variant
		lines    []string
	}{
		"documented": {nil, []string{
			"- Members: 251, in pages of 100; paging is told in meta.pagination.", "- Members: the second page goes on from the first.",
			"- Projects: more than 100; paging is not told, so that the end is where a page is short.",
		}},
		"smaller pages": {[]simulator.Variant{simulator.PagingSizeIgnored}, []string{
			"! Members: 251, in pages of 20 although 100 are asked for; paging is told in meta.pagination. Refreshing takes that many more requests.",
		}},
		"one page": {[]simulator.Variant{simulator.PagingIgnored}, []string{
			"! Members: all 251 at once; paging is ignored.",
			// As many as a full page holds: only the next request shows that it is the same one.
			"! Projects: the second page repeats 100 objects of the first.",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{
				Populate: simulator.Population{Members: 250, Projects: 100}, Variants: c.variants,
			})
			report, err := examine(t, server.Env())
			tells(t, report, err, c.lines...)
		})
	}
}

// TestPrivacy searches reports for the personal data that answers hold, under every variant, and
// counts the requests.
func TestPrivacy(t *testing.T) {
	t.Parallel()
	const mark, person, viewer = "xyzzy", 770077, 880088
	seed := simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: mark + " workspace", OwnerID: person,
		Members: []simulator.Member{
			{
				ID: person, Email: mark + "@acme.example", FirstName: mark, LastName: mark, Role: simulator.RoleOwner,
				Avatar: new(mark), TeamName: new(mark), Title: new(mark), TaxState: new(mark), TaxCountry: new(mark), Rate: new(990099.0),
				Currency: new(mark), BirthDate: new("1990-01-31"),
			},
			{ID: viewer, Email: mark + "@client.example", FirstName: mark, LastName: mark, Role: simulator.RoleProjectViewer},
			{ID: person + 1, Email: mark + "@left.example", FirstName: mark, LastName: mark, DeletedAt: new(time.Now())},
			{ID: viewer + 1, Email: mark + "@gone.example", FirstName: mark, LastName: mark, Role: simulator.RoleProjectViewer, DeletedAt: new(time.Now())},
		},
		Projects:  []simulator.Project{{ID: 500, Name: mark, Notes: new(mark), Tags: []simulator.Tag{{ID: 1, Name: mark}}}, {ID: 501, Name: mark + "2", DeletedAt: new(time.Now())}},
		Contracts: []simulator.Contract{{ProjectID: 500, UserID: person}},
		Webhooks:  []simulator.Webhook{{ID: mark + "id", URL: "https://" + mark + ".example/" + mark, Events: []string{"member.invited"}, Token: mark + "token"}},
	}}}
	private := regexp.MustCompile(`(?i)` + mark + `|770077|770078|880088|880089|990099|@|1990|https?://`)

	for _, variant := range append(simulator.Variants(), simulator.VariantInfo{Name: "none"}) {
		if variant.Name.Legacy() {
			continue // the doctor speaks version 2 here
		}
		t.Run(string(variant.Name), func(t *testing.T) {
			t.Parallel()
			options := simulator.Options{Seed: seed, AccountID: person, Token: mark, Variants: []simulator.Variant{variant.Name}, RequestsPerMinute: 1000}
			if variant.Name == "none" {
				options.Variants = nil
			}
			server := providertest.Start(t, options)
			report, err := examine(t, server.Env())
			ended, requests := code(err), len(server.Requests())
			tellsWith(t, ended, report, err, fmt.Sprintf("- Requests: %d, all of them GET.", requests))
			document, err := examine(t, server.Env(), "--json")
			tellsWith(t, ended, document, err, fmt.Sprintf(`"requests": %d`, requests))
			for _, shown := range []string{report, document} {
				if found := private.FindString(shown); found != "" {
					t.Errorf("the report shows %q:\n%s", found, shown)
				}
			}
			if most := 17; requests > most {
				t.Errorf("%d requests, announced were up to %d:\n%s", requests, most, report)
			}
			if writes := server.Writes(); len(writes) > 0 {
				t.Errorf("it wrote: %v", writes)
			}
		})
	}
}

// TestTrouble makes single lists fail: the rest is still reported, without WebWork's words.
func TestTrouble(t *testing.T) {
	t.Parallel()
	for fault, line := range map[simkit.FaultKind]string{
		simkit.FaultServerError: "the list cannot be read: WebWork answered 500 Internal Server Error.",
		simkit.FaultBadGateway:  "the list cannot be read: WebWork answered 502 Bad Gateway.",
		simkit.FaultReset:       "the list cannot be read: there was no answer.",
		simkit.FaultBadJSON:     "the list cannot be read: the answer (status 200) is not of the documented form.",
		simkit.FaultSlow:        "the list cannot be read: there was no answer in time.",
	} {
		t.Run(string(fault), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, populated())
			server.Inject(simkit.Fault{Kind: fault, Path: "/projects"})
			env := environment(server.Env())
			env["WEBWORK_MAX_RETRIES"] = "0"
			if fault == simkit.FaultSlow {
				env["WEBWORK_REQUEST_TIMEOUT"] = "3s" // all other answers have to arrive in it, too
			}
			report, err := examine(t, env)
			tellsWith(t, 1, report, err, "? Projects: "+line, "- Webhooks: the token shows in lists and by id.")
			if strings.Contains(report, "Projects, archived") {
				t.Errorf("it tells of archived projects without a list of them:\n%s", report)
			}
		})
	}
	t.Run("single object", func(t *testing.T) {
		t.Parallel()
		server := providertest.Start(t, populated())
		server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/webhooks/*"})
		env := environment(server.Env())
		env["WEBWORK_MAX_RETRIES"] = "0"
		report, err := examine(t, env)
		tellsWith(t, 1, report, err, "? Webhooks: one that is in the list cannot be read by its id: WebWork answered 500")
	})
}

// TestRateLimit reports the headers that tell of the limit.
func TestRateLimit(t *testing.T) {
	t.Parallel()
	for variant, line := range map[simulator.Variant]string{
		simulator.RetryAfterDate:  "- Rate limit: told by X-Ratelimit-Limit 500, X-Ratelimit-Remaining 485 (newest values). The provider sends up to 42 requests a minute",
		simulator.RateLimitDraft:  "- Rate limit: told by Ratelimit-Limit 500, Ratelimit-Remaining 485, Ratelimit-Reset ",
		simulator.RateLimitSilent: "- Rate limit: no header tells of it. The provider counts by itself, up to 42 requests a minute.",
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			options := populated(variant)
			options.RequestsPerMinute = 500
			env := environment(providertest.Start(t, options).Env())
			env["WEBWORK_REQUESTS_PER_MINUTE"] = "42"
			report, err := examine(t, env)
			tells(t, report, err, line)
		})
	}
}

// TestTotals reports a total that does not agree, and names of fields that might be values.
func TestTotals(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, populated(), func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			recorder := httptest.NewRecorder()
			next.ServeHTTP(recorder, r)
			body := recorder.Body.String()
			if strings.HasSuffix(r.URL.Path, "/members") && r.URL.Query().Get("status") == "" {
				body = strings.Replace(body, `"total":8`, `"total":9`, 1)
			}
			if strings.HasSuffix(r.URL.Path, "/members/10") {
				body = strings.Replace(body, `"id":10`, `"id":10,"shoe_size":44,"jane@acme.example":1`, 1)
			}
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			w.WriteHeader(recorder.Code)
			_, _ = w.Write([]byte(body))
		})
	})
	report, err := examine(t, server.Env())
	tells(t, report, err, "! Members: 8, but the total in the answer is 9;", "! Members: list items lack shoe_size. ")
}

// TestUnwritable makes the report itself fail.
func TestUnwritable(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	file, err := os.Open(os.DevNull) // open for reading
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	cmd := doctor.CommandIn(environment(server.Env()).get, "1.2.3")
	cmd.SetOut(file)
	cmd.SetErr(file)
	cmd.SetArgs(nil)
	if err := cmd.ExecuteContext(t.Context()); err == nil || !strings.Contains(err.Error(), "the report cannot be written") {
		t.Errorf("the error is %v", err)
	}
}
