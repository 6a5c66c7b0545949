package simulator

import "slices"

// webhook is a Webhook with the ids that are valid for it.
type webhook struct {
	Webhook

	number int64
	issued []string
}

// addWebhook stores a webhook and issues its token.
func (s *state) addWebhook(w *workspace, hook Webhook) *webhook {
	s.lastWebhook++
	if hook.ID == "" {
		hook.ID = s.secret("webhook")
	}
	if hook.Token == "" {
		hook.Token = "whk_" + s.secret("token")
	}
	stored := &webhook{Webhook: hook, number: s.lastWebhook, issued: []string{hook.ID}}
	w.webhooks.Add(stored.number, stored, s.received())
	return stored
}

// deleteWebhook deletes a webhook. Lists may show it for a while.
func (s *state) deleteWebhook(w *workspace, hook *webhook) {
	if until, lingers := s.lingers(webhookList); lingers {
		w.webhooks.Bury(hook.number, until)
		return
	}
	w.webhooks.Remove(hook.number)
}

// shownID is the id that an answer gives a webhook.
func (s *state) shownID(hook *webhook) string {
	if !s.variants.Any(WebhookIDChanges, WebhookIDNewest) {
		return hook.ID
	}
	id := s.secret("webhook")
	if s.variants[WebhookIDNewest] {
		hook.issued = nil
	}
	hook.issued = append(hook.issued, id)
	return id
}

// webhook finds a webhook by an id that is valid for it.
func (s *state) webhook(w *workspace, id string) (*webhook, error) {
	for _, hook := range w.webhooks.Where(func(*webhook) bool { return true }) {
		if slices.Contains(hook.issued, id) {
			return hook, nil
		}
	}
	return nil, refuse(notFound, "Webhook not found")
}
