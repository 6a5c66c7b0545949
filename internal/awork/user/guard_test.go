package user_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// olivia declares the only admin, who exists.
func olivia(attributes string) string {
	return fmt.Sprintf("import {\n  to = awork_user.olivia\n  id = %q\n}\nresource \"awork_user\" \"olivia\" {\n  email = %q\n  %s\n}\n", simulator.DefaultAdmin, simulator.AdminEmail, attributes)
}

func TestAccUserLastAdminStays(t *testing.T) {
	t.Parallel()
	server := start(t)
	const last = "is the last active person in the admin role"
	providertest.Run(t,
		providertest.Failure(server, "", olivia(`deactivated = true`), last),
		providertest.Failure(server, "", olivia(`role_id = "`+planner+`"`), last),
		providertest.Step(server, olivia(`on_destroy = "keep"`)),
	)
	if admin, _ := server.Users.Get(simulator.DefaultAdmin); admin.IsDeactivated || admin.RoleID != simulator.AdminRole {
		t.Errorf("the last admin is %+v", admin)
	}
}

func TestAccUserProtectedPeopleStay(t *testing.T) {
	t.Parallel()
	server := start(t)
	const setting = `protected_people = ["JANE@acme.example"]`
	providertest.Run(t,
		providertest.Step(server, jane()),
		providertest.Failure(server, setting, jane(`deactivated = true`), "is one of protected_people"),
		providertest.Failure(server, setting, jane(`role_id = "`+designer+`"`), "is one of protected_people"),
		providertest.Failure(server, setting, "", "is one of protected_people"),
		providertest.StepWith(server, setting, jane(`position = "Boss"`)),
		providertest.Step(server, jane(`position = "Boss"`)),
	)
}

func TestAccUserTwins(t *testing.T) {
	t.Parallel()
	server := start(t)
	acctest.Must(t, add(server, simulator.User{Email: email, RoleID: planner}))
	id := found(t, server).ID
	providertest.Run(t,
		providertest.Failure(server, "", jane(), "exists already in this workspace. To manage it here, import it:"),
		providertest.StepWith(server, "adopt_existing = true", jane(`position = "Boss"`), holds("id", text(id)), holds("position", text("Boss"))),
	)
}

func TestAccUserPendingIsAdopted(t *testing.T) {
	t.Parallel()
	server := start(t)
	acctest.Must(t, add(server, simulator.User{Email: email, RoleID: planner, Pending: true}))
	providertest.Run(t, providertest.Step(server, jane(), holds("id", text(found(t, server).ID))))
	if mails := server.Mails(); len(mails) > 0 {
		t.Errorf("mails were sent: %+v", mails)
	}
}

func TestAccUserLoginCannotChange(t *testing.T) {
	t.Parallel()
	server := start(t)
	providertest.Run(t,
		providertest.Step(server, jane()),
		providertest.Failure(server, "", jane(`email = "other@acme.example"`), "the login of an awork user cannot be changed over the API"),
		providertest.Step(server, jane(`email = "JANE@acme.example"`), holds("email", text(email))),
	)
}

func TestAccUserBrakes(t *testing.T) {
	t.Parallel()
	server := start(t)
	people := func(count int) string {
		config := ""
		for i := range count {
			config += fmt.Sprintf("resource \"awork_user\" \"u%d\" {\n  email = \"u%d@acme.example\"\n  role_id = %q\n}\n", i, i, planner)
		}
		return config
	}
	providertest.Run(t,
		providertest.Failure(server, "max_invitations = 3", people(4), "more than 3 people (max_invitations)"),
		providertest.StepWith(server, "max_invitations = 6", people(6)),
		providertest.Failure(server, "max_deactivations = 2", people(3), "more than 2 people (max_deactivations)"),
		providertest.Failure(server, "max_deactivation_share = 0.25", people(1), "This plan deactivates at least 5 of 7 people"),
		providertest.Step(server, people(1)),
	)
}

// Where awork does not invite any more, the rest stays useful, and whoever is invited otherwise is taken over.
func TestAccUserInvitingRefusedVariants(t *testing.T) {
	t.Parallel()
	for _, variant := range []simulator.Variant{
		simulator.InviteNotFound, simulator.InviteNotAllowed, simulator.InviteUnauthorized, simulator.InviteAtEdge, simulator.InvitePage,
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := start(t, variant)
			adopted := providertest.Step(server, jane(`position = "Boss"`), holds("status", text("pending")), holds("position", text("Boss")))
			adopted.PreConfig = func() {
				acctest.Must(t, add(server, simulator.User{Email: email, RoleID: planner, Pending: true}))
			}
			providertest.Run(t,
				providertest.Failure(server, "", jane(), `awork has taken inviting out of its public API. Invite jane@acme.example in the app or by SCIM with the role "Planner"`),
				adopted,
			)
		})
	}
}

func TestAccUserSeatsVariants(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Seed: simulator.Seed{Workspace: simulator.Workspace{Seats: 1}, Roles: seed().Roles}})
	providertest.Run(t, providertest.Failure(server, "", jane(), "no seat is left in the workspace"))
}

// stopping are the variants in which nobody is invited, or nothing changed.
func stopping() []simulator.Variant {
	return []simulator.Variant{
		simulator.InviteNotFound, simulator.InviteNotAllowed, simulator.InviteUnauthorized, simulator.InviteAtEdge, simulator.InvitePage, simulator.InvitePasscode,
		simulator.CollidesAlways,
	}
}

// The life of a user is the same however awork answers.
func TestAccEveryVariantOfAUser(t *testing.T) {
	t.Parallel()
	for _, info := range simulator.Variants() {
		if slices.Contains(stopping(), info.Name) {
			continue
		}
		t.Run(string(info.Name), func(t *testing.T) {
			t.Parallel()
			server := start(t, info.Name)
			same := acctest.SameID(address)
			accepted := providertest.Step(server, jane(`position = "Head"`, `tags = ["b"]`), same, holds("status", text("active")))
			accepted.PreConfig = func() {
				acctest.Must(t, server.Users.Set(found(t, server).ID, func(u *simulator.User) { u.Pending = false }))
			}
			providertest.Run(t,
				providertest.Step(server, jane(`position = "Boss"`, `tags = ["a"]`), same),
				accepted,
				providertest.Step(server, jane(`role_id = "`+designer+`"`, `position = "Head"`, `deactivated = true`), same, holds("status", text("deactivated"))),
				providertest.Step(server, jane(`role_id = "`+designer+`"`, `position = "Head"`), same, holds("role_id", text(designer))),
			)
		})
	}
}

// A permission that is missing fails what needs it, and nothing else.
func TestAccUserOneMissingPermission(t *testing.T) {
	t.Parallel()
	const manager, token = "dddddddd-0000-4000-8000-000000000001", "of-the-manager"
	rights := []simulator.Permission{
		{Feature: "user-master-data", AccessLevels: []string{"read", "write"}}, {Feature: "workspace-manage-config", AccessLevels: []string{"read"}},
	}
	server := providertest.Start(t, simulator.Options{Seed: simulator.Seed{
		Roles: []simulator.Role{{Object: simulator.Object{ID: planner}, RoleForm: simulator.RoleForm{Name: "Planner"}, Permissions: rights}},
		Users: []simulator.User{
			{Object: simulator.Object{ID: manager}, Email: "manager@acme.example", RoleID: planner},
			{Email: email, RoleID: planner},
			{Email: "kim@acme.example", RoleID: planner},
		},
	}})
	server.AddToken(token, simulator.Account{UserID: manager}, time.Time{})
	both := func(position, deactivated string) string {
		return jane(`position = "`+position+`"`) + "resource \"awork_user\" \"kim\" {\n  email = \"kim@acme.example\"\n  on_destroy = \"keep\"\n" + deactivated + "}\n"
	}
	settings := fmt.Sprintf("adopt_existing = true\ntoken = %q", token)
	providertest.Run(t,
		providertest.StepWith(server, settings, both("Boss", "")),
		providertest.Failure(server, settings, both("Head", "deactivated = true\n"), "the right user-manage-config (write)"),
		providertest.Step(server, both("Head", "")),
	)
	if user := found(t, server); user.Position == nil || *user.Position != "Head" {
		t.Errorf("the other user was not changed: %+v", user.UserForm)
	}
}
