package role_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

const address = "awork_role.planner"

// planner declares a role.
func planner(name, attributes string) string {
	return fmt.Sprintf("resource \"awork_role\" \"planner\" {\n  name = %q\n  %s\n}\n", name, attributes)
}

func holds(name string, value knownvalue.Check) statecheck.StateCheck {
	return acctest.Holds(address, value, name)
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func named(name string) func(simulator.Role) bool {
	return func(r simulator.Role) bool { return r.Name == name }
}

// find gives the role that the tests declare.
func find(t *testing.T, server *providertest.Server) simulator.Role {
	t.Helper()
	found, ok := server.Roles.Find(named("Planner"))
	if !ok {
		t.Fatal("there is no role Planner")
	}
	return found
}

func TestAccRoleEveryAttributeChanges(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	same := acctest.SameID(address)
	levels := func(all ...string) knownvalue.Check {
		checks := make([]knownvalue.Check, len(all))
		for i, level := range all {
			checks[i] = text(level)
		}
		return knownvalue.SetExact(checks)
	}
	providertest.Run(t,
		providertest.Step(server, planner("Planner", `permissions = { project-master-data = ["read", "write"], task-manage-config = ["read"] }`), same,
			holds("is_admin_role", knownvalue.Bool(false)), holds("is_preset", knownvalue.Bool(false)),
			holds("permissions", knownvalue.MapExact(map[string]knownvalue.Check{"project-master-data": levels("read", "write"), "task-manage-config": levels("read")}))),
		providertest.Step(server, planner("Planners", `permissions = { project-master-data = ["read"], user-master-data = ["read"] }`), same, holds("name", text("Planners")),
			holds("permissions", knownvalue.MapExact(map[string]knownvalue.Check{"project-master-data": levels("read"), "user-master-data": levels("read")}))),
		providertest.Step(server, planner("Planners", ""), same, holds("permissions", knownvalue.Null())),
		providertest.Step(server, planner("Planners", `permissions = {}`), same, holds("permissions", knownvalue.MapSizeExact(0))),
		providertest.Step(server, planner("Planners", `archived = true`), same, holds("archived", knownvalue.Bool(true))),
		providertest.Step(server, planner("Back", `replacement_role_id = "`+simulator.UserRole+`"`), same, holds("archived", knownvalue.Bool(false)), holds("name", text("Back"))),
	)
	if _, left := server.Roles.Find(named("Back")); left {
		t.Error("the role is still there")
	}
}

func TestAccRoleImport(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	imported := func(id string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: id}
	}
	byID := imported("")
	byID.ImportStateIdFunc = func(*terraform.State) (string, error) { return find(t, server).ID, nil }
	wrong := func(id, message string) resource.TestStep {
		s := imported(id)
		s.ImportStateVerify, s.ExpectError = false, acctest.Message(message)
		return s
	}
	providertest.Run(t,
		providertest.Step(server, planner("Planner", `permissions = { project-master-data = ["read"] }`)),
		byID, imported("name:Planner"), imported(server.WorkspaceID()+"/name:Planner"),
		wrong("Planner", "name: and the name, such as name:Planner"),
		wrong("name:Nobody", "awork shows no role with the name Nobody"),
	)
}

func TestAccRoleDrift(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	step := providertest.Step(server, planner("Planner", `permissions = { project-master-data = ["read"] }`), holds("archived", knownvalue.Bool(false)))
	change := func(by func(*simulator.Role)) func() {
		return func() { acctest.Must(t, server.Roles.Set(find(t, server).ID, by)) }
	}
	providertest.Run(t, step,
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(r *simulator.Role) { r.Permissions = nil })),
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(r *simulator.Role) { r.IsArchived = true })),
		acctest.Planning(step, address, plancheck.ResourceActionCreate, func() { acctest.Must(t, server.Roles.Delete(find(t, server).ID)) }),
	)
}

func TestAccRoleTwins(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	made, err := server.Roles.Add(simulator.Role{RoleForm: simulator.RoleForm{Name: "Planner"}})
	acctest.Must(t, err)
	providertest.Run(t,
		providertest.Failure(server, "", planner("Planner", ""), "exists already in this workspace. To manage it here, import it:"),
		providertest.StepWith(server, "adopt_existing = true", planner("Planner", `permissions = { project-create = ["write"] }`), holds("id", text(made.ID))),
	)
}

func TestAccRoleInUseStays(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	kim := func() {
		_, err := server.Users.Add(simulator.User{Email: "kim@acme.example", RoleID: find(t, server).ID})
		acctest.Must(t, err)
	}
	inUse := providertest.Failure(server, "", "", "1 active user has it. Give them another role first, or set replacement_role_id")
	inUse.PreConfig = kim
	providertest.Run(t,
		providertest.Step(server, planner("Planner", "")),
		inUse,
		providertest.Step(server, planner("Planner", `replacement_role_id = "`+simulator.UserRole+`"`)),
	)
	if moved, _ := server.Users.Find(func(u simulator.User) bool { return u.Email == "kim@acme.example" }); moved.RoleID != simulator.UserRole {
		t.Errorf("Kim has the role %s", moved.RoleID)
	}
}

// Whoever leaves the role in the same run does not keep it from being destroyed, and who is deactivated moves to the guest role.
func TestAccRoleIsLeft(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	people := func(role string) string {
		return fmt.Sprintf("resource \"awork_user\" \"kim\" {\n  email = \"kim@acme.example\"\n  role_id = %s\n}\n", role)
	}
	gone := providertest.Step(server, people(`"`+simulator.UserRole+`"`))
	gone.PreConfig = func() {
		_, err := server.Users.Add(simulator.User{Email: "old@acme.example", RoleID: find(t, server).ID, IsDeactivated: true})
		acctest.Must(t, err)
	}
	providertest.Run(t, providertest.Step(server, planner("Planner", "")+people("awork_role.planner.id")), gone)
	if old, _ := server.Users.Find(func(u simulator.User) bool { return u.Email == "old@acme.example" }); old.RoleID != simulator.GuestRole {
		t.Errorf("who is deactivated has the role %s", old.RoleID)
	}
}

func TestAccRoleGuards(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	adopted := func(id, name, attributes string) string {
		return fmt.Sprintf("import {\n  to = awork_role.planner\n  id = %q\n}\n", id) + planner(name, attributes)
	}
	providertest.Run(t,
		providertest.Failure(server, "", adopted(simulator.AdminRole, "Admin", `permissions = { project-create = ["read"] }`), "is the admin role, which permits everything"),
		providertest.Failure(server, "", adopted(simulator.GuestRole, "Guest", `archived = true`), "is the admin or the guest role"),
		providertest.Step(server, planner("Planner", "")),
	)
}
