package httpkit

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http/httptrace"
	"sync"
	"time"
)

// wire is the context of one attempt, and what is known of how far the attempt came.
//
// A read ends with the caller's context. A write does so only until it has a connection; from
// then on the server may act upon it, and its answer is worth more than a quick end.
type wire struct {
	ctx     context.Context //nolint:containedctx // one attempt's context is what this is
	cancel  context.CancelFunc
	unlink  func() bool
	caller  context.Context //nolint:containedctx // to tell whose end it was
	timeout time.Duration

	mu sync.Mutex
	// traced tells that the transport reports its connections, as http.Transport does.
	traced bool
	// abandoned tells that the caller's context ended while there was no connection.
	abandoned bool
	// connected tells that the attempt had a connection: whatever follows, it may have been sent.
	connected bool
}

func onWire(caller context.Context, timeout time.Duration, write bool) *wire {
	w := &wire{caller: caller, timeout: timeout, unlink: func() bool { return true }}
	base := caller
	if write {
		base = context.WithoutCancel(caller)
	}
	w.ctx, w.cancel = context.WithTimeout(base, timeout)
	if write {
		w.unlink = context.AfterFunc(caller, w.abandon)
	}
	w.ctx = httptrace.WithClientTrace(w.ctx, &httptrace.ClientTrace{
		GetConn: func(string) { w.note(&w.traced) },
		GotConn: func(httptrace.GotConnInfo) { w.note(&w.connected) },
	})
	return w
}

// abandon ends a write that still waits for its connection.
func (w *wire) abandon() { w.note(&w.abandoned) }

func (w *wire) note(fact *bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	*fact = true
	if w.abandoned && w.traced && !w.connected {
		w.cancel()
	}
}

func (w *wire) close() {
	w.unlink()
	w.cancel()
}

// maybeSent tells whether a failed attempt may have reached the server. A transport that does not
// report its connections is trusted only as to a failed dial.
func (w *wire) maybeSent(err error) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.connected {
		return true
	}
	var failed *net.OpError
	dialled := errors.As(err, &failed) && failed.Op == "dial"
	return !w.traced && !dialled
}

// explain tells the end of the attempt's time from the end of the caller's.
func (w *wire) explain(err error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if errors.Is(w.ctx.Err(), context.DeadlineExceeded) && w.caller.Err() == nil {
		return fmt.Errorf("no answer within %s: %w", w.timeout, context.DeadlineExceeded)
	}
	if w.abandoned && !w.connected {
		return w.caller.Err()
	}
	return err
}
