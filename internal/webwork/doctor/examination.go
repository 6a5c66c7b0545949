package doctor

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// examination is one run of the command.
type examination struct {
	report     *doctorkit.Report
	document   document
	tape       *doctorkit.Tape
	connection provider.Connection
	client     api.Client
	// paged tells that the second page of a list was looked at, which one list suffices for.
	paged bool
}

// run reports what it finds. Its error says why it could not get in.
func (e *examination) run(ctx context.Context) error {
	if spoken := e.client.Capabilities(); !spoken.Workspaces {
		e.runWithout(ctx, spoken)
		return nil
	}
	workspaces, err := e.client.Workspaces(ctx)
	e.signIn() // only now, as the request may have renewed the token
	e.address()
	if err != nil {
		return e.shutOut(err)
	}
	e.document.Workspaces = new(len(workspaces))
	e.report.Finef("Workspaces: %d; %s.", len(workspaces), recording(e.tape.Newest).whereaboutsOfPaging())
	chosen, err := e.choose(workspaces)
	if err != nil {
		return err
	}
	e.role(chosen)
	e.contents(ctx, e.client.In(chosen.ID))
	e.rateLimit()
	e.report.Finef("Requests: %d, all of them GET.", e.tape.Requests)
	return nil
}

// runWithout is run where the API does not tell workspaces.
func (e *examination) runWithout(ctx context.Context, spoken api.Capabilities) {
	e.signIn()
	e.address()
	e.report.Oddf("Workspaces: API %s tells none, and not the role of the account. The provider then takes an object that it cannot find for an error, never for gone or archived.",
		spoken.Name)
	e.contents(ctx, e.client.In(e.connection.Settings.WorkspaceID))
	e.rateLimit()
	e.report.Finef("Requests: %d, all of them GET.", e.tape.Requests)
}

// signIn reports by what the account signs in.
func (e *examination) signIn() {
	const day = 24 * time.Hour
	how := e.connection.SignIn.Kind
	e.document.Credentials = &credentials{Kind: how}
	expiry, told := e.connection.SignIn.Expiry()
	if !told {
		e.report.Finef("Credentials: %s. When the token expires is not known.", how)
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

// address reports where WebWork is reached.
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

// shutOut explains that the workspaces could not be read, without which there is nothing to see. What a token
// endpoint says stays out of the report: it may name people.
func (e *examination) shutOut(err error) error {
	refused, answered := errors.AsType[*remote.Error](err)
	final, dead := errors.AsType[*httpkit.AuthError](err)
	_, insecure := errors.AsType[*httpkit.InsecureError](err)
	switch {
	case dead:
		e.report.Fatalf("Access: WebWork does not accept the credentials.")
		return fmt.Errorf("WebWork does not accept the credentials: %w", final)
	case remote.IsUnauthorized(err):
		e.report.Fatalf("Access: WebWork does not accept the credentials.")
		return fmt.Errorf("WebWork does not accept the credentials (401). %s", e.connection.SignIn.Renewal)
	case insecure:
		e.report.Fatalf("Access: the address is plain http, which would show the credentials to the network.")
		return fmt.Errorf("WebWork is not asked: %w", err)
	case !answered:
		e.report.Unseenf("Access: WebWork cannot be reached: %s.", doctorkit.Reason(err))
		return fmt.Errorf("WebWork cannot be reached: %w", err)
	case !doctorkit.Refuses(refused):
		e.report.Unseenf("Access: %s to GET /workspaces.", doctorkit.Reason(err))
		return fmt.Errorf("%s to GET /workspaces. Try again later", doctorkit.Reason(err))
	case refused.Status == http.StatusNotFound:
		e.report.Fatalf("Access: %s to GET /workspaces.", doctorkit.Reason(err))
		return errors.New("WebWork answered 404 to GET /workspaces. Check that the base URL is that of its API, version and all")
	default:
		e.report.Fatalf("Access: %s to GET /workspaces.", doctorkit.Reason(err))
		return fmt.Errorf("%s to GET /workspaces. The token needs the read scope, and its account a workspace", doctorkit.Reason(err))
	}
}

// choose takes the workspace that the provider would take.
func (e *examination) choose(all []api.Workspace) (api.Workspace, error) {
	offers := make([]string, len(all))
	for i, w := range all {
		offers[i] = fmt.Sprintf("%s (%s)", w.ID, roleOf(w))
	}
	wanted := e.connection.Settings.WorkspaceID
	switch at := slices.IndexFunc(all, func(w api.Workspace) bool { return w.ID == wanted }); {
	case at >= 0:
		e.report.Finef("Workspace: %s, chosen from %s.", all[at].ID, doctorkit.Count(len(all), "workspace"))
		return all[at], nil
	case len(all) == 0:
		e.report.Fatalf("Workspace: the account belongs to no active one.")
		return api.Workspace{}, errors.New("the account belongs to no active workspace; check whose token it is")
	case wanted != "":
		e.report.Fatalf("Workspace: the account has no access to %s; it can use %s.", wanted, plaintext.List(offers))
		return api.Workspace{}, fmt.Errorf("the account has no access to workspace %s; it can use %s", wanted, plaintext.List(offers))
	case len(all) == 1:
		e.report.Finef("Workspace: %s, the account's only one.", all[0].ID)
		return all[0], nil
	default:
		e.report.Fatalf("Workspaces: %s. None of them is chosen, so that the provider would refuse to begin.", plaintext.List(offers))
		return api.Workspace{}, fmt.Errorf("the account can use several workspaces: %s; choose one with --workspace-id %s or WEBWORK_WORKSPACE_ID=%s",
			plaintext.List(offers), all[0].ID, all[0].ID)
	}
}

func roleOf(w api.Workspace) string {
	if w.Role == "" {
		return "role not told"
	}
	return plaintext.Line(w.Role)
}

// role reports what the account may do in the workspace.
func (e *examination) role(w api.Workspace) {
	e.document.Workspace = &workspace{ID: w.ID, AccountKnown: w.UserID != ""}
	if w.Role != "" {
		e.document.Workspace.Role = new(plaintext.Line(w.Role))
	}
	switch w.Role {
	case api.RoleOwner, api.RoleExecutiveManager:
		e.report.Finef("Role: %s, which sees the whole workspace.", w.Role)
	case "":
		e.report.Oddf("Role: not told, as for the token of an application. The provider then takes an object that it cannot find for an error, never for gone or archived.")
	default:
		e.report.Fatalf("Role: %s. WebWork shows such an account only a part of the workspace, so that the provider refuses to manage anything with it.", roleOf(w))
	}
	if !e.document.Workspace.AccountKnown {
		e.report.Oddf("Account: WebWork does not tell which member it is, so that the provider cannot keep a plan from archiving it.")
	}
}

// contents looks at a list of each kind, and at one object of each.
func (e *examination) contents(ctx context.Context, scope api.Scope) {
	documented := e.client.Documented()

	members := subject[api.Member, api.MemberFilter]{
		examination: e, title: "Members", key: "members", reader: scope.Members(), id: api.Member.ObjectID,
		documented: documented.Members, sent: func(m api.Member) remote.Fields { return m.Sent },
		archived: api.Member.Archived,
		marks:    func(m api.Member) (bool, bool) { return m.DeletedAt != nil, m.Status == api.StatusLeft },
	}
	staff := members.list(ctx, api.MemberFilter{})
	person := members.compare(ctx, staff)
	if e.client.Capabilities().Filters {
		left := members.among("Members with status=left").list(ctx, api.MemberFilter{Status: api.StatusLeft})
		members.findArchived(ctx, staff, &left)
	} else {
		members.findArchived(ctx, staff, nil)
	}

	projects := subject[api.Project, api.ProjectFilter]{
		examination: e, title: "Projects", key: "projects", reader: scope.Projects(), id: api.Project.ObjectID,
		documented: documented.Projects, sent: func(p api.Project) remote.Fields { return p.Sent },
		archived: api.Project.Archived,
		marks:    func(p api.Project) (bool, bool) { return p.DeletedAt != nil, false },
	}
	work := projects.list(ctx, api.ProjectFilter{})
	projects.compare(ctx, work)
	projects.findArchived(ctx, work, nil)

	contracts := subject[api.Contract, api.ContractFilter]{
		examination: e, title: "Contracts", key: "contracts", reader: scope.Contracts(), id: api.Contract.ObjectID,
		documented: documented.Contracts, sent: func(c api.Contract) remote.Fields { return c.Sent },
	}
	agreed := contracts.list(ctx, api.ContractFilter{})
	terms := contracts.compare(ctx, agreed)
	if !staff.failed || !agreed.failed {
		e.rates(slices.Concat(staff.items, person), slices.Concat(agreed.items, terms))
	}

	viewers := subject[api.Viewer, api.ViewerFilter]{
		examination: e, title: "Project viewers", key: "project_viewers", reader: scope.Viewers(), id: api.Viewer.ObjectID,
		documented: documented.Viewers, sent: func(v api.Viewer) remote.Fields { return v.Sent },
		archived: api.Viewer.Archived,
		marks:    func(v api.Viewer) (bool, bool) { return v.DeletedAt != nil, v.Status == api.StatusLeft },
	}
	guests := viewers.list(ctx, api.ViewerFilter{})
	viewers.compare(ctx, guests)
	viewers.findArchived(ctx, guests, nil)

	webhooks := subject[api.Webhook, api.WebhookFilter]{
		examination: e, title: "Webhooks", key: "webhooks", reader: scope.Webhooks(), id: api.Webhook.ObjectID,
		documented: documented.Webhooks, sent: func(w api.Webhook) remote.Fields { return w.Sent },
	}
	listed := webhooks.list(ctx, api.WebhookFilter{})
	e.checkIDs(ctx, scope.Webhooks(), listed, webhooks.compare(ctx, listed))
}

// rates reports whether the account is shown what people earn. Lists may leave that out, so the
// single objects count too.
func (e *examination) rates(members []api.Member, contracts []api.Contract) {
	onMembers := slices.ContainsFunc(members, func(m api.Member) bool { return m.Rate != nil })
	onContracts := slices.ContainsFunc(contracts, func(c api.Contract) bool { return c.Rate != nil })
	e.document.Rates = &rates{Members: onMembers, Contracts: onContracts}
	switch {
	case onMembers && onContracts:
		e.report.Finef("Rates: visible on members and contracts.")
	case onMembers && len(contracts) == 0:
		e.report.Finef("Rates: visible on members; there is no contract to look at.")
	case onMembers:
		e.report.Finef("Rates: visible on members, not on contracts, whose projects may not be billable. What is not shown can not be confirmed after it was set.")
	case onContracts:
		e.report.Finef("Rates: visible on contracts, not on members.")
	default:
		e.report.Oddf("Rates: none is shown. Either none is set, or the account may not view rates; " +
			"the rate of a contract can then not be confirmed after it was set.")
	}
}

// rateLimit reports what the answers told about the rate limit. Of each header only the number it
// begins with is shown.
func (e *examination) rateLimit() {
	told := e.tape.Limits
	e.document.RateLimit = &rateLimit{Headers: told, RequestsPerMinute: e.connection.HTTP.Limits[0].Requests}
	if len(told) == 0 {
		e.report.Finef("Rate limit: no header tells of it. The provider counts by itself, up to %s.", e.connection.HTTP.Limits[0])
		return
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(told)) {
		lines = append(lines, strings.TrimSpace(name+" "+told[name]))
	}
	e.report.Finef("Rate limit: told by %s (newest values). The provider sends up to %s, and fewer where these say so.",
		plaintext.List(lines), e.connection.HTTP.Limits[0])
}
