package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// peopleVariants tests what people and their roles are like.
func peopleVariants() map[simulator.Variant]func(*testing.T, *api) {
	refusesToInvite := func(check func(*reply)) func(*testing.T, *api) {
		return func(t *testing.T, a *api) {
			before := a.Snapshot()
			check(a.post("/invitations", invitation("jane@acme.example")))
			same(t, before, a.Snapshot())
			equal(t, "mails", len(a.Mails()), 0)
		}
	}
	invitedTwice := func(code string) func(*testing.T, *api) {
		return func(_ *testing.T, a *api) {
			a.invite("jane@acme.example")
			a.post("/invitations", invitation("jane@acme.example")).refused(code)
		}
	}
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.InviteNotFound:     refusesToInvite(func(r *reply) { r.is(http.StatusNotFound).code("not-found") }),
		simulator.InviteNotAllowed:   refusesToInvite(func(r *reply) { r.is(http.StatusMethodNotAllowed) }),
		simulator.InviteUnauthorized: refusesToInvite(func(r *reply) { r.denied() }),
		simulator.InviteAtEdge: refusesToInvite(func(r *reply) {
			r.is(http.StatusForbidden).isPage()
			equal(r.t, "has a reference", r.header.Get("X-Edge-Ref") != "", true)
		}),
		simulator.InvitePasscode: refusesToInvite(func(r *reply) { r.refused("validation-failed") }),
		simulator.InvitePage:     refusesToInvite(func(r *reply) { r.ok().isPage() }),
		simulator.SeatsUnauthorized: func(t *testing.T, _ *api) {
			a := start(t, simulator.Options{
				Variants: []simulator.Variant{simulator.SeatsUnauthorized},
				Seed:     simulator.Seed{Workspace: simulator.Workspace{Seats: 1}},
			})
			a.post("/invitations", invitation("jane@acme.example")).denied()
		},
		simulator.InvitedTwiceInvalid:     invitedTwice("invalid-operation"),
		simulator.InvitedTwiceDuplication: invitedTwice("duplication-violation"),
		simulator.InvitedTwiceSent: func(t *testing.T, a *api) {
			equal(t, "the same user", a.invite("jane@acme.example"), a.invite("jane@acme.example"))
			equal(t, "mails", len(a.Invitations()), 2)
		},
		simulator.ReinvitedOldID: func(t *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.delete(jane).is(http.StatusNoContent)
			equal(t, "the same user", a.invite("jane@acme.example"), jane)
			a.get(jane).ok().has(`"invitationAccepted":false`)
		},
		simulator.ReinvitedRefused: func(_ *testing.T, a *api) {
			a.delete(a.join("jane@acme.example")).is(http.StatusNoContent)
			a.post("/invitations", invitation("jane@acme.example")).refused("invalid-operation")
		},
		simulator.PendingFrozen: func(_ *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			a.post(jane+"/deactivate", nil).refused("invalid-operation")
			a.post(jane+"/activate", nil).refused("invalid-operation")
		},
		simulator.PendingUnlistedInRoles: func(t *testing.T, a *api) {
			jane := a.invite("jane@acme.example")
			kim := a.join("kim@acme.example")
			equal(t, "users", a.get("/roles/"+simulator.UserRole+"/users").ok().every("userId"), idOf(kim))
			a.get(jane).ok()
		},
		simulator.DeletedShown: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.delete(jane).is(http.StatusNoContent)
			a.get(jane).ok().has(`"deletedOn":"2`)
			a.get("/users?showArchived=true").ok().lacks(idOf(jane))
			a.put(jane, fields{"firstName": "Joan"}).is(http.StatusNotFound)
		},
		simulator.DeletedUnauthorized: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.delete(jane).is(http.StatusNoContent)
			a.get(jane).denied()
		},
		simulator.DeactivatedUnlisted: func(_ *testing.T, a *api) {
			jane := a.join("jane@acme.example")
			a.post(jane+"/deactivate", nil).is(http.StatusNoContent)
			a.get("/users").ok().lacks(idOf(jane))
			a.get("/users?showArchived=true").ok().has(idOf(jane))
		},
		simulator.APIUsersArchived: func(_ *testing.T, a *api) {
			a.get("/users").ok().lacks(simulator.DefaultAPIUser)
			a.get("/users?showArchived=true").ok().has(simulator.DefaultAPIUser)
		},
		simulator.EmailWithoutSubType: func(_ *testing.T, a *api) {
			a.get(a.invite("jane@acme.example")).ok().has(`"subType":null`).has("jane@acme.example")
		},
		simulator.EmailsSeveral: func(t *testing.T, a *api) {
			infos := a.get(a.invite("jane@acme.example") + "/contactinfo").ok()
			equal(t, "values", infos.every("value"), "home.jane@acme.example jane@acme.example")
		},
		simulator.EmailMissing: func(_ *testing.T, a *api) {
			a.get(a.invite("jane@acme.example")).ok().has(`"userContactInfos":[]`)
		},
		simulator.EmailCapitals: func(_ *testing.T, a *api) {
			a.get(a.invite("jane@acme.example")).ok().has("Jane@acme.example")
		},
		simulator.KeyRoleZero: func(_ *testing.T, a *api) {
			a.get("/me/permissions").ok().has(`"roleId":"00000000-0000-0000-0000-000000000000"`).has(`"isAdmin":true`)
			a.as(simulator.DefaultAdmin).get("/me/permissions").ok().has(simulator.AdminRole)
		},
		simulator.KeyPermissionsRefused: func(_ *testing.T, a *api) {
			a.get("/me/permissions").refused("invalid-operation")
			a.as(simulator.DefaultAdmin).get("/me/permissions").ok()
		},
		simulator.ManageExpanded: func(_ *testing.T, a *api) {
			permissions := a.role("Planner") + "/permissions"
			a.post(permissions, fields{"feature": "project-create", "accessLevels": []string{"read", "manage"}}).ok()
			a.get(permissions).ok().has(`["delete","read","write"]`)
		},
		simulator.LevelsChecked: func(_ *testing.T, a *api) {
			permissions := a.role("Planner") + "/permissions"
			a.post(permissions, fields{"feature": "project-create", "accessLevels": []string{"config"}}).refused("validation-failed")
			a.post(permissions, fields{"feature": "project-create", "accessLevels": []string{"manage"}}).ok()
		},
		simulator.NewRolesPreset: func(_ *testing.T, a *api) {
			a.get(a.role("Planner") + "/permissions").ok().has("user-master-data")
		},
		simulator.RoleNameNotFound: func(_ *testing.T, a *api) { a.get("/roles/nobody").is(http.StatusNotFound) },
		simulator.PresetsEditable: func(_ *testing.T, a *api) {
			guest := "/roles/" + simulator.GuestRole
			a.put(guest, fields{"name": "Visitor", "isGuestRole": true}).ok().has("Visitor")
			a.post(guest+"/delete", fields{}).is(http.StatusNoContent)
		},
	}
}
