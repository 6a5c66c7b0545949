package simkit_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
)

// create creates the note "milk" by a transport.
func (n *notes) create(ctx context.Context, transport http.RoundTripper, url string) *reply {
	n.t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url+base+"/notes", strings.NewReader(`{"name":"milk"}`))
	done(n.t, err)
	request.Header.Set("Authorization", "Bearer "+token)
	return n.send(transport, request)
}

func TestEachFault(t *testing.T) {
	t.Parallel()
	for kind, want := range map[simkit.FaultKind]struct {
		status    int // 0: there is no answer
		body      string
		header    string
		cut       bool
		processed bool
	}{
		simkit.FaultServerError:      {status: 500, body: "no: 500"},
		simkit.FaultServerErrorAfter: {status: 500, body: "no: 500", processed: true},
		simkit.FaultBadGateway:       {status: 502, body: "<html>"},
		simkit.FaultGatewayTimeout:   {status: 504, body: "<html>"},
		simkit.FaultUnavailable:      {status: 503, body: "<html>", header: "Retry-After: 7"},
		simkit.FaultTooManyRequests:  {status: 429, body: "no: 429", header: "Wait: 7s"},
		simkit.FaultTokenExpired:     {status: 401, body: "no: 401"},
		simkit.FaultReset:            {},
		simkit.FaultLostAnswer:       {processed: true},
		simkit.FaultTruncated:        {status: 201, body: `{"account":`, cut: true, processed: true},
		simkit.FaultBadJSON:          {status: 200, body: `{"note":`, processed: true},
		simkit.FaultSlow:             {status: 201, body: `"milk"`, processed: true},
		simkit.FaultLate:             {status: 201, body: `"milk"`, processed: true},
	} {
		for _, place := range []string{"socket", "memory"} {
			t.Run(string(kind)+" by "+place, func(t *testing.T) {
				t.Parallel()
				n := start(t, simkit.Options{})
				server := httptest.NewServer(n)
				t.Cleanup(server.Close)
				var transport http.RoundTripper = &http.Transport{DisableKeepAlives: true}
				if place == "memory" {
					transport = testserver.InMemory(n)
				}
				injection := n.Inject(simkit.Fault{Kind: kind, Delay: delayOf(kind), RetryAfter: 7 * time.Second})
				r := n.create(t.Context(), transport, server.URL)
				equal(t, "status", r.status, want.status)
				equal(t, "failed", r.err != nil, want.status == 0 || want.cut)
				r.has(want.body)
				if name, value, told := strings.Cut(want.header, ": "); told {
					equal(t, name, r.header.Get(name), value)
				}
				equal(t, "processed", n.keeps("milk"), want.processed)
				equal(t, "fault of the request", n.Requests()[0].Fault, kind)
				equal(t, "status of the request", n.Requests()[0].Status, want.status)
				equal(t, "struck", injection.Count(), 1)
				injection.Remove()
				n.tokens.Add(token, "jane", time.Time{})
				n.create(t.Context(), transport, server.URL).is(http.StatusCreated).has("jane")
			})
		}
	}
	equal(t, "kinds", len(simkit.FaultKinds()), 13)
	for _, kind := range simkit.FaultKinds() {
		equal(t, string(kind)+" is described", kind.Description() != "", true)
	}
}

// delayOf is so short for what waits that a test may wait too, and longer than it for the rest.
func delayOf(kind simkit.FaultKind) time.Duration {
	if kind == simkit.FaultGatewayTimeout {
		return time.Hour
	}
	return time.Millisecond
}

func TestAFaultThatDoesNotExistCannotBeInjected(t *testing.T) {
	t.Parallel()
	defer func() { equal(t, "panics", recover() != nil, true) }()
	start(t, simkit.Options{}).Inject(simkit.Fault{Kind: "meteor"})
}

func TestATokenExpiresOnlyOnceItHasServed(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	expiry := n.Inject(simkit.Fault{Kind: simkit.FaultTokenExpired, Times: 1})
	n.tokens.Issue("fresh", "kim", time.Time{})
	as := func(token string) int {
		return n.raw(http.MethodGet, home+base+"/notes", "", http.Header{"Authorization": {"Bearer " + token}}).status
	}
	equal(t, "unknown token", as("unknown"), http.StatusUnauthorized)
	equal(t, "fresh token", as("fresh"), http.StatusOK)
	equal(t, "struck early", expiry.Count(), 0)
	equal(t, "used token", as("fresh"), http.StatusUnauthorized)
	equal(t, "struck", expiry.Count(), 1)
	equal(t, "expired token", as("fresh"), http.StatusUnauthorized)
	equal(t, "another token", as(token), http.StatusOK)
}

func TestASlowAnswerEndsWithTheClient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := start(t, simkit.Options{})
		n.Inject(simkit.Fault{Kind: simkit.FaultSlow})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		began := time.Now()
		if r := n.create(ctx, testserver.InMemory(n), home); !errors.Is(r.err, context.DeadlineExceeded) {
			t.Errorf("the error is %v", r.err)
		}
		equal(t, "time", time.Since(began), 30*time.Second)
		equal(t, "processed", n.keeps("milk"), true)
	})
}

func TestWhatIsLateHappensAllTheSame(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := start(t, simkit.Options{})
		n.Inject(simkit.Fault{Kind: simkit.FaultLate})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		failed := make(chan error, 1)
		go func() { failed <- n.create(ctx, testserver.InMemory(n), home).err }()
		time.Sleep(59 * time.Second)
		equal(t, "processed early", n.keeps("milk"), false)
		if err := <-failed; !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the error is %v", err)
		}
		equal(t, "processed", n.keeps("milk"), true)
	})
}

func TestWhichRequestsAFaultStrikes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault string
		want  string // of GET /notes, GET /notes/milk, POST /notes, three times
	}{
		"all":        {"server-error", "xxxxxxxxx"},
		"method":     {"server-error:method=get", "xx.xx.xx."},
		"path":       {"server-error:path=/notes/*", ".x..x..x."},
		"both":       {"server-error:method=POST,path=/notes", "..x..x..x"},
		"second":     {"server-error:method=GET,nth=2", ".x......."},
		"first two":  {"server-error:method=POST,times=2", "..x..x..."},
		"never":      {"server-error:method=DELETE", "........."},
		"other path": {"server-error:path=/note", "........."},
		"streak":     {"server-error:streak=2", "xxxxxx..."}, // each of the three for itself
		"no read":    {"gateway-timeout", "..x..x..x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := start(t, simkit.Options{})
			fault, err := simkit.ParseFault(test.fault)
			done(t, err)
			n.Inject(fault)
			equal(t, "struck", n.pattern(3), test.want)
		})
	}
}

func TestTheFirstInjectedStrikes(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	first := n.Inject(simkit.Fault{Kind: simkit.FaultServerError, Times: 1})
	second := n.Inject(simkit.Fault{Kind: simkit.FaultBadGateway})
	n.get("/notes").is(http.StatusInternalServerError)
	n.get("/notes").is(http.StatusBadGateway)
	equal(t, "struck", [2]int{first.Count(), second.Count()}, [2]int{1, 1})
}

func TestRandomFaultsRepeat(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) string {
		n := start(t, simkit.Options{FaultSeed: seed})
		n.Inject(simkit.Fault{Kind: simkit.FaultServerError, Probability: 0.5})
		return n.pattern(20)
	}
	equal(t, "second run", run(1), run(1))
	if run(1) == run(2) || !strings.Contains(run(1), "x") || !strings.Contains(run(1), ".") {
		t.Errorf("the faults are not random: %s and %s", run(1), run(2))
	}
}

func TestRandomFaultsDoNotDependOnOrder(t *testing.T) {
	t.Parallel()
	run := func(between bool) string {
		n := start(t, simkit.Options{FaultSeed: 1})
		n.Inject(simkit.Fault{Kind: simkit.FaultServerError, Probability: 0.5})
		var shown strings.Builder
		for range 20 {
			if between {
				n.get("/notes")
			}
			shown.WriteString(mark(n.get("/notes/milk")))
		}
		return shown.String()
	}
	equal(t, "with other requests between", run(true), run(false))
}

// pattern shows which of some requests fail.
func (n *notes) pattern(rounds int) string {
	n.t.Helper()
	var shown strings.Builder
	for range rounds {
		for _, r := range []*reply{n.get("/notes"), n.get("/notes/milk"), n.post(`{"name":"milk"}`)} {
			shown.WriteString(mark(r))
		}
	}
	return shown.String()
}

func mark(r *reply) string {
	if r.status >= http.StatusInternalServerError {
		return "x"
	}
	return "."
}
