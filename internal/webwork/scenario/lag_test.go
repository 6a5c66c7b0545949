package scenario_test

import (
	"net/http"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// request says which requests are meant: those of a method with a path under the API's base that fits the pattern.
type request struct{ method, pattern string }

func (r request) fits(sent *http.Request) bool {
	_, under, _ := strings.Cut(sent.URL.Path, "/api/v2")
	fits, err := path.Match(r.pattern, under)
	return sent.Method == r.method && fits && err == nil
}

// lag is a WebWork that is slow to show what was written: after a write, some reads still see what there was before it.
type lag struct {
	write, read request
	reads       int

	mu     sync.Mutex
	before http.Handler
	left   int
}

// lagging starts a server some of whose reads lag behind a write.
func lagging(t *testing.T, options simulator.Options, lags ...*lag) *simtest.Server {
	t.Helper()
	var server *simtest.Server
	wrap := []around{jitter(t)}
	for _, l := range lags {
		wrap = append(wrap, func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if l.write.fits(r) {
					l.remember(simtest.New(t, simulator.Options{Seed: server.Snapshot(), Variants: options.Variants}))
				}
				if before := l.behind(r); before != nil {
					before.ServeHTTP(w, r)
					return
				}
				next.ServeHTTP(w, r)
			})
		})
	}
	server = startWithin(t, options, wrap...)
	return server
}

// remember keeps what there is before the first of several writes.
func (l *lag) remember(now http.Handler) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == 0 {
		l.before = now
	}
	l.left = l.reads
}

func (l *lag) behind(r *http.Request) http.Handler {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == 0 || !l.read.fits(r) {
		return nil
	}
	l.left--
	return l.before
}

// expectSpent fails the test if not a single read lagged, or if some would lag still.
func (l *lag) expectSpent(t *testing.T) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.before == nil || l.left > 0 {
		t.Errorf("%d reads of %s have yet to lag; the test shows nothing", l.left, l.read.pattern)
	}
}
