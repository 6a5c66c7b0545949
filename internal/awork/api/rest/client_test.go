package rest_test

import (
	"context"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/rest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// janeJSON is a user with every field, as awork writes it.
const janeJSON = `{"id":"11111111-1111-4111-8111-11111111111A","firstName":"Jane","lastName":"Doe","birthDate":"1990-05-01T00:00:00.1234567Z",
	"gender":"female","title":"","position":"Designer","language":"en-GB","status":{"invitationAccepted":false,"isDeactivated":false},
	"isArchived":false,"isDeactivated":false,"isAgent":false,"isExternal":false,"hasImage":true,"resourceVersion":9007199254740993,
	"userContactInfos":[{"id":"44444444-4444-4444-8444-444444444444","type":"phone","value":"1"},
		{"id":"44444444-4444-4444-8444-444444444445","type":"email","subType":"private","value":"jane@home.example"},
		{"id":"44444444-4444-4444-8444-444444444446","type":"Email","subType":"Work","value":"Jane@Acme.example"}],
	"tags":[{"id":"x","name":"intern","color":"red"}],"teams":[{"id":"55555555-5555-4555-8555-555555555555","name":"Web"}],
	"createdOn":"2026-01-01T00:00:00Z","createdBy":"22222222-2222-4222-8222-222222222222","whatever":{"is":"new"}}`

func TestUserOfEveryField(t *testing.T) {
	t.Parallel()
	user, err := open(t, newWire(reply{body: janeJSON})).Users().Get(t.Context(), jane)
	if err != nil {
		t.Fatal(err)
	}
	if user.ID != "11111111-1111-4111-8111-11111111111a" || user.Name() != "Jane Doe" || *user.Title != "" || *user.Position != "Designer" ||
		user.Email() != "Jane@Acme.example" || user.Key() != "jane@acme.example" || !user.HasEmail("JANE@home.example") || user.HasEmail("1") ||
		*user.ResourceVersion != 9007199254740993 || !user.Pending() || user.Inactive() || user.Deleted() ||
		*user.BirthDate != "1990-05-01T00:00:00.1234567Z" || *user.CreatedOn != "2026-01-01T00:00:00Z" {
		t.Errorf("got %+v", user)
	}
	red := "red"
	if !reflect.DeepEqual(user.Tags, []api.Tag{{Name: "intern", Color: &red}}) || len(user.Teams) != 1 || user.Teams[0].Name != "Web" {
		t.Errorf("got %+v and %+v", user.Tags, user.Teams)
	}
	if !user.Sent.Covers(open(t, newWire(reply{})).Documented().Users) {
		t.Errorf("only %b was sent", user.Sent)
	}
}

// TestStatesOfUsers reads them however awork tells them.
func TestStatesOfUsers(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"id":"` + jane + `"}`: api.StatusActive,
		`{"id":"` + jane + `","status":{"invitationAccepted":true}}`:                             api.StatusActive,
		`{"id":"` + jane + `","status":{"invitationAccepted":false}}`:                            api.StatusPending,
		`{"id":"` + jane + `","status":{"invitationAccepted":true,"isDeactivated":true}}`:        api.StatusDeactivated,
		`{"id":"` + jane + `","isDeactivated":true,"status":null}`:                               api.StatusDeactivated,
		`{"id":"` + jane + `","isDeactivated":true,"isArchived":true}`:                           api.StatusArchived,
		`{"id":"` + jane + `","deletedOn":null,"userContactInfos":null,"tags":null,"teams":[ ]}`: api.StatusActive,
	} {
		user, err := open(t, newWire(reply{body: body})).Users().Get(t.Context(), jane)
		if err != nil || user.Status() != want || user.Email() != "" || user.Deleted() {
			t.Errorf("%s is %s: %v", body, user.Status(), err)
		}
	}
	gone, err := open(t, newWire(reply{body: `{"id":"` + jane + `","deletedOn":"2026-01-01T00:00:00"}`})).Users().Get(t.Context(), jane)
	if err != nil || !gone.Deleted() {
		t.Errorf("got %+v, %v", gone, err)
	}
}

// TestWhatIsNoUser has answers on which nobody may decide anything.
func TestWhatIsNoUser(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		``, `null`, `[]`, `{}`, `7`, `{"id":"jane"}`, `{"id":"00000000-0000-0000-0000-000000000000"}`, `{"id":"` + jane + `","isDeactivated":"perhaps"}`,
		`{"id":"` + jane + `","status":"active"}`, `{"id":"` + jane + `","userContactInfos":[{"id":"` + jane + `","type":"email","value":{}}]}`,
		`{"id":"` + jane + `","tags":"none"}`, `{"id":"` + jane + `","deletedOn":{}}`, `{"id":"` + jane,
	} {
		user, err := open(t, newWire(reply{body: body})).Users().Get(t.Context(), jane)
		if err == nil || !remote.IsRead(err) {
			t.Errorf("%s is taken for %+v: %v", body, user, err)
		}
	}
}

// TestCalls has what each call sends, and what it makes of the answer.
func TestCalls(t *testing.T) {
	t.Parallel()
	red := "red"
	for name, test := range map[string]struct {
		call   func(context.Context, *rest.Client) (any, error)
		answer reply
		asked  string
		want   any
	}{
		"activate": {
			func(ctx context.Context, c *rest.Client) (any, error) { return nil, c.Users().Activate(ctx, jane) },
			reply{status: 204},
			"POST /users/" + jane + "/activate", nil,
		},
		"deactivate": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Users().Deactivate(ctx, jane) },
			reply{body: `{"privateProjectManagersReassignedCount":1,"privateProjectsDeletedCount":2}`},
			"POST /users/" + jane + "/deactivate?includeSummary=true", &api.Deactivation{PrivateProjectsDeleted: 2, PrivateProjectsReassigned: 1},
		},
		"deactivate without a word": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Users().Deactivate(ctx, jane) },
			reply{status: 204},
			"POST /users/" + jane + "/deactivate?includeSummary=true", (*api.Deactivation)(nil),
		},
		"archive": {
			func(ctx context.Context, c *rest.Client) (any, error) {
				return nil, c.Users().SetArchived(ctx, jane, true)
			},
			reply{body: janeJSON},
			"POST /users/" + jane + `/setarchived {"isArchived":true}`, nil,
		},
		"delete": {
			func(ctx context.Context, c *rest.Client) (any, error) { return nil, c.Users().Delete(ctx, jane) },
			reply{},
			"DELETE /users/" + jane, nil,
		},
		"add tags": {func(ctx context.Context, c *rest.Client) (any, error) {
			return nil, c.Users().AddTags(ctx, jane, []api.Tag{{Name: "intern", Color: &red}, {Name: "new"}})
		}, reply{}, "POST /users/" + jane + `/addtags [{"name":"intern","color":"red"},{"name":"new"}]`, nil},
		"remove tags": {func(ctx context.Context, c *rest.Client) (any, error) {
			return nil, c.Users().RemoveTags(ctx, jane, []string{"intern"})
		}, reply{status: 204}, "POST /users/" + jane + `/deletetags [{"name":"intern"}]`, nil},
		"contact infos": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Users().ContactInfos(ctx, jane) },
			reply{body: `[]`},
			"GET /users/" + jane + "/contactinfo?page=1&pageSize=1000", []api.ContactInfo(nil),
		},
		"invite": {
			func(ctx context.Context, c *rest.Client) (any, error) {
				return c.Invite(ctx, api.Invitation{WorkspaceID: space, Email: "jane@acme.example", RoleID: admin, FirstName: "Jane", SkipEmail: true})
			},
			reply{body: `{"invitationCode":"c","passwordResetCode":"p","userId":"` + jane + `","workspace":{}}`},
			`POST /invitations {"workspaceId":"` + space + `","invitationFlow":"invite","email":"jane@acme.example","roleId":"` + admin +
				`","firstName":"Jane","skipSendingEmail":true}`,
			api.Invited{UserID: jane, Code: new("c")},
		},
		"role": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Roles().Create(ctx, "Sales") },
			reply{body: `{"id":"` + admin + `","name":"Sales","isPreset":true}`},
			`POST /roles {"isAdminRole":false,"isGuestRole":false,"name":"Sales"}`,
			api.Role{ID: admin, Name: "Sales", IsPreset: true},
		},
		"archive a role": {
			func(ctx context.Context, c *rest.Client) (any, error) {
				return nil, c.Roles().SetArchived(ctx, admin, false)
			},
			reply{},
			"POST /roles/" + admin + `/setarchived {"isArchived":false}`, nil,
		},
		"delete a role": {
			func(ctx context.Context, c *rest.Client) (any, error) { return nil, c.Roles().Delete(ctx, admin, "") },
			reply{status: 204},
			"POST /roles/" + admin + "/delete {}", nil,
		},
		"replace a role": {
			func(ctx context.Context, c *rest.Client) (any, error) {
				return nil, c.Roles().Delete(ctx, admin, space)
			},
			reply{status: 204},
			"POST /roles/" + admin + `/delete {"newRoleId":"` + space + `"}`, nil,
		},
		"who has a role": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Roles().Users(ctx, admin) },
			reply{body: `[{"userId":"` + jane + `","roleId":"` + admin + `","isDeactivated":true}]`, header: map[string]string{"aw-totalitems": "1"}},
			"GET /roles/" + admin + "/users?page=1&pageSize=1000&showArchived=true",
			[]api.RoleUser{{UserID: jane, RoleID: admin, IsDeactivated: true}},
		},
		"move": {
			func(ctx context.Context, c *rest.Client) (any, error) {
				return nil, c.Roles().MoveUser(ctx, jane, admin)
			},
			reply{},
			`POST /roles/moveuser {"toRoleId":"` + admin + `","userId":"` + jane + `"}`, nil,
		},
		"permissions": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Roles().Permissions(ctx, admin) },
			reply{body: `[{"id":"x","feature":"project-create","accessLevels":["read","write"]}]`},
			"GET /roles/" + admin + "/permissions?page=1&pageSize=1000",
			[]api.Permission{{Feature: "project-create", Levels: []string{"read", "write"}}},
		},
		"permit": {func(ctx context.Context, c *rest.Client) (any, error) {
			return nil, c.Roles().Permit(ctx, admin, api.Permission{Feature: "project-create", Levels: []string{"read"}})
		}, reply{}, "POST /roles/" + admin + `/permissions {"feature":"project-create","accessLevels":["read"]}`, nil},
		"permit nothing": {func(ctx context.Context, c *rest.Client) (any, error) {
			return nil, c.Roles().Permit(ctx, admin, api.Permission{Feature: "project-create"})
		}, reply{status: 204}, "POST /roles/" + admin + `/permissions {"feature":"project-create","accessLevels":[]}`, nil},
		"features": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Features(ctx) },
			reply{body: `["a","b"]`},
			"GET /permissions/features",
			[]string{"a", "b"},
		},
		"features of projects": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.ProjectFeatures(ctx) },
			reply{body: `[]`},
			"GET /permissions/projectfeatures",
			[]string{},
		},
		"programs": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.APIUsers(ctx) },
			reply{body: `[{"id":"` + jane + `","name":"bot"}]`},
			"GET /apiusers",
			[]string{jane},
		},
		"workspace": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Workspace(ctx, space) },
			reply{body: `{"id":"` + space + `","name":"Acme","subdomains":[{"name":"acme","isDefault":true}],"sameDomainSignupDomains":["acme.example"]}`},
			"GET /workspaces/" + space,
			api.Workspace{
				ID: space, Name: "Acme", Subdomains: []api.Subdomain{{Name: "acme", IsDefault: true}}, SameDomainSignupDomains: []string{"acme.example"},
			},
		},
		"rights": {
			func(ctx context.Context, c *rest.Client) (any, error) { return c.Rights(ctx) },
			reply{body: `{"signature":"s","userPermission":{"userId":"` + jane + `","roleId":"` + api.NoID + `","isAdmin":true,
				"permissions":[{"feature":"project-create","accessLevels":["manage"]}]},
				"projectRolesPermissions":[{"projectRoleId":"` + space + `","permissions":[]}]}`},
			"GET /me/permissions",
			api.Rights{
				UserID: jane, IsAdmin: true, Permissions: []api.Permission{{Feature: "project-create", Levels: []string{"manage"}}},
				ProjectRoles: map[string][]api.Permission{space: {}},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			network := newWire(test.answer)
			got, err := test.call(t.Context(), open(t, network))
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %#v, want %#v: %v", got, test.want, err)
			}
			if asked := network.requests(); len(asked) != 1 || asked[0] != test.asked {
				t.Errorf("asked %q, want %q", asked, test.asked)
			}
		})
	}
}

func TestAccount(t *testing.T) {
	t.Parallel()
	body := strings.TrimSuffix(janeJSON, "}") + `,"accountId":"` + admin + `","workspace":{"id":"` + space + `","name":"Acme","url":"acme"}}`
	account, err := open(t, newWire(reply{body: body})).Account(t.Context())
	if err != nil || account.Email() != "Jane@Acme.example" || account.AccountID != admin ||
		!reflect.DeepEqual(account.Workspace, api.AccountWorkspace{ID: space, Name: "Acme", URL: new("acme")}) {
		t.Errorf("got %+v, %v", account, err)
	}
}

// TestInvitesNowhereElse sends nothing without a workspace: awork would make a new one.
func TestInvitesNowhereElse(t *testing.T) {
	t.Parallel()
	for _, workspace := range []string{"", api.NoID, "7"} {
		network := newWire(reply{})
		_, err := open(t, network).Invite(t.Context(), api.Invitation{WorkspaceID: workspace, Email: "jane@acme.example", RoleID: admin})
		if err == nil || remote.IsUncertain(err) || len(network.requests()) != 0 {
			t.Errorf("%q: %v, %q", workspace, err, network.requests())
		}
	}
}

// TestTags207 is a removal of which some failed.
func TestTags207(t *testing.T) {
	t.Parallel()
	err := open(t, newWire(reply{status: http.StatusMultiStatus, body: `[{"name":"intern"}]`})).Users().RemoveTags(t.Context(), jane, []string{"intern"})
	if err == nil || !strings.Contains(err.Error(), "207") {
		t.Errorf("got %v", err)
	}
}

// TestAround sees what is asked of the client.
func TestAround(t *testing.T) {
	t.Parallel()
	var paths []string
	client, err := rest.Open(httpkit.Options{Transport: newWire(reply{body: janeJSON})}, base, func(next http.RoundTripper) http.RoundTripper {
		return lossy(func(request *http.Request) (*http.Response, error) {
			paths = append(paths, request.URL.Path)
			return next.RoundTrip(request)
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Users().Get(t.Context(), jane); err != nil || len(paths) != 1 || !strings.HasSuffix(paths[0], jane) {
		t.Errorf("saw %q, %v", paths, err)
	}
}

// TestBaseAddress is refused where it is none.
func TestBaseAddress(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "api.awork.com", "ftp://api.awork.com"} {
		if _, err := rest.Open(httpkit.Options{}, address); err == nil || !strings.Contains(err.Error(), "the base URL of awork") {
			t.Errorf("%q: %v", address, err)
		}
		if _, err := rest.New(http.DefaultClient, address); err == nil {
			t.Errorf("%q is taken", address)
		}
	}
}
