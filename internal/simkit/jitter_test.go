package simkit_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// times measures requests with a jitter: reads, writes and deletions.
func times(t *testing.T, jitter *simkit.Jitter) map[string][]time.Duration {
	t.Helper()
	taken := map[string][]time.Duration{}
	n := start(t, simkit.Options{Jitter: jitter})
	for i := range 100 {
		for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodPost, http.MethodDelete} {
			began := time.Now()
			n.call(method, fmt.Sprintf("/notes/%d", i%50), "")
			taken[method] = append(taken[method], time.Since(began))
		}
	}
	return taken
}

func TestJitterStaysWithinItsBounds(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	for name, test := range map[string]struct {
		jitter                      *simkit.Jitter
		least, read, write, deleted time.Duration
	}{
		"none":    {simkit.NoJitter(), 0, 0, 0, 0},
		"default": {nil, 0, 0, 0, 0},
		"small":   {simkit.SmallJitter(), 0, 6 * ms, 12 * ms, 25 * ms},
		"race":    {simkit.RaceJitter(), 20 * ms, 80 * ms, 80 * ms, 230 * ms},
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
			jitter := simkit.RaceJitter()
			jitter.Seed = seed
			return fmt.Sprint(times(t, jitter))
		}
		equal(t, "the same seed", run(1), run(1))
		equal(t, "another seed gives the same", run(1) == run(2), false)
	})
}

// TestJitterOvertakes has an update that is sent after a deletion processed before it.
func TestJitterOvertakes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		first := map[string]bool{}
		for seed := range uint64(20) {
			jitter := simkit.RaceJitter()
			jitter.Seed = seed
			n := start(t, simkit.Options{Jitter: jitter})
			n.post(`{"name":"milk"}`).is(http.StatusCreated)
			answered := make(chan int, 1)
			go func() { answered <- n.call(http.MethodDelete, "/notes/milk", "").status }()
			renamed := n.call(http.MethodPut, "/notes/milk", "{}").status
			equal(t, "deletion", <-answered, http.StatusOK)
			first[map[int]string{http.StatusOK: "update", http.StatusNotFound: "deletion"}[renamed]] = true
		}
		equal(t, "orders", fmt.Sprint(first), "map[deletion:true update:true]")
	})
}
