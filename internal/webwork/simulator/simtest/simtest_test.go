package simtest_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// failing is a test that fails without failing the one that it is part of.
type failing struct {
	testing.TB

	failed bool
	ends   []func()
	said   []string
}

func (f *failing) Cleanup(end func())             { f.ends = append(f.ends, end) }
func (f *failing) Failed() bool                   { return f.failed }
func (f *failing) Logf(format string, a ...any)   { f.said = append(f.said, fmt.Sprintf(format, a...)) }
func (f *failing) Fatalf(format string, a ...any) { panic(fmt.Sprintf(format, a...)) }

func (f *failing) end() string {
	for _, end := range slices.Backward(f.ends) {
		end()
	}
	return strings.Join(f.said, "\n")
}

func TestTheSeedOfTheJitterIsToldWhereATestFails(t *testing.T) {
	t.Setenv(testserver.JitterSeed, "4711")
	for _, failed := range []bool{false, true} {
		f := &failing{TB: t, failed: failed}
		server := simtest.Start(f, simulator.Options{})
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.BaseURL+"/workspaces", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		transport := &http.Transport{DisableKeepAlives: true}
		response, err := transport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if said := f.end(); strings.Contains(said, "JITTER_SEED=4711 repeats") != failed {
			t.Errorf("failed %t: the test says %q", failed, said)
		}
	}
}

func TestAServerKnowsItsAddress(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	for host, want := range map[string]int{"": http.StatusOK, "evil.example": http.StatusForbidden} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.BaseURL+"/workspaces", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = host
		request.Header.Set("Authorization", "Bearer "+server.Token())
		transport := &http.Transport{DisableKeepAlives: true}
		response, err := transport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("host %q: the status is %d, not %d", host, response.StatusCode, want)
		}
	}
}
