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
func (a *authority) refuses(answer *http.Response, token string) (bool, error) {
	if answer.StatusCode != http.StatusUnauthorized && answer.StatusCode != http.StatusForbidden {
		return false, nil
	}
	body, err := peek(answer)
	if err != nil {
		return false, err
	}
	return a.judge(Refusal{Answer: answer, Body: body, LastServed: a.record.lastServed(token)}) == RefusesCredentials, nil
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
