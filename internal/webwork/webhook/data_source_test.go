package webhook_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// hooked is a workspace with three webhooks, two of which call the same address.
func hooked(variants ...simulator.Variant) simulator.Options {
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme Agency",
		Webhooks: []simulator.Webhook{
			{ID: "wh-zeta", URL: "https://zeta.example/k3y?x=1", Events: []string{"tracker.stopped", "member.invited"}, Token: "s3cret-zeta"},
			{ID: "wh-1", URL: "https://alpha.example/hook", Events: []string{"tracker.started"}},
			{ID: "wh-2", URL: "https://alpha.example/hook", Events: []string{"tracker.stopped"}},
		},
	}}}}
}

// zetaHolds checks a webhook, but for its id.
func zetaHolds(address string, token knownvalue.Check, within ...any) []statecheck.StateCheck {
	at := func(name string) []any { return append(append([]any{}, within...), name) }
	return []statecheck.StateCheck{
		providertest.Holds(address, knownvalue.StringExact("https://zeta.example/k3y?x=1"), at("url")...),
		providertest.Holds(address, providertest.ID(1), at("workspace_id")...),
		providertest.Holds(address, token, at("token")...),
		providertest.Holds(address, knownvalue.SetExact([]knownvalue.Check{
			knownvalue.StringExact("member.invited"), knownvalue.StringExact("tracker.stopped"),
		}), at("events")...),
		statecheck.ExpectSensitiveValue(address, providertest.Path(at("token")...)),
	}
}

func TestAccWebhookDataSources(t *testing.T) {
	t.Parallel()
	token := knownvalue.StringExact("s3cret-zeta")
	for _, variant := range []simulator.Variant{
		simulator.PagingAbsent, simulator.WebhookListWithoutToken, simulator.WebhookEventsSorted, simulator.ThinLists, simulator.WebhookIDChanges,
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, hooked(variant))
			checks := zetaHolds("data.webwork_webhook.url", token)
			checks = append(checks, zetaHolds("data.webwork_webhooks.all", token, "webhooks", 2)...)
			checks = append(checks, providertest.Holds("data.webwork_webhooks.all", knownvalue.ListSizeExact(3), "webhooks"))
			config := `
				data "webwork_webhook" "url" { url = "https://zeta.example/k3y?x=1" }
				data "webwork_webhooks" "all" {}
			`
			if variant != simulator.WebhookIDChanges {
				config += `data "webwork_webhook" "id" { id = "wh-zeta" }`
				checks = append(checks, zetaHolds("data.webwork_webhook.id", token)...)
				checks = append(checks, providertest.Holds("data.webwork_webhook.url", knownvalue.StringExact("wh-zeta"), "id"))
			}
			providertest.Run(t, providertest.Step(server, config, checks...))
		})
	}
}

// Where WebWork tells the token only once, it is null; and where only the newest id of a webhook
// counts, the webhook is still found.
func TestAccWebhookDataSourceWithoutToken(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, hooked(simulator.WebhookTokenOnce, simulator.WebhookIDNewest))
	providertest.Run(t, providertest.Step(server, `data "webwork_webhook" "url" { url = "https://zeta.example/k3y?x=1" }`,
		providertest.Holds("data.webwork_webhook.url", knownvalue.Null(), "token")))
}

func TestAccWebhookDataSourceRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, hooked())
	for body, message := range map[string]string{
		`id = "none"`: "WebWork shows no webhook with the id none",
		// The rest of an address may carry a key.
		`url = "https://other.example/k3y"`:  "WebWork shows no webhook with the url https://other.example/… (the rest may carry a key and is not shown).",
		`url = "https://alpha.example/hook"`: "There are several with the url https://alpha.example/… (the rest may carry a key and is not shown): ids wh-1, wh-2",
		``:                                   "Neither id nor url was given.",
	} {
		providertest.Run(t, providertest.Failure(server, "", "data \"webwork_webhook\" \"x\" {\n"+body+"\n}", message))
	}
}
