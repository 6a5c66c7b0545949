package export

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/contract"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/member"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/project"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/viewer"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/webhook"
)

func (d *draft) addMembers(ctx context.Context) {
	begin(d, members, d.inventory.members)
	shown := map[string]bool{}
	for _, v := range d.inventory.viewers.objects {
		shown[v.ID] = true
	}
	for _, m := range d.inventory.members.objects {
		if m.Role == api.RoleProjectViewer && (shown[m.ID] || d.inventory.viewers.err != nil) {
			d.tallies[members].viewers++
			continue
		}
		t := personOf(members, m.ID, titleOfMember(m), m.Email, m.FirstName, m.LastName, m.Archived())
		d.people[m.ID] = t
		if !m.Archived() && (m.Role == api.RoleOwner || m.ID == d.inventory.workspace.UserID) {
			d.addOwn(t)
			continue
		}
		d.add(t, nil, func() ([]tfkit.Declared, diag.Diagnostics) { return member.Declare(ctx, m) })
	}
}

// addOwn has an Owner or the account itself, whom no configuration may change, as a data source.
func (d *draft) addOwn(t *thing) {
	if !d.kinds.has(members) {
		return
	}
	d.tallies[members].own++
	if d.managed == nil {
		d.source(t)
	}
}

// personOf is a member or project viewer, whose label is their name or else the first half of their e-mail address.
func personOf(k kind, id, title, email, first, last string, archived bool) *thing {
	name := first + " " + last
	local, _, _ := strings.Cut(email, "@")
	return &thing{
		kind: k, id: id, title: title, names: []string{email, name}, archived: archived, key: api.EmailKey(email), first: first, last: last,
		label:  func(n *names) string { return n.next(k.noun, id, name, local) },
		lookup: attribute{name: "email", value: text(email)},
	}
}

func (d *draft) addProjects(ctx context.Context) {
	begin(d, projects, d.inventory.projects)
	called := map[string]int{}
	for _, p := range d.inventory.projects.objects {
		called[p.Key()]++
	}
	for _, p := range d.inventory.projects.objects {
		lookup := attribute{name: "name", value: text(p.Name)}
		if called[p.Key()] > 1 {
			lookup = attribute{name: "id", value: text(p.ID)}
		}
		t := &thing{
			kind: projects, id: p.ID, title: titleOfProject(p), names: []string{p.Name}, archived: p.Archived(), key: p.Key(),
			label: func(n *names) string { return n.next(projects.noun, p.ID, p.Name) }, lookup: lookup,
		}
		d.projects[p.ID] = t
		d.add(t, nil, func() ([]tfkit.Declared, diag.Diagnostics) { return project.Declare(ctx, p) })
	}
}

func (d *draft) addViewers(ctx context.Context) {
	begin(d, viewers, d.inventory.viewers)
	references := rewrite{"project_ids": func(value tftypes.Value) (hclwrite.Tokens, error) {
		ids, err := texts(value)
		written := make([]hclwrite.Tokens, len(ids))
		for i, id := range ids {
			written[i] = d.refer(d.projects, id)
		}
		return list(written), err
	}}
	for _, v := range d.inventory.viewers.objects {
		t := personOf(viewers, v.ID, titleOfViewer(v), v.Email, v.FirstName, v.LastName, v.Archived())
		d.people[v.ID] = t
		d.add(t, references, func() ([]tfkit.Declared, diag.Diagnostics) { return viewer.Declare(ctx, v) })
	}
}

func (d *draft) addContracts(ctx context.Context) {
	begin(d, contracts, d.inventory.contracts)
	everybody := d.inventory.members.err == nil && d.inventory.viewers.err == nil
	for _, c := range d.inventory.contracts.objects {
		who, where := d.people[c.UserID], d.projects[c.ProjectID]
		t := &thing{
			kind: contracts, id: c.ID, title: titleOfContract(c), names: append(who.called(), where.called()...),
			// Of what no list shows, a contract counts as archived, too.
			archived: who.gone(everybody) || where.gone(d.inventory.projects.err == nil),
			label: func(n *names) string {
				return n.unique(d.labelOf(d.projects, projects.noun, c.ProjectID)+"__"+d.labelOf(d.people, members.noun, c.UserID), c.ID)
			},
		}
		references := rewrite{
			"user_id":    func(tftypes.Value) (hclwrite.Tokens, error) { return d.refer(d.people, c.UserID), nil },
			"project_id": func(tftypes.Value) (hclwrite.Tokens, error) { return d.refer(d.projects, c.ProjectID), nil },
		}
		d.add(t, references, func() ([]tfkit.Declared, diag.Diagnostics) { return contract.Declare(ctx, c, d.rates) })
	}
}

func (t *thing) called() []string {
	if t == nil {
		return nil
	}
	return t.names
}

// gone reports whether a thing is archived, or not in the list although that is whole.
func (t *thing) gone(whole bool) bool { return t == nil && whole || t != nil && t.archived }

func (d *draft) addWebhooks(ctx context.Context) {
	begin(d, webhooks, d.inventory.webhooks)
	d.managed.claim(d.inventory.webhooks.objects)
	for _, w := range d.inventory.webhooks.objects {
		origin := api.WebhookOrigin(w.URL)
		_, host, _ := strings.Cut(origin, "://")
		t := &thing{kind: webhooks, id: w.ID, title: titleOfWebhook(w), names: []string{origin, host}}
		t.label = func(n *names) string { return n.next(webhooks.noun, w.ID, host+" "+fingerprint(w.ID)) }
		address := rewrite{"url": func(tftypes.Value) (hclwrite.Tokens, error) {
			d.name(t)
			d.document.urls = append(d.document.urls, secret{t.labelled, w.URL})
			// The attribute is not sensitive, so that generated configuration has it. A value that is would differ from it: Terraform plans
			// an update of whatever becomes sensitive.
			return hclwrite.TokensForFunctionCall("nonsensitive", hclwrite.TokensForTraversal(at(traversal("var", d.variable), t.labelled))), nil
		}}
		d.add(t, address, func() ([]tfkit.Declared, diag.Diagnostics) { return webhook.Declare(ctx, w) })
	}
}

// done is what the report says of what is written.
func (s selection) done() string {
	switch {
	case s.managed != nil:
		return "not managed"
	case s.standing != nil:
		return "for the roster"
	}
	return "exported"
}

// rewrite says how attributes are written that are no literals.
type rewrite map[string]func(tftypes.Value) (hclwrite.Tokens, error)

// attributesOf writes what is declared. What the provider would refuse in a configuration is an error.
func attributesOf(rewritten rewrite, declare func() ([]tfkit.Declared, diag.Diagnostics)) ([]attribute, error) {
	declared, diags := declare()
	var faults []error
	for _, fault := range diags.Errors() {
		faults = append(faults, errors.New(plaintext.Line(fault.Detail())))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	all := make([]attribute, len(declared))
	for i, one := range declared {
		write := rewritten[one.Name]
		if write == nil {
			write = literal
		}
		value, err := write(one.Value)
		if err != nil {
			return nil, err
		}
		all[i] = attribute{name: one.Name, value: value, literal: one.Value, required: one.Required}
	}
	return all, nil
}
