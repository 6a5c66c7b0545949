package simulator

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// lateWork is what requests ask for that have been answered already. It ends with the simulator.
type lateWork struct {
	mu      sync.Mutex
	pending map[*time.Timer]func()
	running sync.WaitGroup
	ended   chan struct{}
	end     func()
}

func newLateWork() *lateWork {
	ended := make(chan struct{})
	return &lateWork{pending: map[*time.Timer]func(){}, ended: ended, end: sync.OnceFunc(func() { close(ended) })}
}

// after does the work when the time has passed, unless it is taken out before.
func (l *lateWork) after(delay time.Duration, work func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.ended:
		return
	default:
	}
	var timer *time.Timer
	timer = time.AfterFunc(delay, func() {
		if due := l.take(timer); due != nil {
			defer l.running.Done()
			due()
		}
	})
	l.pending[timer] = work
}

// take takes work out, which then runs until Done is called; nil where it has been taken before.
func (l *lateWork) take(timer *time.Timer) func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	work := l.pending[timer]
	delete(l.pending, timer)
	if work != nil {
		l.running.Add(1)
	}
	return work
}

// takeAll takes all work out.
func (l *lateWork) takeAll() []func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []func()
	for timer, work := range l.pending {
		timer.Stop()
		all = append(all, work)
	}
	clear(l.pending)
	l.running.Add(len(all))
	return all
}

// Settle does at once what FaultGatewayTimeout has put off, and returns when it is done. Tests need
// not wait for it then.
func (s *Simulator) Settle() {
	for _, work := range s.late.takeAll() {
		work()
		s.late.running.Done()
	}
	s.late.running.Wait()
}

// Close drops what FaultGatewayTimeout has put off, and ends all waiting: for a latency, a jitter or
// a fault. Requests that wait get no answer.
func (s *Simulator) Close() {
	s.late.end()
	for range s.late.takeAll() {
		s.late.running.Done()
	}
	s.late.running.Wait()
}

// workLater has a request processed when it has been answered long since. Nobody sees the answer.
func (s *Simulator) workLater(r *http.Request, delay time.Duration) {
	r = r.Clone(context.WithoutCancel(r.Context()))
	s.late.after(delay, func() { s.root.ServeHTTP(newResponse(), r) })
}

// wait lets time pass. It reports whether the client and the simulator are still there.
func (s *Simulator) wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
	case <-s.late.ended:
	}
	return false
}
