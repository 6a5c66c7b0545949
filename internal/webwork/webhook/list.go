package webhook

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/listing"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// NewListResource makes the list resource webwork_webhook.
func NewListResource() list.ListResource {
	return listing.New(listing.Kind[api.Webhook, struct{}]{
		Type: "webhook", Noun: "webhook",
		Description: "All webhooks of the workspace, for taking them under control. They are shown by scheme and host of the address and by their events. " +
			"Generated configuration has the whole address, which may carry a key: put it into a sensitive variable before you commit it.",
		Find: func(ctx context.Context, s *session.Session, _ struct{}) ([]api.Webhook, error) {
			return session.Listed(ctx, s, s.Webhooks, api.Scope.Webhooks, api.WebhookFilter{})
		},
		In:    func(s *session.Session) listing.Completer[api.Webhook] { return s.Webhooks },
		Order: reading.ByID[api.Webhook],
		Label: func(w api.Webhook) string {
			return listing.Marked(api.WebhookOrigin(w.URL), strings.Join(w.Events, ", "), len(w.Events) > 0)
		},
		Show: func(w api.Webhook, workspaceID string) (any, any) {
			shown := model{}.merged(w, workspaceID)
			return shown, shown.identity()
		},
	})
}
