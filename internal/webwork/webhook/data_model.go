package webhook

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// dataModel is a webhook as data sources show one.
type dataModel struct {
	ID          types.String `tfsdk:"id"`
	WorkspaceID types.String `tfsdk:"workspace_id"`
	URL         types.String `tfsdk:"url"`
	Events      []string     `tfsdk:"events"`
	Token       types.String `tfsdk:"token"`
}

// dataKind is how data sources show webhooks.
func dataKind() reading.Kind[api.Webhook, dataModel] {
	return reading.Kind[api.Webhook, dataModel]{Noun: "webhook", IDs: tfkit.TextIDs(), Attributes: dataAttributes(), Show: show, Order: byURL}
}

// byURL orders webhooks by address: ids may differ from answer to answer.
func byURL(a, b api.Webhook) int { return cmp.Compare(a.URL, b.URL) }

func show(w api.Webhook, view reading.View) dataModel {
	return dataModel{
		ID:          types.StringValue(w.ID),
		WorkspaceID: view.WorkspaceID,
		URL:         types.StringValue(w.URL),
		Events:      append([]string{}, w.Events...), // never nil, which would be a null set
		Token:       types.StringPointerValue(w.Token),
	}
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":           reading.Text("Id of the webhook, an encoded string. Whether it is the same in every answer of WebWork is not documented."),
		"workspace_id": reading.Text("Id of the workspace that the webhook belongs to."),
		"url":          reading.Text("Address that WebWork calls. It is not sensitive to Terraform, even if it carries a key."),
		"events": schema.SetAttribute{
			Computed: true, ElementType: types.StringType, MarkdownDescription: "Events at which WebWork calls, such as `member.invited`.",
		},
		"token": schema.StringAttribute{
			Computed: true, Sensitive: true,
			MarkdownDescription: "Secret that WebWork issued for the webhook; null where WebWork shows it only upon creation.",
		},
	}
}
