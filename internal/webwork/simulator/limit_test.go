package simulator_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestRateLimitIsASlidingWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := start(t, simulator.Options{RequestsPerMinute: 3})
		equal(t, "left", a.get("/members").ok().header.Get("X-RateLimit-Remaining"), "2")
		time.Sleep(40 * time.Second)
		a.get("/members").ok()
		equal(t, "left", a.get("/members").ok().header.Get("X-RateLimit-Remaining"), "0")

		refused := a.get("/members").is(http.StatusTooManyRequests).has(`"success":false`)
		equal(t, "limit", refused.header.Get("X-RateLimit-Limit"), "3")
		equal(t, "wait", refused.header.Get("Retry-After"), "20")
		time.Sleep(20*time.Second - time.Millisecond)
		equal(t, "wait", a.get("/members").is(http.StatusTooManyRequests).header.Get("Retry-After"), "1")
		time.Sleep(time.Millisecond)
		a.get("/members").ok()
		a.get("/members").is(http.StatusTooManyRequests)
		equal(t, "busiest minute", a.Busiest(time.Minute), 6)
		equal(t, "busiest 20 s", a.Busiest(20*time.Second), 4)
	})
}

func TestRateLimitIsToldInOtherWays(t *testing.T) {
	t.Parallel()
	for variant, check := range map[simulator.Variant]func(*testing.T, http.Header){
		simulator.RetryAfterDate: func(t *testing.T, h http.Header) {
			t.Helper()
			at, err := http.ParseTime(h.Get("Retry-After"))
			done(t, err)
			equal(t, "wait", time.Until(at), time.Minute)
		},
		simulator.RateLimitDraft: func(t *testing.T, h http.Header) {
			t.Helper()
			equal(t, "header", h.Get("RateLimit-Limit")+h.Get("RateLimit-Remaining")+h.Get("RateLimit-Reset"), "1060")
			equal(t, "other header", h.Get("Retry-After")+h.Get("X-RateLimit-Limit"), "")
		},
		simulator.RateLimitSilent: func(t *testing.T, h http.Header) {
			t.Helper()
			equal(t, "headers", len(h), 2)
		},
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				a := start(t, simulator.Options{RequestsPerMinute: 1, Variants: []simulator.Variant{variant}})
				a.get("/members").ok()
				check(t, a.get("/members").is(http.StatusTooManyRequests).header)
			})
		})
	}
}

func TestNoLimitNoHeaders(t *testing.T) {
	t.Parallel()
	equal(t, "header", with(t).get("/members").header.Get("X-RateLimit-Limit"), "")
}

func TestTokensExpireAndAreRevoked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		a := with(t)
		other := http.Header{"Authorization": {"Bearer other"}}
		a.AddToken("other", simulator.Account{UserID: 10}, time.Now().Add(time.Hour))
		a.raw(http.MethodGet, "/workspaces", "", other).ok()
		time.Sleep(time.Hour)
		a.raw(http.MethodGet, "/workspaces", "", other).is(http.StatusUnauthorized)
		a.get("/members").ok()
		a.RevokeToken(a.Token())
		a.get("/members").is(http.StatusUnauthorized)
	})
}
