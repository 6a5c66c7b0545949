package webhook

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// dataListModel is the data source webwork_webhooks.
type dataListModel struct {
	Webhooks []dataModel `tfsdk:"webhooks"`
}

// NewDataSources makes the data source webwork_webhooks.
func NewDataSources() datasource.DataSource {
	return reading.Many(dataKind(), "All webhooks of the workspace, however many pages WebWork needs.",
		reading.Listing[*session.Session, api.Webhook, dataListModel]{
			Read: func(ctx context.Context, s *session.Session, _ dataListModel) ([]api.Webhook, error) {
				return session.Matching(ctx, s, s.Webhooks, api.Scope.Webhooks, api.WebhookFilter{})
			},
		})
}
