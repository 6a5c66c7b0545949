package session_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/rest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/simtest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

const (
	worker = "aaaaaaaa-0000-4000-8000-000000000001"
	wanda  = "dddddddd-0000-4000-8000-000000000001"
)

// start starts a simulator, and a session in it for the token, which is that of the API user where it is empty.
func start(t *testing.T, token string, settings session.Settings, variants ...simulator.Variant) (*simtest.Server, *session.Session) {
	t.Helper()
	server := simtest.Start(t, simulator.Options{Variants: variants, Seed: simulator.Seed{
		Roles: []simulator.Role{{Object: simulator.Object{ID: worker}, RoleForm: simulator.RoleForm{Name: "Worker"}}},
		Users: []simulator.User{{Object: simulator.Object{ID: wanda}, Email: "wanda@acme.example", RoleID: worker}},
	}})
	server.AddToken("of wanda", simulator.Account{UserID: wanda}, time.Time{})
	if token == "" {
		token = server.Token()
	}
	client, err := rest.Open(httpkit.Options{Credentials: httpkit.Static(token)}, server.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	return server, session.New(client, settings, nil)
}

func TestAccountIsAskedForOnce(t *testing.T) {
	t.Parallel()
	server, s := start(t, "", session.Settings{})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			account, err := s.Account(t.Context())
			if err != nil || account.Workspace.ID != server.WorkspaceID() || !account.RightsKnown || !account.Rights.IsAdmin {
				t.Errorf("the account is %+v: %v", account, err)
			}
		})
	}
	all.Wait()
	if asked := len(server.Requests()); asked != 2 {
		t.Errorf("%d requests tell the account", asked)
	}
}

func TestAnotherWorkspaceIsRefusedBeforeAnythingIsAsked(t *testing.T) {
	t.Parallel()
	server, s := start(t, "", session.Settings{WorkspaceID: worker})
	if _, err := s.Users.Get(t.Context(), wanda); err == nil || !strings.Contains(err.Error(), "workspace_id is "+worker+", but the credentials are those of workspace") {
		t.Errorf("it says %v", err)
	}
	if asked := len(server.Requests()); asked != 2 {
		t.Errorf("%d requests were made, not only those for the account", asked)
	}
}

// Who is no admin and may not see all is refused where it matters, and warned where it does not.
func TestRights(t *testing.T) {
	t.Parallel()
	_, s := start(t, "of wanda", session.Settings{})
	if _, err := s.Manager(t.Context(), session.SeeUsers); err == nil || !strings.Contains(err.Error(), "its role does not permit user-master-data (read)") {
		t.Errorf("it says %v", err)
	}
	var diags diag.Diagnostics
	if _, ok := s.View(t.Context(), "role", false, &diags); !ok || diags.HasError() || diags.WarningsCount() != 1 {
		t.Errorf("data sources say %v", diags)
	}
	if s.SeesAll(t.Context(), session.SeeRoles) {
		t.Error("it sees all roles")
	}
}

func TestRightsThatAreNotTold(t *testing.T) {
	t.Parallel()
	_, s := start(t, "", session.Settings{}, simulator.KeyPermissionsRefused)
	if _, err := s.Manager(t.Context(), session.SeeUsers); err != nil {
		t.Error(err)
	}
	if s.SeesAll(t.Context(), session.SeeUsers) {
		t.Error("what is not told is taken for granted: what is not shown would count as gone")
	}
}

func TestRoleOf(t *testing.T) {
	t.Parallel()
	server, s := start(t, "", session.Settings{})
	if _, err := s.Account(t.Context()); err != nil {
		t.Fatal(err)
	}
	server.ForgetRequests()
	for range 3 {
		if role, err := s.RoleOf(t.Context(), wanda, strings.ToUpper(worker)); err != nil || role != worker {
			t.Errorf("the role is %q: %v", role, err)
		}
	}
	if asked := len(server.Requests()); asked != 1 {
		t.Errorf("%d requests tell the role of somebody who has the likely one", asked)
	}
	if role, err := s.RoleOf(t.Context(), wanda, simulator.GuestRole); err != nil || role != worker {
		t.Errorf("the role is %q: %v", role, err)
	}
	if role, err := s.RoleOf(t.Context(), "dddddddd-0000-4000-8000-00000000000d", ""); err != nil || role != "" {
		t.Errorf("the role of nobody is %q: %v", role, err)
	}
	if others, err := s.OtherAdmins(t.Context(), simulator.AdminRole, simulator.DefaultAdmin); err != nil || others != 0 {
		t.Errorf("%d other admins: %v", others, err)
	}
	// What is written elsewhere counts once it is told.
	if err := server.Users.Set(wanda, func(u *simulator.User) { u.RoleID = simulator.AdminRole }); err != nil {
		t.Fatal(err)
	}
	s.Moved()
	if others, err := s.OtherAdmins(t.Context(), simulator.AdminRole, simulator.DefaultAdmin); err != nil || others != 1 {
		t.Errorf("%d other admins: %v", others, err)
	}
	s.Leaves(wanda)
	if others, err := s.OtherAdmins(t.Context(), simulator.AdminRole, simulator.DefaultAdmin); err != nil || others != 0 {
		t.Errorf("%d other admins, with one who leaves: %v", others, err)
	}
}

// Somebody is found by any of their addresses, whatever lists leave out.
func TestUsersCalled(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"as documented": nil, "in thin lists": {simulator.ThinLists}, "among several": {simulator.EmailsSeveral}, "in capitals": {simulator.EmailCapitals},
		"without a subtype": {simulator.EmailWithoutSubType}, "without totals": {simulator.PagingOnlyPaged},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, s := start(t, "", session.Settings{}, variants...)
			for address, there := range map[string]bool{"WANDA@acme.example": true, "nobody@acme.example": false} {
				found, err := s.UsersCalled(t.Context(), address)
				if err != nil || (len(found) == 1) != there {
					t.Errorf("%s: %d found: %v", address, len(found), err)
				}
			}
		})
	}
}
