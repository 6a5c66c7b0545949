package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// Error is an answer in which WebWork refuses a request. WebWork documents 400, 401, 403, 404
// and 500; others are taken as HTTP defines them.
type Error struct {
	// Op is the method and path of the request, without the query.
	Op string
	// Status is the HTTP status.
	Status int
	// Message is what WebWork says, made of every message in the answer.
	Message string
	// Own says that the answer is WebWork's own, in its envelope, and not one of a gateway or proxy on the way to it.
	Own bool
	// RetryAfter says that the answer names a time at which to try again.
	RetryAfter bool
}

// Error names the status and WebWork's own message.
func (e *Error) Error() string {
	if e.Message == "" {
		return fmt.Sprintf("%s: WebWork answered %d %s", e.Op, e.Status, http.StatusText(e.Status))
	}
	return fmt.Sprintf("%s: WebWork answered %d %s: %s", e.Op, e.Status, http.StatusText(e.Status), e.Message)
}

// MalformedError is an answer that is no WebWork answer: not JSON, cut off, or of another shape.
type MalformedError struct {
	Op     string
	Status int
	Err    error
	// Writes says that the request may have changed something, whatever its method.
	Writes bool
}

// Error says what was asked and what is wrong with the answer.
func (e *MalformedError) Error() string {
	return fmt.Sprintf("%s: the answer (status %d) is not what WebWork documents: %v", e.Op, e.Status, e.Err)
}

// Unwrap gives the decoding error.
func (e *MalformedError) Unwrap() error { return e.Err }

// LostError is a request without an answer.
type LostError struct {
	// Op is the method and path of the request, without the query.
	Op  string
	Err error
	// Writes says that the request may have changed something, whatever its method.
	Writes bool
}

// Error says what was asked and what went wrong.
func (e *LostError) Error() string { return e.Op + ": " + e.Err.Error() }

// Unwrap gives what went wrong.
func (e *LostError) Unwrap() error { return e.Err }

// IsRead reports whether the request without a proper answer was one that changes nothing.
func IsRead(err error) bool {
	op, writes := "", false
	if lost, ok := errors.AsType[*LostError](err); ok {
		op, writes = lost.Op, lost.Writes
	} else if malformed, ok := errors.AsType[*MalformedError](err); ok {
		op, writes = malformed.Op, malformed.Writes
	}
	return strings.HasPrefix(op, http.MethodGet+" ") && !writes
}

// ErrNotSent marks a failure after which the request certainly was not processed, such as a
// refused connection or a wait that was cancelled.
var ErrNotSent = httpkit.ErrNotSent

// IsNotFound reports whether WebWork answered that the object does not exist for this account.
func IsNotFound(err error) bool { return status(err) == http.StatusNotFound }

// IsUnauthorized reports whether WebWork refused the credentials, now or earlier in this process.
func IsUnauthorized(err error) bool {
	_, final := errors.AsType[*httpkit.AuthError](err)
	return final || status(err) == http.StatusUnauthorized
}

// IsForbidden reports whether the account may not do what was asked.
func IsForbidden(err error) bool { return status(err) == http.StatusForbidden }

// IsRejected reports whether WebWork objects to what was asked, as opposed to who asks or when.
func IsRejected(err error) bool {
	switch status(err) {
	case http.StatusBadRequest, http.StatusConflict, http.StatusUnprocessableEntity:
		return true
	}
	return false
}

// IsUnsupported reports whether the operation itself does not exist at WebWork: no such path, or
// not with that method.
func IsUnsupported(err error) bool {
	return status(err) == http.StatusNotFound || status(err) == http.StatusMethodNotAllowed
}

// IsPostponed reports whether WebWork surely did not do what was asked, but may do so if it is asked again: it says so itself, or
// names a time at which to try again.
func IsPostponed(err error) bool {
	refused, answered := errors.AsType[*Error](err)
	if !answered {
		return false
	}
	switch {
	case refused.Status == http.StatusTooManyRequests:
		return true
	case refused.Status == http.StatusServiceUnavailable && refused.RetryAfter:
		return true
	default:
		return refused.Own && refused.Status >= http.StatusInternalServerError
	}
}

// IsUncertain reports whether WebWork may have done what was asked, or may yet do it, although an error came back: there was no
// answer, or one that is not WebWork's own. A gateway that gave up waiting says nothing about what WebWork does.
func IsUncertain(err error) bool {
	if err == nil || errors.Is(err, ErrNotSent) || IsPostponed(err) || IsUnauthorized(err) {
		return false
	}
	if _, listing := errors.AsType[*ListError](err); listing {
		return false // every page was answered
	}
	refused, answered := errors.AsType[*Error](err)
	if !answered {
		return true
	}
	switch refused.Status {
	case http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed:
		return false // nothing was done, whoever says so
	default:
		return !refused.Own
	}
}

func status(err error) int {
	if refused, ok := errors.AsType[*Error](err); ok {
		return refused.Status
	}
	return 0
}
