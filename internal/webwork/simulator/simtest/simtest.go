// Package simtest starts simulators for tests.
package simtest

import (
	"cmp"
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// Server is a simulator behind a real socket, until the test ends.
type Server struct {
	*simulator.Simulator

	// URL is that of the server; BaseURL is where the API is.
	URL     string
	BaseURL string
	// V1 says that tests speak the legacy API; BaseURL is where that is then.
	V1 bool
}

// Start starts a simulator. Wrappers stand around it, the first outermost. Requests take the times
// of a small jitter unless the options have another one; simkit.NoJitter is for exact times.
func Start(tb testing.TB, options simulator.Options, wrap ...func(http.Handler) http.Handler) *Server {
	tb.Helper()
	options.Jitter = testserver.Seeded(tb, options.Jitter)
	sim, url := testserver.Start(tb, func(url string) *simulator.Simulator {
		options.URL = cmp.Or(options.URL, url)
		return New(tb, options)
	}, wrap...)
	return &Server{Simulator: sim, URL: url, BaseURL: sim.BaseURL(url)}
}

// New makes a simulator without a socket; testserver.InMemory reaches it. Only a jitter in the options makes
// requests take time.
func New(tb testing.TB, options simulator.Options) *simulator.Simulator {
	tb.Helper()
	sim, err := simulator.New(options)
	if err != nil {
		tb.Fatalf("the simulator does not start: %v", err)
	}
	tb.Cleanup(sim.Close)
	return sim
}
