package simkit_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func TestSeveralLimitsHoldAtOnce(t *testing.T) {
	t.Parallel()
	began := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	limits := simkit.NewLimits(
		simkit.Limit{Requests: 2, Window: time.Second}, simkit.Limit{Requests: 3, Window: time.Minute}, simkit.Limit{Window: time.Hour},
	)
	for _, step := range []struct {
		who       string
		after     time.Duration
		wait      time.Duration
		remaining string
		reset     string
	}{
		{"jane", 0, 0, "[1 2]", "[1s 1m0s]"},
		{"jane", 200 * time.Millisecond, 0, "[0 1]", "[800ms 59.8s]"},
		{"jane", 300 * time.Millisecond, 700 * time.Millisecond, "[0 1]", "[700ms 59.7s]"}, // counts in neither
		{"kim", 300 * time.Millisecond, 0, "[1 2]", "[1s 1m0s]"},
		{"jane", time.Second, 0, "[0 0]", "[200ms 59s]"},
		{"jane", 2 * time.Second, 58 * time.Second, "[2 0]", "[0s 58s]"}, // which the longer one refuses
		{"jane", time.Minute - 1, 1, "[2 0]", "[0s 1ns]"},
		{"jane", time.Minute, 0, "[1 0]", "[1s 200ms]"},
	} {
		left, wait := limits.Admit(step.who, began.Add(step.after))
		var remaining []int
		var reset []time.Duration
		for _, limit := range left {
			remaining = append(remaining, limit.Remaining)
			reset = append(reset, limit.Reset)
		}
		what := fmt.Sprintf("%s after %v", step.who, step.after)
		equal(t, what+": wait", wait, step.wait)
		equal(t, what+": remaining", fmt.Sprint(remaining), step.remaining)
		equal(t, what+": reset", fmt.Sprint(reset), step.reset)
	}
}

func TestTheLongestWaitCounts(t *testing.T) {
	t.Parallel()
	now := time.Now()
	limits := simkit.NewLimits(simkit.Limit{Requests: 1, Window: time.Minute}, simkit.Limit{Requests: 1, Window: time.Second})
	limits.Admit("jane", now)
	_, wait := limits.Admit("jane", now.Add(500*time.Millisecond))
	equal(t, "wait", wait, 59500*time.Millisecond)
}

func TestNoLimitAdmitsAll(t *testing.T) {
	t.Parallel()
	limits := simkit.NewLimits(simkit.Limit{Window: time.Minute})
	for range 100 {
		left, wait := limits.Admit("jane", time.Now())
		equal(t, "limits", len(left), 0)
		equal(t, "wait", wait, 0)
	}
}

func TestTimesOfHeadersAreRoundedUp(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 5, 10, 0, 0, 1, time.UTC)
	for wait, want := range map[time.Duration]string{
		0: "0, Mon, 05 Jan 2026 10:00:01 GMT", time.Nanosecond: "1, Mon, 05 Jan 2026 10:00:01 GMT",
		time.Second: "1, Mon, 05 Jan 2026 10:00:02 GMT", time.Second + 1: "2, Mon, 05 Jan 2026 10:00:02 GMT",
	} {
		equal(t, wait.String(), simkit.WholeSeconds(wait)+", "+simkit.RetryAfterDate(wait, now), want)
	}
}
