package httpkit

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// headers are those of an answer, each line "Name: value".
func headers(lines []string) http.Header {
	made := http.Header{}
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ": ")
		made.Add(name, value)
	}
	return made
}

func TestWhatServersSayOfTheirLimits(t *testing.T) {
	t.Parallel()
	const year = 365 * 24 * time.Hour
	for name, c := range map[string]struct {
		lines []string
		want  statement
	}{
		"nothing":                  {nil, statement{}},
		"all of it":                {[]string{"X-RateLimit-Limit: 60", "X-RateLimit-Remaining: 3", "X-RateLimit-Reset: 20"}, statement{limit: 60, remaining: 3, remainingKnown: true, reset: 20 * time.Second, resetKnown: true}},
		"none remains":             {[]string{"RateLimit-Remaining: 0", "RateLimit-Reset: 0"}, statement{remainingKnown: true, resetKnown: true}},
		"no limit at all":          {[]string{"X-RateLimit-Limit: 60", "RateLimit-Limit: 0"}, statement{limit: 60}},
		"the narrower limit":       {[]string{"X-RateLimit-Limit: 60", "RateLimit-Limit: 50"}, statement{limit: 50}},
		"the narrower limit first": {[]string{"X-RateLimit-Limit: 50", "RateLimit-Limit: 60"}, statement{limit: 50}},
		"the lesser rest":          {[]string{"X-RateLimit-Remaining: 3", "RateLimit-Remaining: 2"}, statement{remaining: 2, remainingKnown: true}},
		"the lesser rest first":    {[]string{"X-RateLimit-Remaining: 2", "RateLimit-Remaining: 3"}, statement{remaining: 2, remainingKnown: true}},
		"the later reset":          {[]string{"X-RateLimit-Reset: 2", "RateLimit-Reset: 3"}, statement{reset: 3 * time.Second, resetKnown: true}},
		"the later reset first":    {[]string{"X-RateLimit-Reset: 3", "RateLimit-Reset: 2"}, statement{reset: 3 * time.Second, resetKnown: true}},
		"with a window":            {[]string{"X-RateLimit-Limit: 60, 60;w=60"}, statement{limit: 60}},
		"in the older form":        {[]string{"RateLimit: limit=60, remaining=3, reset=20"}, statement{limit: 60, remaining: 3, remainingKnown: true, reset: 20 * time.Second, resetKnown: true}},
		"in the newer form":        {[]string{`RateLimit: "default";r=3;t=20`}, statement{remaining: 3, remainingKnown: true, reset: 20 * time.Second, resetKnown: true}},
		"below nothing":            {[]string{"X-RateLimit-Limit: -1", "X-RateLimit-Remaining: -1", "X-RateLimit-Reset: -1"}, statement{}},
		"no number":                {[]string{"X-RateLimit-Limit: many", "X-RateLimit-Remaining: ", "X-RateLimit-Reset: ,5"}, statement{}},
		"more than fits":           {[]string{"X-RateLimit-Remaining: 1e300"}, statement{remaining: 1<<30 - 1, remainingKnown: true}},
		"the longest span":         {[]string{"X-RateLimit-Reset: 999999999"}, statement{reset: year, resetKnown: true}},
		"a point in time":          {[]string{"X-RateLimit-Reset: 1000000000", "Date: Sun, 09 Sep 2001 01:46:00 GMT"}, statement{reset: 40 * time.Second, resetKnown: true}},
		"the last point in time":   {[]string{"X-RateLimit-Reset: 99999999999", "Date: Sun, 09 Sep 2001 01:46:00 GMT"}, statement{reset: year, resetKnown: true}},
		"in milliseconds":          {[]string{"X-RateLimit-Reset: 1000000040000", "Date: Sun, 09 Sep 2001 01:46:40 GMT"}, statement{reset: 40 * time.Second, resetKnown: true}},
		"a moment before 2001":     {[]string{"X-RateLimit-Reset: 100000000000", "Date: Sat, 03 Mar 1973 09:46:00 GMT"}, statement{reset: year, resetKnown: true}},
		"long ago":                 {[]string{"X-RateLimit-Reset: 1000000000"}, statement{resetKnown: true}},
	} {
		if got := rateLimit(&http.Response{Header: headers(c.lines)}); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

func TestWhatServersSayOfSeveralWindows(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lines []string
		want  []statement
		pause pause
	}{
		"none":               {[]string{"X-RateLimit-Limit: 60"}, nil, pause{unknownPause, ""}},
		"a reset only":       {[]string{"X-RateLimit-Reset: 7"}, nil, pause{7 * time.Second, "the reset of its rate limit"}},
		"no limit":           {[]string{"X-RateLimit-Limit-Second: 0"}, nil, pause{unknownPause, ""}},
		"one":                {[]string{"X-RateLimit-Limit-Minute: 60"}, []statement{{window: time.Minute, limit: 60}}, pause{time.Minute, "the state of its rate limits"}},
		"what is used up":    {[]string{"RateLimit-Remaining-Hour: 0"}, []statement{{window: time.Hour, remainingKnown: true}}, pause{time.Hour, "the state of its rate limits"}},
		"the one used up":    {[]string{"X-RateLimit-Remaining-Second: 1", "X-RateLimit-Remaining-Day: 0"}, []statement{{window: time.Second, remaining: 1, remainingKnown: true}, {window: day, remainingKnown: true}}, pause{day, "the state of its rate limits"}},
		"not even one":       {[]string{"X-RateLimit-Remaining-Second: 1", "X-RateLimit-Limit-Day: 9"}, []statement{{window: time.Second, remaining: 1, remainingKnown: true}, {window: day, limit: 9}}, pause{time.Second, "the state of its rate limits"}},
		"and a nearer reset": {[]string{"X-RateLimit-Remaining-Minute: 0", "X-RateLimit-Reset: 7"}, []statement{{window: time.Minute, remainingKnown: true}}, pause{7 * time.Second, "the state of its rate limits"}},
		"and Retry-After":    {[]string{"X-RateLimit-Remaining-Minute: 0", "Retry-After: 0"}, []statement{{window: time.Minute, remainingKnown: true}}, pause{0, "Retry-After"}},
	} {
		got := rateLimits(&http.Response{Header: headers(c.lines)})
		if len(got) != len(c.want) {
			t.Fatalf("%s: got %+v, want %+v", name, got, c.want)
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: got %+v, want %+v", name, got[i], c.want[i])
			}
		}
		if asked := pauseAfter(&http.Response{Header: headers(c.lines)}); asked != c.pause {
			t.Errorf("%s: it asks for %+v, want %+v", name, asked, c.pause)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lines []string
		want  time.Duration
		ok    bool
	}{
		"nothing":            {nil, 0, false},
		"seconds":            {[]string{"Retry-After: 7.5"}, 7500 * time.Millisecond, true},
		"now":                {[]string{"Retry-After:  0"}, 0, true},
		"below 0":            {[]string{"Retry-After: -1"}, 0, false},
		"a date":             {[]string{"Retry-After: Sun, 09 Sep 2001 01:46:47 GMT", "Date: Sun, 09 Sep 2001 01:46:40 GMT"}, 7 * time.Second, true},
		"a date in the past": {[]string{"Retry-After: Sun, 09 Sep 2001 01:46:00 GMT", "Date: Sun, 09 Sep 2001 01:46:40 GMT"}, 0, true},
		"words":              {[]string{"Retry-After: soon"}, 0, false},
	} {
		if got, ok := retryAfter(&http.Response{Header: headers(c.lines)}); got != c.want || ok != c.ok {
			t.Errorf("%s: got %s, %t", name, got, ok)
		}
	}
}

// TestBudget has answers say what remains while requests are under way.
func TestBudget(t *testing.T) {
	t.Parallel()
	now := time.Now()
	b := newBudget(time.Minute)
	b.learn(statement{limit: 60}, now, 0, 0)
	if b.known {
		t.Error("a limit alone says nothing of what remains")
	}
	b.learn(statement{remaining: 10, remainingKnown: true}, now, 5, 3)
	if b.capacity != 12 || !b.until.Equal(now.Add(time.Minute+margin(time.Minute))) {
		t.Errorf("the capacity is %d until %s: want the cautious end of 12 to 15", b.capacity, b.until.Sub(now))
	}
	b.learn(statement{remaining: 5, remainingKnown: true, reset: 7 * time.Second, resetKnown: true}, now, 6, 0)
	if b.capacity != 11 || !b.until.Equal(now.Add(7*time.Second+margin(time.Minute))) {
		t.Errorf("the capacity is %d until %s, want 11, as forced", b.capacity, b.until.Sub(now))
	}
	b.learn(statement{remaining: 20, remainingKnown: true, reset: time.Hour, resetKnown: true}, now, 6, 2)
	if b.capacity != 24 || !b.until.Equal(now.Add(time.Minute+margin(time.Minute))) {
		t.Errorf("the capacity is %d until %s, want 24 for a window", b.capacity, b.until.Sub(now))
	}
	b.learn(statement{remaining: 0, remainingKnown: true}, now, 0, 5)
	if b.capacity != 0 {
		t.Errorf("the capacity is %d where nothing remains", b.capacity)
	}
	b.forget(now.Add(time.Minute + margin(time.Minute) - 1))
	if !b.known {
		t.Error("an estimate is forgotten before it is void")
	}
	b.forget(now.Add(time.Minute + margin(time.Minute)))
	if b.known || b.capacity != 60 {
		t.Errorf("what is void is known: %t, and the capacity is %d, want the server's limit", b.known, b.capacity)
	}
}

// TestPlaces tells when a window has room again, to the instant.
func TestPlaces(t *testing.T) {
	t.Parallel()
	now := time.Now()
	span := time.Minute + margin(time.Minute)
	p := places{inFlight: 1, answered: []time.Time{now.Add(-span), now.Add(-span + 1), now}}
	if held := p.held(time.Minute, now); len(held) != 2 || p.used(time.Minute, now) != 3 {
		t.Errorf("%d answers are held, and %d places used; want 2 and 3", len(held), p.used(time.Minute, now))
	}
	for limit, want := range map[int]struct {
		at    time.Time
		known bool
	}{
		4: {time.Time{}, true},   // there is room
		3: {now.Add(1), true},    // once the first is past
		2: {now.Add(span), true}, // once both are
		1: {time.Time{}, false},  // the one in flight decides
	} {
		if at, known := p.fallsBelow(limit, time.Minute, now); !at.Equal(want.at) || known != want.known {
			t.Errorf("for a limit of %d there is room at %s, known %t", limit, at.Sub(now), known)
		}
	}
	p.forget(time.Minute, now)
	if len(p.answered) != 2 {
		t.Errorf("%d answers are remembered, want 2", len(p.answered))
	}
	p.leave(now, false)
	if p.inFlight != 0 || len(p.answered) != 2 {
		t.Error("what was not sent takes up a place")
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	given := []Limit{{Requests: 0, Window: time.Minute}, {Requests: 5, Window: 0}, {Requests: -1, Window: -1}}
	if got := newLimits(given); len(got) != 0 || got.longest() != time.Minute || got.String() != "that of the server" {
		t.Errorf("%v are limits, the longest is %s", got, got.longest())
	}
	given = append(given, Limit{Requests: 1, Window: time.Second}, PerMinute(60), Limit{Requests: 2, Window: 5 * time.Second})
	got := newLimits(given)
	if len(got) != 3 || got.longest() != time.Minute || got.String() != "1 request a second, 60 requests a minute, 2 requests in 5s" {
		t.Errorf("%v, the longest is %s", got, got.longest())
	}
}

func TestFreshTokens(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for name, c := range map[string]struct {
			access string
			expiry time.Time
			want   bool
		}{
			"without an expiry":  {"token", time.Time{}, true},
			"none":               {"", time.Time{}, false},
			"just long enough":   {"token", time.Now().Add(10*time.Second + 1), true},
			"just not":           {"token", time.Now().Add(10 * time.Second), false},
			"none, with an hour": {"", time.Now().Add(time.Hour), false},
		} {
			if got := isFresh(c.access, c.expiry); got != c.want {
				t.Errorf("%s: %t", name, got)
			}
		}
	})
}
