package simulator_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// limited starts a simulator whose clock stands at the second request of a second and a minute that
// allow so many.
func limited(t *testing.T, perSecond, perMinute int, variants ...simulator.Variant) *api {
	t.Helper()
	now := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	a := start(t, simulator.Options{
		RequestsPerSecond: perSecond, RequestsPerMinute: perMinute, Variants: variants, Clock: func() time.Time { return now },
	})
	a.get("/me").ok()
	now = now.Add(500 * time.Millisecond)
	return a
}

// rates are the headers that tell of limits.
func rates(h http.Header) string {
	var found []string
	for _, name := range []string{
		"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-RateLimit-Limit-Second", "X-RateLimit-Remaining-Second",
		"X-RateLimit-Limit-Minute", "X-RateLimit-Remaining-Minute", "Retry-After",
	} {
		value := h.Get(name)
		if value == "" {
			value = "-"
		}
		found = append(found, value)
	}
	return strings.Join(found, " ")
}

func TestWhatIsLeftOfTheLimits(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		perSecond, perMinute int
		variants             []simulator.Variant
		want                 string
	}{
		"none":              {want: "- - - - - - - -"},
		"both":              {50, 1000, nil, "50 48 60 50 48 1000 998 -"},
		"only a second's":   {50, 0, nil, "50 48 1 50 48 - - -"},
		"the minute's only": {0, 1000, nil, "1000 998 60 - - 1000 998 -"},
		"only one, and its": {50, 0, []simulator.Variant{simulator.RateTripleMinute}, "50 48 1 50 48 - - -"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := limited(t, test.perSecond, test.perMinute, test.variants...)
			equal(t, "headers", rates(a.get("/me").ok().header), test.want)
		})
	}
}

func TestRefusalsByTheLimits(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		perSecond, perMinute int
		want                 string
	}{
		"the second": {1, 1000, "1 0 60 1 0 1000 999 -"},
		"the minute": {50, 1, "50 49 60 50 49 1 0 -"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := limited(t, test.perSecond, test.perMinute).get("/me").is(http.StatusTooManyRequests)
			equal(t, "headers", rates(r.header), test.want)
			equal(t, "body", r.raw, `{"message":"API rate limit exceeded"}`+"\n")
		})
	}
}

// limitVariants tests how limits are told.
func limitVariants() map[simulator.Variant]func(*testing.T, *api) {
	refused := func(v simulator.Variant, want string) func(*testing.T, *api) {
		return func(t *testing.T, _ *api) {
			r := limited(t, 1, 0, v).get("/me").is(http.StatusTooManyRequests)
			equal(t, "headers", rates(r.header), want)
		}
	}
	left := func(v simulator.Variant, want string) func(*testing.T, *api) {
		return func(t *testing.T, _ *api) {
			equal(t, "headers", rates(limited(t, 50, 1000, v).get("/me").ok().header), want)
		}
	}
	return map[simulator.Variant]func(*testing.T, *api){
		simulator.RetryAfterSeconds: refused(simulator.RetryAfterSeconds, "- - - - - - - 1"),
		simulator.RetryAfterDate:    refused(simulator.RetryAfterDate, "- - - - - - - Mon, 05 Jan 2026 10:00:01 GMT"),
		simulator.RateSilent:        refused(simulator.RateSilent, "- - - - - - - -"),
		simulator.RateTripleSecond:  left(simulator.RateTripleSecond, "50 48 1 50 48 1000 998 -"),
		simulator.RateTripleMinute:  left(simulator.RateTripleMinute, "1000 998 60 50 48 1000 998 -"),
		simulator.RateBodyEmpty: func(t *testing.T, _ *api) {
			equal(t, "body", limited(t, 1, 0, simulator.RateBodyEmpty).get("/me").is(http.StatusTooManyRequests).raw, "")
		},
	}
}
