// Package webhook is the room of webhooks, the addresses that WebWork calls: webwork_webhook as a
// resource, an ephemeral resource and data sources.
package webhook

import (
	"fmt"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how webhooks come and go.
func kind(s *session.Session) lifecycle.Deletable[api.Webhook] {
	return lifecycle.Deletable[api.Webhook]{
		Noun:     "webhook",
		Type:     "webwork_webhook",
		Key:      []string{"url"},
		Claims:   session.Webhooks,
		ImportID: func(string) string { return "URL" }, // which may carry a key
		Repeats:  true,
		Session:  s,
		ID:       api.Webhook.ObjectID,
		Describe: func(w api.Webhook) string { return describe(w.URL, w.ID) },
		Find:     s.Webhooks.Find,
		Written:  func(key string) { s.Webhooks.Written("", key) },
	}
}

// describe names a webhook without what its address may carry of keys.
func describe(address, id string) string {
	if address == "" {
		return fmt.Sprintf("webhook %q", id)
	}
	return fmt.Sprintf("the webhook at %s (id %q)", api.WebhookOrigin(address), id)
}
