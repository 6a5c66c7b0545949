package project_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccProjectBadInput(t *testing.T) {
	t.Parallel()
	for config, message := range map[string]string{
		named(""):                             `name was given "", which is empty. Allowed are 1 to 255 characters, without spaces around them.`,
		named(" Website"):                     `name was given " Website", which begins or ends with a space. Did you mean "Website"?`,
		named(strings.Repeat("x", 256)):       "which has 256 characters",
		site(`start_date = "5 January 2026"`): `Did you mean "2026-01-05"?`,
		site(`deadline = "2026-02-30"`):       `deadline was given "2026-02-30", but February 2026 has 28 days.`,
		site(`estimation = -1`):               "estimation was given -1, which is less than 0. Allowed is a number of 0 or more.",
		site(`budget = -0.01`):                "budget was given -0.01, which is less than 0. Allowed is a number of 0 or more.",
		site(`icon = ""`):                     `icon was given "", which is empty.`,
		site(`start_date = "2026-02-01"`, `deadline = "2026-01-31"`): `deadline was given "2026-01-31", which is before start_date "2026-02-01". Move one of them: nothing ends before it begins.`,
	} {
		t.Run(message, func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{})
			pt.Run(t, pt.Failure(server, "", config, message))
			if writes := server.Writes(); len(writes) > 0 {
				t.Errorf("something was written: %v", calls(server))
			}
		})
	}
}

func TestAccProjectDatesInOrderAfterAnUpdate(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	pt.Run(t,
		pt.Step(server, site(`start_date = "2026-02-01"`, `deadline = "2026-02-01"`)),
		pt.Failure(server, "", site(`start_date = "2026-02-02"`, `deadline = "2026-02-01"`), `deadline was given "2026-02-01", which is before start_date "2026-02-02".`),
		pt.Step(server, site(`start_date = "2025-01-01"`, `deadline = "2025-12-31"`)),
	)
}

// Only WebWork can have such values; generated configuration repeats them.
func TestAccProjectValuesOfTheAPI(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	odd, err := server.AddProject(simulator.Project{Name: "", Icon: new("")})
	pt.Must(t, err)
	config := named("", "icon = null")
	pt.Run(t, resource.TestStep{
		Config: pt.Config(server, "", fmt.Sprintf("import {\n  to = %s\n  id = \"%d\"\n}\n%s", address, odd.ID, config)),
		ConfigPlanChecks: resource.ConfigPlanChecks{
			PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)},
			PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
		},
	})
}

func TestAccProjectNotesThatWebWorkTrims(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	heredoc := site("notes = <<-EOT\n    One\n    Two\n  EOT")
	trimmed := func() {
		pt.Must(t, server.SetProject(idOf(t, server), func(p *simulator.Project) { p.Notes = new("One\r\nTwo") }))
	}
	pt.Run(t, pt.Step(server, heredoc), expecting(pt.Step(server, heredoc), plancheck.ResourceActionNoop, trimmed))
}

// Amounts settle whichever way WebWork rounds to two places, and every other amount is a difference.
func TestAccProjectAmountsThatWebWorkRounds(t *testing.T) {
	t.Parallel()
	for written, rounded := range map[float64][]float64{1.005: {1, 1.01}, 0.285: {0.28, 0.29}, 0.004: {0}, 29.5: {29.5}} {
		t.Run(fmt.Sprint(written), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{})
			config := site(fmt.Sprintf("budget = %v", written), fmt.Sprintf("estimation = %v", written))
			holds := func(amount float64) func() {
				return func() {
					pt.Must(t, server.SetProject(idOf(t, server), func(p *simulator.Project) { p.Budget, p.Estimation = &amount, &amount }))
				}
			}
			steps := []resource.TestStep{pt.Step(server, config)}
			for _, amount := range rounded {
				settled := pt.Step(server, config, has("budget", knownvalue.Float64Exact(written)), has("estimation", knownvalue.Float64Exact(written)))
				steps = append(steps, expecting(settled, plancheck.ResourceActionNoop, holds(amount)))
			}
			other := rounded[0] + 0.5
			pt.Run(t, append(steps, expecting(pt.Step(server, config), plancheck.ResourceActionUpdate, holds(other)))...)
		})
	}
}

// A service that keeps less than two places does not hold what was written, and says so.
func TestAccProjectAmountsThatWebWorkCuts(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.DecimalsWhole}})
	pt.Run(t, resource.TestStep{Config: pt.Config(server, "", site("budget = 29.5")), ExpectNonEmptyPlan: true}, pt.Step(server, site("budget = 30")))
}

// WebWork may escape names for HTML. State keeps what was written, and a name in either form is found.
func TestAccProjectNamesEscapedForHTML(t *testing.T) {
	t.Parallel()
	const plain, escaped = "Tom & Jerry's", "Tom &amp; Jerry&#039;s"
	t.Run("in answers", func(t *testing.T) {
		t.Parallel()
		server := pt.Start(t, simulator.Options{})
		answered := func() {
			project, _ := server.ProjectByName(plain)
			pt.Must(t, server.SetProject(project.ID, func(p *simulator.Project) { p.Name = escaped }))
		}
		written := has("name", knownvalue.StringExact(plain))
		pt.Run(t, pt.Step(server, named(plain), written), expecting(pt.Step(server, named(plain), written), plancheck.ResourceActionNoop, answered))
	})
	for name, configured := range map[string]string{"import, then plain": plain, "import as generated": escaped} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{})
			_, err := server.AddProject(simulator.Project{Name: escaped})
			pt.Must(t, err)
			block := fmt.Sprintf("import {\n  to = %s\n  id = \"name:%s\"\n}\n", address, plain)
			pt.Run(t, expecting(pt.Step(server, block+named(configured), has("name", knownvalue.StringExact(escaped))), plancheck.ResourceActionNoop, nil))
			if writes := server.Count(http.MethodPut, ""); writes > 0 {
				t.Errorf("the project was changed %d times, want never", writes)
			}
		})
	}
	t.Run("notes", func(t *testing.T) {
		t.Parallel()
		server := pt.Start(t, simulator.Options{})
		config := site(`notes = "Tom & Jerry's <first> draft"`)
		written := has("notes", knownvalue.StringExact("Tom & Jerry's <first> draft"))
		pt.Run(t, pt.Step(server, config, written), expecting(pt.Step(server, config, written), plancheck.ResourceActionNoop, func() {
			project, _ := server.ProjectByName("Website")
			pt.Must(t, server.SetProject(project.ID, func(p *simulator.Project) { p.Notes = new("Tom &amp; Jerry&#039;s &lt;first&gt; draft") }))
		}))
	})
	t.Run("a data source", func(t *testing.T) {
		t.Parallel()
		server := pt.Start(t, simulator.Options{})
		for _, stored := range []string{escaped, plain + " again", "Tom and Jerry"} {
			_, err := server.AddProject(simulator.Project{Name: stored})
			pt.Must(t, err)
		}
		pt.Run(t, pt.Step(server, "data \"webwork_projects\" \"some\" {\n  name = \"tom & jerry\"\n}",
			pt.Holds("data.webwork_projects.some", knownvalue.ListSizeExact(2), "projects")))
	})
	t.Run("twins", func(t *testing.T) {
		t.Parallel()
		server := pt.Start(t, simulator.Options{})
		_, err := server.AddProject(simulator.Project{Name: escaped})
		pt.Must(t, err)
		pt.Run(t, pt.Failure(server, "", named(plain), "exists already in this workspace"))
	})
}

func TestAccProjectDrift(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	full := site(`start_date = "2026-01-05"`, `deadline = "2026-12-31"`, `estimation = 10`, `budget = 20`, `notes = "Note"`, `icon = "project-icon-1"`)
	drift := func(change func(*simulator.Project)) resource.TestStep {
		return expecting(pt.Step(server, full,
			has("start_date", knownvalue.StringExact("2026-01-05")), has("deadline", knownvalue.StringExact("2026-12-31")),
			has("estimation", knownvalue.Float64Exact(10)), has("budget", knownvalue.Float64Exact(20)),
			has("notes", knownvalue.StringExact("Note")), has("icon", knownvalue.StringExact("project-icon-1")),
		), plancheck.ResourceActionUpdate, func() {
			for _, project := range server.Snapshot().Workspaces[0].Projects {
				pt.Must(t, server.SetProject(project.ID, change))
			}
		})
	}
	pt.Run(t,
		pt.Step(server, full),
		drift(func(p *simulator.Project) { p.Name = "Site" }),
		drift(func(p *simulator.Project) { p.StartDate = new("2026-01-06") }),
		drift(func(p *simulator.Project) { p.Deadline = nil }),
		drift(func(p *simulator.Project) { p.Estimation = new(11.0) }),
		drift(func(p *simulator.Project) { p.Budget = nil }),
		drift(func(p *simulator.Project) { p.Notes = new("Other") }),
		drift(func(p *simulator.Project) { p.Icon = nil }),
	)
}

func TestAccProjectImport(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.DatesAsTimestamps}})
	imported := func(id string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: id}
	}
	byID := func(prefix string) resource.TestStep {
		step := imported("")
		step.ImportStateIdFunc = func(*terraform.State) (string, error) { return fmt.Sprint(prefix, idOf(t, server)), nil }
		return step
	}
	wrong := func(id, message string) resource.TestStep {
		step := imported(id)
		step.ImportStateVerify, step.ExpectError = false, pt.Message(message)
		return step
	}
	pt.Run(t,
		pt.Step(server, site(`start_date = "2026-01-05"`, `budget = 12.5`, `notes = "Note"`, `icon = "project-icon-1"`)),
		byID(""), byID("1/"), imported("name:Website"), imported("1/name:Website"),
		wrong("Website", "the name after name:, such as name:Website"),
		wrong("name:", "the name after name:, such as name:Website"),
		wrong("name:website", "shows no project"),
		wrong("2/100", "workspace 2"),
		wrong("99999", "Could not import project"),
	)
}

func TestAccProjectImportOfTheActiveOne(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	add := func() simulator.Project {
		project, err := server.AddProject(simulator.Project{Name: "Website"})
		pt.Must(t, err)
		return project
	}
	archived, active := add(), add()
	pt.Must(t, server.ArchiveProject(archived.ID))
	config := "import {\n  to = " + address + "\n  id = \"name:Website\"\n}\n" + site()
	pt.Run(t, pt.Step(server, config, has("id", pt.ID(active.ID))))
}

func TestAccProjectImportOfAnArchivedOne(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	old, err := server.AddProject(simulator.Project{Name: "Website", Notes: new("Old"), Estimation: new(3.0)})
	pt.Must(t, err)
	pt.Must(t, server.ArchiveProject(old.ID))
	config := fmt.Sprintf("import {\n  to = %s\n  id = \"%d\"\n}\n", address, old.ID)
	pt.Run(t, pt.Step(server, config+site(`archived = true`), append(isNull("notes"), has("archived", knownvalue.Bool(true)))...))
	if writes := server.Count(http.MethodPut, ""); writes > 0 {
		t.Errorf("what is archived was changed %d times, want never", writes)
	}
}

func TestAccProjectImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	server := pt.Start(t, simulator.Options{})
	pt.Run(t,
		pt.Step(server, site(), statecheck.ExpectIdentity(address, map[string]knownvalue.Check{
			"workspace_id": pt.ID(1), "id": knownvalue.NotNull(),
		})),
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID},
	)
}

func TestAccProjectReadsInPages(t *testing.T) {
	t.Parallel()
	for _, count := range []int{0, 1, 100, 101, 300} {
		t.Run(strconv.Itoa(count), func(t *testing.T) {
			t.Parallel()
			testPages(t, count, (count+99)/100)
		})
	}
	t.Run("of another size", func(t *testing.T) {
		t.Parallel()
		testPages(t, 101, 6, simulator.PagingSizeIgnored)
	})
	t.Run("that repeat themselves", func(t *testing.T) {
		t.Parallel()
		testPages(t, 101, 2, simulator.PagingIgnored)
	})
}

// testPages creates that many projects, which take that many pages, and refreshes them.
func testPages(t *testing.T, count, pages int, variants ...simulator.Variant) {
	t.Helper()
	server := pt.Start(t, simulator.Options{Variants: variants})
	config := fmt.Sprintf("resource \"webwork_project\" \"many\" {\n  count = %d\n  name = \"Project ${count.index}\"\n}\n", count)
	plan := resource.TestStep{Config: pt.Config(server, "", config), PlanOnly: true}
	plan.PreConfig = server.ForgetRequests
	pt.Run(t, resource.TestStep{Config: plan.Config}, plan, resource.TestStep{
		Config: plan.Config, PlanOnly: true, PreConfig: func() {
			// The step before has planned twice.
			reads, most := 0, 2*min(2*count+1, 2*pages+2)
			for _, request := range server.Requests() {
				if request.Method == http.MethodGet && strings.HasPrefix(request.Path, "/projects") {
					reads++
				}
			}
			if reads > most {
				t.Errorf("%d requests to refresh %d projects twice, want at most %d", reads, count, most)
			}
		},
	})
}

func TestAccProjectSettlesInEveryVariant(t *testing.T) {
	t.Parallel()
	first := site(`start_date = "2026-01-05"`, `deadline = "2026-12-31"`, `estimation = 10.125`, `budget = 20.5`, `notes = "Note"`, `icon = "project-icon-1"`)
	second := named("Bu\u0308cher", `start_date = "2026-01-06"`, `budget = 21`, `notes = "Other"`)
	for _, variant := range []simulator.Variant{
		simulator.WorkspaceInQuery, simulator.WorkspaceInBody, simulator.DeleteBodyStripped, simulator.DeleteBodyRequired,
		simulator.PagingInMeta, simulator.PagingOnTop, simulator.PagingAbsent, simulator.ThinLists, simulator.ListsLag,
		simulator.NumbersAsStrings, simulator.BooleansAsStrings, simulator.NullsAbsent, simulator.DatesAsTimestamps,
		simulator.DecimalsKept, simulator.NamesNFC, simulator.Validation422,
		simulator.CreateOK, simulator.UpdateNull, simulator.UpdateEmpty,
		simulator.ClearNullIgnored, simulator.ClearNullRejected, simulator.ClearToEmpty,
		simulator.RatesHidden, simulator.ClientCredentials,
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{variant}})
			same := pt.SameID(address)
			pt.Run(t,
				pt.Step(server, first, same),
				pt.Step(server, second, append(isNull("deadline", "estimation"), same)...),
				pt.Step(server, site(), append(isNull("start_date", "budget", "notes"), same)...),
			)
			if got := server.Count(http.MethodPost, "/projects"); got != 1 {
				t.Errorf("%d projects were created, want 1", got)
			}
		})
	}
}
