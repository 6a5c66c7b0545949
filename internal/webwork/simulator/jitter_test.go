package simulator_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// times measures requests with a jitter: reads, writes and deletions.
func times(t *testing.T, jitter *simulator.Jitter) map[string][]time.Duration {
	t.Helper()
	taken := map[string][]time.Duration{}
	a := start(t, simulator.Options{Jitter: jitter})
	for i := range 100 {
		for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodPost, http.MethodDelete} {
			began := time.Now()
			a.call(method, fmt.Sprintf("/projects/%d", i%50), nil)
			taken[method] = append(taken[method], time.Since(began))
		}
	}
	return taken
}

func TestJitterStaysWithinItsBounds(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	for name, test := range map[string]struct {
		jitter                      *simulator.Jitter
		least, read, write, deleted time.Duration
	}{
		"none":    {simulator.NoJitter(), 0, 0, 0, 0},
		"default": {nil, 0, 0, 0, 0},
		"small":   {simulator.SmallJitter(), 0, 6 * ms, 12 * ms, 25 * ms},
		"race":    {simulator.RaceJitter(), 20 * ms, 80 * ms, 80 * ms, 230 * ms},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				for method, taken := range times(t, test.jitter) {
					most := map[string]time.Duration{
						http.MethodGet: test.read, http.MethodPut: test.write, http.MethodPost: test.write, http.MethodDelete: test.deleted,
					}[method]
					if least := slices.Min(taken); least < test.least || least > test.least+(most-test.least)/4 {
						t.Errorf("the shortest %s takes %v", method, least)
					}
					if longest := slices.Max(taken); longest > most || longest < most-(most-test.least)/4 {
						t.Errorf("the longest %s takes %v", method, longest)
					}
				}
			})
		})
	}
}

func TestJitterRepeats(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		run := func(seed uint64) string {
			jitter := simulator.RaceJitter()
			jitter.Seed = seed
			return fmt.Sprint(times(t, jitter))
		}
		equal(t, "the same seed", run(1), run(1))
		equal(t, "another seed gives the same", run(1) == run(2), false)
	})
}

// TestJitterOvertakes has a creation sent before a deletion processed after it.
func TestJitterOvertakes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		first := map[string]bool{}
		for seed := range uint64(20) {
			jitter := simulator.RaceJitter()
			jitter.Seed = seed
			a := start(t, simulator.Options{Jitter: jitter})
			jane, err := a.AddMember(simulator.Member{Email: "jane@acme.example"})
			done(t, err)
			answered := make(chan int, 1)
			go func() { answered <- a.call(http.MethodDelete, fmt.Sprintf("/members/%d", jane.ID), nil).status }()
			renamed := a.put(fmt.Sprintf("/members/%d", jane.ID), fields{"firstname": "Janet"}).status
			equal(t, "deletion", <-answered, http.StatusOK)
			first[map[int]string{http.StatusOK: "update", http.StatusNotFound: "deletion"}[renamed]] = true
		}
		equal(t, "orders", fmt.Sprint(first), "map[deletion:true update:true]")
	})
}
