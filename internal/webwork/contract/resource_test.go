package contract_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const address = "webwork_contract.jane"

// The seeded people and projects, whom every test finds.
const (
	jane, kim         = 100, 101
	website, mobile   = 500, 501
	seeded, seededOne = 900, "900"
)

func start(t *testing.T, variants ...simulator.Variant) *simtest.Server {
	t.Helper()
	return pt.Start(t, simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme",
		Members: []simulator.Member{
			{ID: simulator.DefaultAccount, Email: "olivia@example.com", FirstName: "Olivia", LastName: "Owner", Role: "Owner"},
			{ID: jane, Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: "Regular User"},
			{ID: kim, Email: "kim@example.com", FirstName: "Kim", LastName: "Roe", Role: "Regular User"},
		},
		Projects: []simulator.Project{{ID: website, Name: "Website"}, {ID: mobile, Name: "Mobile app"}},
	}}}})
}

// contract is Jane's contract in the website's project, unless attributes say otherwise.
func contract(attributes ...string) string {
	return between(jane, website, attributes...)
}

func between(user, project int, attributes ...string) string {
	return fmt.Sprintf("resource \"webwork_contract\" \"jane\" {\n  user_id = %d\n  project_id = %d\n  %s\n}\n",
		user, project, strings.Join(attributes, "\n  "))
}

func has(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value)
}

func held(t *testing.T, server *simtest.Server) simulator.Contract {
	t.Helper()
	found, ok := server.ContractOf(website, jane)
	if !ok {
		t.Fatal("the simulator has no contract of Jane in the website's project")
	}
	return found
}

func TestAccContractUpdatesEachAttribute(t *testing.T) {
	t.Parallel()
	server := start(t)
	same := pt.SameID(address)
	pt.Run(t,
		pt.Step(server, contract(), same, has("weekly_hours_limit", knownvalue.Int64Exact(168)), has("screenshots", knownvalue.StringExact("full")),
			has("status", knownvalue.StringExact("active")), has("workspace_id", pt.ID(1))),
		pt.Step(server, contract("weekly_hours_limit = 20"), same, has("weekly_hours_limit", knownvalue.Int64Exact(20))),
		pt.Step(server, contract(`screenshots = "blurred"`), same, has("screenshots", knownvalue.StringExact("blurred"))),
		pt.Step(server, contract("rate = 55.5"), same, has("rate", knownvalue.Float64Exact(55.5))),
		pt.Step(server, contract(`status = "paused"`), same, has("status", knownvalue.StringExact("paused"))),
		// What is left out again is not managed: the value stays.
		pt.Step(server, contract(), same, has("weekly_hours_limit", knownvalue.Int64Exact(20)), has("screenshots", knownvalue.StringExact("blurred")),
			has("rate", knownvalue.Float64Exact(55.5)), has("status", knownvalue.StringExact("paused"))),
		pt.Step(server, contract("weekly_hours_limit = 0", "rate = 0", `status = "active"`), same,
			has("weekly_hours_limit", knownvalue.Int64Exact(0)), has("rate", knownvalue.Float64Exact(0))),
	)
	if _, found := server.ContractOf(website, jane); found {
		t.Error("destroying left the contract")
	}
}

func TestAccContractRequests(t *testing.T) {
	t.Parallel()
	server := start(t)
	forget := func(step resource.TestStep) resource.TestStep {
		step.PreConfig = server.ForgetRequests
		return step
	}
	count := func(what string, want int, method, path string) {
		t.Helper()
		if got := server.Count(method, path); got != want {
			t.Errorf("%s: %s %s was sent %d times, want %d", what, method, path, got, want)
		}
	}
	pt.Run(t, resource.TestStep{Config: pt.Config(server, "", contract("weekly_hours_limit = 20", "rate = 30"))})
	if got := len(server.Writes()); got != 2 {
		t.Errorf("creating and destroying took %d writes, want 2", got)
	}
	pt.Run(t,
		resource.TestStep{Config: pt.Config(server, "", contract(`status = "paused"`))},
		forget(resource.TestStep{Config: pt.Config(server, "", contract(`status = "active"`, `screenshots = "full"`, "rate = 7"))}),
		resource.TestStep{Config: pt.Config(server, "", ""), PreConfig: func() {
			count("update", 1, http.MethodPut, "/contracts/*")
			count("update", 0, http.MethodPost, "/contracts")
			server.ForgetRequests()
		}},
	)
	count("destroy", 1, http.MethodDelete, "/contracts/*")
}

func TestAccContractIsReplaced(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, contract("rate = 10")),
		pt.Planning(pt.Step(server, between(jane, mobile)), address, plancheck.ResourceActionDestroyBeforeCreate, nil),
		pt.Planning(pt.Step(server, between(kim, mobile), has("user_id", pt.ID(kim))), address, plancheck.ResourceActionDestroyBeforeCreate, nil),
		pt.Failure(server, "", between(kim, mobile, "weekly_hours_limit = 10", "lifecycle { create_before_destroy = true }")+`
resource "terraform_data" "again" { input = "x" }
`+other(kim, mobile), "exists already in this workspace"),
		// A tainted contract looks like a new one, for which another stands in the way.
		resource.TestStep{Config: pt.Config(server, "", between(kim, mobile)), Taint: []string{address}, ExpectError: pt.Message("terraform untaint keeps it")},
	)
	if ids := pt.Replaced(t, server, contract(), address, 1, nil); ids[0] == ids[1] {
		t.Errorf("the ids are %v, want two", ids)
	}
}

func other(user, project int) string {
	return strings.Replace(between(user, project), `"jane"`, `"other"`, 1)
}

func TestAccContractCreateBeforeDestroy(t *testing.T) {
	t.Parallel()
	server := start(t)
	config, same := contract("lifecycle { create_before_destroy = true }"), pt.SameID(address)
	pt.Run(t,
		pt.Step(server, config, same),
		resource.TestStep{Config: pt.Config(server, "", config), Taint: []string{address}, ExpectError: pt.Message("create_before_destroy cannot replace it")},
		// The old instance, which is destroyed after the new one has taken the contract over.
		resource.TestStep{Config: pt.Config(server, "adopt_existing = true", config), ConfigStateChecks: []statecheck.StateCheck{same}},
	)
	if got := server.Count(http.MethodDelete, "/contracts/*"); got != 1 {
		t.Errorf("%d contracts were deleted, want the one at the end", got)
	}
	if got := server.Count(http.MethodPost, "/contracts"); got != 1 {
		t.Errorf("%d contracts were created, want 1", got)
	}
}

func TestAccContractDriftAndRemoval(t *testing.T) {
	t.Parallel()
	server := start(t)
	config := contract("weekly_hours_limit = 20", "rate = 12")
	pt.Run(t,
		pt.Step(server, config),
		pt.Planning(pt.Step(server, config, has("weekly_hours_limit", knownvalue.Int64Exact(20)), has("rate", knownvalue.Float64Exact(12))), address,
			plancheck.ResourceActionUpdate, func() {
				pt.Must(t, server.SetContract(held(t, server).ID, func(c *simulator.Contract) {
					c.WeeklyHoursLimit, c.Rate, c.Screenshots = new(int64(5)), new(99.0), "blurred"
				}))
			}),
		pt.Planning(pt.Step(server, config), address, plancheck.ResourceActionCreate, func() { pt.Must(t, server.DeleteContract(held(t, server).ID)) }),
		resource.TestStep{Config: pt.Config(server, "", ""), PreConfig: func() { pt.Must(t, server.DeleteContract(held(t, server).ID)) }},
	)
}

func TestAccContractExists(t *testing.T) {
	t.Parallel()
	server := start(t)
	_, err := server.AddContract(simulator.Contract{ID: seeded, UserID: jane, ProjectID: website, Status: "paused"})
	pt.Must(t, err)
	pt.Run(t,
		pt.Failure(server, "", contract(), `to = webwork_contract.NAME`),
		pt.Failure(server, "", contract(), `id = "900"`),
		pt.StepWith(server, "adopt_existing = true", contract("weekly_hours_limit = 20", `status = "active"`),
			has("id", pt.ID(seeded)), has("status", knownvalue.StringExact("active"))),
		pt.Failure(server, "", contract()+other(jane, website), "exists already in this workspace"),
		// A new name for the same contract works only through a moved block.
		pt.Step(server, other(jane, website)+"moved {\n  from = "+address+"\n  to = webwork_contract.other\n}\n"),
	)
	if got := server.Count(http.MethodPost, "/contracts"); got != 0 {
		t.Errorf("%d contracts were created, want none", got)
	}
}

func TestAccContractPauseFails(t *testing.T) {
	t.Parallel()
	server := start(t)
	fault := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Method: http.MethodPut})
	paused := contract(`status = "paused"`, "weekly_hours_limit = 9")
	same := pt.SameID(address)
	pt.Run(t,
		resource.TestStep{
			Config: pt.Config(server, "max_retries = 0", paused), ExpectNonEmptyPlan: true, ConfigStateChecks: []statecheck.StateCheck{same},
		},
		pt.Planning(pt.Step(server, paused, same, has("status", knownvalue.StringExact("paused"))), address, plancheck.ResourceActionUpdate, fault.Remove),
	)
	if got := server.Count(http.MethodPost, "/contracts"); got != 1 {
		t.Errorf("%d contracts were created, want 1", got)
	}
}

func TestAccContractLostAnswers(t *testing.T) {
	t.Parallel()
	loseAnswers(t, contract("rate = 20"))
}

// A contract that begins paused takes two requests.
func TestAccContractPauseLostAnswers(t *testing.T) {
	t.Parallel()
	loseAnswers(t, contract(`status = "paused"`, "rate = 20"))
}

// loseAnswers applies and destroys a contract whose first requests of each method meet a fault.
func loseAnswers(t *testing.T, config string) {
	t.Helper()
	for _, kind := range []simkit.FaultKind{
		simkit.FaultLostAnswer, simkit.FaultServerErrorAfter, simkit.FaultTruncated, simkit.FaultBadJSON,
		simkit.FaultServerError, simkit.FaultReset,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			server := start(t)
			for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
				server.Inject(simkit.Fault{Kind: kind, Method: method, Nth: 1})
			}
			pt.Run(t, pt.Arrives(server, kind, config)...)
			if _, found := server.ContractOf(website, jane); found {
				t.Error("destroying left the contract")
			}
		})
	}
}

func TestAccContractIsPerhapsCreated(t *testing.T) {
	t.Parallel()
	server := start(t)
	server.Inject(simkit.Fault{Kind: simkit.FaultReset, Method: http.MethodPost})
	pt.Run(t, pt.Failure(server, `request_timeout = "3s"`, contract(), `Should it have appeared by then, import it: import { to = webwork_contract.NAME id = "500:100" }`))
}

func TestAccContractRefusesBadInput(t *testing.T) {
	t.Parallel()
	server := start(t)
	for config, message := range map[string]string{
		contract("weekly_hours_limit = 169"):          "weekly_hours_limit was given 169, which is more than 168. Allowed is a number from 0 to 168.",
		contract("weekly_hours_limit = -1"):           "weekly_hours_limit was given -1, which is less than 0. Allowed is a number from 0 to 168.",
		contract("weekly_hours_limit = 7.5"):          "weekly_hours_limit was given 7.5, which is not a whole number.",
		contract(`screenshots = "blur"`):              `screenshots was given "blur", which is none of the allowed values. Did you mean "blurred"? Allowed are "full",`,
		contract(`screenshots = "Full"`):              `Did you mean "full"?`,
		contract(`screenshots = "off"`):               `Did you mean "no_screenshot"?`,
		contract("rate = -47.11"):                     "rate was given an amount below 0. Allowed is a number of 0 or more.",
		contract(`status = "stopped"`):                `status was given "stopped", which is none of the allowed values. Did you mean "paused"? Allowed are "active" and "paused", spelled exactly so.`,
		between(0, website):                           `user_id was given "0", which is no id.`,
		between(jane, -1):                             `was given "-1", which is no id.`,
		contract() + other(jane, website):             "Two resources stand for jane@example.com on Website",
		between(jane, 4711):                           "WebWork shows no project 4711",
		strings.Replace(contract(), "100", "4711", 1): "WebWork shows no member 4711",
	} {
		pt.Run(t, pt.Failure(server, "", config, message))
	}
	if writes := server.Writes(); len(writes) != 0 {
		t.Errorf("bad input led to %d writes", len(writes))
	}
}

func TestAccContractKeepsWhatOnlyTheAPIAnswers(t *testing.T) {
	t.Parallel()
	server := start(t)
	_, err := server.AddContract(simulator.Contract{ID: seeded, UserID: jane, ProjectID: website, Screenshots: "blur"})
	pt.Must(t, err)
	config := contract(`screenshots = "blur"`)
	pt.Run(t, pt.Step(server, config+"import {\n  to = "+address+"\n  id = \"900\"\n}\n"), pt.Step(server, config))
}

func TestAccContractInEveryVariant(t *testing.T) {
	t.Parallel()
	for _, variant := range []simulator.Variant{
		simulator.WorkspaceInQuery, simulator.WorkspaceInBody, simulator.PagingInMeta, simulator.PagingAbsent, simulator.PagingIgnored,
		simulator.NumbersAsStrings, simulator.NullsAbsent, simulator.ThinLists, simulator.CreateOK,
		simulator.UpdateNull, simulator.UpdateEmpty, simulator.DeleteBodyStripped, simulator.DeleteBodyRequired,
		simulator.ContractsGone, simulator.ContractRevived, simulator.RatesHidden, simulator.DecimalsKept,
		simulator.ListsLag, simulator.Duplicate409,
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := start(t, variant)
			pt.Run(t,
				pt.Step(server, contract("rate = 30.5", "weekly_hours_limit = 20", `status = "paused"`)),
				pt.Step(server, contract("rate = 31.255", `screenshots = "no_preview"`), has("rate", knownvalue.Float64Exact(31.255))),
				pt.Planning(pt.Step(server, contract("rate = 31.255")), address, plancheck.ResourceActionCreate, func() { pt.Must(t, server.DeleteContract(held(t, server).ID)) }),
			)
		})
	}
}

// Without a known role the account may be shown only a part, so that what is not shown may exist.
func TestAccContractHiddenFromAnUnknownRole(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.ClientCredentials)
	removed := pt.Failure(server, "", contract(), "it may be hidden rather than deleted")
	removed.PreConfig = func() { pt.Must(t, server.DeleteContract(held(t, server).ID)) }
	pt.Run(t, pt.Step(server, contract()), removed, resource.TestStep{
		Config: pt.Config(server, "", "removed {\n  from = "+address+"\n  lifecycle {\n    destroy = false\n  }\n}\n"),
		PreConfig: func() {
			_, err := server.AddContract(simulator.Contract{ID: 900001, UserID: jane, ProjectID: website})
			pt.Must(t, err)
		},
	})
}

func TestAccContractPages(t *testing.T) {
	t.Parallel()
	for _, count := range []int{1, 101} {
		t.Run(fmt.Sprint(count), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Populate: simulator.Population{Members: 101, Projects: 1}})
			members, project := server.Snapshot().Workspaces[0].Members, server.Snapshot().Workspaces[0].Projects[0].ID
			var ids []string
			for _, member := range members[:count] {
				ids = append(ids, fmt.Sprint(member.ID))
			}
			config := fmt.Sprintf("resource \"webwork_contract\" \"all\" {\n  for_each = toset([for id in [%s] : tostring(id)])\n  user_id = tonumber(each.key)\n  project_id = %d\n}\n",
				strings.Join(ids, ", "), project)
			refresh := pt.Step(server, config)
			refresh.PreConfig, refresh.PlanOnly, refresh.ConfigPlanChecks = server.ForgetRequests, true, resource.ConfigPlanChecks{}
			var listed, single int
			pt.Run(t, pt.Step(server, config), refresh, resource.TestStep{Config: pt.Config(server, "", ""), PreConfig: func() {
				listed, single = server.Count(http.MethodGet, "/contracts"), server.Count(http.MethodGet, "/contracts/*")
			}})
			// Planning twice, with and without changes in mind, reads everything up to twice.
			if most := 2 * min(2*count+1, 2*((count+99)/100)+2); listed+single > most {
				t.Errorf("refreshing %d contracts took %d lists and %d single requests, want at most %d", count, listed, single, most)
			}
			if created := server.Snapshot().Workspaces[0].Contracts; len(created) != 0 {
				t.Errorf("%d contracts are left", len(created))
			}
		})
	}
}
