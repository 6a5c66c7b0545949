package acctest

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// EnvFaultSeeds is how many seeds random faults are tried with. One is enough to notice what breaks.
const EnvFaultSeeds = "FAULT_SEEDS"

// RandomFaults are the faults that keep nobody for ever from what they want, as they may strike at random. Requests should give up
// after PatienceWithFaults.
func RandomFaults() []simkit.Fault {
	// What is done later than it is answered is done while the provider still looks whether it happened.
	const wait, soon, late = time.Second, time.Second, PatienceWithFaults + time.Second

	return []simkit.Fault{
		{Kind: simkit.FaultServerError},
		{Kind: simkit.FaultServerErrorAfter},
		// A request of which nobody can say whether it was carried out is never sent again in one run; the next one gets through.
		{Kind: simkit.FaultBadGateway, Streak: 1},
		{Kind: simkit.FaultReset, Streak: 1},
		{Kind: simkit.FaultGatewayTimeout, Delay: soon},
		{Kind: simkit.FaultUnavailable, RetryAfter: wait},
		{Kind: simkit.FaultTooManyRequests, RetryAfter: wait},
		{Kind: simkit.FaultLostAnswer},
		{Kind: simkit.FaultTruncated},
		{Kind: simkit.FaultBadJSON},
		{Kind: simkit.FaultSlow, Delay: late},
		{Kind: simkit.FaultLate, Delay: late},
	}
}

// PatienceWithFaults is the request timeout with which slow and late answers of RandomFaults count as lost.
const PatienceWithFaults = 3 * time.Second

// EachFault runs a test, in parallel, for every CLI with a fault that strikes a tenth of the requests
// and one that strikes three tenths, for as many seeds as FAULT_SEEDS says.
func EachFault(t *testing.T, fault simkit.Fault, test func(t *testing.T, cli CLI, fault simkit.Fault, seed uint64)) {
	t.Helper()

	seeds := uint64(1)

	if text := os.Getenv(EnvFaultSeeds); text != "" {
		var err error

		seeds, err = strconv.ParseUint(text, 10, 0)
		Must(t, err)
	}

	const tenth, percent = 0.1, 100

	for _, share := range []float64{tenth, 3 * tenth} {
		for seed := range seeds {
			t.Run(fmt.Sprintf("%s/%d/%d", fault.Kind, int(math.Round(share*percent)), seed+1), func(t *testing.T) {
				t.Parallel()
				EachCLI(t, func(t *testing.T, cli CLI) {
					t.Helper()

					random := fault // what runs in parallel has another share
					random.Probability = share
					test(t, cli, random, seed+1)
				})
			})
		}
	}
}

// Converge applies until nothing is left to say, at most so many times, and expects the last one to
// succeed. What fails once an object exists is a warning and not an error.
func (w *Workspace) Converge(most int) {
	w.tb.Helper()

	for range most - 1 {
		result := w.Run("apply")
		if result.ExitCode == 0 && !strings.Contains(result.Output(), "Warning: ") {
			return
		}

		w.tb.Log(result.Output())
	}

	w.Apply()
}

// ApplyAtOnce applies several workspaces at the same time.
func ApplyAtOnce(tb testing.TB, all ...*Workspace) {
	tb.Helper()

	for _, w := range all {
		w.Init()
	}

	applies := make([]*Process, len(all))
	for i, w := range all {
		applies[i] = w.Begin("apply")
	}

	for _, apply := range applies {
		if result := apply.Wait(); result.ExitCode != 0 {
			tb.Errorf("%s failed:\n%s", result.Command, result.Output())
		}
	}
}
