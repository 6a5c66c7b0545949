package httpkit

import (
	"net/http"
	"time"
)

// Attempt is one request as it went over the wire.
type Attempt struct {
	Method string
	// Path is without the query.
	Path string
	// Number counts the attempts at the same request from 1.
	Number int
	// Status is the HTTP status, 0 without an answer.
	Status   int
	Duration time.Duration
	// Err is why there is no answer; what it says is masked.
	Err error
}

// recorder tells of each attempt. Headers and bodies, which hold credentials and personal data, are
// not logged at any level.
type recorder struct {
	next      http.RoundTripper
	log       Logger
	onRequest func(Attempt)
}

// RoundTrip implements http.RoundTripper.
func (r *recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	ctx := request.Context()
	exchange := exchangeOf(ctx)
	begun := time.Now()
	answer, err := r.next.RoundTrip(request)
	attempt := Attempt{
		Method:   request.Method,
		Path:     request.URL.Path,
		Number:   exchange.attempt,
		Duration: time.Since(begun),
	}
	fields := map[string]any{
		"method":        attempt.Method,
		"path":          attempt.Path,
		"attempt":       attempt.Number,
		"duration_ms":   attempt.Duration.Milliseconds(),
		"request_bytes": len(exchange.body),
	}
	if request.URL.RawQuery != "" {
		fields["query"] = safeQuery(request.URL.Query())
	}
	if err == nil {
		attempt.Status = answer.StatusCode
		fields["status"] = answer.StatusCode
		fields["response_bytes"] = answer.ContentLength
	} else {
		attempt.Err = exchange.failure(err)
		fields["error"] = attempt.Err
	}
	r.log.Debug(ctx, "HTTP request", fields)
	if r.onRequest != nil {
		r.onRequest(attempt)
	}
	return answer, err
}
