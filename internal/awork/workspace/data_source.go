// Package workspace is the room of the workspace that the credentials belong to. It can be read only.
package workspace

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// NewDataSource makes the data source awork_workspace.
func NewDataSource() datasource.DataSource {
	return reading.Sole(
		reading.Kind[api.Workspace, dataModel]{Noun: "workspace", Attributes: dataAttributes(), Show: show},
		"The workspace that the credentials belong to, with its settings. They can be read only: awork's API does not change them.",
		func(ctx context.Context, s *session.Session) (api.Workspace, error) {
			account, err := s.Account(ctx)
			if err != nil {
				return api.Workspace{}, err
			}
			client, err := s.Client(ctx)
			if err != nil {
				return api.Workspace{}, err
			}
			return client.Workspace(ctx, account.Workspace.ID)
		})
}

// dataModel is a workspace as the data source shows it.
type dataModel struct {
	ID                            types.String     `tfsdk:"id"`
	Name                          tfkit.String     `tfsdk:"name"`
	Description                   types.String     `tfsdk:"description"`
	Language                      types.String     `tfsdk:"language"`
	Type                          types.String     `tfsdk:"type"`
	Size                          types.String     `tfsdk:"size"`
	MemberCount                   types.Int64      `tfsdk:"member_count"`
	Subdomains                    []subdomainModel `tfsdk:"subdomains"`
	AllowSocialLogin              types.Bool       `tfsdk:"allow_social_login"`
	AllowCredentialsLogin         types.Bool       `tfsdk:"allow_credentials_login"`
	AllowSSOLogin                 types.Bool       `tfsdk:"allow_sso_login"`
	RequireMFA                    types.Bool       `tfsdk:"require_mfa"`
	IsSCIMActivated               types.Bool       `tfsdk:"is_scim_activated"`
	AllowAutomaticSCIMUserBooking types.Bool       `tfsdk:"allow_automatic_scim_user_booking"`
	SameDomainSignupEnabled       types.Bool       `tfsdk:"same_domain_signup_enabled"`
	SameDomainSignupRoleID        types.String     `tfsdk:"same_domain_signup_role_id"`
	SameDomainSignupDomains       []string         `tfsdk:"same_domain_signup_domains"`
	IsFull                        types.Bool       `tfsdk:"is_full"`
	IsTestWorkspace               types.Bool       `tfsdk:"is_test_workspace"`
	CreatedOn                     types.String     `tfsdk:"created_on"`
	CreatedBy                     types.String     `tfsdk:"created_by"`
	UpdatedOn                     types.String     `tfsdk:"updated_on"`
	UpdatedBy                     types.String     `tfsdk:"updated_by"`
}

type subdomainModel struct {
	Name      types.String `tfsdk:"name"`
	IsDefault types.Bool   `tfsdk:"is_default"`
}

func show(w api.Workspace, _ reading.View) dataModel {
	subdomains := make([]subdomainModel, len(w.Subdomains))
	for i, subdomain := range w.Subdomains {
		subdomains[i] = subdomainModel{Name: types.StringValue(subdomain.Name), IsDefault: types.BoolValue(subdomain.IsDefault)}
	}
	return dataModel{
		ID:                            types.StringValue(w.ID),
		Name:                          tfkit.Name().Of(w.Name),
		Description:                   types.StringPointerValue(w.Description),
		Language:                      types.StringPointerValue(w.Language),
		Type:                          types.StringPointerValue(w.Type),
		Size:                          types.StringPointerValue(w.Size),
		MemberCount:                   types.Int64PointerValue(w.MemberCount),
		Subdomains:                    subdomains,
		AllowSocialLogin:              types.BoolPointerValue(w.AllowSocialLogin),
		AllowCredentialsLogin:         types.BoolPointerValue(w.AllowCredentialsLogin),
		AllowSSOLogin:                 types.BoolPointerValue(w.AllowSSOLogin),
		RequireMFA:                    types.BoolPointerValue(w.RequireMFA),
		IsSCIMActivated:               types.BoolPointerValue(w.IsSCIMActivated),
		AllowAutomaticSCIMUserBooking: types.BoolPointerValue(w.AllowAutomaticSCIMUserBooking),
		SameDomainSignupEnabled:       types.BoolPointerValue(w.SameDomainSignupEnabled),
		SameDomainSignupRoleID:        types.StringPointerValue(w.SameDomainSignupRoleID),
		SameDomainSignupDomains:       append([]string{}, w.SameDomainSignupDomains...), // never nil, which would be a null list
		IsFull:                        types.BoolPointerValue(w.IsFull),
		IsTestWorkspace:               types.BoolPointerValue(w.IsTestWorkspace),
		CreatedOn:                     types.StringPointerValue(w.CreatedOn),
		CreatedBy:                     types.StringPointerValue(w.CreatedBy),
		UpdatedOn:                     types.StringPointerValue(w.UpdatedOn),
		UpdatedBy:                     types.StringPointerValue(w.UpdatedBy),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           reading.Text("Id of the workspace, the `workspace_id` of the provider block."),
		"name":         reading.Name(),
		"description":  reading.Text("Description; null where there is none."),
		"language":     reading.Text("Language, such as `en-GB`."),
		"type":         reading.Text("What kind of company it is, such as `agency`."),
		"size":         reading.Text("How many people the company has, such as `11-50`."),
		"member_count": reading.Whole("How many people the workspace has."),
		"subdomains": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Names below awork's domain under which people find the workspace.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name":       reading.Text("The name."),
				"is_default": reading.Flag("Whether awork itself uses this one."),
			}},
		},
		"allow_social_login":                reading.Flag("Whether people may sign in with accounts of other services."),
		"allow_credentials_login":           reading.Flag("Whether people may sign in with a password."),
		"allow_sso_login":                   reading.Flag("Whether people may sign in through the company's identity provider."),
		"require_mfa":                       reading.Flag("Whether signing in takes a second factor."),
		"is_scim_activated":                 reading.Flag("Whether an identity provider manages people by SCIM."),
		"allow_automatic_scim_user_booking": reading.Flag("Whether seats are booked for people who come by SCIM."),
		"same_domain_signup_enabled":        reading.Flag("Whether people with an address of the company may join by themselves."),
		"same_domain_signup_role_id":        reading.Text("Id of the role that they get; null where there is none."),
		"same_domain_signup_domains": schema.ListAttribute{
			Computed: true, ElementType: types.StringType, MarkdownDescription: "Domains of the addresses with which people may join.",
		},
		"is_full":           reading.Flag("Whether all seats are taken."),
		"is_test_workspace": reading.Flag("Whether it is for tests only."),
		"created_on":        reading.Text("When the workspace was created."),
		"created_by":        reading.Text("Id of the user who did so."),
		"updated_on":        reading.Text("When the workspace was last changed."),
		"updated_by":        reading.Text("Id of the user who did so."),
	}
}
