package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/provider"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// examination is one run of the command.
type examination struct {
	report   *doctorkit.Report
	document document

	tape       *doctorkit.Tape
	connection provider.Connection
	client     api.Client
}

// run reports what it finds. Its error says why it could not get in.
func (e *examination) run(ctx context.Context) error {
	found, err := e.client.Account(ctx)
	e.signIn() // only now, as the request may have renewed the token
	e.address()
	if err != nil {
		return e.shutOut(err)
	}
	workspace := found.Workspace.ID
	e.document.Workspace = &workspace
	if wanted := e.connection.Settings.WorkspaceID; wanted != "" && wanted != workspace {
		e.report.Fatalf("Workspace: %s, but workspace_id is %s, so that the provider would refuse to begin.", workspace, wanted)
		return fmt.Errorf("the credentials are those of workspace %s; use others, or set AWORK_WORKSPACE_ID to it", workspace)
	}
	e.report.Finef("Workspace: %s.", workspace)
	e.account(ctx, found)
	e.users(ctx)
	e.roles(ctx)
	e.features(ctx)
	e.rateLimit()
	e.report.Finef("Requests: %d, all of them GET.", e.tape.Requests)
	return nil
}

// signIn reports by what the account signs in.
func (e *examination) signIn() {
	expiry, told := e.connection.SignIn.Expiry()
	e.document.Credentials = e.report.SignIn(e.connection.SignIn.Kind, expiry, told, "When it expires is not told, as of API keys, which do not.")
}

// address reports where awork is reached.
func (e *examination) address() {
	e.document.BaseURL = e.report.Address(e.connection.BaseURL, e.connection.DefaultURL(), e.connection.HTTP.AllowInsecureHTTP)
}

// shutOut explains that the account could not be read, without which there is nothing to see.
func (e *examination) shutOut(err error) error {
	refused, answered := errors.AsType[*remote.Error](err)
	_, insecure := errors.AsType[*httpkit.InsecureError](err)
	switch {
	case remote.IsUnauthorized(err):
		e.report.Fatalf("Access: awork does not accept the credentials.")
		return fmt.Errorf("awork does not accept the credentials. %s", e.connection.SignIn.Renewal)
	case insecure:
		e.report.Fatalf("Access: the address is plain http, which would show the credentials to the network.")
		return fmt.Errorf("awork is not asked: %w", err)
	case errors.Is(err, api.ErrPage):
		e.report.Fatalf("Access: what answers is a web page and not awork's API.")
		return errors.New("what answers is a web page. Check that the base URL is that of the API: it ends in /api/v1")
	case !answered:
		e.report.Unseenf("Access: awork cannot be reached: %s.", doctorkit.Reason(err))
		return fmt.Errorf("awork cannot be reached: %w", err)
	case !doctorkit.Refuses(refused):
		e.report.Unseenf("Access: %s to GET /me.", doctorkit.Reason(err))
		return fmt.Errorf("%s to GET /me. Try again later", doctorkit.Reason(err))
	default:
		e.report.Fatalf("Access: %s to GET /me.", doctorkit.Reason(err))
		return fmt.Errorf("%s to GET /me. Check that the base URL is that of the API: it ends in /api/v1", doctorkit.Reason(err))
	}
}

// account reports what the account may do.
func (e *examination) account(ctx context.Context, found api.Account) {
	e.document.Account = &account{}
	programs, err := e.client.APIUsers(ctx)
	switch {
	case err != nil:
		e.report.Oddf("API users: they cannot be read: %s. The provider then cannot tell programs from people.", doctorkit.Reason(err))
	case slices.Contains(programs, found.ID):
		e.document.Account.Program = true
		e.report.Finef("Account: an API user, one of %d.", len(programs))
	default:
		e.report.Finef("Account: a person, whom no plan of the provider can lock out.")
	}
	rights, err := e.client.Rights(ctx)
	if err != nil {
		e.report.Oddf("Rights: they cannot be read: %s. The provider then takes an object that it cannot find for an error, never for gone.", doctorkit.Reason(err))
		return
	}
	users, roles := rights.May("user-master-data", api.LevelRead), rights.May("workspace-manage-config", api.LevelRead)
	e.document.Account.Admin, e.document.Account.SeesUsers, e.document.Account.SeesRoles = new(rights.IsAdmin), new(users), new(roles)
	switch {
	case rights.IsBlocked:
		e.report.Fatalf("Rights: the account is blocked.")
	case rights.IsAdmin:
		e.report.Finef("Rights: admin, who sees and may change everything.")
	default:
		e.report.Oddf("Rights: no admin. The provider can change only what the role permits; inviting takes an admin.")
		e.sight("Users", "user-master-data", users)
		e.sight("Roles", "workspace-manage-config", roles)
	}
}

func (e *examination) sight(kind, feature string, sees bool) {
	if sees {
		e.report.Finef("%s: the role permits to see all of them.", kind)
		return
	}
	e.report.Fatalf("%s: the role does not permit %s (read), so that awork shows only some, and the provider manages none.", kind, feature)
}

// users looks at the list of users, and at one of them.
func (e *examination) users(ctx context.Context) {
	page, err := e.client.Users().Page(ctx, api.UserFilter{Archived: true}, 1)
	if err != nil {
		e.report.Unreadf(err, "Users: the list cannot be read: %s.", doctorkit.Reason(err))
		return
	}
	listed := e.tape.Newest
	about := &list{Shown: len(page.Items)}
	e.document.Users = about
	withAddress := 0
	for _, user := range page.Items {
		if user.Inactive() {
			about.Inactive++
		}
		if user.Email() != "" {
			withAddress++
		}
	}
	e.told("Users", about, page.Total, page.Final)
	e.report.Finef("Users: %d of those are deactivated or archived.", about.Inactive)
	if withAddress == 0 && about.Shown > 0 {
		e.report.Oddf("Users: none of the list has an e-mail address. The provider reads everybody by themselves to find one.")
	}
	if len(page.Items) == 0 {
		return
	}
	if _, err := e.client.Users().Get(ctx, page.Items[0].ID); err != nil {
		e.report.Unreadf(err, "Users: one that is in the list cannot be read by its id: %s.", doctorkit.Reason(err))
		return
	}
	var items []json.RawMessage
	if json.Unmarshal(listed, &items) != nil || len(items) == 0 {
		return
	}
	about.Lacking = doctorkit.Lacking(doctorkit.FieldsOf(items[0]), doctorkit.FieldsOf(e.tape.Newest))
	if len(about.Lacking) > 0 {
		e.report.Oddf("Users: list items lack %s. Where that matters, the provider reads each user by itself.", plaintext.List(about.Lacking))
	} else {
		e.report.Finef("Users: list items carry every field of a single user.")
	}
}

// told reports what a list tells of its size.
func (e *examination) told(kind string, about *list, total int, final bool) {
	if total != remote.UnknownTotal {
		about.Total = new(total)
	}
	switch {
	case total == remote.UnknownTotal && final:
		e.report.Finef("%s: %d; no total is told.", kind, about.Shown)
	case total == remote.UnknownTotal:
		e.report.Oddf("%s: more than %d; no total is told, so that the end is where a page is empty.", kind, about.Shown)
	case final && total != about.Shown:
		e.report.Oddf("%s: %d, but the total is %d. The provider does not take such a list for complete, and asks for each object that it lacks.", kind, about.Shown, total)
	case final:
		e.report.Finef("%s: %d, on one page, and the total agrees.", kind, about.Shown)
	default:
		e.report.Finef("%s: %d, in pages of %d.", kind, total, about.Shown)
	}
}

// roles looks at the list of roles, and who has one.
func (e *examination) roles(ctx context.Context) {
	page, err := e.client.Roles().Page(ctx, api.RoleFilter{Archived: true}, 1)
	if err != nil {
		e.report.Unreadf(err, "Roles: the list cannot be read: %s.", doctorkit.Reason(err))
		return
	}
	about := &list{Shown: len(page.Items)}
	e.document.Roles = about
	admin := ""
	for _, role := range page.Items {
		if role.IsArchived {
			about.Inactive++
		}
		if role.IsAdmin {
			admin = role.ID
		}
	}
	e.told("Roles", about, page.Total, page.Final)
	if admin == "" {
		e.report.Oddf("Roles: none is told to be the admin role, so that the provider cannot keep its last admin.")
		return
	}
	admins, err := e.client.Roles().Users(ctx, admin)
	if err != nil {
		e.report.Unreadf(err, "Roles: who has one cannot be read: %s.", doctorkit.Reason(err))
		return
	}
	e.report.Finef("Roles: who has one is told; %s.", doctorkit.Count(len(admins), "user")+" in the admin role")
}

// features looks at what roles can permit.
func (e *examination) features(ctx context.Context) {
	features, err := e.client.Features(ctx)
	if err != nil {
		e.report.Oddf("Features: they cannot be read: %s.", doctorkit.Reason(err))
		return
	}
	e.report.Finef("Features: %d that roles can permit.", len(features))
}

// rateLimit reports what the answers told about the rate limit.
func (e *examination) rateLimit() {
	limits := e.connection.HTTP.Limits
	e.document.RateLimit = &rateLimit{Headers: e.tape.Limits, RequestsPerMinute: limits[0].Requests, RequestsPerSecond: limits[1].Requests}
	e.report.RateLimit(e.tape.Limits, limits)
}
