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
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
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
	return simtest.Start(tb, options, func(handler http.Handler) http.Handler {
		return contract.Wrap(tb, handler, contract.AllowBrokenAnswers()) // faults are tests' business
	})
}

// Config is a configuration for the server: the provider block with the given attributes, and
// what follows. A simulator has no rate limit unless a test gives it one,
// and everything may be archived at once.
func Config(server *simtest.Server, attributes, config string) string {
	if !strings.Contains(attributes, "max_archival_share") {
		attributes += "\nmax_archival_share = 1" // tests destroy all that they made
	}
	return fmt.Sprintf("provider \"webwork\" {\n  base_url = %q\n  token    = %q\n  requests_per_minute = 100000\n  %s\n}\n%s\n",
		server.BaseURL, server.Token(), strings.ReplaceAll(attributes, "\n", "\n  "), config)
}

// Empty checks that planning again right after the step, with and without refresh, finds nothing to
// do.
func Empty() resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}
}
