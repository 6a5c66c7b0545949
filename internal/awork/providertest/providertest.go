// Package providertest sets up acceptance tests: the provider in the test's own process, the
// simulator behind a real socket, and the provider block that joins them.
package providertest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/contract"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/provider"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/simtest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/contractkit"
)

// Server is a simulator behind a real socket.
type Server = simtest.Server

// Factories serve the provider.
func Factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return acctest.Factories("awork", provider.New("test"))
}

// Start starts a simulator, each exchange with which is held against the written API contract. Requests take the times of a small jitter; simkit.RaceJitter() in the options is for tests of
// what happens at the same time, simkit.NoJitter() for exact times.
func Start(tb testing.TB, options simulator.Options) *Server {
	tb.Helper()
	return simtest.Start(tb, options, func(handler http.Handler) http.Handler {
		return contract.Wrap(tb, handler, contractkit.AllowBrokenAnswers()) // faults are tests' business
	})
}

// Config is a configuration for the server: the provider block with the given attributes, and
// what follows. A simulator has no rate limit unless a test gives it one,
// and everybody may be deactivated at once.
func Config(server *simtest.Server, attributes, config string) string {
	if !strings.Contains(attributes, "max_deactivation_share") {
		attributes += "\nmax_deactivation_share = 1" // tests destroy all that they made
	}
	if !strings.Contains(attributes, "token") {
		attributes = fmt.Sprintf("token = %q\n%s", server.Token(), attributes)
	}
	return fmt.Sprintf("provider \"awork\" {\n  base_url = %q\n  requests_per_minute = 100000\n  requests_per_second = 100000\n  %s\n}\n%s\n",
		server.BaseURL, strings.ReplaceAll(attributes, "\n", "\n  "), config)
}
