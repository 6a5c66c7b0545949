package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestDeferral has a CLI that can put off what depends on a provider block that is not known yet.
func TestDeferral(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	member := block{"email": "jane@acme.example", "firstname": "Jane", "lastname": "Doe", "role": "Regular User"}
	for _, c := range []struct {
		token           any
		allowed, defers bool
	}{
		{unknown, true, true},
		{unknown, false, false},
		{server.Token(), true, false},
	} {
		r, complaint := startWith(t, environment{}, block{"token": c.token, "base_url": server.BaseURL}, c.allowed)
		answer := r.planned("webwork_member", member)
		complaint += said(answer.Diagnostics)
		deferred := answer.Deferred != nil && answer.Deferred.Reason == tfprotov6.DeferredReasonProviderConfigUnknown
		if complaint != "" || deferred != c.defers {
			t.Errorf("token %v, deferral allowed %t: deferred is %t, want %t; %s", c.token, c.allowed, deferred, c.defers, complaint)
		}
	}
}

// TestBrakesNotKnownYet refuses brakes that would stop nothing.
func TestBrakesNotKnownYet(t *testing.T) {
	t.Parallel()
	for _, brake := range []string{"max_archival_share", "max_archivals", "max_invitations", "protected_people"} {
		_, complaint := start(t, environment{}, block{"token": "t", brake: unknown})
		contains(t, complaint, `ERROR at AttributeName("`+brake+`"): Brake not known: `+brake+" of the provider block depends on values that are known only after apply")
	}
	_, complaint := start(t, environment{}, block{"token": "t", "protected_people": []any{"ada@acme.example", unknown}})
	contains(t, complaint, `ERROR at AttributeName("protected_people"): Brake not known`)
}
