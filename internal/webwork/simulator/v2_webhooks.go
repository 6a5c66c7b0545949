package simulator

import (
	"net/http"
	"regexp"
	"slices"
)

func (v *v2) webhookRoutes() {
	v.write("GET /webhooks", listWebhooks, "page", "per_page")
	v.write("GET /webhooks/{id}", getWebhook)
	v.write("POST /webhooks", createWebhook)
	v.write("PUT /webhooks/{id}", updateWebhook)
	v.write("DELETE /webhooks/{id}", deleteWebhook)
}

// webhookObject is a webhook as /webhooks shows it.
func (c *call) webhookObject(hook *webhook, withToken bool) object {
	events := hook.Events
	if c.state.variants[WebhookEventsSorted] {
		events = slices.Sorted(slices.Values(events))
	}
	o := object{
		always("id", c.state.shownID(hook)),
		always("url", hook.URL),
		always("events", events),
	}
	if withToken {
		o = append(o, detail("token", hook.Token))
	}
	return o
}

func listWebhooks(c *call) (answer, error) {
	rows := c.workspace.webhooks.Seen(c.state.view(webhookList), func(*webhook) bool { return true })
	withToken := !c.state.variants.Any(WebhookTokenOnce, WebhookListWithoutToken)
	return listPage(c, webhookList, "", rows, func(hook *webhook) object { return c.webhookObject(hook, withToken) })
}

// webhook finds the webhook of the path.
func (c *call) webhook() (*webhook, error) {
	return c.state.webhook(c.workspace, c.request.PathValue("id"))
}

func getWebhook(c *call) (answer, error) {
	hook, err := c.webhook()
	if err != nil {
		return answer{}, err
	}
	if !c.workspace.webhooks.Knows(c.state.single(webhookList), hook.number) {
		return answer{}, refuse(notFound, "Webhook not found")
	}
	withToken := !c.state.variants[WebhookTokenOnce]
	return answer{message: "Webhook retrieved successfully", data: c.webhookObject(hook, withToken)}, nil
}

// event is the form of an event's name. New ones appear, so that no list of them is complete.
var event = regexp.MustCompile(`^[a-z_]+(\.[a-z_]+)+$`)

func (c *call) events(needed need) change[[]string] {
	return take(c.form, "events", needed, "a list of strings", func(events []string) string {
		if len(events) == 0 {
			return "must have at least 1 item"
		}
		for _, name := range events {
			if !event.MatchString(name) {
				return "has an invalid event"
			}
		}
		return ""
	})
}

func createWebhook(c *call) (answer, error) {
	hook := Webhook{URL: c.form.text("url", required, webURL).get(), Events: c.events(required).get()}
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	created := c.state.addWebhook(c.workspace, hook)
	return c.created(http.StatusOK, "Webhook created successfully", c.webhookObject(created, true)), nil
}

func updateWebhook(c *call) (answer, error) {
	hook, err := c.webhook()
	if err != nil {
		return answer{}, err
	}
	changed := hook.Webhook
	c.form.text("url", required, webURL).into(&changed.URL)
	c.events(optional).into(&changed.Events)
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	hook.Webhook = changed
	if c.state.variants.Any(UpdateObject, UpdateSparse) {
		shown := c.webhookObject(hook, !c.state.variants[WebhookTokenOnce])
		return c.updated("Webhook updated successfully", true, shown, "url"), nil
	}
	return answer{bare: true, empty: c.state.variants[UpdateEmpty]}, nil
}

func deleteWebhook(c *call) (answer, error) {
	hook, err := c.webhook()
	if err != nil {
		return answer{}, err
	}
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	c.state.deleteWebhook(c.workspace, hook)
	return c.done("Webhook deleted successfully"), nil
}
