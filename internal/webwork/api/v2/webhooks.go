package v2

import (
	"context"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Webhooks are the webhooks of the workspace.
func (s scope) Webhooks() api.Webhooks {
	return webhooks{deletable[webhookWire, api.Webhook, api.WebhookFilter]{
		objects[webhookWire, api.Webhook, api.WebhookFilter]{s, "webhooks", webhookWire.webhook, webhookQuery},
	}}
}

// WebhookFields has a bit for every documented field of a webhook.
func WebhookFields() remote.Fields { return lenient.Documented[webhookWire]() }

type webhooks struct {
	deletable[webhookWire, api.Webhook, api.WebhookFilter]
}

// Create creates a webhook.
func (w webhooks) Create(ctx context.Context, address string, events []string) (api.Webhook, error) {
	return w.create(keep(ctx, address), webhookBody(address, events))
}

// Update changes a webhook.
func (w webhooks) Update(ctx context.Context, id, address string, events []string) (*api.Webhook, error) {
	return w.update(keep(ctx, address), id, webhookBody(address, events))
}

// keep has no error show more of a webhook's address than scheme and host: the rest may be a key.
func keep(ctx context.Context, address string) context.Context {
	return httpkit.WithSecrets(ctx, httpkit.URLSecrets(address)...)
}

func webhookBody(address string, events []string) body {
	b := body{"url": address}
	if events != nil {
		b["events"] = events
	}
	return b
}

func webhookQuery(api.WebhookFilter) url.Values { return url.Values{} }

type webhookWire struct {
	ID     lenient.Code               `json:"id"`
	URL    lenient.Vital              `json:"url"`
	Events lenient.List[lenient.Text] `json:"events"`
	Token  lenient.Text               `json:"token"`
}

func (w webhookWire) webhook(sent remote.Fields) api.Webhook {
	return api.Webhook{
		ID:     w.ID.Or(""),
		URL:    w.URL.Or(""),
		Events: lenient.Mapped(w.Events, func(t lenient.Text) string { return t.Or("") }),
		Token:  w.Token.Value,
		Sent:   sent,
	}
}
