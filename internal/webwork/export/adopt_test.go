package export_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// grown is a workspace as it grows over years: 500 members, 30 of them archived and many of odd names, 80 projects, 700 contracts, 20
// viewers and 5 webhooks.
func grown(t *testing.T) simulator.Options {
	t.Helper()
	whole := simtest.New(t, simulator.Options{Populate: simulator.Population{Members: 500, Projects: 80, Contracts: 700, Viewers: 20, Webhooks: 5}})
	seed := whole.Snapshot()
	w := &seed.Workspaces[0]
	left := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	odd := []string{
		"\"", "${path.module}", "%{if true}", "$${a}", "🎉", "Jürgen", "a\nb", "tab\there", "\x1b[2J", "\u202eevil", "Արամ", "\u738b", "for", "null",
		"Seán O'Brien", "Tom & Jerry", "<b>", "*/ # //", strings.Repeat("long", 60), "Jane",
	}
	archived := 0
	for i := range w.Members {
		m := &w.Members[i]
		if m.Role == simulator.RoleOwner || m.Role == simulator.RoleProjectViewer {
			continue
		}
		switch {
		case archived < 30 && i%15 == 7:
			m.DeletedAt = &left
			archived++
		case i%7 == 3:
			m.FirstName, m.LastName = odd[i/7%len(odd)], odd[i/49%len(odd)]
		case i%11 == 5:
			m.FirstName, m.LastName = "Jane", "Doe"
		}
		m.WeeklyHoursLimit = new(int64(i % 3 * 20))
		m.RateStatus = int64(i % 2)
		if i%5 == 0 {
			m.Timezone = nil
		}
	}
	for i := range w.Projects {
		p := &w.Projects[i]
		if i%4 == 1 {
			p.Name = fmt.Sprintf("%s %d", odd[i/4%len(odd)], i)
		}
		p.Notes, p.Estimation, p.Budget = new("line\n\n  ${x} \"y\" "+p.Name), new(float64(i%3)*12.25), new(float64(i%2)*0.1)
		if i%3 == 0 {
			p.Deadline, p.StartDate, p.Icon = new("2026-12-31"), nil, nil
		}
	}
	for i := range w.Contracts {
		c := &w.Contracts[i]
		c.WeeklyHoursLimit = new(int64(i % 5 * 10))
		c.Screenshots = []string{"full", "no_screenshot", "blurred"}[i%3]
		if i%4 == 0 {
			c.Status, c.Rate = simulator.ContractPaused, new(float64(i%8)*10.5)
		}
	}
	for i := range w.Webhooks {
		w.Webhooks[i].URL = fmt.Sprintf("https://hooks.example/services/k3y-%d?a=%%20&b=${c}", i)
		w.Webhooks[i].Events = []string{"tracker.started", "member.invited"}[:1+i%2]
	}
	return simulator.Options{Seed: seed}
}

var imported = regexp.MustCompile(`Plan: (\d+) to import, 0 to add, 0 to change, 0 to destroy\.`)

// adopt plans and applies an export that stands in a workspace, and checks that it imports so many and changes nothing.
func adopt(t *testing.T, w *acctest.Workspace, objects int) {
	t.Helper()
	result := w.Run("plan")
	found := imported.FindStringSubmatch(result.Stdout)
	if result.ExitCode != 0 || found == nil || found[1] != fmt.Sprint(objects) {
		t.Fatalf("the plan does not import %d objects and nothing else:\n%s", objects, excerpt(result.Output()))
	}
	for _, name := range configurations(t, w.Dir) {
		if strings.Contains(w.Read(name), "k3y") {
			t.Errorf("%s has the address of a webhook", name)
		}
	}
	w.Apply()
	w.PlanEmpty()
}

// configurations are the files of a directory, and of those below it, that are to be shared.
func configurations(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		if filepath.Ext(name) == ".tf" {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		t.Fatalf("there is no configuration: %v", err)
	}
	return names
}

// excerpt is the end of what a CLI printed, with errors.
func excerpt(output string) string {
	const most = 6000
	return output[max(0, len(output)-most):]
}

func TestAccAGrownWorkspaceIsAdopted(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		for _, style := range []string{"blocks", "for_each", "roster"} {
			t.Run(style, func(t *testing.T) {
				t.Parallel()
				server := start(t, grown(t))
				adoptGrown(t, cli, server, server.Env(), style, 6+1+7+1+1)
			})
		}
	})
}

// The legacy API does not page, but its list of projects has little more than their names: each is read by itself.
func TestAccAGrownWorkspaceIsAdoptedOverTheLegacyAPI(t *testing.T) {
	t.Parallel()
	const lists, projects = 5, 80
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		for _, style := range []string{"blocks", "for_each"} {
			t.Run(style, func(t *testing.T) {
				t.Parallel()
				server := start(t, grown(t))
				server.SpeakV1()
				env := server.Env()
				if style == "blocks" {
					env = server.EnvV1() // without the workspace, which nothing tells then
				}
				adoptGrown(t, cli, server, env, style, lists+projects)
			})
		}
	})
}

// adoptGrown exports a grown workspace twice, adopts it, and looks for what is not managed. An export takes at most ten requests
// more than there are pages to read.
func adoptGrown(t *testing.T, cli acctest.CLI, server *simtest.Server, env map[string]string, style string, pages int) {
	t.Helper()
	w := providertest.Workspace(t, cli, server)
	for name := range server.Env() {
		w.Setenv(name, env[name])
	}
	env["WEBWORK_REQUESTS_PER_MINUTE"] = "100000"
	export := func() ended {
		return runIn(t, env, "--out", w.Dir, "--style", style, "--include-archived", "--with-rates").with(t, 0, "members: 500 of 521 exported",
			"projects: 80 of 80", "project viewers: 20 of 20", "webhooks: 5 of 5")
	}
	server.ForgetRequests()
	began := time.Now()
	first := export()
	t.Logf("%d requests for %d pages, %v", len(server.Requests()), pages, time.Since(began))
	if requests := len(server.Requests()); requests > pages+10 {
		t.Errorf("%d requests were sent for %d pages", requests, pages)
	}
	before := contents(t, w.Dir)
	export()
	if !maps.Equal(before, contents(t, w.Dir)) {
		t.Error("a second export differs")
	}
	if result := w.Start("fmt", "-check", "-diff", "-no-color").Wait(); result.ExitCode != 0 {
		t.Errorf("it is not formatted:\n%s", excerpt(result.Output()))
	}
	server.ForgetRequests()
	adopt(t, w, first.objects(t))
	if writes := server.Writes(); len(writes) > 0 {
		t.Errorf("%d writes were sent, first %s %s", len(writes), writes[0].Method, writes[0].Path)
	}
	if len(server.Invitations()) > 0 {
		t.Error("somebody was invited")
	}
	unmanaged(t, w, server, env)
}

// unmanaged checks what the nightly job does: 0 while everything is in state, 2 once somebody was added in the app.
func unmanaged(t *testing.T, w *acctest.Workspace, server *simtest.Server, env map[string]string) {
	t.Helper()
	state := filepath.Join(t.TempDir(), "state.json")
	show := w.Run("show", "-json")
	write(t, state, show.Stdout)
	runIn(t, env, "--unmanaged", state, "--include-archived").with(t, 0)
	_, err := server.AddMember(simulator.Member{Email: "new@acme.example", FirstName: "Nia", LastName: "New"})
	providertest.Must(t, err)
	runIn(t, env, "--unmanaged", state, "--include-archived").with(t, 2, "not managed: member new@acme.example")
}

func TestAccAnOddWorkspaceIsAdopted(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		for name, test := range map[string]struct {
			variants []simulator.Variant
			args     []string
			objects  int
		}{
			"blocks":                {nil, nil, 11},
			"for_each":              {nil, []string{"--style", "for_each"}, 11},
			"module":                {nil, []string{"--module", "module.people"}, 11},
			"module and for_each":   {nil, []string{"--module", "module.people", "--style", "for_each"}, 11},
			"roster":                {nil, []string{"--style", "roster"}, 11},
			"roster of archived":    {nil, []string{"--style", "roster", "--include-archived"}, 13},
			"roster of contracts":   {[]simulator.Variant{simulator.ContractsStay}, []string{"--style", "roster", "--include-archived", "--module", "module.staff"}, 13},
			"archived":              {nil, []string{"--include-archived"}, 13},
			"contracts of archived": {[]simulator.Variant{simulator.ContractsStay, simulator.AssignmentsStay}, []string{"--include-archived", "--style", "for_each"}, 15},
			"contracts only":        {nil, []string{"--kinds", "contracts,project_viewers"}, 4},
			"chosen people":         {nil, []string{"--include", "*doe"}, 3},
			"names escaped":         {[]simulator.Variant{simulator.NamesEscaped, simulator.DatesAsTimestamps, simulator.NumbersAsStrings}, nil, 11},
			"thin lists":            {[]simulator.Variant{simulator.ThinLists, simulator.NullsAbsent, simulator.WebhookTokenOnce}, nil, 11},
			"webhook ids change":    {[]simulator.Variant{simulator.WebhookIDChanges, simulator.PagingAbsent, simulator.ViewersHidden}, nil, 11},
			"archived by status":    {[]simulator.Variant{simulator.ArchivedListedByStatus, simulator.ClearToEmpty}, []string{"--include-archived"}, 12},
			"rates hidden":          {[]simulator.Variant{simulator.RatesHidden, simulator.TimezoneUnset}, []string{"--with-rates"}, 11},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				server := start(t, agency(test.variants...))
				w := providertest.Workspace(t, cli, server)
				run(t, server, append(test.args, "--out", w.Dir)...).with(t, 0)
				adopt(t, w, test.objects)
				if len(server.Writes()) > 0 {
					t.Error("something was written")
				}
			})
		}
	})
}
