package collection

import (
	"context"
	"sync"
	"time"
)

// ledger writes a collection's counters to the log whenever reading comes to rest, so that the
// last line of a run has the final figures: a provider is not told that a run is over.
type ledger struct {
	log  Logger
	line func() string

	mu    sync.Mutex
	timer *time.Timer
	last  string
	write func(line string) // logs with the latest reader's context, which carries the logger
}

// note takes note that a read was answered.
func (l *ledger) note(ctx context.Context) {
	if l.log == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.write = func(line string) { l.log(context.WithoutCancel(ctx), line) }
	if l.timer == nil {
		l.timer = time.AfterFunc(quiet, l.flush)
		return
	}
	l.timer.Reset(quiet)
}

func (l *ledger) flush() {
	line := l.line()
	l.mu.Lock()
	defer l.mu.Unlock()
	if line != l.last {
		l.last = line
		l.write(line)
	}
}
