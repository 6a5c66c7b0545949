package simkit

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// lateWork is what requests ask for that have been answered already. It ends with the gateway.
type lateWork struct {
	mu    sync.Mutex
	known map[*postponed]bool // whether it has begun
	ended chan struct{}
	end   func()
}

// postponed is the work of one request.
type postponed struct {
	timer *time.Timer
	work  func()
	done  chan struct{}
}

func newLateWork() *lateWork {
	ended := make(chan struct{})
	return &lateWork{known: map[*postponed]bool{}, ended: ended, end: sync.OnceFunc(func() { close(ended) })}
}

// after does the work when the time has passed, unless somebody else has begun it before.
func (l *lateWork) after(delay time.Duration, work func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.ended:
		return
	default:
	}
	p := &postponed{work: work, done: make(chan struct{})}
	l.known[p] = false
	p.timer = time.AfterFunc(delay, func() { l.run(p, p.work) })
}

// run does what is to become of postponed work, once.
func (l *lateWork) run(p *postponed, act func()) {
	if !l.begin(p) {
		return
	}
	act()
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.known, p)
	close(p.done)
}

func (l *lateWork) begin(p *postponed) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	begun, there := l.known[p]
	if !there || begun {
		return false
	}
	l.known[p] = true
	p.timer.Stop()
	return true
}

// runAll does it with all there is, and returns when it is done.
func (l *lateWork) runAll(act func(*postponed)) {
	for _, p := range l.all() {
		l.run(p, func() { act(p) })
		<-p.done
	}
}

func (l *lateWork) all() []*postponed {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Collect(maps.Keys(l.known))
}

// Settle does at once what FaultGatewayTimeout has put off, and returns when it is done. Tests need
// not wait for it then.
func (g *Gateway) Settle() { g.late.runAll(func(p *postponed) { p.work() }) }

// Close drops what FaultGatewayTimeout has put off, and ends all waiting: for a latency, a jitter or
// a fault. Requests that wait get no answer.
func (g *Gateway) Close() {
	g.late.end()
	g.late.runAll(func(*postponed) {})
}

// workLater has a request processed when it has been answered long since. Nobody sees the answer.
func (g *Gateway) workLater(r *http.Request, delay time.Duration) {
	r = r.Clone(context.WithoutCancel(r.Context()))
	g.late.after(delay, func() { g.service.Handler.ServeHTTP(newResponse(), r) })
}

// wait lets time pass. It reports whether the client and the gateway are still there.
func (g *Gateway) wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
	case <-g.late.ended:
	}
	return false
}
