package company

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

var (
	_ resource.Resource                   = (*companyResource)(nil)
	_ resource.ResourceWithConfigure      = (*companyResource)(nil)
	_ resource.ResourceWithIdentity       = (*companyResource)(nil)
	_ resource.ResourceWithImportState    = (*companyResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*companyResource)(nil)
	_ resource.ResourceWithValidateConfig = (*companyResource)(nil)
)

type companyResource struct{ session.Resource }

// NewResource makes awork_company.
func NewResource() resource.Resource {
	return &companyResource{session.Resource{
		Name: "company", Attributes: resourceSchema, Identity: session.IdentitySchema("company"), Checks: checks(), See: session.SeeCompanies,
	}}
}

func (r *companyResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	prior, planned := tfkit.StateAndPlan[model](ctx, req, r.Checks, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || r.Session == nil {
		return
	}
	if planned != nil {
		planned.checkHeir(&resp.Diagnostics)
	}
	if !r.Session.Ready() || resp.Diagnostics.HasError() {
		return
	}
	inState := types.StringNull()
	if prior != nil {
		inState = prior.WorkspaceID
	}
	if _, ok := r.OwnToRead(ctx, inState, &resp.Diagnostics); !ok {
		return
	}
	if prior != nil && planned == nil {
		if forbidden := checkProjects(ctx, r.Session, *prior); forbidden != nil {
			resp.Diagnostics.Append(forbidden.Diagnostic())
			return
		}
	}
	creation := lifecycle.Creation[api.Company]{}
	if planned != nil {
		creation = r.creation(*planned)
	}
	kind(r.Session, "").Plan(ctx, lifecycle.InstanceOf(prior, model.instance), lifecycle.InstanceOf(planned, model.instance), creation, req.Private, &resp.Diagnostics)
}

// creation is what creating the planned company takes.
func (r *companyResource) creation(plan model) lifecycle.Creation[api.Company] {
	return lifecycle.Creation[api.Company]{
		Resumes: func(existing api.Company) bool {
			return plan.changes(fromAPI(existing, plan.WorkspaceID.ValueString())) == (api.CompanyUpdate{})
		},
		Send: func(ctx context.Context) (made api.Company, err error) {
			err = r.Session.Within(ctx, func(c api.Client) error {
				made, err = c.Companies().Create(ctx, plan.form())
				return err
			})
			return made, err
		},
	}
}

func (r *companyResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	account, ok := r.Own(ctx, types.StringNull(), &resp.Diagnostics)
	if !ok || resp.Diagnostics.HasError() {
		return
	}
	kinds := kind(r.Session, "")
	outcome, diags := kinds.Create(ctx, plan.instance(), r.creation(plan))
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	// From here on the company exists: nothing may taint it, and what fails is left to the next plan.
	known := fromAPI(outcome.Object, account.Workspace.ID)
	known.ID = types.StringValue(outcome.ID)
	state := plan.withUnknownsFrom(known)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
	var after diag.Diagnostics
	kinds.Remember(ctx, resp.Private, lifecycle.Memo{ID: outcome.ID}, &after)
	kinds.Born(ctx, resp.Private, &after)
	if outcome.Seen {
		r.update(ctx, &state, known, plan, &after)
	}
	resp.Diagnostics.Append(tfkit.Downgrade(after)...)
}

func (r *companyResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	account, ok := r.ToRead(ctx, state.WorkspaceID, resp)
	if !ok {
		return
	}
	kinds, who, imported := kind(r.Session, ""), state.instance(), state.ForceDestroy.IsNull()
	found, err := kinds.Read(ctx, who.ID, req.Private, &resp.Diagnostics, func(ctx context.Context) (api.Company, error) {
		return r.Session.Companies.Get(ctx, who.ID)
	})
	switch {
	case remote.IsNotFound(err):
		kinds.Gone(ctx, who.String(), imported, err, &resp.Diagnostics)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(tfkit.Drop(ctx, &resp.State, resp.Identity, state.identity())...)
		}
		return
	case err != nil:
		session.AddFailure(&resp.Diagnostics, "read company", who.String(), err)
		return
	}
	if imported && found.IsExternal {
		resp.Diagnostics.AddError("Could not import company", fmt.Sprintf(
			"%s is a company of another workspace, which is not managed here. Read it with the data source awork_company.", tfkit.Describe(found.Name, found.ID)))
		return
	}
	now := fromAPI(found, account.Workspace.ID).asRead(state, imported)
	kinds.Observe(ctx, resp.Private, lifecycle.Memo{ID: found.ID}, who, now.instance(), &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, now, now.identity())...)
}

func (r *companyResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	if _, ok := r.Own(ctx, prior.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	// What was done is in state even if the next step fails.
	kinds, state := kind(r.Session, ""), prior
	kinds.Update(ctx, prior.instance(), plan.instance(), func(ctx context.Context, diags *diag.Diagnostics) {
		r.update(ctx, &state, prior, plan, diags)
	}, &resp.Diagnostics)
	kinds.Remember(ctx, resp.Private, lifecycle.Memo{ID: state.ID.ValueString()}, &resp.Diagnostics)
	resp.Diagnostics.Append(tfkit.Publish(ctx, &resp.State, resp.Identity, state, state.identity())...)
}

// update sends what differs between what is known and the plan, and brings the state up to what awork then holds. What fails does not keep
// the rest from being sent.
func (r *companyResource) update(ctx context.Context, state *model, known, plan model, diags *diag.Diagnostics) {
	planned, id := plan.withUnknownsFrom(*state), known.ID.ValueString()
	failed := func(action string, do func(api.Companies) error) bool {
		err := r.Session.Within(ctx, func(c api.Client) error { return do(c.Companies()) })
		r.Session.Companies.Written(id, known.instance().Key, plan.instance().Key)
		if err != nil {
			session.AddFailure(diags, action, known.instance().String(), err)
		}
		return err != nil
	}
	if changes := plan.changes(known); changes != (api.CompanyUpdate{}) && failed("update company", func(companies api.Companies) error {
		_, err := companies.Update(ctx, id, changes)
		return err
	}) {
		planned.Name, planned.Description, planned.Industry = known.Name, known.Description, known.Industry
	}
	if tfkit.Managed(plan.Tags) && !plan.Tags.Equal(known.Tags) && failed("tag company", func(companies api.Companies) error {
		found, err := companies.Get(ctx, id)
		if err != nil {
			return err
		}
		return session.Retag(ctx, companies, id, found.Tags, plan.Tags)
	}) {
		planned.Tags = known.Tags
	}
	*state = planned
}

func (r *companyResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if _, ok := r.Own(ctx, state.WorkspaceID, &resp.Diagnostics); !ok || resp.Diagnostics.HasError() {
		return
	}
	kind(r.Session, state.MoveToCompanyID.ValueString()).Delete(ctx, state.instance(), func(ctx context.Context) *tfkit.Problem {
		r.Session.Companies.Written(state.ID.ValueString(), state.instance().Key) // projects may have left since it was read
		return checkProjects(ctx, r.Session, state)
	}, &resp.Diagnostics)
}

func (r *companyResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	r.Import(ctx, session.Companies, req, resp, session.ImportForm{
		Words: "name: and the name", Example: "name:Globex",
		Find: func(ctx context.Context, text string) (string, *tfkit.Problem) {
			name, named := strings.CutPrefix(text, "name:")
			if !named {
				return "", nil
			}
			return kind(r.Session, "").Named(ctx, name, api.NameKey(name))
		},
	})
}
