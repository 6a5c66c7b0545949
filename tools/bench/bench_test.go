package bench_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
)

const (
	distant = 50 * time.Millisecond // the latency of a service on the same continent
	limit   = 60                    // the requests that WebWork allows an account in a minute

	// promised is the number of members for which ratios of time are promised: with fewer, starting
	// the provider outweighs all else.
	promised = 1000
)

// BenchmarkLargeWorkspaces is all of `make bench`. It makes sense only once, with -benchtime 1x.
func BenchmarkLargeWorkspaces(b *testing.B) {
	cli := acctest.CLIs(b)[0]
	l := &laboratory{
		cli: cli, repeats: setting(b, "BENCH_RUNS", 3),
		servers: map[site]*server{}, members: map[[2]int]*acctest.Workspace{}, floors: map[int]*acctest.Workspace{},
	}
	largest := setting(b, "BENCH_LARGEST", 5000)
	sizes := slices.DeleteFunc([]int{10, 100, 1000, 5000}, func(size int) bool { return size > largest })

	fmt.Fprintf(os.Stdout, "\n## Plans with %s, median of %d runs (one for more than 1,000)\n\n", cli, l.repeats)
	rows := l.plans(b, sizes)

	if len(sizes) > 1 { // one point makes no line
		if err := os.WriteFile("large-workspaces.svg", []byte(chart(rows)), 0o600); err != nil {
			b.Fatal(err)
		}
	}

	fmt.Fprintf(os.Stdout, "\n## Limits\n\n")
	v := verdict{b}
	l.requestLimits(b, v)
	if slices.Contains(sizes, promised) {
		l.timeLimits(b, v)
	}
	l.processLimits(b, v, largest)
}

// plans measures every combination once side by side with the floor, so that a busy machine slows
// all of them down alike.
func (l *laboratory) plans(tb testing.TB, sizes []int) []row {
	tb.Helper()
	var rows []row
	tableHead(os.Stdout)
	for _, existing := range []int{1000, 5000} {
		for _, managed := range sizes {
			if managed > existing {
				continue
			}
			at := func(strategy string, latency time.Duration, perMinute int) trial {
				return trial{managed: managed, existing: existing, strategy: strategy, latency: latency, perMinute: perMinute}
			}
			figures := l.sideBySide(tb, l.repeatsFor(managed), managed,
				at("auto", 0, 0), at("auto", distant, 0), at("each", 0, 0), at("each", distant, 0))
			rows = append(rows, row{
				managed: managed, existing: existing, floor: figures[0],
				near: figures[1], far: figures[2], nearEach: figures[3], farEach: figures[4],
				limited: l.plan(tb, at("auto", distant, limit)), // may wait for a minute, so only once
			})
			tableRow(os.Stdout, rows[len(rows)-1])
		}
	}
	return rows
}

// requestLimits are the promises about requests, the one for the workspaces included.
func (l *laboratory) requestLimits(tb testing.TB, v verdict) {
	tb.Helper()
	v.atMost("requests to plan 1,000 of 1,000 members", float64(l.plan(tb, trial{managed: 1000, existing: 1000, strategy: "auto", latency: distant}).requests), 12)
	v.atMost("requests to plan 3 of 5,000 members", float64(l.plan(tb, trial{managed: 3, existing: 5000, strategy: "auto", latency: distant}).requests), 4)
	v.atMost("requests to plan 600 contracts", float64(l.contracts(tb, 600)), 8)
	writes, others := l.invitations(tb, 100)
	v.atMost("writes to invite 100 people", float64(writes), 100)
	v.atMost("other requests to invite 100 people", float64(others), 5)
}

// timeLimits are the promises about time, as ratios of plans that ran one after the other.
func (l *laboratory) timeLimits(tb testing.TB, v verdict) {
	tb.Helper()
	near := trial{managed: promised, existing: promised, strategy: "auto"}
	far := near
	far.latency = distant
	const repeats = 5
	figures := l.sideBySide(tb, repeats, promised, near, far)
	floor := figures[0]
	fmt.Fprintf(os.Stdout, "      CPU time: terraform_data %.2f s, webwork %.2f s, ratio %.2f\n",
		floor.cpu.Seconds(), figures[1].cpu.Seconds(), ratio(figures[1].cpu, floor.cpu))
	v.atMost("time of a plan, times that of terraform_data", ratio(figures[1].wall, floor.wall), 1.6)
	v.atMost("time of a plan at 50 ms, times that at 0 ms", ratio(figures[2].wall, figures[1].wall), 1.1)
}

func (l *laboratory) processLimits(tb testing.TB, v verdict, managed int) {
	tb.Helper()
	fmt.Fprintf(os.Stdout, "      start-up: %d ms for the provider's schema\n", l.startUp(tb).Milliseconds())
	const megabyte = 1 << 20
	if peak := l.peakMemory(tb, managed); peak > 0 {
		v.atMost("MB of memory at the provider's peak", float64(peak)/megabyte, 150)
	} else {
		fmt.Fprintln(os.Stdout, "      memory: not measured, which needs Linux")
	}
}

func (l *laboratory) repeatsFor(managed int) int {
	if managed > 1000 {
		return 1
	}
	return l.repeats
}

// verdict holds figures against limits.
type verdict struct{ tb testing.TB }

func (v verdict) atMost(what string, got, most float64) {
	word := "PASS"
	if got > most {
		word = "FAIL"
		v.tb.Fail()
	}
	fmt.Fprintf(os.Stdout, "%s  %s: %.4g, at most %.4g\n", word, what, got, most)
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func setting(tb testing.TB, name string, otherwise int) int {
	tb.Helper()
	text := strings.TrimSpace(os.Getenv(name))
	if text == "" {
		return otherwise
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < 1 {
		tb.Fatalf("%s is %q, want a number from 1", name, text)
	}
	return value
}
