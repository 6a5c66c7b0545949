package role

import (
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// model is awork_role in configuration, plan and state.
type model struct {
	ID                types.String `tfsdk:"id"`
	WorkspaceID       types.String `tfsdk:"workspace_id"`
	Name              tfkit.String `tfsdk:"name"`
	Permissions       types.Map    `tfsdk:"permissions"`
	Archived          types.Bool   `tfsdk:"archived"`
	ReplacementRoleID tfkit.String `tfsdk:"replacement_role_id"`
	IsAdminRole       types.Bool   `tfsdk:"is_admin_role"`
	IsGuestRole       types.Bool   `tfsdk:"is_guest_role"`
	IsPreset          types.Bool   `tfsdk:"is_preset"`
}

// fromAPI is the role as awork has it, without its permissions, which are read by themselves.
func fromAPI(r api.Role, workspaceID string) model {
	return model{
		ID:                types.StringValue(r.ID),
		WorkspaceID:       types.StringValue(workspaceID),
		Name:              tfkit.Name().Of(r.Name),
		Permissions:       types.MapNull(session.LevelsType()),
		Archived:          types.BoolValue(r.IsArchived),
		ReplacementRoleID: tfkit.GUID().Null(),
		IsAdminRole:       types.BoolValue(r.IsAdmin),
		IsGuestRole:       types.BoolValue(r.IsGuest),
		IsPreset:          types.BoolValue(r.IsPreset),
	}
}

// instance is what the lifecycle needs to know of the role.
func (m model) instance() lifecycle.Instance {
	return lifecycle.Instance{
		ID:       m.ID.ValueString(),
		Key:      api.NameKey(m.Name.ValueString()),
		Label:    m.Name.ValueString(),
		Archived: m.Archived.ValueBool(),
		Unsure:   m.Archived.IsUnknown(),
	}
}

func (m model) identity() session.Identity {
	return session.Identity{WorkspaceID: m.WorkspaceID, ID: m.ID}
}

// withComputed fills in what is known before apply.
func (m model) withComputed(prior *model) model {
	if prior != nil && m.Archived.ValueBool() && prior.Archived.ValueBool() {
		// awork may refuse to change what is archived; the differences wait until it is taken back.
		m.Name = prior.Name
		m.Permissions = tfkit.Unchanged(m.Permissions, prior.Permissions)
	}
	return m
}

// withUnknownsFrom is the plan with what only awork knows filled in from another model: what is unknown
// after apply would be an error.
func (m model) withUnknownsFrom(known model) model {
	m.ID, m.WorkspaceID = known.ID, known.WorkspaceID
	m.IsAdminRole = tfkit.Known(m.IsAdminRole, known.IsAdminRole)
	m.IsGuestRole = tfkit.Known(m.IsGuestRole, known.IsGuestRole)
	m.IsPreset = tfkit.Known(m.IsPreset, known.IsPreset)
	return m
}

// afterUpdate is the state once the update to this plan has been sent. Archiving is a step of its own.
func (m model) afterUpdate(state model) model {
	next := m.withUnknownsFrom(state)
	next.Archived = state.Archived
	return next
}

// declared are the permissions of an attribute, by feature. A feature without levels is none.
func declared(permissions types.Map) map[string][]string {
	all := map[string][]string{}
	for feature, levels := range permissions.Elements() {
		if set, ok := levels.(types.Set); ok && len(set.Elements()) > 0 {
			all[feature] = tfkit.Strings(set)
		}
	}
	return all
}

// asHeld is what awork has in the words in which state has it: some features come back with the levels that a wider one stands for, and a
// feature without levels does not come back at all.
func asHeld(has, held types.Map) types.Map {
	if held.IsNull() || held.IsUnknown() {
		return has
	}
	features := maps.Clone(has.Elements())
	for feature, levels := range held.Elements() {
		set, ok := levels.(types.Set)
		if !ok {
			continue
		}
		now, there := features[feature].(types.Set)
		if !there && len(set.Elements()) == 0 || there && same(tfkit.Strings(set), tfkit.Strings(now)) {
			features[feature] = levels
		}
	}
	return types.MapValueMust(session.LevelsType(), features)
}

// same reports whether levels that were sent are those that came back.
func same(sent, got []string) bool {
	slices.Sort(sent)
	slices.Sort(got)
	return slices.Equal(sent, got) || slices.Equal(spelledOut(sent), got)
}

// spelledOut are levels with those in place of manage that it stands for.
func spelledOut(levels []string) []string {
	if !slices.Contains(levels, api.LevelManage) {
		return levels
	}
	all := slices.DeleteFunc(slices.Clone(levels), func(level string) bool { return level == api.LevelManage })
	all = append(all, api.LevelRead, api.LevelWrite, api.LevelDelete)
	slices.Sort(all)
	return slices.Compact(all)
}
