package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// model is the provider block. Every attribute can also come from the environment. Each may be
// unknown at plan, the oauth object as a whole too.
type model struct {
	Token                types.String  `tfsdk:"token"`
	OAuth                types.Object  `tfsdk:"oauth"`
	WorkspaceID          types.String  `tfsdk:"workspace_id"`
	BaseURL              types.String  `tfsdk:"base_url"`
	RequestsPerMinute    tfkit.Whole   `tfsdk:"requests_per_minute"`
	RequestsPerSecond    tfkit.Whole   `tfsdk:"requests_per_second"`
	MaxRetries           tfkit.Whole   `tfsdk:"max_retries"`
	RequestTimeout       types.String  `tfsdk:"request_timeout"`
	ReadStrategy         types.String  `tfsdk:"read_strategy"`
	RestoreDeactivated   types.Bool    `tfsdk:"restore_deactivated"`
	AdoptExisting        types.Bool    `tfsdk:"adopt_existing"`
	MaxInvitations       tfkit.Whole   `tfsdk:"max_invitations"`
	MaxDeactivations     tfkit.Whole   `tfsdk:"max_deactivations"`
	MaxDeactivationShare tfkit.Decimal `tfsdk:"max_deactivation_share"`
	ProtectedPeople      types.Set     `tfsdk:"protected_people"`
	ReadPersonal         types.Bool    `tfsdk:"read_personal"`
	CAFile               types.String  `tfsdk:"ca_file"`
	AllowInsecureHTTP    types.Bool    `tfsdk:"allow_insecure_http"`
}

// oauthModel is the oauth object.
type oauthModel struct {
	ClientID     types.String `tfsdk:"client_id"`
	ClientSecret types.String `tfsdk:"client_secret"`
	RefreshToken types.String `tfsdk:"refresh_token"`
	TokenFile    types.String `tfsdk:"token_file"`
	TokenURL     types.String `tfsdk:"token_url"`
	Scopes       types.Set    `tfsdk:"scopes"`
}

// oauthTypes are those of oauthModel.
func oauthTypes() map[string]attr.Type {
	return map[string]attr.Type{
		"client_id": types.StringType, "client_secret": types.StringType, "refresh_token": types.StringType,
		"token_file": types.StringType, "token_url": types.StringType, "scopes": types.SetType{ElemType: types.StringType},
	}
}

func providerSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "Declares an [awork](https://www.awork.com) workspace: its users, roles, companies and project types.\n\n" +
			"Every attribute can be set in the environment instead; what is in the provider block wins, and an empty variable counts as unset. " +
			"The account needs the admin role; any other sees only a part of the workspace. Planning sends nothing but GET.",
		Attributes: map[string]schema.Attribute{
			"token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "API key, created in awork under Settings > Integrations > API client: permanent, and tied to nobody. An access token of an OAuth2 application will do, too. " +
					"A warning appears from 14 days before it expires, where the token tells. `AWORK_TOKEN`.",
			},
			"oauth": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "Signing in as a person, with OAuth2, instead of an API key. `terraform-provider-awork login` writes a token file, which then suffices.",
				Attributes: map[string]schema.Attribute{
					"client_id": schema.StringAttribute{
						Optional: true, MarkdownDescription: "Id of the application. `AWORK_OAUTH_CLIENT_ID`.",
					},
					"client_secret": schema.StringAttribute{
						Optional: true, Sensitive: true, MarkdownDescription: "Secret of the application; public ones have none. `AWORK_OAUTH_CLIENT_SECRET`.",
					},
					"refresh_token": schema.StringAttribute{
						Optional: true, Sensitive: true,
						MarkdownDescription: "Refresh token to begin with. It works once and for 30 days, so `token_file` must name where the newest is kept. `AWORK_OAUTH_REFRESH_TOKEN`.",
					},
					"token_file": schema.StringAttribute{
						Optional: true,
						MarkdownDescription: "File that keeps the newest tokens, as `terraform-provider-awork login` writes it; mode 0600. It also holds the application's id and the token address, so that it suffices alone. " +
							"Parallel runs may share it. `AWORK_OAUTH_TOKEN_FILE`.",
					},
					"token_url": schema.StringAttribute{
						Optional: true, MarkdownDescription: "Address at which tokens are issued, `base_url` with `/accounts/token` behind it by default. `AWORK_OAUTH_TOKEN_URL`.",
					},
					"scopes": schema.SetAttribute{
						Optional: true, ElementType: types.StringType,
						MarkdownDescription: "Scopes to ask for, `full_access` and `offline_access` by default. `AWORK_OAUTH_SCOPES`, separated by spaces.",
					},
				},
			},
			"workspace_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the workspace, as a guard: a token belongs to one workspace, and where that is another one nothing is asked or changed. `AWORK_WORKSPACE_ID`.",
			},
			"base_url": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Address of the API, `" + api.BaseURL + "` by default. One below awork.io, which awork has left, is replaced. `AWORK_BASE_URL`.",
			},
			"requests_per_minute": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{},
				MarkdownDescription: "How many requests any 60 seconds may hold, 1000 by default, which is what awork allows all clients of a workspace together. " +
					"Where awork tells that others use the same limit, fewer are sent. `AWORK_REQUESTS_PER_MINUTE`.",
			},
			"requests_per_second": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{},
				MarkdownDescription: "How many requests any second may hold, 50 by default. `AWORK_REQUESTS_PER_SECOND`.",
			},
			"max_retries": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{},
				MarkdownDescription: "How often a failed request is repeated, where that is safe, 5 by default. Waiting for the rate limit does not count: that is given up after 10 minutes without any success. " +
					"`AWORK_MAX_RETRIES`.",
			},
			"request_timeout": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "How long one attempt of a request may take, as a duration such as `45s`, `30s` by default. Waiting for the rate limit is not included. `AWORK_REQUEST_TIMEOUT`.",
			},
			"read_strategy": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "How objects are refreshed: `auto`, the default, reads lists of 1000 wherever that costs fewer requests; `each` reads every object by itself. " +
					"`AWORK_READ_STRATEGY`.",
			},
			"restore_deactivated": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether people who are deactivated may be brought back, `true` by default: a plan that does so carries a warning for each, since it gives access back, takes a seat and sends an e-mail. " +
					"`false` makes it an error. `AWORK_RESTORE_DEACTIVATED`.",
			},
			"adopt_existing": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether creating what exists already takes it into state, with a warning, and updates what differs. `false`, the default, makes it an error that shows the import block. " +
					"`AWORK_ADOPT_EXISTING`.",
			},
			"max_invitations": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{}, MarkdownDescription: "How many people one plan may invite. No limit by default. `AWORK_MAX_INVITATIONS`.",
			},
			"max_deactivations": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{}, MarkdownDescription: "How many people one plan may deactivate or delete. No limit by default. `AWORK_MAX_DEACTIVATIONS`.",
			},
			"max_deactivation_share": schema.Float64Attribute{
				Optional: true, CustomType: tfkit.DecimalType{}, MarkdownDescription: "Which share of the workspace's active people one plan may deactivate or delete, from `0` to `1`, once there are more than 4 of them; `0.25` by default. " +
					"It stops a plan that follows from a truncated list, and `terraform destroy` too; set it to `1` for a run that is meant. Replacing does not count. `AWORK_MAX_DEACTIVATION_SHARE`.",
			},
			"protected_people": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "E-mail addresses of users whom no plan may deactivate, delete, replace or move out of their role, such as those of break-glass accounts. " +
					"None by default. `AWORK_PROTECTED_PEOPLE`, separated by commas.",
			},
			"read_personal": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether `birth_date`, `gender` and contact infos other than e-mail addresses enter data sources. `false` by default: they are null. " +
					"`AWORK_READ_PERSONAL`.",
			},
			"ca_file": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Certificate authorities to trust beside those of the system: path of a PEM file, or the PEM text. `AWORK_CA_FILE`.",
			},
			"allow_insecure_http": schema.BoolAttribute{
				Optional: true, MarkdownDescription: "Whether plain http is allowed to other than loopback addresses, `false` by default. `AWORK_ALLOW_INSECURE_HTTP`.",
			},
		},
	}
}
