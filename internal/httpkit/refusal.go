package httpkit

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

// Refusal is an answer 401 or 403, whose meaning depends on the service: one says with the same status
// that a token is dead, and that a living one may not do this.
type Refusal struct {
	// Answer is the answer without its body, which is Body.
	Answer *http.Response
	Body   []byte
	// LastServed is when the server last took the same credentials; zero if it never did.
	LastServed time.Time

	authorization string
}

// SameCredentials reports whether another answer of the client is to a request with the credentials that were refused here, and not
// with others that have replaced them meanwhile. A judge that asks the server learns by it of which the answer speaks.
func (r Refusal) SameCredentials(answer *http.Response) bool {
	other := exchangeBehind(answer)
	return other != nil && other.authorization == r.authorization
}

// Verdict is what a refusal means.
type Verdict int

const (
	// RefusesCredentials means that the server does not accept what authorized the request. It is renewed
	// and the request repeated; where that does not help, the refusal is final for the client.
	RefusesCredentials Verdict = iota
	// RefusesRequest means that only this request was refused; the answer is handed out as it came.
	RefusesRequest
)

// byStatus takes 401 and 403 as HTTP defines them.
func byStatus(refusal Refusal) Verdict {
	if refusal.Answer.StatusCode == http.StatusUnauthorized {
		return RefusesCredentials
	}
	return RefusesRequest
}

// refuses reports whether an answer refuses the credentials.
func (a *authority) refuses(answer *http.Response, exchange *exchange) (bool, error) {
	exchange.judged = false
	if answer.StatusCode != http.StatusUnauthorized && answer.StatusCode != http.StatusForbidden {
		return false, nil
	}
	body, err := peek(answer)
	if err != nil {
		return false, err
	}
	token := exchange.authorization
	verdict := a.judge(Refusal{Answer: answer, Body: body, LastServed: a.record.lastServed(token), authorization: token})
	exchange.judged, exchange.refused = true, verdict == RefusesCredentials
	return exchange.refused, nil
}

// IsDenied reports whether an answer refuses nothing but its request, to somebody whose credentials the server takes. What a 401 means
// the client's judge has found.
func IsDenied(answer *http.Response) bool {
	if exchange := exchangeBehind(answer); exchange != nil && exchange.judged {
		return !exchange.refused
	}
	return answer.StatusCode == http.StatusForbidden
}

// peek reads a body and leaves it to be read.
func peek(answer *http.Response) ([]byte, error) {
	body, err := io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		return nil, fmt.Errorf("cannot read the answer: %w", err)
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	return body, nil
}
