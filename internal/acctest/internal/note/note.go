// Package note is a provider without a service, small enough to test the harness itself.
package note

import (
	"context"
	"net"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// EnvHold names a TCP address. If it is set, Create connects to it and then waits for its own end,
// so that a test can disturb a run at a known moment.
const EnvHold = "NOTE_HOLD"

var (
	_ provider.Provider                = (*noteProvider)(nil)
	_ resource.ResourceWithImportState = (*textResource)(nil)
)

// New makes the provider.
func New() provider.Provider { return &noteProvider{} }

type noteProvider struct{}

func (*noteProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "note"
}

func (*noteProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (*noteProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (*noteProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (*noteProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &textResource{} }}
}

// textResource keeps a text in state and nowhere else.
type textResource struct{}

type textModel struct {
	ID   types.String `tfsdk:"id"`
	Text types.String `tfsdk:"text"`
}

func (*textResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "note_text"
}

func (*textResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id": schema.StringAttribute{
			Computed:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
		},
		"text": schema.StringAttribute{Optional: true},
	}}
}

func (*textResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var text textModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &text)...)

	if address := os.Getenv(EnvHold); address != "" {
		if err := hold(ctx, address); err != nil {
			resp.Diagnostics.AddError("Could not hold", err.Error())
		}
	}

	if resp.Diagnostics.HasError() {
		return
	}

	text.ID = types.StringValue("note")
	resp.Diagnostics.Append(resp.State.Set(ctx, text)...)
}

func (*textResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (*textResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var text textModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &text)...)
	resp.Diagnostics.Append(resp.State.Set(ctx, text)...)
}

func (*textResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

func (*textResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), req, resp)
}

func hold(ctx context.Context, address string) error {
	connection, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
	if err != nil {
		return err
	}
	defer connection.Close()

	<-ctx.Done()

	return ctx.Err()
}
