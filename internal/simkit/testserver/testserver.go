// Package testserver serves simulated services to tests.
package testserver

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Simulator is a simulated service.
type Simulator interface {
	http.Handler
	// Close ends all waiting.
	Close()
}

// Start serves what build makes for the URL of a server behind a real socket, until the test ends.
// Wrappers stand around it, the first outermost.
func Start[S Simulator](tb testing.TB, build func(url string) S, wrap ...func(http.Handler) http.Handler) (sim S, url string) {
	tb.Helper()
	server := httptest.NewUnstartedServer(nil)
	sim = build("http://" + server.Listener.Addr().String())
	var handler http.Handler = sim
	for _, around := range slices.Backward(wrap) {
		handler = around(handler)
	}
	server.Config.Handler = handler
	server.Start()
	tb.Cleanup(func() {
		sim.Close() // what waits for a fault would hold the server up
		server.Close()
	})
	return sim, server.URL
}

// JitterSeed is the variable of the environment that holds the seed of jitters which have none, to
// repeat a failure.
const JitterSeed = "JITTER_SEED"

// Seeded is a jitter whose seed is told if the test fails. Where it is nil it is a small one.
func Seeded(tb testing.TB, jitter *simkit.Jitter) *simkit.Jitter {
	tb.Helper()
	if jitter == nil {
		jitter = simkit.SmallJitter()
	}
	with := *jitter
	if text := os.Getenv(JitterSeed); text != "" && with.Seed == 0 {
		var err error
		if with.Seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			tb.Fatalf("%s: %v", JitterSeed, err)
		}
	}
	for with.Seed == 0 {
		with.Seed = rand.Uint64() //nolint:gosec // nobody has anything from guessing it
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Logf("%s=%d repeats the times that the requests took.", JitterSeed, with.Seed)
		}
	})
	return &with
}
