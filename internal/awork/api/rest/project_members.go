package rest

import (
	"context"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// Members are who works on the project: all of them in one answer.
func (p projects) Members(ctx context.Context, id string) ([]api.ProjectMember, error) {
	page, err := whole(ctx, p.client, reading(at("projects", id, "members")...), projectMemberWire.member)
	return page.Items, err
}

// AddMember has somebody work on the project, who does not yet.
func (p projects) AddMember(ctx context.Context, id string, member api.ProjectMemberForm) error {
	return p.client.act(ctx, creation(projectMemberForm(member), at("projects", id, "addprojectmember")...))
}

// UpdateMember changes how somebody works on the project.
func (p projects) UpdateMember(ctx context.Context, id string, member api.ProjectMemberForm) error {
	return p.client.act(ctx, business(projectMemberForm(member), at("projects", id, "updateprojectmember")...))
}

// RemoveMember takes somebody from the project.
func (p projects) RemoveMember(ctx context.Context, id, userID string) error {
	return p.client.bring(ctx, business(map[string]any{"userId": userID}, at("projects", id, "removeprojectmember")...), func() (bool, error) {
		members, err := p.Members(ctx, id)
		return !slices.ContainsFunc(members, func(m api.ProjectMember) bool { return m.UserID == userID }), err
	})
}

// projectMemberForm is how somebody works on a project, as it is sent.
type projectMemberForm struct {
	UserID        string `json:"userId"`
	RoleID        string `json:"projectRoleId"`
	IsResponsible bool   `json:"isResponsible"`
}

type projectMemberWire struct {
	UserID        id           `json:"userId"`
	FirstName     lenient.Text `json:"firstName"`
	LastName      lenient.Text `json:"lastName"`
	RoleID        reference    `json:"projectRoleId"`
	RoleName      lenient.Text `json:"projectRoleName"`
	IsResponsible flag         `json:"isResponsible"`
	IsDeactivated flag         `json:"isDeactivated"`
	IsExternal    flag         `json:"isExternal"`
}

func (w projectMemberWire) member() api.ProjectMember {
	return api.ProjectMember{
		UserID: w.UserID.String(), FirstName: w.FirstName.Value, LastName: w.LastName.Value,
		RoleID: w.RoleID.String(), RoleName: w.RoleName.Value,
		IsResponsible: w.IsResponsible.Or(false), IsDeactivated: w.IsDeactivated.Or(false), IsExternal: w.IsExternal.Or(false),
	}
}
