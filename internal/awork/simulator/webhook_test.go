package simulator_test

import (
	"maps"
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func webhookForm(change fields) fields {
	form := fields{
		"name": "Deploy", "uri": "https://hooks.example/awork", "events": "user_added,task_added", "isActive": true,
		"authenticationType": "none",
	}
	maps.Copy(form, change)
	return form
}

// webhook creates a webhook and gives its path.
func (a *api) webhook(change fields) string {
	a.t.Helper()
	return "/webhooks/" + a.post("/webhooks", webhookForm(change)).ok().text("id")
}

func TestAWebhookFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	a := with(t)
	hook := a.webhook(nil)
	a.get(hook).ok().has(`"events":"user_added,task_added"`).has(`"receiverType":"custom"`).has(`"language":"en-US"`).
		lacks(`"authentication":`).lacks("resourceVersion")
	a.put(hook, webhookForm(fields{"authenticationType": "header", "authentication": "X-Key=s3cret"})).ok().has("X-Key=s3cret")
	a.put(hook, webhookForm(fields{"authenticationType": "header", "uri": "https://hooks.slack.com/x"})).ok().
		lacks("s3cret").has(`"receiverType":"slack"`)
	a.get("/webhooks?filterby=" + query("name eq 'deploy'")).ok().has(idOf(hook))
	a.get("/webhooks/eventtypes").ok().has(`"taskassignment_deleted"`)
	a.delete(hook).is(http.StatusNoContent)
	a.get(hook).is(http.StatusNotFound)
	a.delete(hook).is(http.StatusNotFound)
}

func TestFormsOfWebhooksAreChecked(t *testing.T) {
	t.Parallel()
	a := with(t)
	for what, change := range map[string]fields{
		"no name": {"name": ""}, "no address": {"uri": "hooks"}, "no events": {"events": ""}, "spaces": {"events": "a, b"},
		"a list": {"events": []string{"a"}}, "another way": {"authenticationType": "basic"},
		"no secret": {"authenticationType": "header"}, "a bad secret": {"authenticationType": "header", "authentication": "=x"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			a.in(t).post("/webhooks", webhookForm(change)).refused("validation-failed")
		})
	}
}

func TestAPausedWebhook(t *testing.T) {
	t.Parallel()
	a := with(t)
	hook := a.webhook(nil)
	done(t, a.Webhooks.Set(idOf(hook), func(w *simulator.Webhook) { w.Paused, w.LastFailureReason = true, new("timeout") }))
	a.get(hook).ok().has(`"isActive":false`).has(`"lastFailureReason":"timeout"`)
	a.put(hook, webhookForm(nil)).ok().has(`"isActive":true`)
	a.allowed(permission("workspace-manage-config", "read")).delete(hook).denied()
}
