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

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// examination is one run of the command.
type examination struct {
	*report

	tape       *tape
	connection provider.Connection
	client     api.Client
	// paged tells that the second page of a list was looked at, which one list suffices for.
	paged bool
}

// run reports what it finds. Its error says why it could not get in.
func (e *examination) run(ctx context.Context) error {
	workspaces, err := e.client.Workspaces(ctx)
	e.access()
	if err != nil {
		return e.shutOut(err)
	}
	e.factf("Workspaces: %d; %s.", len(workspaces), e.tape.last().whereaboutsOfPaging())
	workspace, err := e.workspace(workspaces)
	if err != nil {
		return err
	}
	e.role(workspace)
	e.contents(ctx, e.client.In(workspace.ID))
	e.rateLimit()
	e.factf("Requests: %d, all of them GET.", len(e.tape.answers))
	return nil
}

// access reports how WebWork is reached.
func (e *examination) access() {
	const day = 24 * time.Hour
	how := e.connection.SignIn.Kind
	switch expiry, told := e.connection.SignIn.Expiry(); {
	case told:
		e.factf("Credentials: %s. The token expires on %s, in %s.",
			how, expiry.UTC().Format("2 January 2006 15:04 UTC"), count(int(time.Until(expiry)/day), "day"))
	default:
		e.factf("Credentials: %s. When the token expires is not known.", how)
	}
	address, err := url.Parse(e.connection.BaseURL)
	switch {
	case err != nil:
	case e.connection.BaseURL == api.BaseURL:
		e.factf("Base URL: at %s, the default.", address.Host)
	case address.Scheme == "http" && e.connection.HTTP.AllowInsecureHTTP:
		e.oddf("Base URL: at %s, over plain http, which shows the token to the network.", address.Host)
	default:
		e.factf("Base URL: at %s, which is not the default.", address.Host)
	}
}

// shutOut explains that the workspaces could not be read, without which there is nothing to see.
func (e *examination) shutOut(err error) error {
	var refused *api.Error
	var final *httpkit.AuthError
	switch {
	case errors.As(err, &final):
		return fmt.Errorf("WebWork does not accept the credentials: %w", final)
	case api.IsUnauthorized(err):
		return fmt.Errorf("WebWork does not accept the credentials (401). %s", e.connection.SignIn.Renewal)
	case errors.As(err, &refused) && refused.Status == http.StatusNotFound:
		return errors.New("WebWork answered 404 to GET /workspaces. Check that the base URL is that of its API, version and all")
	case errors.As(err, &refused):
		return fmt.Errorf("WebWork answered %d %s to GET /workspaces. The token needs the read scope, and its account a workspace",
			refused.Status, http.StatusText(refused.Status))
	default:
		return fmt.Errorf("WebWork cannot be reached: %w", err)
	}
}

// workspace chooses the workspace as the provider does.
func (e *examination) workspace(all []api.Workspace) (api.Workspace, error) {
	offers := make([]string, len(all))
	for i, w := range all {
		offers[i] = fmt.Sprintf("%s (%s)", w.ID, roleOf(w))
	}
	wanted := e.connection.Settings.WorkspaceID
	switch at := slices.IndexFunc(all, func(w api.Workspace) bool { return w.ID == wanted }); {
	case at >= 0:
		e.factf("Workspace: %s, chosen from %s.", all[at].ID, count(len(all), "workspace"))
		return all[at], nil
	case len(all) == 0:
		return api.Workspace{}, errors.New("the account belongs to no active workspace; check whose token it is")
	case wanted != "":
		return api.Workspace{}, fmt.Errorf("the account has no access to workspace %s; it can use %s", wanted, enumerate(offers))
	case len(all) == 1:
		e.factf("Workspace: %s, the account's only one.", all[0].ID)
		return all[0], nil
	default:
		e.oddf("Workspaces: %s. None of them is chosen, so that the provider would refuse to begin.", enumerate(offers))
		return api.Workspace{}, fmt.Errorf("the account can use several workspaces: %s; choose one with --workspace-id %s or WEBWORK_WORKSPACE_ID=%s",
			enumerate(offers), all[0].ID, all[0].ID)
	}
}

func roleOf(w api.Workspace) string {
	if w.Role == "" {
		return "role not told"
	}
	return w.Role
}

// role reports what the account may do in the workspace.
func (e *examination) role(w api.Workspace) {
	switch w.Role {
	case api.RoleOwner, api.RoleExecutiveManager:
		e.factf("Role: %s, which sees the whole workspace.", w.Role)
	case "":
		e.oddf("Role: not told, as for the token of an application. The provider then takes an object that it cannot find for an error, never for gone or archived.")
	default:
		e.oddf("Role: %s. WebWork shows such an account only a part of the workspace, so that the provider refuses to manage anything with it.", w.Role)
	}
	if w.UserID == "" {
		e.oddf("Account: WebWork does not tell which member it is, so that the provider cannot keep a plan from archiving it.")
	}
}

// contents looks at a list of each kind, and at one object of each.
func (e *examination) contents(ctx context.Context, scope api.Scope) {
	documented := e.client.Documented()

	members := subject[api.Member, api.MemberFilter]{
		examination: e, title: "Members", reader: scope.Members(), id: api.Member.ObjectID,
		documented: documented.Members, sent: func(m api.Member) api.Fields { return m.Sent },
		archived: api.Member.Archived,
		marks:    func(m api.Member) (bool, bool) { return m.DeletedAt != nil, m.Status == api.StatusLeft },
	}
	staff := members.list(ctx, api.MemberFilter{})
	person := members.compare(ctx, staff)
	left := members.among("Members with status=left").list(ctx, api.MemberFilter{Status: api.StatusLeft})
	members.findArchived(ctx, staff, &left)

	projects := subject[api.Project, api.ProjectFilter]{
		examination: e, title: "Projects", reader: scope.Projects(), id: api.Project.ObjectID,
		documented: documented.Projects, sent: func(p api.Project) api.Fields { return p.Sent },
		archived: api.Project.Archived,
		marks:    func(p api.Project) (bool, bool) { return p.DeletedAt != nil, false },
	}
	work := projects.list(ctx, api.ProjectFilter{})
	projects.compare(ctx, work)
	projects.findArchived(ctx, work, nil)

	contracts := subject[api.Contract, api.ContractFilter]{
		examination: e, title: "Contracts", reader: scope.Contracts(), id: api.Contract.ObjectID,
		documented: documented.Contracts, sent: func(c api.Contract) api.Fields { return c.Sent },
	}
	agreed := contracts.list(ctx, api.ContractFilter{})
	e.rates(slices.Concat(staff.items, person), slices.Concat(agreed.items, contracts.compare(ctx, agreed)))

	viewers := subject[api.Viewer, api.ViewerFilter]{
		examination: e, title: "Project viewers", reader: scope.Viewers(), id: api.Viewer.ObjectID,
		documented: documented.Viewers, sent: func(v api.Viewer) api.Fields { return v.Sent },
		archived: api.Viewer.Archived,
		marks:    func(v api.Viewer) (bool, bool) { return v.DeletedAt != nil, v.Status == api.StatusLeft },
	}
	guests := viewers.list(ctx, api.ViewerFilter{})
	viewers.compare(ctx, guests)
	viewers.findArchived(ctx, guests, nil)

	webhooks := subject[api.Webhook, api.WebhookFilter]{
		examination: e, title: "Webhooks", reader: scope.Webhooks(), id: api.Webhook.ObjectID,
		documented: documented.Webhooks, sent: func(w api.Webhook) api.Fields { return w.Sent },
	}
	listed := webhooks.list(ctx, api.WebhookFilter{})
	e.checkIDs(ctx, scope.Webhooks(), listed, webhooks.compare(ctx, listed))
}

// rates reports whether the account is shown what people earn. Lists may leave that out, so the
// single objects count too.
func (e *examination) rates(members []api.Member, contracts []api.Contract) {
	onMembers := slices.ContainsFunc(members, func(m api.Member) bool { return m.Rate != nil })
	onContracts := slices.ContainsFunc(contracts, func(c api.Contract) bool { return c.Rate != nil })
	switch {
	case onMembers && onContracts:
		e.factf("Rates: visible on members and contracts.")
	case onMembers && len(contracts) == 0:
		e.factf("Rates: visible on members; there is no contract to look at.")
	case onMembers:
		e.factf("Rates: visible on members, not on contracts, whose projects may not be billable. What is not shown can not be confirmed after it was set.")
	case onContracts:
		e.factf("Rates: visible on contracts, not on members.")
	default:
		e.oddf("Rates: none is shown. Either none is set, or the account may not view rates; " +
			"the rate of a contract can then not be confirmed after it was set.")
	}
}

// rateLimit reports what the answers told about the rate limit. Of each header only the number it
// begins with is shown.
func (e *examination) rateLimit() {
	told := map[string]string{}
	for _, answer := range e.tape.answers {
		for name := range answer.header {
			if plain := strings.ToLower(name); strings.Contains(plain, "ratelimit") || strings.Contains(plain, "rate-limit") || plain == "retry-after" {
				told[name] = leadingDigits(answer.header.Get(name))
			}
		}
	}
	if len(told) == 0 {
		e.factf("Rate limit: no header tells of it. The provider counts by itself, up to %s.", e.connection.HTTP.Limits[0])
		return
	}
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(told)) {
		lines = append(lines, strings.TrimSpace(name+" "+told[name]))
	}
	e.factf("Rate limit: told by %s (newest values). The provider sends up to %s, and fewer where these say so.",
		enumerate(lines), e.connection.HTTP.Limits[0])
}

func leadingDigits(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		return text
	}
	return text[:end]
}
