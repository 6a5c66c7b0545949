package simulator

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Webhook is an address that awork would call. The simulator calls nobody.
type Webhook struct {
	Object
	WebhookForm
	LastFailureReason *string `json:"lastFailureReason"`
	// Paused is a webhook that failed too often, until somebody enables it again.
	Paused bool `json:"paused,omitempty"`
}

// WebhookForm is what can be written of a webhook.
type WebhookForm struct {
	Name                           string  `json:"name"`
	URI                            string  `json:"uri"`
	Events                         string  `json:"events"` // with commas between them
	IsActive                       bool    `json:"isActive"`
	AuthenticationType             string  `json:"authenticationType"`
	Authentication                 *string `json:"authentication"`
	OnlyTriggerForMainEntityChange bool    `json:"onlyTriggerForMainEntityChanges"`
	Language                       *string `json:"language"`
}

// The ways in which a webhook shows who calls.
const (
	noAuthentication     = "none"
	headerAuthentication = "header"
)

func (f WebhookForm) check(p *problems) {
	p.required("name", f.Name, normalName)
	p.required("events", f.Events, longName)
	if strings.Contains(f.Events, " ") {
		p.addf("events", "The events have no spaces between them.")
	}
	if parsed, err := url.Parse(f.URI); err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Host == "" {
		p.addf("uri", "The field uri must be a URL.")
	}
	p.oneOf("authenticationType", f.AuthenticationType, noAuthentication, headerAuthentication)
	if name, _, pair := strings.Cut(text(f.Authentication), "="); f.Authentication != nil && (!pair || name == "") {
		p.addf("authentication", "The field authentication must read headername=headervalue.")
	}
}

// authenticated refuses a webhook that is to show who calls and has nothing to show.
func (f WebhookForm) authenticated() error {
	if f.AuthenticationType == headerAuthentication && f.Authentication == nil {
		return invalidProperty("authentication", "The field authentication is required.")
	}
	return nil
}

// mask is what stands in the place of secrets.
const mask = "***"

// text is the text of a field, "" where it has none.
func text(field *string) string {
	if field == nil {
		return ""
	}
	return *field
}

func (w *Webhook) label() (name string, archived bool) { return w.Name, false }

func completeWebhook(hook *Webhook) error {
	if hook.Name == "" || hook.URI == "" || hook.Events == "" {
		return errors.New("the name, the uri or the events are missing")
	}
	fill(&hook.AuthenticationType, noAuthentication)
	return nil
}

// eventTypes are those that awork's documentation names.
func eventTypes() []string {
	var all []string
	for _, events := range []struct{ of, what string }{
		{"absence", "added deleted updated"},
		{"company", "added deleted type_changed updated"},
		{"project", "added comment_added deleted status_changed type_changed updated"},
		{"projectmember", "added deleted"},
		{"task", "added comment_added deleted status_changed type_changed updated"},
		{"taskassignment", "added deleted"},
		{"tasklist", "added deleted updated"},
		{"timetracking", "added deleted type_changed updated"},
		{"user", "activation_changed added deleted status_changed updated"},
	} {
		for what := range strings.FieldsSeq(events.what) {
			all = append(all, events.of+"_"+what)
		}
	}
	return all
}

func webhookRoutes() []route {
	read, write := right{workspaceManageConfig, levelRead}, right{workspaceManageConfig, levelWrite}
	return []route{
		{pattern: "GET /webhooks", needs: read, do: listWebhooks, parameters: inLists()},
		{pattern: "GET /webhooks/eventtypes", do: func(*call) (answer, error) { return ok(eventTypes()), nil }},
		{pattern: "GET /webhooks/{id}", needs: read, do: getWebhook},
		{pattern: "POST /webhooks", needs: write, do: createWebhook},
		{pattern: "PUT /webhooks/{id}", needs: write, do: putWebhook},
		{pattern: "DELETE /webhooks/{id}", needs: write, do: deleteWebhook},
	}
}

// webhookWire is a webhook as the API shows one. Where there is nothing to authenticate with, there is no
// such field.
func (s *state) webhookWire(hook *Webhook) any {
	form := hook.WebhookForm
	if form.Authentication != nil && s.variants[SecretMasked] {
		form.Authentication = new(mask)
	}
	form.Events = s.spelledEvents(form.Events)
	form.IsActive = form.IsActive && (!hook.Paused || s.variants[PausedActive])
	wire, _ := tree(form).(map[string]any)
	fields, _ := tree(hook.Object).(map[string]any)
	maps.Copy(wire, fields)
	delete(wire, "resourceVersion") // which webhooks have none of
	if form.Authentication == nil || s.variants[SecretLeftOut] {
		delete(wire, "authentication")
	}
	wire["receiverType"] = "custom"
	if parsed, err := url.Parse(form.URI); err == nil && parsed.Hostname() == "hooks.slack.com" {
		wire["receiverType"] = "slack"
	}
	wire["lastFailureReason"] = hook.LastFailureReason
	return wire
}

// spelledEvents are events in the spelling of the variants.
func (s *state) spelledEvents(events string) string {
	switch all := strings.Split(events, ","); {
	case s.variants[EventsSorted]:
		slices.Sort(all)
		return strings.Join(all, ",")
	case s.variants[EventsSpaced]:
		return strings.Join(all, ", ")
	}
	return events
}

func listWebhooks(c *call) (answer, error) {
	return listOf(c, c.state.webhooks.listed(func(*Webhook) bool { return !c.restricted }), c.state.webhookWire)
}

func getWebhook(c *call) (answer, error) {
	hook, err := c.state.webhooks.find(c.id())
	if err != nil {
		return answer{}, err
	}
	return ok(c.state.webhookWire(hook)), nil
}

func createWebhook(c *call) (answer, error) {
	form, err := newForm[WebhookForm](c)
	if err != nil {
		return answer{}, err
	}
	if err := form.authenticated(); err != nil {
		return answer{}, err
	}
	added, err := c.state.webhooks.add(Webhook{WebhookForm: form.stored()}, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	return ok(c.state.webhookWire(added)), nil
}

// stored is a form as it is kept.
func (f WebhookForm) stored() WebhookForm {
	f.Language = new(cmp.Or(text(f.Language), "en-US"))
	if f.AuthenticationType == noAuthentication {
		f.Authentication = nil
	}
	return f
}

// putWebhook replaces a webhook. Without the secret there is none any more, unless a variant keeps it.
func putWebhook(c *call) (answer, error) {
	hook, err := c.state.webhooks.find(c.id())
	if err != nil {
		return answer{}, err
	}
	fields, err := c.fields()
	if err != nil {
		return answer{}, err
	}
	if string(fields["authentication"]) == `"`+mask+`"` {
		c.state.violate(c.request, "what hides a secret is written back as one")
	}
	former := fieldsOf(hook.WebhookForm)
	if _, sent := fields["authentication"]; !sent && c.state.variants[SecretKept] {
		fields["authentication"] = former["authentication"]
	}
	form, err := readFields[WebhookForm](c, fields, former, true)
	if err != nil {
		return answer{}, err
	}
	if c.state.variants[SecretNeeded] {
		if err := form.authenticated(); err != nil {
			return answer{}, err
		}
	}
	hook.WebhookForm = form.stored()
	if form.IsActive {
		hook.Paused = false
	}
	c.state.webhooks.touch(hook, c.self.ID)
	return ok(c.state.webhookWire(hook)), nil
}

func deleteWebhook(c *call) (answer, error) {
	hook, err := c.state.webhooks.find(c.id())
	if err != nil {
		return goneBefore(c, c.state.webhooks, err)
	}
	c.state.webhooks.remove(hook)
	return c.done(http.StatusNoContent), nil
}
