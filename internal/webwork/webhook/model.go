package webhook

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// model is webwork_webhook in configuration, plan and state.
type model struct {
	ID          types.String `tfsdk:"id"`
	WorkspaceID types.String `tfsdk:"workspace_id"`
	URL         types.String `tfsdk:"url"`
	Events      types.Set    `tfsdk:"events"`
	Token       types.String `tfsdk:"token"`
}

// merged is the webhook as WebWork has it, with what the answer leaves out taken from state. The id
// in state stays: WebWork may answer with another one each time, and an identity never changes.
func (m model) merged(w api.Webhook, workspaceID string) model {
	now := model{
		ID:          types.StringValue(w.ID),
		WorkspaceID: tfkit.StringOrNull(workspaceID),
		URL:         types.StringValue(w.URL),
		Events:      tfkit.SetOfStrings(w.Events),
		Token:       types.StringPointerValue(w.Token),
	}
	if id := m.ID.ValueString(); id != "" {
		now.ID = m.ID
	}
	if w.Events == nil && !m.Events.IsUnknown() {
		now.Events = m.Events
	}
	if w.Token == nil && !m.Token.IsUnknown() {
		now.Token = m.Token
	}
	return now
}

func (m model) identity() session.Identity {
	return session.Identity{WorkspaceID: m.WorkspaceID, ID: m.ID}
}

// instance is what the lifecycle needs to know of the webhook. The newest id is the one that WebWork gave it last.
func (m model) instance(newest string) lifecycle.Instance {
	label := "webhook"
	if tfkit.Managed(m.URL) {
		label = api.WebhookOrigin(m.URL.ValueString())
	}
	return lifecycle.Instance{
		ID: m.ID.ValueString(), Key: m.URL.ValueString(), Label: label,
		Names: names(newest, m.Token.ValueStringPointer(), m.URL.ValueString()),
	}
}

// String names the webhook without what its address may carry of keys.
func (m model) String() string {
	if m.ID.ValueString() == "" {
		return api.WebhookOrigin(m.URL.ValueString())
	}
	return describe(m.URL.ValueString(), m.ID.ValueString())
}

func (m model) events() []string { return tfkit.Strings(m.Events) }

// same reports whether both models are the same to WebWork, which knows nothing else of a webhook
// that could be changed.
func (m model) same(other model) bool { return m.URL.Equal(other.URL) && m.Events.Equal(other.Events) }
