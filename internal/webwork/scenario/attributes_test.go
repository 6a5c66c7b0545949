package scenario_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// walk is what the test below needs to know of a resource: what it requires, and two values for each optional attribute.
type walk struct {
	around   string // what the resource refers to
	required string
	values   map[string][2]string
	// unknowable are attributes that an import cannot know.
	unknowable []string
}

func walks() map[string]walk {
	const parents = `
resource "webwork_member" "jane" {
  email     = "jane@example.com"
  firstname = "Jane"
  lastname  = "Doe"
  role      = "Regular User"
}

resource "webwork_project" "website" {
  name = "Website"
}

resource "webwork_project" "audit" {
  name = "Audit"
}
`
	return map[string]walk{
		"webwork_member": {
			required: "email = \"kim@example.com\"\nfirstname = \"Kim\"\nlastname = \"Doe\"\nrole = \"Regular User\"",
			values: map[string][2]string{
				"timezone": {`"Europe/Berlin"`, `"America/New_York"`}, "rate_status": {"true", "false"}, "weekly_hours_limit": {"20", "0"},
			},
			unknowable: []string{"invitation_link"},
		},
		"webwork_project": {
			required: `name = "Shop"`,
			values: map[string][2]string{
				"start_date": {`"2026-02-01"`, `"2026-03-01"`}, "deadline": {`"2027-02-01"`, `"2027-03-01"`}, "estimation": {"120", "0.5"},
				"budget": {"5000", "29.5"}, "notes": {`"First"`, `"Second"`}, "icon": {`"project-icon-2"`, `"project-icon-3"`},
			},
		},
		"webwork_contract": {
			around:   parents,
			required: "user_id = webwork_member.jane.id\nproject_id = webwork_project.website.id",
			values: map[string][2]string{
				"weekly_hours_limit": {"20", "0"}, "screenshots": {`"no_preview"`, `"full"`}, "rate": {"25.5", "30"}, "status": {`"paused"`, `"active"`},
			},
		},
		"webwork_project_viewer": {
			around:   parents,
			required: "email = \"kim@client.example\"\nfirstname = \"Kim\"\nlastname = \"Client\"",
			values:   map[string][2]string{"project_ids": {"[webwork_project.website.id]", "[webwork_project.website.id, webwork_project.audit.id]"}},
		},
		"webwork_project_viewer_assignment": {},
		"webwork_webhook":                   {},
	}
}

// TestAccEveryAttribute takes every optional attribute of every resource through its life: unset, set, changed, left alone while
// archived, removed, and read by an import after each. An attribute that is sent but not read, or read but not sent, or forgotten
// in one of the places between, does not get through.
func TestAccEveryAttribute(t *testing.T) {
	t.Parallel()
	all := walks()
	schemas := resourceSchemas(t)
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		w, ok := all[name]
		if !ok {
			t.Errorf("%s: say what it requires", name)
			continue
		}
		archives := false
		var optional []*tfprotov6.SchemaAttribute
		for _, attribute := range schemas[name].Block.Attributes {
			switch {
			case attribute.Name == "archived":
				archives = true
			case attribute.Optional:
				optional = append(optional, attribute)
			}
		}
		for _, attribute := range optional {
			values, ok := w.values[attribute.Name]
			if !ok {
				t.Errorf("%s.%s: give it two values", name, attribute.Name)
				continue
			}
			t.Run(name+"/"+attribute.Name, func(t *testing.T) {
				t.Parallel()
				w.play(t, name, attribute, values, archives)
			})
		}
	}
}

func (w walk) play(t *testing.T, name string, attribute *tfprotov6.SchemaAttribute, values [2]string, archives bool) {
	t.Helper()
	server := start(t, simulator.Options{Variants: []simulator.Variant{simulator.ProjectRestoreWorks}})
	address := name + ".walk"
	declared := func(lines ...string) string {
		return fmt.Sprintf("%s\nresource %q \"walk\" {\n%s\n%s\n}\n", w.around, name, w.required, strings.Join(lines, "\n"))
	}
	set := func(value string) string { return attribute.Name + " = " + value }
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: w.unknowable,
		ImportStateIdFunc: func(state *terraform.State) (string, error) {
			return state.RootModule().Resources[address].Primary.ID, nil
		},
	}
	holds := func(config string, action plancheck.ResourceActionType) resource.TestStep {
		step := pt.Step(server, config)
		step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}
		return step
	}
	refreshed := resource.TestStep{RefreshState: true} // what only a refresh tells
	cleared := plancheck.ResourceActionUpdate
	if attribute.Computed {
		cleared = plancheck.ResourceActionNoop // not managed any more, and left as it is
	}
	steps := []resource.TestStep{
		pt.Step(server, declared()), refreshed, imported,
		holds(declared(set(values[0])), plancheck.ResourceActionUpdate), refreshed, imported,
		holds(declared(set(values[1])), plancheck.ResourceActionUpdate), refreshed, imported,
	}
	if archives {
		steps = append(steps,
			holds(declared(set(values[0]), "archived = true"), plancheck.ResourceActionUpdate),
			pt.Step(server, declared(set(values[1]), "archived = true")), // waits for the restore
			holds(declared(set(values[1])), plancheck.ResourceActionUpdate), refreshed, imported,
		)
	}
	if !slices.Contains([]string{"project_ids"}, attribute.Name) { // null leaves projects alone
		steps = append(steps, holds(declared(), cleared), refreshed, imported)
	}
	created := holds(declared(set(values[1])), plancheck.ResourceActionCreate)
	created.PreConfig = func() { server.ForgetRequests() }
	steps = append(steps, resource.TestStep{Config: pt.Config(server, "", w.around)})
	if archives {
		steps = append(steps, pt.Step(server, declared(set(values[1]))), refreshed, imported) // the same object comes back
	} else {
		steps = append(steps, created, refreshed, imported)
	}
	pt.Run(t, steps...)
}

func resourceSchemas(t *testing.T) map[string]*tfprotov6.Schema {
	t.Helper()
	server, err := pt.Factories()["webwork"]()
	pt.Must(t, err)
	answer, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	pt.Must(t, err)
	return answer.ResourceSchemas
}
