package rest

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// Workspace reads the workspace with the id.
func (c *Client) Workspace(ctx context.Context, id string) (api.Workspace, error) {
	got, err := c.do(ctx, reading("workspaces", id))
	if err != nil {
		return api.Workspace{}, err
	}
	return one(got, workspaceWire.workspace)
}

type workspaceWire struct {
	auditWire

	ID                            id                          `json:"id"`
	Name                          lenient.Vital               `json:"name"`
	Description                   lenient.Text                `json:"description"`
	Language                      lenient.Text                `json:"language"`
	Type                          lenient.Text                `json:"type"`
	Size                          lenient.Text                `json:"size"`
	MemberCount                   lenient.Integer             `json:"memberCount"`
	Subdomains                    lenient.List[subdomainWire] `json:"subdomains"`
	AllowSocialLogin              lenient.Flag                `json:"allowSocialLogin"`
	AllowCredentialsLogin         lenient.Flag                `json:"allowCredentialsLogin"`
	AllowSSOLogin                 lenient.Flag                `json:"allowSSOLogin"`
	RequireMFA                    lenient.Flag                `json:"requireMfa"`
	IsSCIMActivated               lenient.Flag                `json:"isScimActivated"`
	AllowAutomaticSCIMUserBooking lenient.Flag                `json:"allowAutomaticScimUserBooking"`
	SameDomainSignupEnabled       lenient.Flag                `json:"sameDomainSignupEnabled"`
	SameDomainSignupRoleID        lenient.Text                `json:"sameDomainSignupRoleId"`
	SameDomainSignupDomains       lenient.List[lenient.Text]  `json:"sameDomainSignupDomains"`
	IsFull                        lenient.Flag                `json:"isFull"`
	IsTestWorkspace               lenient.Flag                `json:"isTestWorkspace"`
}

type subdomainWire struct {
	Name      lenient.Text `json:"name"`
	IsDefault lenient.Flag `json:"isDefault"`
}

func (w workspaceWire) workspace() api.Workspace {
	return api.Workspace{
		ID:                            w.ID.String(),
		Name:                          w.Name.Or(""),
		Description:                   w.Description.Value,
		Language:                      w.Language.Value,
		Type:                          w.Type.Value,
		Size:                          w.Size.Value,
		MemberCount:                   w.MemberCount.Value,
		Subdomains:                    lenient.Mapped(w.Subdomains, subdomainWire.subdomain),
		AllowSocialLogin:              w.AllowSocialLogin.Value,
		AllowCredentialsLogin:         w.AllowCredentialsLogin.Value,
		AllowSSOLogin:                 w.AllowSSOLogin.Value,
		RequireMFA:                    w.RequireMFA.Value,
		IsSCIMActivated:               w.IsSCIMActivated.Value,
		AllowAutomaticSCIMUserBooking: w.AllowAutomaticSCIMUserBooking.Value,
		SameDomainSignupEnabled:       w.SameDomainSignupEnabled.Value,
		SameDomainSignupRoleID:        w.SameDomainSignupRoleID.Value,
		SameDomainSignupDomains:       lenient.Mapped(w.SameDomainSignupDomains, func(domain lenient.Text) string { return domain.Or("") }),
		IsFull:                        w.IsFull.Value,
		IsTestWorkspace:               w.IsTestWorkspace.Value,
		Audit:                         w.audit(),
	}
}

func (w subdomainWire) subdomain() api.Subdomain {
	return api.Subdomain{Name: w.Name.Or(""), IsDefault: w.IsDefault.Or(false)}
}
