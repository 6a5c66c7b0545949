package scenario_test

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const troubleshooting = "troubleshooting.md"

// trouble is a section of the guide: how its message comes about, and that the advice mends it.
type trouble func(t *testing.T, w *acctest.Workspace, server *simtest.Server, meets func(result acctest.Result))

// troubles are the sections by the message that each is about.
func troubles() map[string]trouble {
	return map[string]trouble{
		"No credentials":                                      nobody,
		"exists already in this workspace":                    existing,
		"One object under two addresses":                      twoAddresses,
		"Could not change email":                              shifted,
		"Plan stopped":                                        braked,
		"State of another workspace":                          elsewhere,
		"Could not use the account":                           weak,
		"not signed by an authority that this machine trusts": untrusted,
		"That is no answer of WebWork's API":                  nobodysAnswer,
		"Archived member comes back":                          comingBack,
	}
}

// TestAccTroubleshooting has every message of the guide appear, and follows the advice.
func TestAccTroubleshooting(t *testing.T) {
	t.Parallel()
	stories := troubles()
	page := readExample(t, "../../../templates/guides", troubleshooting)
	sections := regexp.MustCompile("(?m)^## `(.*)`$").FindAllStringSubmatch(page, -1)
	if len(sections) != len(stories) {
		t.Errorf("the guide has %d sections, and there are %d stories", len(sections), len(stories))
	}
	for _, section := range sections {
		message := section[1]
		tell, told := stories[message]
		if !told {
			t.Errorf("nothing is told of %q", message)
			continue
		}
		t.Run(message, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := start(t, simulator.Options{})
				tell(t, workspace(t, cli, server), server, func(result acctest.Result) {
					t.Helper()
					expectOutput(t, result, message)
				})
			})
		})
	}
}

// advice is a block of the guide.
func advice(t *testing.T, language, words string) string {
	t.Helper()
	return guideBlock(t, troubleshooting, language, words)
}

// renamed declares Jane under another address.
func renamed() string { return strings.Replace(jane, `"jane" {`, `"jane_doe" {`, 1) }

// arrived has Jane in state, invited and active.
func arrived(t *testing.T, w *acctest.Workspace, server *simtest.Server) simulator.Member {
	t.Helper()
	w.Write("main.tf", jane)
	w.Apply()
	member, _ := server.MemberByEmail("jane@example.com")
	providertest.Must(t, server.AcceptInvitation(member.ID))
	return member
}

func run(t *testing.T, w *acctest.Workspace, command string, args ...string) {
	t.Helper()
	if result := w.Run(command, args...); result.ExitCode != 0 {
		t.Fatal(result.Output())
	}
}

func nobody(t *testing.T, w *acctest.Workspace, server *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	w.Write("main.tf", jane)
	w.Setenv("WEBWORK_TOKEN", "")
	meets(w.Run("plan"))
	w.Setenv("WEBWORK_TOKEN", server.Token())
	w.Apply()
	w.PlanEmpty()
}

func existing(t *testing.T, w *acctest.Workspace, server *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	arrived(t, w, server)
	w.Write("main.tf", renamed())
	meets(w.Run("plan"))
	w.Write("main.tf", renamed()+advice(t, "terraform", "moved {"))
	expectOutput(t, w.Apply(), "0 added, 0 changed, 0 destroyed")

	anew := workspace(t, w.CLI, server)
	anew.Write("main.tf", jane)
	meets(anew.Run("plan"))
	anew.Write("main.tf", jane+advice(t, "terraform", "import {"))
	expectOutput(t, anew.Apply(), "1 imported, 0 added, 0 changed, 0 destroyed")

	anew.Write("main.tf", jane)
	run(t, anew, "taint", "webwork_member.jane")
	meets(anew.Run("plan"))
	untaint := strings.Fields(advice(t, "sh", "untaint"))
	run(t, anew, untaint[1], untaint[2:]...)
	anew.PlanEmpty()

	adopting := workspace(t, w.CLI, server)
	adopting.Setenv("WEBWORK_ADOPT_EXISTING", "true")
	adopting.Write("main.tf", jane)
	expectOutput(t, adopting.Apply(), "Existing member adopted")
	adopting.PlanEmpty()
	if invited := server.Count(http.MethodPost, "/members"); invited != 1 {
		t.Errorf("%d invitations were sent", invited)
	}
}

func twoAddresses(t *testing.T, w *acctest.Workspace, server *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	w.CLI.Require(t, acctest.Removed)
	arrived(t, w, server)
	w.Write("second.tf", strings.TrimPrefix(renamed(), header))
	w.Import("webwork_member.jane_doe", "jane@example.com")
	meets(w.Run("plan"))
	w.Write("second.tf", advice(t, "terraform", "removed {"))
	w.Apply()
	w.Write("second.tf", "")
	w.PlanEmpty()
	if member, _ := server.MemberByEmail("jane@example.com"); member.Archived() {
		t.Error("Jane is archived")
	}
}

func shifted(t *testing.T, w *acctest.Workspace, _ *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	const counted = header + `
variable "people" {
  type    = list(string)
  default = ["ann", "ben", "cem"]
}

resource "webwork_member" "person" {
  count     = length(var.people)
  email     = "${var.people[count.index]}@example.com"
  firstname = var.people[count.index]
  lastname  = "Doe"
  role      = "Regular User"
}
`
	w.Write("main.tf", counted)
	w.Apply()
	meets(w.Run("plan", `-var=people=["ben", "cem"]`))
}

func braked(t *testing.T, w *acctest.Workspace, _ *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	w.Setenv("WEBWORK_MAX_ARCHIVAL_SHARE", "")
	w.Write("main.tf", roster(6, 0))
	w.Apply()
	w.Write("main.tf", roster(1, 0))
	meets(w.Run("plan"))
	name, value, _ := strings.Cut(strings.TrimPrefix(advice(t, "sh", "SHARE"), "export "), "=")
	w.Setenv(name, value)
	expectOutput(t, w.Apply(), "0 added, 0 changed, 5 destroyed")
}

func elsewhere(t *testing.T, w *acctest.Workspace, server *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	arrived(t, w, server)
	other := start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{ID: 8, Name: "Other"}}}})
	for name, value := range other.Env() {
		w.Setenv(name, value)
	}
	meets(w.Run("plan"))
	for name, value := range server.Env() {
		w.Setenv(name, value)
	}
	w.PlanEmpty()
}

func weak(t *testing.T, w *acctest.Workspace, _ *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	server := start(t, simulator.Options{Variants: []simulator.Variant{simulator.TeamManager}})
	for name, value := range server.Env() {
		w.Setenv(name, value)
	}
	w.Write("main.tf", jane)
	meets(w.Run("plan"))
}

func untrusted(t *testing.T, w *acctest.Workspace, server *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	target, err := url.Parse(server.URL)
	providertest.Must(t, err)
	front := httptest.NewTLSServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }})
	t.Cleanup(front.Close)
	w.Setenv("WEBWORK_BASE_URL", server.Simulator.BaseURL(front.URL))
	w.Write("main.tf", jane)
	meets(w.Run("plan"))
	name, _, _ := strings.Cut(strings.TrimPrefix(advice(t, "sh", "CA_FILE"), "export "), "=")
	w.Write("company.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: front.Certificate().Raw})))
	w.Setenv(name, filepath.Join(w.Dir, "company.pem"))
	run(t, w, "plan")
}

func nobodysAnswer(t *testing.T, w *acctest.Workspace, _ *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	other := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(other.Close)
	w.Setenv("WEBWORK_BASE_URL", other.URL)
	w.Write("main.tf", jane)
	meets(w.Run("plan"))
}

func comingBack(t *testing.T, w *acctest.Workspace, server *simtest.Server, meets func(acctest.Result)) {
	t.Helper()
	member := arrived(t, w, server)
	providertest.Must(t, server.ArchiveMember(member.ID))
	meets(w.Run("plan"))
	away := strings.Replace(jane, "  weekly_hours_limit", "  archived           = true\n  weekly_hours_limit", 1)
	w.Write("main.tf", away)
	w.PlanEmpty()
}
