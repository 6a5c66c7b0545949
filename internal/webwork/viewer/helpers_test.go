package viewer_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

func start(t *testing.T, variants ...simulator.Variant) *simtest.Server {
	t.Helper()
	return pt.Start(t, simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme Agency",
		Projects: []simulator.Project{{ID: website, Name: "Website"}, {ID: audit, Name: "Audit"}, {ID: shop, Name: "Shop"}},
	}}}})
}

// petra is a project viewer with attributes that override or add to the usual ones.
func petra(overrides ...string) string {
	attributes := map[string]string{"email": `"` + email + `"`, "firstname": `"Petra"`, "lastname": `"Novak"`}
	for _, override := range overrides {
		attribute, value, _ := strings.Cut(override, "=")
		attributes[strings.TrimSpace(attribute)] = value
	}
	var body strings.Builder
	for _, attribute := range slices.Sorted(maps.Keys(attributes)) {
		fmt.Fprintf(&body, "  %s = %s\n", attribute, attributes[attribute])
	}
	return "resource \"webwork_project_viewer\" \"petra\" {\n" + body.String() + "}\n"
}

// sees gives Petra projects.
func sees(projects ...int64) string {
	return "project_ids=" + strings.ReplaceAll(fmt.Sprint(projects), " ", ", ")
}

func has(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return pt.Holds(address, value, attribute)
}

func hasProjects(projects ...int64) statecheck.StateCheck {
	checks := make([]knownvalue.Check, len(projects))
	for i, project := range projects {
		checks[i] = pt.ID(project)
	}
	return has("project_ids", knownvalue.SetExact(checks))
}

// planning is a step that plans the action, after something happened outside Terraform.
func planning(step resource.TestStep, action plancheck.ResourceActionType, outside func()) resource.TestStep {
	return pt.Planning(step, address, action, outside)
}

// after is a step before which something happens.
func after(outside func(), step resource.TestStep) resource.TestStep {
	step.PreConfig = outside
	return step
}

func viewer(t *testing.T, server *simtest.Server) simulator.Member {
	t.Helper()
	found, there := server.MemberByEmail(email)
	if !there {
		t.Fatal("the simulator has no Petra")
	}
	return found
}

// addViewer adds Petra without an invitation.
func addViewer(t *testing.T, server *simtest.Server, change func(*simulator.Member)) int64 {
	t.Helper()
	member := simulator.Member{Email: email, FirstName: "Petra", LastName: "Novak", Role: simulator.RoleProjectViewer, Status: simulator.StatusActive}
	change(&member)
	added, err := server.AddMember(member)
	pt.Must(t, err)
	return added.ID
}

func expectProjects(t *testing.T, server *simtest.Server, want ...int64) {
	t.Helper()
	got := viewer(t, server).ProjectIDs
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the viewer sees the projects %v, want %v", got, want)
	}
}

func expectInvitations(t *testing.T, server *simtest.Server, count int) {
	t.Helper()
	if got := server.Invitations(); len(got) != count {
		t.Errorf("%d invitations were sent, want %d: %v", len(got), count, got)
	}
}

// writes checks the writes since the last check, each as method and last part of the path.
func writes(t *testing.T, server *simtest.Server, want ...string) func() {
	return func() {
		t.Helper()
		var got []string
		for _, request := range server.Writes() {
			method, what := request.Method, request.Path[strings.LastIndex(request.Path, "/")+1:]
			if what == "unassign-project" {
				method = http.MethodDelete // which the legacy API spells another way
			}
			got = append(got, method+" "+what)
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("the writes were %v, want %v", got, want)
		}
		server.ForgetRequests()
	}
}
