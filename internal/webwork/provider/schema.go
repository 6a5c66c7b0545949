package provider

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// model is the provider block. Every attribute can also come from the environment. Each may be
// unknown at plan, the oauth object as a whole too.
type model struct {
	WorkspaceID       types.String  `tfsdk:"workspace_id"`
	Token             types.String  `tfsdk:"token"`
	OAuth             types.Object  `tfsdk:"oauth"`
	APIVersion        types.String  `tfsdk:"api_version"`
	Email             types.String  `tfsdk:"email"`
	APIKey            types.String  `tfsdk:"api_key"`
	BaseURL           types.String  `tfsdk:"base_url"`
	RequestsPerMinute tfkit.Whole   `tfsdk:"requests_per_minute"`
	MaxRetries        tfkit.Whole   `tfsdk:"max_retries"`
	RequestTimeout    types.String  `tfsdk:"request_timeout"`
	ReadStrategy      types.String  `tfsdk:"read_strategy"`
	RestoreArchived   types.Bool    `tfsdk:"restore_archived"`
	AdoptExisting     types.Bool    `tfsdk:"adopt_existing"`
	MaxInvitations    tfkit.Whole   `tfsdk:"max_invitations"`
	MaxArchivals      tfkit.Whole   `tfsdk:"max_archivals"`
	MaxArchivalShare  tfkit.Decimal `tfsdk:"max_archival_share"`
	ProtectedPeople   types.Set     `tfsdk:"protected_people"`
	ReadRates         types.Bool    `tfsdk:"read_rates"`
	CAFile            types.String  `tfsdk:"ca_file"`
	AllowInsecureHTTP types.Bool    `tfsdk:"allow_insecure_http"`
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
		MarkdownDescription: "Declares a [WebWork Time Tracker](https://www.webwork-tracker.com) workspace: its members, projects, contracts, project viewers and webhooks.\n\n" +
			"Every attribute can be set in the environment instead; what is in the provider block wins, and an empty variable counts as unset. " +
			"The account needs the role Owner or Executive manager. A token with the read scope is enough to plan.",
		Attributes: map[string]schema.Attribute{
			"workspace_id": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "Id of the workspace. Needed where the account can use several; without it, the account's only workspace is managed. `WEBWORK_WORKSPACE_ID`.",
			},
			"token": schema.StringAttribute{
				Optional: true, Sensitive: true,
				MarkdownDescription: "Personal access token, created in WebWork under Settings > REST API. Valid for six months; a warning appears from 14 days before it expires, where the token tells. `WEBWORK_TOKEN`.",
			},
			"oauth": schema.SingleNestedAttribute{
				Optional:            true,
				MarkdownDescription: "OAuth2 application instead of a personal access token. With neither a refresh token nor a token file, client credentials are used.",
				Attributes: map[string]schema.Attribute{
					"client_id": schema.StringAttribute{
						Optional: true, MarkdownDescription: "Id of the application. `WEBWORK_CLIENT_ID`.",
					},
					"client_secret": schema.StringAttribute{
						Optional: true, Sensitive: true, MarkdownDescription: "Secret of the application. `WEBWORK_CLIENT_SECRET`.",
					},
					"refresh_token": schema.StringAttribute{
						Optional: true, Sensitive: true,
						MarkdownDescription: "Refresh token to begin with. Each use replaces it, so `token_file` must name where the newest is kept. `WEBWORK_REFRESH_TOKEN`.",
					},
					"token_file": schema.StringAttribute{
						Optional: true,
						MarkdownDescription: "File that keeps the newest tokens, as `terraform-provider-webwork login` writes it; mode 0600. It also holds the application's id and the token address, so that it suffices alone. " +
							"Parallel runs may share it. `WEBWORK_TOKEN_FILE`.",
					},
					"token_url": schema.StringAttribute{
						Optional: true, MarkdownDescription: "Address at which tokens are issued, `" + api.TokenURL + "` by default. `WEBWORK_TOKEN_URL`.",
					},
					"scopes": schema.SetAttribute{
						Optional: true, ElementType: types.StringType,
						MarkdownDescription: "Scopes to ask for, `read` and `write` by default. `WEBWORK_OAUTH_SCOPES`, separated by spaces.",
					},
				},
			},
			"api_version": schema.StringAttribute{
				Optional: true, MarkdownDescription: "REST API to speak: `v2`, which is the default, or the legacy `v1`, for accounts that have nothing but an API key. " +
					"What `v1` cannot express is an error while planning; the guide [From v1 to v2](guides/from-v1-to-v2) tells the rest. `WEBWORK_API_VERSION`.",
			},
			"email": schema.StringAttribute{
				Optional: true, MarkdownDescription: "E-mail address of the account, for `v1`. `WEBWORK_EMAIL`.",
			},
			"api_key": schema.StringAttribute{
				Optional: true, Sensitive: true, MarkdownDescription: "API key of the account, for `v1`, shown in WebWork under Settings > REST API. `WEBWORK_API_KEY`.",
			},
			"base_url": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Address of the API, `" + api.BaseURL + "` by default, for `v1` `" + api.BaseURLV1 + "`. `WEBWORK_BASE_URL`.",
			},
			"requests_per_minute": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{},
				MarkdownDescription: "How many requests any 60 seconds may hold, 60 by default, which is what WebWork allows an account. All of them may come at once. " +
					"`WEBWORK_REQUESTS_PER_MINUTE`.",
			},
			"max_retries": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{},
				MarkdownDescription: "How often a failed request is repeated, where that is safe, 5 by default. Waiting for the rate limit does not count: that is given up after 10 minutes without any success. " +
					"`WEBWORK_MAX_RETRIES`.",
			},
			"request_timeout": schema.StringAttribute{
				Optional:            true,
				MarkdownDescription: "How long one attempt of a request may take, as a duration such as `45s`, `30s` by default. Waiting for the rate limit is not included. `WEBWORK_REQUEST_TIMEOUT`.",
			},
			"read_strategy": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "How objects are refreshed: `auto`, the default, reads lists of 100 wherever that costs fewer requests; `each` reads every object by itself. " +
					"`WEBWORK_READ_STRATEGY`.",
			},
			"restore_archived": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether people who are archived may be brought back, `true` by default: a plan that does so carries a warning for each. `false` makes it an error. " +
					"`WEBWORK_RESTORE_ARCHIVED`.",
			},
			"adopt_existing": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether creating what exists already takes it into state, with a warning, and updates what differs. `false`, the default, makes it an error that shows the import block. " +
					"`WEBWORK_ADOPT_EXISTING`.",
			},
			"max_invitations": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{}, MarkdownDescription: "How many people one plan may invite, members and project viewers together. No limit by default. `WEBWORK_MAX_INVITATIONS`.",
			},
			"max_archivals": schema.Int64Attribute{
				Optional: true, CustomType: tfkit.WholeType{}, MarkdownDescription: "How many people one plan may archive, members and project viewers together. No limit by default. `WEBWORK_MAX_ARCHIVALS`.",
			},
			"max_archival_share": schema.Float64Attribute{
				Optional: true, CustomType: tfkit.DecimalType{}, MarkdownDescription: "Which share of the workspace's active people one plan may archive, from `0` to `1`, once it archives more than 4; `0.25` by default. " +
					"It stops a plan that follows from a truncated roster, and `terraform destroy` too; set it to `1` for a run that is meant. Replacing counts as no archival. `WEBWORK_MAX_ARCHIVAL_SHARE`.",
			},
			"protected_people": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "E-mail addresses of members and project viewers whom no plan may archive, replace, demote or give another address, such as those of break-glass accounts. " +
					"None by default. `WEBWORK_PROTECTED_PEOPLE`, separated by commas.",
			},
			"read_rates": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether pay and personal fields (`rate`, `birth_date`, `tax_country`, `tax_state`) enter data sources. `false` by default: they are null. " +
					"`WEBWORK_READ_RATES`.",
			},
			"ca_file": schema.StringAttribute{
				Optional: true, MarkdownDescription: "Certificate authorities to trust beside those of the system: path of a PEM file, or the PEM text. `WEBWORK_CA_FILE`.",
			},
			"allow_insecure_http": schema.BoolAttribute{
				Optional: true, MarkdownDescription: "Whether plain http is allowed to other than loopback addresses, `false` by default. `WEBWORK_ALLOW_INSECURE_HTTP`.",
			},
		},
	}
}
