// Package webhook is the room of webhooks, the addresses that WebWork calls: webwork_webhook as a
// resource, an ephemeral resource and data sources.
package webhook

import (
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// kind is how webhooks come and go. Ids may differ from answer to answer; a token never does.
func kind(s *session.Session) lifecycle.Kind[api.Webhook] {
	return lifecycle.Kind[api.Webhook]{
		Noun: "webhook", Type: "webwork_webhook", Key: []string{"url"}, Secret: true, Space: session.Webhooks, Verb: "create", Run: s.Run(),
		ID:       api.Webhook.ObjectID,
		Names:    func(w api.Webhook) []string { return names(w.ID, w.Token, w.URL) },
		Describe: func(w api.Webhook) string { return describe(w.URL, w.ID) },
		Get:      s.Webhooks.Get,
		Find:     s.Webhooks.Find,
		ImportID: func(lifecycle.Instance) string { return "URL" }, // which may carry a key
		Written:  s.Webhooks.Written,
	}
}

// names are the names by which a run knows a webhook again.
func names(id string, token *string, url string) []string {
	if token == nil {
		return []string{id, "url:" + url}
	}
	return []string{id, "token:" + *token}
}

// describe names a webhook without what its address may carry of keys.
func describe(address, id string) string {
	if address == "" {
		return tfkit.Describe("", plaintext.Line(id))
	}
	return tfkit.Describe(api.WebhookOrigin(address), plaintext.Line(id))
}
