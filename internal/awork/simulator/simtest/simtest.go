// Package simtest starts simulators for tests.
package simtest

import (
	"cmp"
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
)

// Server is a simulator behind a real socket, until the test ends.
type Server struct {
	*simulator.Simulator

	// URL is that of the server; BaseURL is where the API is.
	URL     string
	BaseURL string
}

// Env is the environment with which a provider finds the server.
func (s *Server) Env() map[string]string {
	return map[string]string{
		"AWORK_BASE_URL":     s.BaseURL,
		"AWORK_TOKEN":        s.Token(),
		"AWORK_WORKSPACE_ID": s.WorkspaceID(),
	}
}

// Start starts a simulator. Wrappers stand around it, the first outermost. Requests take the times of a
// small jitter unless the options have another one; simkit.NoJitter is for exact times.
func Start(tb testing.TB, options simulator.Options, wrap ...func(http.Handler) http.Handler) *Server {
	tb.Helper()
	options.Jitter = testserver.Seeded(tb, options.Jitter)
	sim, url := testserver.Start(tb, func(url string) *simulator.Simulator {
		options.URL = cmp.Or(options.URL, url)
		return New(tb, options)
	}, wrap...)
	return &Server{Simulator: sim, URL: url, BaseURL: sim.BaseURL(url)}
}

// New makes a simulator without a socket; testserver.InMemory reaches it. Only a jitter in the options
// makes requests take time. A test in which the client did what it must not has failed, unless it has
// the simulator forget that.
func New(tb testing.TB, options simulator.Options) *simulator.Simulator {
	tb.Helper()
	sim, err := simulator.New(options)
	if err != nil {
		tb.Fatalf("the simulator does not start: %v", err)
	}
	tb.Cleanup(func() {
		sim.Close()
		for _, violation := range sim.Violations() {
			tb.Errorf("%s: %s", violation.Request, violation.What)
		}
	})
	return sim
}
