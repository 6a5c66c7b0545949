package simkit_test

import (
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func TestFaultsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"meteor": `there is no fault "meteor". Allowed: server-error, server-error-after, bad-gateway, `,
		"rest":   `there is no fault "rest". Did you mean "reset"? Allowed: `,
		"":       `there is no fault "". Allowed: `,
		"reset:often=1": `the fault "reset:often=1" cannot be: there is no setting "often". ` +
			"Allowed: method, path, nth, times, probability, streak, delay, retry-after",
		"reset:time=1":                  `there is no setting "time". Did you mean "times"?`,
		"reset:nth=0":                   `nth is "0". Allowed: a whole number from 1 on`,
		"reset:nth=x":                   `nth is "x". Allowed: a whole number from 1 on`,
		"reset:times=1.5":               `times is "1.5". Allowed: a whole number from 1 on`,
		"reset:probability=2":           `probability is "2". Allowed: a number above 0, and at most 1`,
		"reset:probability=":            `probability is "". Allowed: a number`,
		"reset:path=/[":                 `path is "/[". Allowed: a path such as /members, or a pattern such as /members/*`,
		"reset:path=members":            `path is "members". Allowed: `,
		"reset:method=FETCH":            `method is "FETCH". Allowed: GET, POST, PUT, DELETE`,
		"slow:delay=long":               `delay is "long". Allowed: a time such as 500ms, 4s or 1m30s`,
		"slow:delay=-1s":                `delay is "-1s". Allowed: a time`,
		"too-many-requests:retry-after": `retry-after is "". Allowed: a time`,
	} {
		_, err := simkit.ParseFault(text)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "strconv") {
			t.Errorf("%s: the error does not say %q: %v", text, says, err)
		}
	}
	fault, err := simkit.ParseFault("too-many-requests:times=2,retry-after=7s,probability=0.5,delay=2s")
	done(t, err)
	want := simkit.Fault{
		Kind: simkit.FaultTooManyRequests, Times: 2, RetryAfter: 7 * time.Second, Probability: 0.5, Delay: 2 * time.Second,
	}
	equal(t, "fault", fault, want)
}
