// Package provider is the front door: the provider block, its configuration, and the list of all
// that the provider offers.
package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/member"
)

// Address is where registries have the provider.
const Address = "registry.terraform.io/workspace-as-code/webwork"

var _ provider.Provider = (*webworkProvider)(nil)

type webworkProvider struct{ version string }

// New makes the provider; the version is that of the binary.
func New(version string) func() provider.Provider {
	return func() provider.Provider { return &webworkProvider{version: version} }
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
	session, diags := open(ctx, config, userAgent(p.version, req.TerraformVersion))
	resp.Diagnostics.Append(diags...)
	resp.ResourceData, resp.DataSourceData = session, session
}

func (p *webworkProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		member.NewResource,
	}
}

func (p *webworkProvider) DataSources(context.Context) []func() datasource.DataSource {
	return nil
}
