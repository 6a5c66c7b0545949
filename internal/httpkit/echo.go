package httpkit

import (
	"bytes"
	"errors"
	"strings"
)

// shortestEcho is the length below which a credential might be a word of any answer.
const shortestEcho = 16

// errEcho is a success that repeats the credentials of its request. No service does so; what broken proxies answer
// would carry them on, in names and roles, to plans, state and reports.
var errEcho = errors.New("the answer repeats the credentials of the request, as no service does")

// isEcho reports whether a body repeats what authorized the request.
func (e *exchange) isEcho(body []byte) bool {
	_, credential, _ := strings.Cut(e.authorization, " ")
	if len(credential) < shortestEcho {
		return false
	}
	for _, form := range spellings(credential) {
		if bytes.Contains(body, []byte(form)) {
			return true
		}
	}
	return false
}
