package rest_test

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/contract"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/filterby"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/rest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/simtest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/contractkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
)

// simulated is a simulator, and a client of which every exchange is held against the contract.
func simulated(t *testing.T, options simulator.Options, change ...func(*httpkit.Options)) (*simulator.Simulator, *rest.Client) {
	t.Helper()
	sim := simtest.New(t, options)
	// Web pages where JSON is expected are no part of the contract, and variants have them.
	network := testserver.InMemory(contract.Wrap(t, sim, contractkit.AllowBrokenAnswers()))
	change = append([]func(*httpkit.Options){func(o *httpkit.Options) { o.Credentials = httpkit.Static(sim.Token()) }}, change...)
	return sim, open(t, network, change...)
}

// TestStoryInEveryVariant has the client do all that it can, whatever awork turns out to be like.
func TestStoryInEveryVariant(t *testing.T) {
	t.Parallel()
	for _, variant := range append([]simulator.VariantInfo{{Name: ""}}, simulator.Variants()...) {
		t.Run(string(variant.Name), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				options := simulator.Options{Seed: simulator.Seed{Users: []simulator.User{{Email: "kim@acme.example", RoleID: "User"}}}}
				if variant.Name != "" {
					options.Variants = []simulator.Variant{variant.Name}
				}
				sim, client := simulated(t, options)
				(&story{t, sim, client, variant.Name}).tell()
			})
		})
	}
}

// story is what a client does, and what may come otherwise in a variant.
type story struct {
	t       *testing.T
	sim     *simulator.Simulator
	client  *rest.Client
	variant simulator.Variant
}

// may reports whether one of the variants holds.
func (s *story) may(variants ...simulator.Variant) bool { return slices.Contains(variants, s.variant) }

// must ends the story where something failed.
func (s *story) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *story) tell() {
	if s.may(simulator.CollidesAlways) {
		if _, err := s.client.Roles().Create(s.t.Context(), "Sales"); err == nil {
			s.change("Sales")
		}
		return
	}
	s.account()
	kim := s.people()
	s.work(kim)
	s.types()
	s.clients()
	s.roles(kim)
	s.invite()
}

// change is refused for ever, after so many tries.
func (s *story) change(name string) {
	roles, err := remote.All(s.t.Context(), s.client.Roles(), api.RoleFilter{}, api.Role.ObjectID)
	s.must(err)
	role := roles[slices.IndexFunc(roles, func(r api.Role) bool { return r.Name == name })]
	if _, err := s.client.Roles().Update(s.t.Context(), role.ID, api.RoleUpdate{Name: api.Set("Sales 2")}); api.Code(err) != api.CodeConcurrency {
		s.t.Errorf("got %v", err)
	}
}

func (s *story) account() {
	ctx := s.t.Context()
	account, err := s.client.Account(ctx)
	s.must(err)
	workspace, err := s.client.Workspace(ctx, account.Workspace.ID)
	s.must(err)
	if workspace.ID != s.sim.WorkspaceID() || workspace.Name != account.Workspace.Name {
		s.t.Errorf("got %+v of %+v", workspace, account.Workspace)
	}
	rights, err := s.client.Rights(ctx)
	if err != nil != s.may(simulator.KeyPermissionsRefused) || err == nil && !rights.May("user-manage-config", api.LevelWrite) {
		s.t.Errorf("got %+v, %v", rights, err)
	}
	features, err := s.client.Features(ctx)
	if err != nil || !slices.Contains(features, "user-master-data") {
		s.t.Errorf("got %q, %v", features, err)
	}
	if of, err := s.client.ProjectFeatures(ctx); err != nil || len(of) == 0 {
		s.t.Errorf("got %q, %v", of, err)
	}
	if programs, err := s.client.APIUsers(ctx); err != nil || !slices.Contains(programs, account.ID) {
		s.t.Errorf("got %q, %v", programs, err)
	}
}

// people finds somebody, and changes all of them that can be.
func (s *story) people() api.User {
	ctx := s.t.Context()
	seeded, _ := s.sim.Users.Find(func(u simulator.User) bool { return u.Email == "kim@acme.example" })
	s.must(s.sim.Users.Set(seeded.ID, func(u *simulator.User) { u.Gender = new("female") }))
	listed, err := remote.All(ctx, s.client.Users(), api.UserFilter{Archived: true}, api.User.ObjectID)
	s.must(err)
	if at := slices.IndexFunc(listed, func(u api.User) bool { return u.ID == seeded.ID }); at < 0 {
		s.t.Fatalf("%d users without Kim", len(listed))
	}
	where, err := filterby.ID(seeded.ID)
	s.must(err)
	found, err := remote.All(ctx, s.client.Users(), api.UserFilter{Where: filterby.Equal("id", where)}, api.User.ObjectID)
	if err != nil || len(found) != 1 || found[0].ID != seeded.ID {
		s.t.Errorf("found %+v, %v", found, err)
	}
	kim, err := s.client.Users().Get(ctx, seeded.ID)
	s.must(err)
	if kim.HasEmail("KIM@acme.example") == s.may(simulator.EmailMissing) {
		s.t.Errorf("got %+v", kim.Contacts)
	}
	_, err = s.client.Users().Update(ctx, kim.ID, api.UserUpdate{FirstName: api.Set("Kim"), Language: api.Set("de-DE")})
	s.must(err)
	s.must(s.client.Users().AddTags(ctx, kim.ID, []api.Tag{{Name: "remote"}, {Name: "intern"}}))
	s.must(s.client.Users().RemoveTags(ctx, kim.ID, []string{"intern"}))
	_, err = s.client.Users().ContactInfos(ctx, kim.ID)
	s.must(err)
	_, err = s.client.Users().Deactivate(ctx, kim.ID)
	s.must(err)
	kim, err = s.client.Users().Get(ctx, kim.ID)
	if err != nil || kim.Status() != api.StatusDeactivated || *kim.FirstName != "Kim" || *kim.Gender != "female" || len(kim.Tags) != 1 || kim.Tags[0].Name != "remote" {
		s.t.Errorf("got %+v, %v", kim, err)
	}
	s.must(s.client.Users().SetArchived(ctx, kim.ID, true))
	s.must(s.client.Users().SetArchived(ctx, kim.ID, false))
	s.must(s.client.Users().Activate(ctx, kim.ID))
	return kim
}

// roles makes one, gives it to somebody, and takes it away.
func (s *story) roles(kim api.User) {
	ctx, roles := s.t.Context(), s.client.Roles()
	role, err := roles.Create(ctx, "Sales & Söhne")
	s.must(err)
	updated, err := roles.Update(ctx, role.ID, api.RoleUpdate{Name: api.Set("Sales")})
	if err != nil || updated != nil && updated.Name != "Sales" {
		s.t.Errorf("got %+v, %v", updated, err)
	}
	s.must(roles.Permit(ctx, role.ID, api.Permission{Feature: "project-create", Levels: []string{"read", "write"}}))
	s.must(roles.Permit(ctx, role.ID, api.Permission{Feature: "user-master-data", Levels: []string{"read"}}))
	s.must(roles.Permit(ctx, role.ID, api.Permission{Feature: "user-master-data"}))
	permitted, err := roles.Permissions(ctx, role.ID)
	has := func(feature string) bool {
		return slices.ContainsFunc(permitted, func(p api.Permission) bool { return p.Feature == feature && len(p.Levels) > 0 })
	}
	if err != nil || !has("project-create") || has("user-master-data") {
		s.t.Errorf("got %+v, %v", permitted, err)
	}
	s.must(roles.MoveUser(ctx, kim.ID, role.ID))
	users, err := roles.Users(ctx, role.ID)
	if err != nil || len(users) != 1 || users[0].UserID != kim.ID {
		s.t.Errorf("got %+v, %v", users, err)
	}
	if err := roles.Delete(ctx, role.ID, ""); err == nil {
		s.t.Error("a role that is used was deleted")
	}
	s.must(roles.SetArchived(ctx, role.ID, true))
	all, err := remote.All(ctx, roles, api.RoleFilter{Archived: true}, api.Role.ObjectID)
	s.must(err)
	at := slices.IndexFunc(all, func(r api.Role) bool { return r.ID == role.ID })
	plain := slices.IndexFunc(all, func(r api.Role) bool { return r.Name == "User" })
	if at < 0 || !all[at].IsArchived || plain < 0 {
		s.t.Fatalf("got %+v", all)
	}
	s.must(roles.Delete(ctx, role.ID, all[plain].ID))
	if _, err := roles.Get(ctx, role.ID); !remote.IsNotFound(err) {
		s.t.Errorf("got %v", err)
	}
}

// invite invites, where that works, and deletes who was invited.
func (s *story) invite() {
	ctx := s.t.Context()
	admin, _ := s.sim.Roles.Find(func(r simulator.Role) bool { return r.Name == "User" })
	invitation := api.Invitation{WorkspaceID: s.sim.WorkspaceID(), Email: "jane@acme.example", RoleID: admin.ID, FirstName: "Jane"}
	invited, err := s.client.Invite(ctx, invitation)
	refused := s.may(simulator.InviteNotFound, simulator.InviteNotAllowed, simulator.InviteUnauthorized, simulator.InviteAtEdge, simulator.InvitePage)
	if api.RefusesInviting(err, true) != refused || (err != nil) != (refused || s.may(simulator.InvitePasscode)) {
		s.t.Errorf("got %+v, %v", invited, err)
	}
	if err != nil {
		return
	}
	jane, err := s.client.Users().Get(ctx, invited.UserID)
	if err != nil || !jane.Pending() {
		s.t.Errorf("got %+v, %v", jane, err)
	}
	s.must(s.client.Users().Delete(ctx, jane.ID))
	jane, err = s.client.Users().Get(ctx, jane.ID)
	if gone := remote.IsNotFound(err) || err == nil && jane.Deleted() || s.may(simulator.DeletedUnauthorized) && remote.IsForbidden(err); !gone {
		s.t.Errorf("got %+v, %v", jane, err)
	}
}

// TestLimitsOfBothWindows has the server refuse nothing: what it says of its windows is kept to, whichever headers say it.
func TestLimitsOfBothWindows(t *testing.T) {
	t.Parallel()
	ours := map[string][]httpkit.Limit{
		"ours are the same":       {{Requests: 50, Window: time.Second}, httpkit.PerMinute(1000)},
		"only the minute is ours": {httpkit.PerMinute(3000)},
	}
	for _, variant := range []simulator.Variant{"", simulator.RateTripleSecond, simulator.RateTripleMinute} {
		for name, limits := range ours {
			synctest.Test(t, func(t *testing.T) {
				options := simulator.Options{RequestsPerSecond: 50, RequestsPerMinute: 1000}
				if variant != "" {
					options.Variants = []simulator.Variant{variant}
				}
				sim, client := simulated(t, options, func(o *httpkit.Options) {
					o.Limits = limits
				})
				began := time.Now()
				for range 300 {
					if _, err := client.Roles().Page(t.Context(), api.RoleFilter{}, 1); err != nil {
						t.Fatal(err)
					}
				}
				// Six seconds hold them, of which the last need not end: at least 95 % of what the limit allows.
				if took := time.Since(began); took < 5*time.Second || took > 5*time.Second*100/95 {
					t.Errorf("%s, %s: it took %s", variant, name, took)
				}
				for _, request := range sim.Requests() {
					if request.Status == http.StatusTooManyRequests {
						t.Errorf("%s, %s: %s %s was refused", variant, name, request.Method, request.Path)
					}
				}
			})
		}
	}
}

// TestPageOfAnotherService says what to look at.
func TestPageOfAnotherService(t *testing.T) {
	t.Parallel()
	sim := simtest.New(t, simulator.Options{})
	client, err := rest.New(&http.Client{Transport: testserver.InMemory(sim)}, "https://app.awork.example/elsewhere")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Account(t.Context()); !errors.Is(err, api.ErrPage) {
		t.Errorf("got %v", err)
	}
}

// TestMissingRightInEveryForm: who may not see roles is told so, and goes on with what they may.
func TestMissingRightInEveryForm(t *testing.T) {
	t.Parallel()
	for _, variant := range []simulator.Variant{"", simulator.DeniedWithoutTrace, simulator.DeniedNested, simulator.DeniedEmpty} {
		options := simulator.Options{Seed: simulator.Seed{
			Roles: []simulator.Role{{RoleForm: simulator.RoleForm{Name: "Planner"}}},
			Users: []simulator.User{{Email: "kim@acme.example", RoleID: "Planner"}},
		}}
		if variant != "" {
			options.Variants = []simulator.Variant{variant}
		}
		sim := simtest.New(t, options)
		kim, _ := sim.Users.Find(func(u simulator.User) bool { return u.Email == "kim@acme.example" })
		sim.AddToken("key-of-kim-who-plans", simulator.Account{UserID: kim.ID}, time.Time{})
		client := open(t, testserver.InMemory(contract.Wrap(t, sim)), func(o *httpkit.Options) {
			o.Credentials = httpkit.Static("key-of-kim-who-plans")
		})
		for range 2 {
			if _, err := client.Roles().Page(t.Context(), api.RoleFilter{}, 1); !remote.IsForbidden(err) || remote.IsUnauthorized(err) {
				t.Errorf("%s: got %v", variant, err)
			}
			if _, err := client.Account(t.Context()); err != nil {
				t.Errorf("%s: got %v", variant, err)
			}
		}
	}
}
