package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

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
	const day = 24 * time.Hour
	how := e.connection.SignIn.Kind
	e.document.Credentials = &credentials{Kind: how}
	expiry, told := e.connection.SignIn.Expiry()
	if !told {
		e.report.Finef("Credentials: %s. When it expires is not told, as of API keys, which do not.", how)
		return
	}
	e.document.Credentials.Expires = new(expiry.UTC())
	date := expiry.UTC().Format("2 January 2006 15:04 UTC")
	if left := time.Until(expiry); left > 0 {
		e.report.Finef("Credentials: %s. The token expires on %s, in %s.", how, date, doctorkit.Count(int(left/day), "day"))
	} else {
		e.report.Oddf("Credentials: %s. The token expired on %s.", how, date)
	}
}

// address reports where awork is reached.
func (e *examination) address() {
	address, err := url.Parse(e.connection.BaseURL)
	if err != nil {
		return
	}
	e.document.BaseURL = &baseURL{Host: address.Host, Default: e.connection.DefaultURL()}
	switch {
	case e.document.BaseURL.Default:
		e.report.Finef("Base URL: at %s, the default.", address.Host)
	case address.Scheme == "http" && e.connection.HTTP.AllowInsecureHTTP:
		e.report.Oddf("Base URL: at %s, over plain http, which shows the token to the network.", address.Host)
	default:
		e.report.Finef("Base URL: at %s, which is not the default.", address.Host)
	}
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

// rateLimit reports what the answers told about the rate limits. Of each header only the number it
// begins with is shown.
func (e *examination) rateLimit() {
	told, limits := e.tape.Limits, e.connection.HTTP.Limits
	e.document.RateLimit = &rateLimit{Headers: told, RequestsPerMinute: limits[0].Requests, RequestsPerSecond: limits[1].Requests}
	if len(told) == 0 {
		e.report.Finef("Rate limit: no header tells of it. The provider counts by itself, up to %s and %s.", limits[0], limits[1])
		return
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(told)) {
		lines = append(lines, strings.TrimSpace(name+" "+told[name]))
	}
	e.report.Finef("Rate limit: told by %s (newest values). The provider sends up to %s and %s, and fewer where these say so.", plaintext.List(lines), limits[0], limits[1])
}
