// Package provider is the front door: the provider block, its configuration, and the list of all
// that the provider offers.
package provider

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/account"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/company"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/features"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/projecttype"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/role"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/user"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/workspace"
)

// Address is where registries have the provider.
const Address = "registry.terraform.io/workspace-as-code/awork"

var _ provider.Provider = (*aworkProvider)(nil)

type aworkProvider struct {
	version string
	getenv  func(string) string
}

// New makes the provider; the version is that of the binary.
func New(version string) func() provider.Provider { return NewIn(os.Getenv, version) }

// NewIn is New with another environment than that of the process.
func NewIn(getenv func(string) string, version string) func() provider.Provider {
	return func() provider.Provider { return &aworkProvider{version: version, getenv: getenv} }
}

func (p *aworkProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "awork"
	resp.Version = p.version
}

func (p *aworkProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerSchema()
}

func (p *aworkProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config model
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	agent := "terraform-provider-awork/" + p.version + " Terraform/" + req.TerraformVersion
	session, diags := open(ctx, p.getenv, config, agent)
	resp.Diagnostics.Append(diags...)
	if session != nil && !session.Ready() && req.ClientCapabilities.DeferralAllowed {
		resp.Deferred = &provider.Deferred{Reason: provider.DeferredReasonProviderConfigUnknown}
	}
	resp.ResourceData, resp.DataSourceData = session, session
}

func (p *aworkProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{user.NewResource, role.NewResource, projecttype.NewResource, company.NewResource}
}

func (p *aworkProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		workspace.NewDataSource, account.NewDataSource, features.NewDataSource,
		role.NewDataSource, role.NewDataSources,
		projecttype.NewDataSource, projecttype.NewDataSources,
		company.NewDataSource, company.NewDataSources,
		user.NewDataSource, user.NewDataSources,
	}
}
