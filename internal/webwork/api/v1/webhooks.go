package v1

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Webhooks are the webhooks of the workspace. They alone have a version in their path, pages of 50, and an object in the answer to
// a creation.
func (s scope) Webhooks() api.Webhooks { return webhooks{s} }

type webhooks struct{ scope }

func webhookPath(id ...string) []string { return append([]string{"v1", "webhooks"}, id...) }

// Get reads one webhook.
func (w webhooks) Get(ctx context.Context, id string) (api.Webhook, error) {
	got, err := w.do(ctx, reading(nil, webhookPath(id)...))
	if err != nil {
		return api.Webhook{}, err
	}
	return one(got, webhookWire.webhook)
}

// pageWire is a page of a list. What max_rows counts is not documented.
type pageWire struct {
	TotalPages lenient.Integer `json:"total_pages"`
	Data       json.RawMessage `json:"data"`
}

// Page reads one page.
func (w webhooks) Page(ctx context.Context, _ api.WebhookFilter, page int) (remote.Page[api.Webhook], error) {
	none := remote.Page[api.Webhook]{Total: remote.UnknownTotal, Final: true}
	got, err := w.do(ctx, reading(url.Values{"page": {strconv.Itoa(page)}}, webhookPath()...))
	if err != nil || got.empty() {
		return none, err
	}
	list := pageWire{Data: got.content}
	if got.content[0] == '{' {
		if err := lenient.Decode(got.content, &list); err != nil {
			return none, got.malformed(err)
		}
	}
	items, err := many(got, list.Data, webhookWire.webhook, api.Webhook.ObjectID)
	last := int(max(0, list.TotalPages.Or(0)))
	final := len(items) == 0 || page >= last && last > 0 || len(items) < maxRows && last == 0
	return remote.Page[api.Webhook]{Items: items, Total: remote.UnknownTotal, LastPage: last, Final: final}, err
}

// maxRows is how many webhooks a page has.
const maxRows = 50

// Create creates a webhook.
func (w webhooks) Create(ctx context.Context, address string, events []string) (api.Webhook, error) {
	got, err := w.do(keep(ctx, address), creation(webhookForm(address, events), webhookPath()...))
	if err != nil {
		return api.Webhook{}, err
	}
	var made struct {
		Webhook json.RawMessage `json:"webhook"`
	}
	if err := lenient.Decode(got.content, &made); err != nil {
		return api.Webhook{}, got.malformed(err)
	}
	if len(made.Webhook) == 0 || made.Webhook[0] != '{' {
		return api.Webhook{}, got.malformed(errNoObject)
	}
	var wire webhookWire
	if err := lenient.Decode(made.Webhook, &wire); err != nil {
		return api.Webhook{}, got.malformed(err)
	}
	if !wire.URL.Sent {
		wire.URL = lenient.Vital{Text: lenient.Text{Field: lenient.Field[string]{Sent: true, Value: &address}}}
	}
	sent, err := lenient.Inspect(&wire)
	if err != nil {
		return api.Webhook{}, got.malformed(err)
	}
	created := wire.webhook(sent)
	if !wire.Events.Sent {
		created.Events = events
	}
	return created, nil
}

// Update changes a webhook.
func (w webhooks) Update(ctx context.Context, id, address string, events []string) (*api.Webhook, error) {
	return nil, w.act(keep(ctx, address), change(webhookForm(address, events), webhookPath(id)...))
}

// Delete removes a webhook.
func (w webhooks) Delete(ctx context.Context, id string) error {
	return w.act(ctx, removal(nil, webhookPath(id)...))
}

// keep has no error show more of a webhook's address than scheme and host: the rest may be a key.
func keep(ctx context.Context, address string) context.Context {
	return httpkit.WithSecrets(ctx, httpkit.URLSecrets(address)...)
}

func webhookForm(address string, events []string) url.Values {
	form := url.Values{"url": {address}}
	if events != nil {
		form["events[]"] = events // as PHP reads lists
	}
	return form
}

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
