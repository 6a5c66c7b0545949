package member_test

import (
	"fmt"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// A time zone that is refused when it is new stays where state has it already.
func TestAccMemberTimezoneInState(t *testing.T) {
	t.Parallel()
	for _, zone := range []string{"", "Local"} {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{})
			member, err := server.AddMember(simulator.Member{
				Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: simulator.RoleRegularUser, Timezone: &zone, Status: "active",
			})
			providertest.Must(t, err)
			w := providertest.Workspace(t, acctest.CLIs(t)[0], server)
			w.Write("main.tf", providertest.Header+jane(`for_each=toset(["one"])`, fmt.Sprintf("timezone=%q", zone)))
			w.WriteState(acctest.Objects{Type: "webwork_member", Name: "jane", Provider: "webwork", Attributes: map[string]map[string]any{"one": {
				"id": fmt.Sprint(member.ID), "workspace_id": fmt.Sprint(server.Snapshot().Workspaces[0].ID), "email": member.Email,
				"firstname": member.FirstName, "lastname": member.LastName, "role": member.Role, "timezone": zone, "archived": false, "status": "active",
			}}})
			w.PlanEmpty()
		})
	}
}
