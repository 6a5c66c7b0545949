package doctor_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestLegacyAPI looks at the legacy API, and at one that does not take the key.
func TestLegacyAPI(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Populate: simulator.Population{Members: 150, Projects: 3, Contracts: 2, Viewers: 1, Webhooks: 1}})
	report, err := examine(t, server.EnvV1())
	tells(t, report, err, "Credentials: e-mail address and API key.", "API v1 tells none, and not the role of the account", "all of them GET",
		"Members: all 152 at once")
	if writes := server.Writes(); len(writes) > 0 {
		t.Errorf("it sent %v", writes)
	}
	env := environment(server.EnvV1())
	env["WEBWORK_API_KEY"] = "wrong"
	report, err = examine(t, env)
	if code(err) == 0 {
		t.Errorf("a wrong key is fine: %s", report)
	}
}
