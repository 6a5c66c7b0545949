package scenario_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/contractkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/contract"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// The exit codes of a plan.
const (
	nothingToDo = 0
	failure     = 1
	changes     = 2
)

// verdict is how a plan ended: its exit code, and what the CLI said beside the changes, sorted.
type verdict struct {
	code     int
	errors   []string
	warnings []string
}

func (v verdict) String() string {
	return fmt.Sprintf("exit code %d\nerrors:\n%s\nwarnings:\n%s", v.code, strings.Join(v.errors, "\n"), strings.Join(v.warnings, "\n"))
}

func (v verdict) equal(other verdict) bool {
	return v.code == other.code && slices.Equal(v.errors, other.errors) && slices.Equal(v.warnings, other.warnings)
}

// without is what was said here and not there.
func (v verdict) without(other verdict) []string {
	there := slices.Concat(other.errors, other.warnings)
	return slices.DeleteFunc(slices.Concat(v.errors, v.warnings), func(entry string) bool { return slices.Contains(there, entry) })
}

// planOf plans and gives the verdict. Each entry reads "address: summary: detail", unwrapped.
func planOf(t *testing.T, w *acctest.Workspace, args ...string) verdict {
	t.Helper()
	result := w.Run("plan", append([]string{"-json", "-detailed-exitcode"}, args...)...)
	v := verdict{code: result.ExitCode}
	for line := range strings.Lines(result.Stdout) {
		var message struct {
			Type       string `json:"type"`
			Diagnostic struct {
				Severity string `json:"severity"`
				Summary  string `json:"summary"`
				Detail   string `json:"detail"`
				Address  string `json:"address"`
			} `json:"diagnostic"`
		}
		if err := json.Unmarshal([]byte(line), &message); err != nil {
			t.Fatalf("the plan printed %q: %v", line, err)
		}
		if message.Type != "diagnostic" {
			continue
		}
		entry := strings.Join([]string{message.Diagnostic.Address, message.Diagnostic.Summary, message.Diagnostic.Detail}, ": ")
		switch {
		case message.Diagnostic.Severity == "error":
			v.errors = append(v.errors, entry)
		case message.Diagnostic.Address != "": // else it is the CLI's own, about the plan as a whole, and lists addresses in any order
			v.warnings = append(v.warnings, entry)
		}
	}
	slices.Sort(v.errors)
	slices.Sort(v.warnings)
	return v
}

// fromEnv is a number that the environment may raise; the default is what CI has time for.
func fromEnv(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	number, err := strconv.Atoi(text)
	providertest.Must(t, err)
	return number
}

// samePlans plans again and again, in every way that must make no difference, and expects the same verdict each time.
func samePlans(t *testing.T, w *acctest.Workspace, args ...string) verdict {
	t.Helper()
	return samePlansBut(t, w, nil, args...)
}

// atEither is what is said of two addresses that stand for the same: which of them is told is chance, and one that is destroyed has
// none.
func atEither(entry string) string {
	_, said, _ := strings.Cut(entry, ": ")
	return said
}

// samePlansBut is samePlans for errors that are the same in another form. What else is said beside them may then differ.
func samePlansBut(t *testing.T, w *acctest.Workspace, form func(entry string) string, args ...string) verdict {
	t.Helper()
	plan := func(args ...string) verdict {
		v := planOf(t, w, args...)
		if form == nil {
			return v
		}
		for i, entry := range v.errors {
			v.errors[i] = form(entry)
		}
		slices.Sort(v.errors)
		v.warnings = nil
		return v
	}
	ways := [][]string{nil, {"-refresh=false"}, {"-parallelism=1"}, {"-parallelism=10"}}
	first := plan(args...)
	for i := range fromEnv(t, "PLAN_RUNS", 4) - 1 {
		way := ways[(i+1)%len(ways)]
		if v := plan(slices.Concat(way, args)...); !v.equal(first) {
			t.Errorf("plan %d (%v) differs from the first: exit code %d, not %d\nit lacks:\n%s\nit has as well:\n%s",
				i+2, way, v.code, first.code, strings.Join(first.without(v), "\n"), strings.Join(v.without(first), "\n"))
		}
	}
	return first
}

// expect fails the test unless the plan ended with the code, and with as many errors, each of which has all the phrases.
func (v verdict) expect(t *testing.T, code, errors int, phrases ...string) {
	t.Helper()
	if v.code != code || len(v.errors) != errors {
		t.Errorf("want exit code %d and %d errors, got %v", code, errors, v)
	}
	expectEach(t, "error", v.errors, phrases)
}

// expectWarnings fails the test unless there are as many warnings, each of which has all the phrases.
func (v verdict) expectWarnings(t *testing.T, count int, phrases ...string) {
	t.Helper()
	if len(v.warnings) != count {
		t.Errorf("want %d warnings, got %v", count, v)
	}
	expectEach(t, "warning", v.warnings, phrases)
}

func expectEach(t *testing.T, what string, entries, phrases []string) {
	t.Helper()
	for _, entry := range entries {
		for _, phrase := range phrases {
			if !strings.Contains(entry, phrase) {
				t.Errorf("the %s lacks %q: %s", what, phrase, entry)
			}
		}
	}
}

// around is a wrapper around the simulator.
type around = func(http.Handler) http.Handler

// startWithin is start with wrappers around the simulator, the first outermost.
func startWithin(t *testing.T, options simulator.Options, wrap ...around) *simtest.Server {
	t.Helper()
	return simtest.Start(t, options, append(wrap, func(handler http.Handler) http.Handler {
		return contract.Wrap(t, handler, contractkit.AllowBrokenAnswers())
	})...)
}

// jitter has each request take a while, as over the Internet, and removing longer than the rest: without it the order in which
// addresses are planned and applied is nearly always the same. JITTER_SEED repeats a run.
func jitter(t *testing.T) around {
	t.Helper()
	seed := uint64(fromEnv(t, "JITTER_SEED", rand.IntN(1_000_000)))
	t.Logf("JITTER_SEED=%d", seed)
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, seed))
	upTo := func(most int) time.Duration {
		mu.Lock()
		defer mu.Unlock()
		return time.Duration(random.IntN(most)) * time.Millisecond
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			pause := 20*time.Millisecond + upTo(60)
			if r.Method == http.MethodDelete {
				pause += upTo(150)
			}
			after(r, pause)
			next.ServeHTTP(w, r)
		})
	}
}

// after waits, or until the client goes.
func after(r *http.Request, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}
