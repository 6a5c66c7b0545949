package simulator_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/oauth2/clientcredentials"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// create creates a project, and gives the answer's status and body, and how it failed.
func create(ctx context.Context, t *testing.T, transport http.RoundTripper, sim *simulator.Simulator, url string) (int, string, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost,
		sim.BaseURL(url)+"/projects?workspace_id=1", strings.NewReader(`{"name":"Website"}`))
	done(t, err)
	request.Header.Set("Authorization", "Bearer "+sim.Token())
	request.Header.Set("Content-Type", "application/json")
	response, err := transport.RoundTrip(request)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

func TestEachFault(t *testing.T) {
	t.Parallel()
	for kind, want := range map[simulator.FaultKind]struct {
		status    int // 0: there is no answer
		body      string
		cut       bool
		processed bool
	}{
		simulator.FaultServerError:      {status: 500, body: `"success":false`},
		simulator.FaultServerErrorAfter: {status: 500, body: `"success":false`, processed: true},
		simulator.FaultBadGateway:       {status: 502, body: "<html>"},
		simulator.FaultGatewayTimeout:   {status: 504, body: "<html>"},
		simulator.FaultUnavailable:      {status: 503, body: "<html>"},
		simulator.FaultTooManyRequests:  {status: 429, body: `"success":false`},
		simulator.FaultTokenExpired:     {status: 401, body: "Unauthenticated"},
		simulator.FaultReset:            {},
		simulator.FaultLostAnswer:       {processed: true},
		simulator.FaultTruncated:        {status: 201, body: `{"success":true`, cut: true, processed: true},
		simulator.FaultBadJSON:          {status: 200, body: `{"success":true`, processed: true},
		simulator.FaultSlow:             {status: 201, body: `"Website"`, processed: true},
		simulator.FaultLate:             {status: 201, body: `"Website"`, processed: true},
	} {
		for _, place := range []string{"socket", "memory"} {
			t.Run(string(kind)+" by "+place, func(t *testing.T) {
				t.Parallel()
				server := simtest.Start(t, simulator.Options{})
				var transport http.RoundTripper = &http.Transport{DisableKeepAlives: true}
				if place == "memory" {
					transport = simtest.InMemory(server)
				}
				injection := server.Inject(simulator.Fault{Kind: kind, Delay: delayOf(kind)})
				status, body, err := create(t.Context(), t, transport, server.Simulator, server.URL)
				equal(t, "status", status, want.status)
				equal(t, "failed", err != nil, want.status == 0 || want.cut)
				equal(t, "body", strings.Contains(body, want.body), true)
				_, processed := server.ProjectByName("Website")
				equal(t, "processed", processed, want.processed)
				equal(t, "fault of the request", server.Requests()[0].Fault, kind)
				equal(t, "status of the request", server.Requests()[0].Status, want.status)
				equal(t, "struck", injection.Count(), 1)
				injection.Remove()
				server.AddToken(server.Token(), simulator.Account{UserID: simulator.DefaultAccount}, time.Time{})
				status, body, err = create(t.Context(), t, transport, server.Simulator, server.URL)
				done(t, err)
				equal(t, "status afterwards", status, http.StatusCreated)
				equal(t, "JSON afterwards", json.Valid([]byte(body)), true)
			})
		}
	}
	equal(t, "kinds", len(simulator.FaultKinds()), 13)
	for _, kind := range simulator.FaultKinds() {
		equal(t, string(kind)+" is described", kind.Description() != "", true)
	}
}

// delayOf is so short for what waits that a test may wait too, and longer than it for the rest.
func delayOf(kind simulator.FaultKind) time.Duration {
	if kind == simulator.FaultGatewayTimeout {
		return time.Hour
	}
	return time.Millisecond
}

func TestASlowAnswerEndsWithTheClient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sim := simtest.New(t, simulator.Options{})
		sim.Inject(simulator.Fault{Kind: simulator.FaultSlow})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		began := time.Now()
		_, _, err := create(ctx, t, simtest.InMemory(sim), sim, "http://webwork.test")
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the error is %v", err)
		}
		equal(t, "time", time.Since(began), 30*time.Second)
		_, processed := sim.ProjectByName("Website")
		equal(t, "processed", processed, true)
	})
}

func TestWhatIsLateHappensAllTheSame(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sim := simtest.New(t, simulator.Options{})
		sim.Inject(simulator.Fault{Kind: simulator.FaultLate})
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		failed := make(chan error, 1)
		go func() {
			_, _, err := create(ctx, t, simtest.InMemory(sim), sim, "http://webwork.test")
			failed <- err
		}()
		time.Sleep(59 * time.Second)
		_, processed := sim.ProjectByName("Website")
		equal(t, "processed early", processed, false)
		if err := <-failed; !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the error is %v", err)
		}
		_, processed = sim.ProjectByName("Website")
		equal(t, "processed", processed, true)
	})
}

func TestATokenExpires(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	expiry := server.Inject(simulator.Fault{Kind: simulator.FaultTokenExpired, Times: 1})
	get := func(token string) int {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.BaseURL+"/workspaces", http.NoBody)
		done(t, err)
		request.Header.Set("Authorization", "Bearer "+token)
		response, err := http.DefaultClient.Do(request)
		done(t, err)
		done(t, response.Body.Close())
		return response.StatusCode
	}
	config := clientcredentials.Config{
		ClientID: simulator.DefaultClientID, ClientSecret: simulator.DefaultClientSecret, TokenURL: server.TokenURL(server.URL),
	}
	token, err := config.Token(t.Context())
	done(t, err)
	equal(t, "unknown token", get("unknown"), http.StatusUnauthorized)
	equal(t, "fresh token", get(token.AccessToken), http.StatusOK)
	equal(t, "struck early", expiry.Count(), 0)
	equal(t, "used token", get(token.AccessToken), http.StatusUnauthorized)
	equal(t, "struck", expiry.Count(), 1)
	equal(t, "expired token", get(token.AccessToken), http.StatusUnauthorized)
	fresh, err := config.Token(t.Context())
	done(t, err)
	equal(t, "new token", get(fresh.AccessToken), http.StatusOK)
}

func TestWhichRequestsAFaultStrikes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault string
		want  string // of GET /members, GET /members/10, POST /projects, three times
	}{
		"all":        {"server-error", "xxxxxxxxx"},
		"method":     {"server-error:method=get", "xx.xx.xx."},
		"path":       {"server-error:path=/members/*", ".x..x..x."},
		"both":       {"server-error:method=POST,path=/projects", "..x..x..x"},
		"second":     {"server-error:method=GET,nth=2", ".x......."},
		"first two":  {"server-error:method=POST,times=2", "..x..x..."},
		"never":      {"server-error:method=DELETE", "........."},
		"other path": {"server-error:path=/members", "x..x..x.."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := with(t)
			fault, err := simulator.ParseFault(test.fault)
			done(t, err)
			a.Inject(fault)
			equal(t, "struck", pattern(a, 3), test.want)
		})
	}
}

func TestRandomFaultsRepeat(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) string {
		a := start(t, simulator.Options{FaultSeed: seed})
		a.Inject(simulator.Fault{Kind: simulator.FaultServerError, Probability: 0.5})
		return pattern(a, 20)
	}
	equal(t, "second run", run(1), run(1))
	if run(1) == run(2) || !strings.Contains(run(1), "x") || !strings.Contains(run(1), ".") {
		t.Errorf("the faults are not random: %s and %s", run(1), run(2))
	}
}

func TestFaultsStrikeOnlySoOftenInSuccession(t *testing.T) {
	t.Parallel()
	a := with(t)
	fault, err := simulator.ParseFault("server-error:streak=2")
	done(t, err)
	a.Inject(fault)
	equal(t, "struck", pattern(a, 4), "xxx"+"xxx"+"..."+"xxx") // each of the three for itself
}

func TestRandomFaultsDoNotDependOnOrder(t *testing.T) {
	t.Parallel()
	run := func(between bool) string {
		a := start(t, simulator.Options{FaultSeed: 1})
		a.Inject(simulator.Fault{Kind: simulator.FaultServerError, Probability: 0.5})
		var shown strings.Builder
		for range 20 {
			if between {
				a.get("/members")
			}
			shown.WriteString(mark(a.get("/members/10")))
		}
		return shown.String()
	}
	equal(t, "with other requests between", run(true), run(false))
}

// pattern shows which of some requests fail.
func pattern(a *api, rounds int) string {
	a.t.Helper()
	var shown strings.Builder
	for range rounds {
		for _, r := range []*reply{a.get("/members"), a.get("/members/10"), a.post("/projects", fields{"name": "X"})} {
			shown.WriteString(mark(r))
		}
	}
	return shown.String()
}

func mark(r *reply) string {
	if r.status == http.StatusInternalServerError {
		return "x"
	}
	return "."
}

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
		_, err := simulator.ParseFault(text)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "strconv") {
			t.Errorf("%s: the error does not say %q: %v", text, says, err)
		}
	}
	fault, err := simulator.ParseFault("too-many-requests:times=2,retry-after=7s,probability=0.5,delay=2s")
	done(t, err)
	want := simulator.Fault{
		Kind: simulator.FaultTooManyRequests, Times: 2, RetryAfter: 7 * time.Second, Probability: 0.5, Delay: 2 * time.Second,
	}
	equal(t, "fault", fault, want)
}

func TestRetryAfterOfAFault(t *testing.T) {
	t.Parallel()
	a := with(t)
	a.Inject(simulator.Fault{Kind: simulator.FaultTooManyRequests, RetryAfter: 7 * time.Second})
	equal(t, "wait", a.get("/members").header.Get("Retry-After"), "7")
	b := with(t)
	b.Inject(simulator.Fault{Kind: simulator.FaultUnavailable})
	equal(t, "wait", b.get("/members").is(http.StatusServiceUnavailable).header.Get("Retry-After"), "1")
}
