package project_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const address = "webwork_project.site"

// site is a project named Website, with further attributes.
func site(attributes ...string) string { return named("Website", attributes...) }

func named(name string, attributes ...string) string {
	return fmt.Sprintf("resource \"webwork_project\" \"site\" {\n  name = %q\n  %s\n}\n", name, strings.Join(attributes, "\n  "))
}

func has(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value)
}

func isNull(names ...string) []statecheck.StateCheck {
	checks := make([]statecheck.StateCheck, len(names))
	for i, name := range names {
		checks[i] = has(name, knownvalue.Null())
	}
	return checks
}

// expecting is a step before which something happens outside Terraform, and which then plans the
// action.
func expecting(step resource.TestStep, action plancheck.ResourceActionType, outside func()) resource.TestStep {
	step.PreConfig = outside
	step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}
	return step
}

func idOf(t *testing.T, server *simtest.Server) int64 {
	t.Helper()
	project, found := server.ProjectByName("Website")
	if !found {
		t.Fatal("the simulator has no project Website")
	}
	return project.ID
}

// requests checks how many requests of a kind, such as "POST /projects", there were since the
// last check.
func requests(t *testing.T, server *simtest.Server, want ...string) func() {
	return func() {
		t.Helper()
		counts := map[string]int{}
		for _, request := range server.Writes() {
			path := strings.Split(request.Path, "/")
			for i, part := range path {
				if strings.Trim(part, "0123456789") == "" && part != "" {
					path[i] = "*"
				}
			}
			counts[request.Method+" "+strings.Join(path, "/")]++
		}
		for _, call := range want {
			counts[call]--
		}
		for call, count := range counts {
			if count != 0 {
				t.Errorf("%s: %+d requests against what is expected; there were %v", call, count, calls(server))
			}
		}
		server.ForgetRequests()
	}
}

func calls(server *simtest.Server) []string {
	var all []string
	for _, request := range server.Requests() {
		all = append(all, request.Method+" "+request.Path)
	}
	return all
}

func TestAccProjectUpdatesAndClearsEachAttribute(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	same := pt.SameID(address)
	pt.Run(t,
		pt.Step(server, site(), append(isNull("start_date", "deadline", "estimation", "budget", "notes", "icon"),
			same, has("workspace_id", pt.ID(1)), has("archived", knownvalue.Bool(false)))...),
		pt.Step(server, named("Web site"), same, has("name", knownvalue.StringExact("Web site"))),
		pt.Step(server, site(`start_date = "2026-01-05"`), same, has("start_date", knownvalue.StringExact("2026-01-05"))),
		pt.Step(server, site(`deadline = "2026-12-31"`), append(isNull("start_date"), has("deadline", knownvalue.StringExact("2026-12-31")))...),
		pt.Step(server, site(`estimation = 120.5`), append(isNull("deadline"), has("estimation", knownvalue.Float64Exact(120.5)))...),
		pt.Step(server, site(`budget = 5000`), append(isNull("estimation"), has("budget", knownvalue.Float64Exact(5000)))...),
		pt.Step(server, site(`notes = "Mind the gap."`), append(isNull("budget"), has("notes", knownvalue.StringExact("Mind the gap.")))...),
		pt.Step(server, site(`icon = "project-icon-1"`), append(isNull("notes"), has("icon", knownvalue.StringExact("project-icon-1")))...),
		// An icon that is left out again is not managed: it stays.
		pt.Step(server, site(), same, has("icon", knownvalue.StringExact("project-icon-1"))),
		pt.Step(server, site(`icon = "project-icon-2"`), has("icon", knownvalue.StringExact("project-icon-2"))),
	)
}

func TestAccProjectRequests(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.ProjectRestoreWorks}})
	full := []string{`start_date = "2026-01-05"`, `deadline = "2026-12-31"`, `estimation = 10`, `budget = 20`, `notes = "Note"`, `icon = "project-icon-1"`}
	after := func(step resource.TestStep, want ...string) resource.TestStep {
		step.PreConfig = requests(t, server, want...)
		return step
	}
	pt.Run(t,
		pt.Step(server, site(full...)),
		after(pt.Step(server, named("Web site")), "POST /projects"),
		after(pt.Step(server, site(`archived = true`, `notes = "Last words"`)), "PUT /projects/*"),
		after(pt.Step(server, site(`notes = "Last words"`)), "PUT /projects/*", "DELETE /projects/*"),
		after(pt.Step(server, site(`archived = true`, `notes = "Last words"`)), "POST /projects/*/restore"),
		after(pt.Step(server, site()), "DELETE /projects/*"),
		after(resource.TestStep{Config: pt.Config(server, "", "")}, "POST /projects/*/restore", "PUT /projects/*"),
	)
	requests(t, server, "DELETE /projects/*")()
}

func TestAccProjectLookUpBeforeCreating(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Populate: simulator.Population{Projects: 300}})
	pt.Run(t, resource.TestStep{Config: pt.Config(server, "", site())})
	// By name in the plan, and again in the apply.
	look := 0
	for _, request := range server.Requests() {
		if request.Method == http.MethodGet && request.Path == "/projects" {
			look++
			if request.Query.Get("name") != "Website" {
				t.Errorf("the look-up asks for %v, want the name", request.Query)
			}
		}
	}
	if look == 0 || look > 3 {
		t.Errorf("%d look-ups, want one for each walk: %v", look, calls(server))
	}
}

func TestAccProjectClearsInEveryVariant(t *testing.T) {
	t.Parallel()
	full := site(`start_date = "2026-01-05"`, `deadline = "2026-12-31"`, `estimation = 10`, `budget = 20`, `notes = "Note"`)
	// How many updates it takes to clear five attributes at once.
	for clearing, updates := range map[simulator.Variant]int{
		"": 1, simulator.ClearToEmpty: 1, simulator.ClearNullIgnored: 2, simulator.ClearNullRejected: 2,
	} {
		for _, answering := range []simulator.Variant{"", simulator.UpdateNull, simulator.UpdateEmpty} {
			t.Run(fmt.Sprintf("%s/%s", clearing, answering), func(t *testing.T) {
				t.Parallel()
				variants := slices.DeleteFunc([]simulator.Variant{clearing, answering}, func(v simulator.Variant) bool { return v == "" })
				server := pt.Start(t, simulator.Options{Variants: variants})
				cleared := pt.Step(server, site(), isNull("start_date", "deadline", "estimation", "budget", "notes")...)
				cleared.PreConfig = requests(t, server, "POST /projects")
				again := pt.Step(server, full, has("notes", knownvalue.StringExact("Note")))
				again.PreConfig = requests(t, server, slices.Repeat([]string{"PUT /projects/*"}, updates)...)
				pt.Run(t, pt.Step(server, full), cleared, again)
			})
		}
	}
}

func TestAccProjectEmptyValuesInConfiguration(t *testing.T) {
	t.Parallel()
	for _, variant := range [][]simulator.Variant{nil, {simulator.ClearToEmpty}} {
		t.Run(fmt.Sprint(variant), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: variant})
			empty := site(`estimation = 0`, `budget = 0`, `notes = ""`)
			pt.Run(t,
				pt.Step(server, empty, has("notes", knownvalue.StringExact("")), has("budget", knownvalue.Float64Exact(0))),
				pt.Step(server, site(), isNull("estimation", "budget", "notes")...),
				pt.Step(server, site(`estimation = 3`, `notes = "Note"`)),
				pt.Step(server, empty, has("estimation", knownvalue.Float64Exact(0))),
			)
		})
	}
}

func TestAccProjectKeepsWhatWebWorkDoesNotClear(t *testing.T) {
	t.Parallel()
	var server *simtest.Server
	// A WebWork that takes every update and yet keeps the notes.
	server = simtest.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.UpdateEmpty}}, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r)
			if r.Method == http.MethodPut {
				pt.Must(t, server.SetProject(idOf(t, server), func(p *simulator.Project) { p.Notes = new("Stays") }))
			}
		})
	})
	pt.Run(t,
		pt.Step(server, site(`notes = "Stays"`)),
		pt.Failure(server, "", site(`deadline = "2026-12-31"`), "WebWork accepted the change but still has a value"),
		pt.Step(server, site(`deadline = "2026-12-31"`, `notes = "Stays"`), has("deadline", knownvalue.StringExact("2026-12-31"))),
	)
}
