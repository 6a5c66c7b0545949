package provider_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestNotKnownYet plans with a provider block that depends on other resources: what is new is
// planned without asking WebWork, and what has to ask says why it cannot.
func TestNotKnownYet(t *testing.T) {
	t.Parallel()
	member := block{"email": "jane@acme.example", "firstname": "Jane", "lastname": "Doe", "role": "Regular User"}
	for name, config := range map[string]block{
		"token":        {"token": unknown},
		"base_url":     {"base_url": unknown, "token": "t"},
		"workspace_id": {"workspace_id": unknown, "token": "t"},
		"oauth":        {"oauth": unknown},
		"max_retries":  {"max_retries": unknown, "token": "t"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{})
			if _, given := config["base_url"]; !given {
				config["base_url"] = server.BaseURL
			}
			r := ready(t, environment{}, config)

			for kind, planned := range map[string]block{
				"webwork_member":   member,
				"webwork_project":  {"name": "Website"},
				"webwork_webhook":  {"url": "https://hooks.example/a", "events": []any{"member.invited"}},
				"webwork_contract": {"project_id": "1", "user_id": "2"},
			} {
				if complaint := r.plan(kind, planned); complaint != "" {
					t.Errorf("planning a new %s: %s", kind, complaint)
				}
			}
			for what, complaint := range map[string]string{
				"workspaces": r.dataSource("webwork_workspaces", block{}),
				"members":    r.dataSource("webwork_members", block{}),
				"a member":   r.refresh("webwork_member", block{"id": "100", "email": "jane@acme.example", "archived": false}),
			} {
				if complaint == "" {
					t.Errorf("reading %s is no error", what)
				}
				contains(t, complaint, "Provider configuration not known yet", name+" of the provider block depends on values that are known only after apply", "-target")
			}
			if requests := server.Requests(); len(requests) > 0 {
				t.Errorf("WebWork was asked: %v", requests)
			}
		})
	}
}

// TestNotKnownYetButWrong reports what is wrong all the same.
func TestNotKnownYetButWrong(t *testing.T) {
	t.Parallel()
	_, complaint := start(t, nil, block{"workspace_id": unknown, "max_retries": -1})
	contains(t, complaint, `max_retries is "-1"`, "No credentials")
}
