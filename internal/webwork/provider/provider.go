// Package provider is the front door: the provider block, its configuration, and the list of all
// that the provider offers.
package provider

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/contract"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/member"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/project"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/viewer"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/webhook"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/workspace"
)

// Address is where registries have the provider.
const Address = "registry.terraform.io/workspace-as-code/webwork"

var (
	_ provider.Provider                       = (*webworkProvider)(nil)
	_ provider.ProviderWithActions            = (*webworkProvider)(nil)
	_ provider.ProviderWithEphemeralResources = (*webworkProvider)(nil)
	_ provider.ProviderWithFunctions          = (*webworkProvider)(nil)
	_ provider.ProviderWithListResources      = (*webworkProvider)(nil)
)

type webworkProvider struct {
	version string
	getenv  func(string) string
}

// New makes the provider; the version is that of the binary.
func New(version string) func() provider.Provider { return NewIn(os.Getenv, version) }

// NewIn is New with another environment than that of the process.
func NewIn(getenv func(string) string, version string) func() provider.Provider {
	return func() provider.Provider { return &webworkProvider{version: version, getenv: getenv} }
}

func (p *webworkProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "webwork"
	resp.Version = p.version
}

func (p *webworkProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerSchema()
}

func (p *webworkProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	agent := "terraform-provider-webwork/" + p.version + " Terraform/" + req.TerraformVersion
	session, diags := open(ctx, p.getenv, config, agent)
	resp.Diagnostics.Append(diags...)
	if session != nil && !session.Ready() && req.ClientCapabilities.DeferralAllowed {
		resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
	}
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData = session, session, session
	resp.ListResourceData, resp.ActionData = session, session
}

func (p *webworkProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		member.NewResource,
		contract.NewResource,
		viewer.NewResource, viewer.NewAssignmentResource,
		webhook.NewResource,
		project.NewResource,
	}
}

func (p *webworkProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		workspace.NewDataSource, workspace.NewDataSources,
		member.NewDataSource, member.NewDataSources,
		project.NewDataSource, project.NewDataSources,
		contract.NewDataSource, contract.NewDataSources,
		viewer.NewDataSource, viewer.NewDataSources,
		webhook.NewDataSource, webhook.NewDataSources,
	}
}

func (p *webworkProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{webhook.NewEphemeralResource}
}

func (p *webworkProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		member.NewListResource,
		project.NewListResource,
		contract.NewListResource,
		viewer.NewListResource, viewer.NewAssignmentListResource,
		webhook.NewListResource,
	}
}

func (p *webworkProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{member.NewRestoreAction, viewer.NewRestoreAction}
}

func (p *webworkProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{newRoleFromCode}
}
