package api

import (
	"context"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Webhook is an address that WebWork calls when something happens.
type Webhook struct {
	// ID is an encoded string. Whether it is the same in every answer is not documented.
	ID     string
	URL    string
	Events []string
	// Token is a secret that WebWork issues; nil where an answer leaves it out.
	Token *string
	Sent  remote.Fields
}

// ObjectID is the webhook's id as this answer has it.
func (w Webhook) ObjectID() string { return w.ID }

// Key is the address.
func (w Webhook) Key() string { return w.URL }

// WebhookFilter has no fields: WebWork offers no filter for webhooks.
type WebhookFilter struct{}

// Webhooks are the webhooks of the workspace.
type Webhooks interface {
	remote.Reader[Webhook, WebhookFilter]

	// Create creates a webhook. What the answer leaves out is what was sent, or nil.
	Create(ctx context.Context, url string, events []string) (Webhook, error)

	// Update changes a webhook. WebWork wants the address even where only the events change. The
	// result is nil where the answer does not carry all that was sent, which is what is documented.
	Update(ctx context.Context, id, url string, events []string) (*Webhook, error)

	// Delete removes a webhook.
	Delete(ctx context.Context, id string) error
}

// WebhookOrigin is the scheme and host of a webhook's address, all of it that messages show: the
// rest often carries keys.
func WebhookOrigin(address string) string {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" {
		return "(an address that cannot be read)"
	}
	return parsed.Scheme + "://" + parsed.Host
}
