package simkit_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
)

func TestAGatewayGivesUpBeforeTheWork(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := start(t, simkit.Options{})
		gateway := n.Inject(simkit.Fault{Kind: simkit.FaultGatewayTimeout})
		began := time.Now()
		n.post(`{"name":"milk"}`).is(http.StatusGatewayTimeout).has("<html>")
		equal(t, "time", time.Since(began), 0)
		n.get("/notes").is(http.StatusOK)
		equal(t, "struck", gateway.Count(), 1)
		time.Sleep(4*time.Second - time.Nanosecond)
		equal(t, "worked early", n.keeps("milk"), false)
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		equal(t, "worked", n.keeps("milk"), true)
	})
}

func TestLateWorkIsSettledOrDropped(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		end  func(*simkit.Gateway)
		done bool
	}{
		"settled": {(*simkit.Gateway).Settle, true},
		"dropped": {(*simkit.Gateway).Close, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				n := start(t, simkit.Options{})
				n.Inject(simkit.Fault{Kind: simkit.FaultGatewayTimeout})
				n.post(`{"name":"milk"}`).is(http.StatusGatewayTimeout)
				test.end(n.Gateway)
				equal(t, "done at once", n.keeps("milk"), test.done)
				n.call(http.MethodDelete, "/notes/milk", "").is(http.StatusGatewayTimeout)
				n.Close()
				time.Sleep(time.Minute)
				equal(t, "done later", n.keeps("milk"), test.done)
			})
		})
	}
}

func TestTheEndOfAGatewayEndsAllWaiting(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options simkit.Options
		kind    simkit.FaultKind
	}{
		"slow":    {kind: simkit.FaultSlow},
		"late":    {kind: simkit.FaultLate},
		"latency": {options: simkit.Options{Latency: time.Hour}},
		"jitter":  {options: simkit.Options{Jitter: &simkit.Jitter{Writes: simkit.Span{Least: time.Hour, Most: time.Hour}}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				n := start(t, test.options)
				if test.kind != "" {
					n.Inject(simkit.Fault{Kind: test.kind})
				}
				failed := make(chan error, 1)
				began := time.Now()
				go func() { failed <- n.create(t.Context(), testserver.InMemory(n), home).err }()
				synctest.Wait()
				n.Close()
				equal(t, "failed", <-failed != nil, true)
				equal(t, "time", time.Since(began), 0)
			})
		})
	}
}

func TestLatency(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := start(t, simkit.Options{Latency: 250 * time.Millisecond})
		began := time.Now()
		n.get("/notes").is(http.StatusOK)
		equal(t, "time", time.Since(began), 250*time.Millisecond)
	})
}
