package lifecycle_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

const requestTimeout = 30 * time.Second

// The ways in which a request can end.
var (
	errLost      = errors.New("connection reset by peer")
	errSlow      = fmt.Errorf("no answer within %s: %w", requestTimeout, context.DeadlineExceeded)
	errGateway   = &remote.Error{Status: http.StatusGatewayTimeout}
	errProxy     = &remote.Error{Status: http.StatusBadRequest}
	errBusy      = &remote.Error{Status: http.StatusServiceUnavailable, RetryAfter: true}
	errTooMany   = &remote.Error{Status: http.StatusTooManyRequests}
	errBroken    = &remote.Error{Status: http.StatusInternalServerError, Own: true}
	errRefused   = &remote.Error{Status: http.StatusUnprocessableEntity, Own: true}
	errNotSent   = fmt.Errorf("dial: %w", remote.ErrNotSent)
	errHidden    = errors.New("the list cannot be read")
	errForbidden = &remote.Error{Status: http.StatusForbidden, Own: true}
)

func TestOnce(t *testing.T) {
	t.Parallel()
	const never = -1
	type looks [2]int // at least, at most
	for name, c := range map[string]struct {
		answers []error       // to each request, the last one to all that follow
		appears time.Duration // when the effect shows, after the first request
		hidden  int           // so many looks fail
		hiding  error         // with this, or errHidden

		err   error
		sent  int
		looks looks
		takes time.Duration // at most
	}{
		"answered": {answers: []error{nil}, appears: never, sent: 1},
		"refused":  {answers: []error{errRefused}, appears: never, err: errRefused, sent: 1},
		"not sent": {answers: []error{errNotSent}, appears: never, err: errNotSent, sent: 1},

		// Surely not done: sent again after one look.
		"broken, then answered":  {answers: []error{errBroken, nil}, appears: never, sent: 2, looks: looks{1, 1}, takes: time.Second},
		"busy, then answered":    {answers: []error{errBusy, errBusy, nil}, appears: never, sent: 3, looks: looks{2, 2}, takes: 2 * time.Second},
		"too many, then nothing": {answers: []error{errTooMany}, appears: never, err: errTooMany, sent: 6, looks: looks{6, 6}, takes: 10 * time.Second},
		"broken, and yet done":   {answers: []error{errBroken}, sent: 1, looks: looks{1, 1}},
		"broken and hidden":      {answers: []error{errBroken}, appears: never, hidden: 99, err: errHidden, sent: 1, looks: looks{4, 4}, takes: 3 * time.Second},

		// Nothing is known: never sent again.
		"lost":                  {answers: []error{errLost, nil}, appears: never, err: errLost, sent: 1, looks: looks{5, 20}, takes: requestTimeout},
		"lost but done":         {answers: []error{errLost}, sent: 1, looks: looks{1, 1}},
		"gateway gave up":       {answers: []error{errGateway, nil}, appears: 6 * time.Second, sent: 1, looks: looks{3, 10}, takes: 12 * time.Second},
		"gateway, never done":   {answers: []error{errGateway, nil}, appears: never, err: errGateway, sent: 1, looks: looks{5, 20}, takes: requestTimeout},
		"refused by a proxy":    {answers: []error{errProxy, nil}, appears: never, err: errProxy, sent: 1, looks: looks{5, 20}, takes: requestTimeout},
		"slow but done":         {answers: []error{errSlow}, sent: 1, looks: looks{1, 1}},
		"done soon after":       {answers: []error{errSlow}, appears: 15 * time.Second, sent: 1, looks: looks{4, 15}, takes: requestTimeout},
		"done just in time":     {answers: []error{errLost}, appears: requestTimeout, sent: 1, looks: looks{5, 20}, takes: requestTimeout},
		"too slow":              {answers: []error{errSlow}, appears: time.Hour, err: errSlow, sent: 1, looks: looks{5, 20}, takes: requestTimeout},
		"lost and hidden":       {answers: []error{errLost}, hidden: 99, err: errHidden, sent: 1, looks: looks{4, 20}, takes: requestTimeout},
		"hidden for a while":    {answers: []error{errLost}, hidden: 3, sent: 1, looks: looks{4, 4}, takes: 3 * time.Second},
		"lost and forbidden":    {answers: []error{errLost}, hidden: 99, hiding: errForbidden, err: errForbidden, sent: 1, looks: looks{1, 1}},
		"broken, then gateway":  {answers: []error{errBroken, errGateway, nil}, appears: never, err: errGateway, sent: 2, looks: looks{6, 21}, takes: requestTimeout + time.Second},
		"gateway, done at once": {answers: []error{errGateway, nil}, sent: 1, looks: looks{1, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				sent, looks := 0, 0
				got, err := lifecycle.Once(t.Context(), requestTimeout, lifecycle.Effect[string]{
					Send: func() (string, error) {
						sent++
						return "sent", c.answers[min(sent, len(c.answers))-1]
					},
					Find: func() (string, bool, error) {
						if looks++; looks > 100 {
							t.Fatal("the looking does not end")
						}
						if looks <= c.hidden {
							return "", false, cmp.Or(c.hiding, errHidden)
						}
						return "found", c.appears != never && time.Since(began) >= c.appears, nil
					},
				})
				if !errors.Is(err, c.err) {
					t.Errorf("the error is %v, want %v", err, c.err)
				}
				if want := map[bool]string{true: "found", false: "sent"}[c.appears != never]; err == nil && got != want {
					t.Errorf("got what was %s, want what was %s", got, want)
				}
				if sent != c.sent || looks < c.looks[0] || looks > c.looks[1] {
					t.Errorf("sent %d times and looked %d times; want %d and %v", sent, looks, c.sent, c.looks)
				}
				if took := time.Since(began); took > c.takes {
					t.Errorf("took %s, want at most %s", took, c.takes)
				}
			})
		})
	}
}

// A look that began before the effect was there, and ends after the deadline, proves nothing.
func TestOnceLooksOnceMoreAfterALongLook(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		got, err := lifecycle.Once(t.Context(), requestTimeout, lifecycle.Effect[string]{
			Send: func() (string, error) { return "", errSlow },
			Find: func() (string, bool, error) {
				there := time.Since(began) > time.Second
				time.Sleep(2 * requestTimeout)
				return "found", there, nil
			},
		})
		if err != nil || got != "found" {
			t.Errorf("got %q, %v", got, err)
		}
	})
}

func TestOnceEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		_, err := lifecycle.Once(ctx, requestTimeout, lifecycle.Effect[string]{
			Send: func() (string, error) { return "", errSlow },
			Find: func() (string, bool, error) { return "", false, nil },
		})
		if !errors.Is(err, errSlow) || time.Since(began) != time.Second {
			t.Errorf("got %v after %s", err, time.Since(began))
		}
	})
}
