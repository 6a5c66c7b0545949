package user_test

import (
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

func TestAccUserIsInvited(t *testing.T) {
	t.Parallel()
	server := start(t)
	providertest.Run(t, providertest.Step(server, jane(`first_name = "Jane"`, `last_name = "Doe"`, `title = "Dr."`, `position = "Boss"`, `language = "de-DE"`, `tags = ["a", "b"]`),
		holds("status", text("pending")), holds("first_name", text("Jane")), holds("invitation_code", knownvalue.Null()),
	), resource.TestStep{
		Config: providertest.Config(server, "", jane(`first_name = "Jane"`, `last_name = "Doe"`, `title = "Dr."`, `position = "Boss"`, `language = "de-DE"`, `tags = ["a", "b"]`)),
		Check: func(*terraform.State) error {
			invited := found(t, server)
			if invited.RoleID != planner || *invited.FirstName != "Jane" || *invited.Title != "Dr." || *invited.Position != "Boss" || *invited.Language != "de-DE" || len(invited.Tags) != 2 {
				t.Errorf("invited was %+v", invited)
			}
			if mails := server.Mails(); len(mails) != 1 {
				t.Errorf("%d mails were sent", len(mails))
			}
			return nil
		},
	})
}

func TestAccUserEveryAttributeChanges(t *testing.T) {
	t.Parallel()
	server := start(t)
	same := acctest.SameID(address)
	all := []string{`first_name = "Jane"`, `last_name = "Doe"`, `title = "Dr."`, `position = "Boss"`, `language = "de-DE"`, `tags = ["a", "b"]`}
	providertest.Run(t,
		providertest.Step(server, jane(all...), same),
		providertest.Step(server, jane(append([]string{`role_id = "`+designer+`"`}, all...)...), same, holds("role_id", text(designer))),
		providertest.Step(server, jane(`first_name = "Janet"`, `last_name = "Roe"`, `title = "Prof."`, `position = "Head"`, `language = "en-GB"`, `tags = ["b", "c"]`),
			same, holds("first_name", text("Janet")), holds("last_name", text("Roe")), holds("title", text("Prof.")), holds("position", text("Head")),
			holds("language", text("en-GB")), holds("tags", knownvalue.SetExact([]knownvalue.Check{text("b"), text("c")}))),
		// What is blank is cleared, and what is left out stays.
		providertest.Step(server, jane(`title = ""`, `position = ""`, `tags = []`), same, holds("title", text("")), holds("first_name", text("Janet")),
			holds("tags", knownvalue.SetSizeExact(0))),
		providertest.Step(server, jane(`on_destroy = "delete"`), same, holds("tags", knownvalue.Null())),
	)
	if _, left := server.Users.Find(func(u simulator.User) bool { return u.Email == email && u.DeletedOn == nil }); left {
		t.Error("who was to be deleted is still there")
	}
}

func TestAccUserIsDeactivatedAndActivatedUnderTheSameID(t *testing.T) {
	t.Parallel()
	server := start(t)
	same := acctest.SameID(address)
	accepted := providertest.Step(server, jane(), same, holds("status", text("active")))
	accepted.PreConfig = func() {
		acctest.Must(t, server.Users.Set(found(t, server).ID, func(u *simulator.User) { u.Pending = false }))
	}
	providertest.Run(t,
		providertest.Step(server, jane(), same, holds("status", text("pending"))),
		accepted,
		providertest.Step(server, jane(`deactivated = true`), same, holds("status", text("deactivated"))),
		providertest.Step(server, jane(`deactivated = true`, `first_name = "Later"`), same),
		providertest.Step(server, jane(`first_name = "Later"`), same, holds("status", text("active")), holds("first_name", text("Later"))),
	)
	if gone := found(t, server); !gone.IsDeactivated {
		t.Error("destroying did not deactivate")
	}
	if mails := server.Mails(); len(mails) != 2 {
		t.Errorf("%d mails were sent, not one to invite and one to activate", len(mails))
	}
}

func TestAccUserComesBackAfterDestroy(t *testing.T) {
	t.Parallel()
	server := start(t)
	acctest.Must(t, add(server, simulator.User{Email: email, RoleID: planner, IsDeactivated: true}))
	id := found(t, server).ID
	providertest.Run(t,
		providertest.Failure(server, "restore_deactivated = false", jane(), "is deactivated, and restore_deactivated is false"),
		providertest.Step(server, jane(), holds("id", text(id)), holds("deactivated", knownvalue.Bool(false))),
	)
}

func TestAccUserIsNotInvitedToBeDeactivated(t *testing.T) {
	t.Parallel()
	server := start(t)
	providertest.Run(t, providertest.Failure(server, "", jane(`deactivated = true`), "Nothing to deactivate"))
	acctest.Must(t, add(server, simulator.User{Email: email, RoleID: planner, IsDeactivated: true}))
	providertest.Run(t, providertest.Step(server, jane(`deactivated = true`), holds("status", text("deactivated"))))
}

func TestAccUserImport(t *testing.T) {
	t.Parallel()
	server := start(t)
	imported := func(id string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: id}
	}
	byID := imported("")
	byID.ImportStateIdFunc = func(*terraform.State) (string, error) { return found(t, server).ID, nil }
	wrong := func(id, message string) resource.TestStep {
		s := imported(id)
		s.ImportStateVerify, s.ExpectError = false, acctest.Message(message)
		return s
	}
	providertest.Run(t,
		providertest.Step(server, jane(`tags = ["a"]`)),
		byID,
		imported(email),
		imported(server.WorkspaceID()+"/JANE@acme.example"),
		wrong("jane", "the e-mail address, such as jane@example.com"),
		wrong("nobody@acme.example", "awork shows no user with the email nobody@acme.example"),
		wrong(planner+"/"+email, "The import names workspace "+planner),
		wrong("cccccccc-0000-4000-8000-00000000000c", "Could not import user"),
		wrong(simulator.DefaultAPIUser, "an API user, which is a program"),
	)
}

func TestAccUserImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	server := start(t)
	providertest.Run(t,
		providertest.Step(server, jane(), statecheck.ExpectIdentity(address, map[string]knownvalue.Check{
			"workspace_id": text(server.WorkspaceID()), "id": knownvalue.NotNull(),
		})),
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID},
	)
}

func TestAccUserDrift(t *testing.T) {
	t.Parallel()
	server := start(t)
	change := func(by func(*simulator.User)) func() {
		return func() { acctest.Must(t, server.Users.Set(found(t, server).ID, by)) }
	}
	config := jane(`position = "Boss"`, `tags = ["a"]`)
	step := providertest.Step(server, config, holds("position", text("Boss")), holds("role_id", text(planner)), acctest.SameID(address))
	providertest.Run(t, step,
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(u *simulator.User) { u.Position = new("Other") })),
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(u *simulator.User) { u.RoleID = designer })),
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(u *simulator.User) { u.Tags = append(u.Tags, simulator.Tag{Name: "more"}) })),
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(u *simulator.User) { u.Pending, u.IsDeactivated = false, true })),
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(u *simulator.User) { u.IsDeactivated, u.IsArchived = true, true })),
		acctest.Planning(providertest.Step(server, config), address, plancheck.ResourceActionCreate, func() { acctest.Must(t, server.Users.Delete(found(t, server).ID)) }),
	)
}

// What other tools set of a person survives every change.
func TestAccUserForeignFieldsSurvive(t *testing.T) {
	t.Parallel()
	server := start(t)
	step := providertest.Step(server, jane(`position = "Head"`))
	step.PreConfig = func() {
		acctest.Must(t, server.Users.Set(found(t, server).ID, func(u *simulator.User) { u.Gender = new("female") }))
	}
	kept := providertest.Step(server, jane(`position = "Head"`, `title = "Dr."`))
	providertest.Run(t, providertest.Step(server, jane(`position = "Boss"`, `first_name = "Jane"`)), step, kept)
	if user := found(t, server); user.Gender == nil || *user.Gender != "female" || user.FirstName == nil || *user.FirstName != "Jane" {
		t.Errorf("awork has %+v", user.UserForm)
	}
}

func TestAccUserWithoutMail(t *testing.T) {
	t.Parallel()
	server := start(t)
	providertest.Run(t, providertest.Step(server, jane(`send_invitation = false`), holds("invitation_code", knownvalue.NotNull())))
	if mails := server.Mails(); len(mails) > 0 {
		t.Errorf("mails were sent: %+v", mails)
	}
}

func TestAccUserNeedsARole(t *testing.T) {
	t.Parallel()
	server := start(t)
	providertest.Run(t, providertest.Failure(server, "", `resource "awork_user" "jane" { email = "jane@acme.example" }`, "nobody can be invited without a role"))
}

func TestAccUserIsReplaced(t *testing.T) {
	t.Parallel()
	server := start(t)
	acctest.Must(t, add(server, simulator.User{Email: email, RoleID: planner}))
	id := found(t, server).ID
	step := resource.TestStep{Config: providertest.Config(server, "adopt_existing = true", jane()), Taint: []string{address}, ConfigStateChecks: []statecheck.StateCheck{holds("id", text(id))}}
	providertest.Run(t, providertest.StepWith(server, "adopt_existing = true", jane(), holds("id", text(id))), step)
}

// add adds a person in the app.
func add(server *providertest.Server, user simulator.User) error {
	_, err := server.Users.Add(user)
	return err
}
