package simulator

func (v *v1) webhookRoutes() {
	v.write("GET /v1/webhooks", v1ListWebhooks, "page")
	v.write("GET /v1/webhooks/{id}", v1GetWebhook)
	v.write("POST /v1/webhooks", v1CreateWebhook)
	v.write("PUT /v1/webhooks/{id}", v1UpdateWebhook)
	v.write("DELETE /v1/webhooks/{id}", func(c *call) (v1Answer, error) {
		_, err := deleteWebhook(c)
		return v1Done(), err
	})
}

// v1ListWebhooks answers pages of 50, the only ones of the legacy API.
func v1ListWebhooks(c *call) (v1Answer, error) {
	number, err := c.bounded("page", 1, lastPage)
	if err != nil {
		return v1Answer{}, err
	}
	rows := c.workspace.webhooks.Seen(c.state.view(webhookList), func(*webhook) bool { return true })
	total := len(rows)
	from := min(total, (number-1)*webhookPage)
	rows = rows[from:min(total, from+webhookPage)]
	withToken := !c.state.variants.Any(WebhookTokenOnce, WebhookListWithoutToken)
	page := v1List(c, webhookList, rows, func(hook *webhook) object { return c.webhookObject(hook, withToken) })
	pages := &pagination{total: total, size: webhookPage}
	return v1Answer{data: object{
		always("max_rows", total), always("current_page", number), always("total_pages", pages.last()), always("data", page.data),
	}}, nil
}

func v1GetWebhook(c *call) (v1Answer, error) {
	hook, err := c.webhook()
	if err == nil && !c.workspace.webhooks.Knows(c.state.single(webhookList), hook.number) {
		err = v1Missing("Webhook")
	}
	if err != nil {
		return v1Answer{}, v1NotShown(err, "Webhook")
	}
	return v1Answer{data: c.webhookObject(hook, !c.state.variants[WebhookTokenOnce])}, nil
}

func v1CreateWebhook(c *call) (v1Answer, error) {
	hook := Webhook{URL: c.form.text("url", required, webURL).get(), Events: c.events(required).get()}
	if err := c.form.finish(); err != nil {
		return v1Answer{}, err
	}
	made := always("webhook", c.webhookObject(c.state.addWebhook(c.workspace, hook), true))
	return v1Answer{made: &made}, nil
}

func v1UpdateWebhook(c *call) (v1Answer, error) {
	_, err := updateWebhook(c)
	return v1Done(), err
}
