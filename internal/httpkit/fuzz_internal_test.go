package httpkit

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// FuzzRefusalForTheRate reads headers that ask to wait: for no less than nothing, and no longer than it is worth.
func FuzzRefusalForTheRate(f *testing.F) {
	for _, seed := range [][]string{
		{"17", "", "", ""},
		{"86400", "99999999999999999999", "0", ""},
		{"Mon, 05 Jan 2026 10:00:25 GMT", "", "", "Mon, 05 Jan 2026 10:00:00 GMT"},
		{"Mon, 05 Jan 9999 10:00:25 GMT", "1767607240000", "-1", "limit=60, remaining=0, reset=20"},
		{"-1", "1e300", "NaN", `"burst";r=40;t=5, "default";r=0;t=Inf`},
		{"0x1p-2", "1_0", "60, 60;w=60", "\x1b[31m"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	now := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, after, reset, remaining, other string) {
		answer := &http.Response{Header: http.Header{
			"Retry-After": {after}, "X-Ratelimit-Reset": {reset}, "X-Ratelimit-Remaining": {remaining}, "X-Ratelimit-Limit": {other},
			"X-Ratelimit-Remaining-Second": {remaining}, "Ratelimit-Limit-Minute": {other}, "Ratelimit": {other, after}, "Date": {other},
		}}
		for _, said := range append(rateLimits(answer), rateLimit(answer)) {
			if said.limit < 0 || said.remaining < 0 || said.reset < 0 || said.reset > 365*day {
				t.Errorf("read %+v", said)
			}
		}
		var refusals refusals
		if !refusals.refused(answer, now) {
			t.Error("patience ended with the first refusal")
		}
		if wait := refusals.until.Sub(now); wait < shortestPause || wait > patience || refusals.last.wait < 0 {
			t.Errorf("waits %s, for %s", wait, refusals.last)
		}
		if text := refusals.inVain(now.Add(patience)); plaintext.Line(text) != text {
			t.Errorf("it says %q", text)
		}
		if !refusals.refused(answer, now.Add(patience-1)) || refusals.refused(answer, now.Add(patience)) {
			t.Error("patience does not end after ten minutes")
		}
	})
}

// FuzzMask hides a secret wherever it stands.
func FuzzMask(f *testing.F) {
	f.Add("s3cr/et+1", "no such secret: ", ", sorry")
	f.Add(`a"<&é😀%\`, "\x1b[31m", "\n")
	f.Add("::ab", "x", ":")
	f.Add("aaaa", "aa", "aaa")
	f.Fuzz(func(t *testing.T, secret, before, after string) {
		if len(secret) < shortestSecret || strings.Contains(secret, "*") {
			return // too short to be one, or like the mask
		}
		redactor := newRedactor([]string{secret})
		for _, form := range spellings(secret) {
			if len(form) < shortestSecret {
				continue
			}
			line := redactor.quote(before + form + after)
			if clean := plaintext.Clean(secret); strings.Contains(line, secret) || len(clean) >= shortestSecret && strings.Contains(line, clean) {
				t.Errorf("%q, as %q, shows in %q", secret, form, line)
			}
			if plaintext.Line(line) != line && len(line) <= plaintext.Longest {
				t.Errorf("%q is no plain line", line)
			}
		}
	})
}

// FuzzURLSecrets leaves of an address no more than its scheme and host.
func FuzzURLSecrets(f *testing.F) {
	f.Add("user:pass", "T000/B000/key", "sig=a%2Fb")
	f.Add("", "/k", "")
	f.Add("a@b", "%zz//x", "x#y")
	f.Fuzz(func(t *testing.T, user, path, query string) {
		if strings.ContainsAny(user, "/?#") || strings.Contains(user+path+query, "*") || strings.Contains(user, "://") {
			return
		}
		const host = "q.qq"
		address := "https://" + host + "/" + path + "?" + query
		if user != "" {
			address = "https://" + user + "@" + host + "/" + path + "?" + query
		}
		line := newRedactor(URLSecrets(address)).quote("no: " + address)
		for _, hidden := range []string{path, query, user} {
			const left = "no: https://" + host + "/?***"
			if len(hidden) >= shortestSecret && !strings.Contains(left, hidden) && strings.Contains(line, hidden) {
				t.Errorf("%q shows in %q", hidden, line)
			}
		}
	})
}
