package webhook

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

var (
	_ ephemeral.EphemeralResource              = (*webhookEphemeral)(nil)
	_ ephemeral.EphemeralResourceWithConfigure = (*webhookEphemeral)(nil)
)

type webhookEphemeral struct{ session.Ephemeral }

// NewEphemeralResource makes the ephemeral webwork_webhook.
func NewEphemeralResource() ephemeral.EphemeralResource { return &webhookEphemeral{} }

func (e *webhookEphemeral) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_webhook"
}

func (e *webhookEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads a webhook with its secrets, its address and token, without writing them to plan or state. Needs Terraform 1.10 or OpenTofu 1.11.",
		Attributes: map[string]schema.Attribute{
			"id": schema.StringAttribute{
				Required: true, MarkdownDescription: "Id of the webhook, an encoded string.",
			},
			"url": schema.StringAttribute{
				Computed: true, Sensitive: true, MarkdownDescription: "Address that WebWork calls, which may carry a key.",
			},
			"events": schema.SetAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "Events at which WebWork calls.",
			},
			"token": schema.StringAttribute{
				Computed: true, Sensitive: true,
				MarkdownDescription: "Secret that WebWork issued for the webhook; null, with a warning, where WebWork shows it only upon creation.",
			},
		},
	}
}

// ephemeralModel is the ephemeral webwork_webhook.
type ephemeralModel struct {
	ID     types.String `tfsdk:"id"`
	URL    types.String `tfsdk:"url"`
	Events types.Set    `tfsdk:"events"`
	Token  types.String `tfsdk:"token"`
}

func (e *webhookEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var result ephemeralModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &result)...)
	// Not by a validator, since mocked providers give "" for ids that are not known yet.
	if id := result.ID.ValueString(); !tfkit.IsText(id) {
		summary, detail := tfkit.WrongTextID("id", id)
		resp.Diagnostics.AddAttributeError(path.Root("id"), summary, detail)
		return
	}
	if _, err := e.Session.Workspace(ctx); err != nil {
		session.AddFailure(&resp.Diagnostics, "use the workspace", "", err)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	label := describe("", result.ID.ValueString())
	found, err := e.Session.Webhooks.Get(ctx, result.ID.ValueString())
	if err != nil {
		session.AddFailure(&resp.Diagnostics, "read webhook", label, err)
		return
	}
	if found.Token == nil {
		resp.Diagnostics.AddAttributeWarning(path.Root("id"), "Token not known",
			"WebWork does not show the token of "+label+". It may do so only upon creation.")
	}
	result.URL, result.Events, result.Token = types.StringValue(found.URL), tfkit.SetOfStrings(found.Events), types.StringPointerValue(found.Token)
	resp.Diagnostics.Append(resp.Result.Set(ctx, result)...)
}
