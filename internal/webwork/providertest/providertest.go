// Package providertest sets up acceptance tests: the provider in the test's own process, the
// simulator behind a real socket, and the provider block that joins them.
package providertest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/contractkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/contract"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// Factories serve the provider.
func Factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return acctest.Factories("webwork", provider.New("test"))
}

// Start starts a simulator, each exchange with which is held against the written API contract.
// Requests take the times of a small jitter; simkit.RaceJitter() in the options is for tests of
// what happens at the same time, simkit.NoJitter() for exact times.
func Start(tb testing.TB, options simulator.Options) *simtest.Server {
	tb.Helper()
	server := simtest.Start(tb, options, func(handler http.Handler) http.Handler {
		return contract.Wrap(tb, handler, contractkit.AllowBrokenAnswers()) // faults are tests' business
	})
	if speaksV1(tb) {
		server.SpeakV1()
	}
	return server
}

// Config is a configuration for the server: the provider block with the given attributes, and
// what follows. A simulator has no rate limit unless a test gives it one,
// and everything may be archived at once.
func Config(server *simtest.Server, attributes, config string) string {
	if !strings.Contains(attributes, "max_archival_share") {
		attributes += "\nmax_archival_share = 1" // tests destroy all that they made
	}
	return fmt.Sprintf("provider \"webwork\" {\n  base_url = %q\n  %s\n  requests_per_minute = 100000\n  %s\n}\n%s\n",
		server.BaseURL, credentials(server, attributes), strings.ReplaceAll(attributes, "\n", "\n  "), config)
}

// credentials are those of the API that tests of the server speak. The legacy one does not tell the workspace.
func credentials(server *simtest.Server, attributes string) string {
	if !server.V1 {
		return fmt.Sprintf("token    = %q", server.Token())
	}
	block := fmt.Sprintf("api_version = \"v1\"\n  email = %q\n  api_key = %q", server.Email(), server.APIKey())
	if !strings.Contains(attributes, "workspace_id") {
		block += fmt.Sprintf("\n  workspace_id = \"%d\"", server.WorkspaceID())
	}
	return block
}

// Empty is acctest.Empty.
func Empty() resource.ConfigPlanChecks { return acctest.Empty() }
