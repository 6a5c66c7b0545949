package httpkit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"
)

// maxAnswer is the size of body, in bytes, beyond which a server is talking nonsense.
const maxAnswer = 64 << 20

var errAnswerTooLarge = errors.New("the answer is larger than 64 MiB")

// attempts makes one attempt at a time: its own timeout, its own copy of the body, and the answer
// read to its end, so that a body cut short is seen here and not by the caller.
type attempts struct {
	next    http.RoundTripper
	timeout time.Duration
	valid   func(*http.Response, []byte) bool
}

// RoundTrip implements http.RoundTripper.
func (a *attempts) RoundTrip(request *http.Request) (*http.Response, error) {
	exchange := exchangeOf(request.Context())
	exchange.attempt++
	wire := onWire(request.Context(), a.timeout, exchange.effect != Reads)
	defer wire.close()

	outgoing := request.Clone(wire.ctx) //nolint:contextcheck // made from the request's own
	exchange.restoreBody(outgoing)
	if exchange.effect == HappensOnce {
		forbidReplay(outgoing)
	}
	answer, err := a.next.RoundTrip(outgoing)
	if err != nil {
		exchange.sent = wire.maybeSent(err)
		exchange.processed = exchange.processed || exchange.sent
		return nil, wire.explain(err)
	}

	if answer.Request == nil {
		answer.Request = request
	}
	exchange.sent = true
	body, err := readAnswer(answer)
	ok := answer.StatusCode >= http.StatusOK && answer.StatusCode < http.StatusMultipleChoices
	exchange.processed = exchange.processed || !turnedAway(answer.StatusCode)
	if err != nil && ok {
		return nil, wire.explain(fmt.Errorf("the answer was cut off: %w", err))
	}
	// What is left of an error's body still says more than the news that it is incomplete.
	answer.Body = io.NopCloser(bytes.NewReader(body))
	answer.ContentLength = int64(len(body))
	exchange.malformed = ok && len(body) > 0 && !a.isValid(answer, body)
	return answer, nil
}

func (a *attempts) isValid(answer *http.Response, body []byte) bool {
	if a.valid != nil {
		return a.valid(answer, body)
	}
	return !expectsJSON(answer) || json.Valid(body)
}

// expectsJSON also holds where only the request speaks of JSON: the page of a broken proxy says
// that it is HTML.
func expectsJSON(answer *http.Response) bool {
	if strings.Contains(answer.Request.Header.Get("Accept"), "json") {
		return true
	}
	kind, _, err := mime.ParseMediaType(answer.Header.Get("Content-Type"))
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

// turnedAway holds for answers that say that the server did not look at what was asked.
func turnedAway(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusTooManyRequests
}

func readAnswer(answer *http.Response) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer+1))
	if err == nil && len(body) > maxAnswer {
		err = errAnswerTooLarge
	}
	return body, errors.Join(err, answer.Body.Close())
}
