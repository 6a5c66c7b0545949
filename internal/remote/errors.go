package remote

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// Error is an answer in which the service refuses a request.
type Error struct {
	// Service is who answered, as people call it.
	Service string
	// Op is the method and path of the request, without the query.
	Op string
	// Status is the HTTP status.
	Status int
	// Message is what the service says, made of every message in the answer.
	Message string
	// Own says that the answer is the service's own, in its form, and not one of a gateway or proxy on the way to it.
	Own bool
	// Denied says that the service takes the credentials and refuses nothing but the request, although the status may say otherwise.
	Denied bool
	// RetryAfter says that the answer names a time at which to try again.
	RetryAfter bool
}

// Error names the status and the service's own message.
func (e *Error) Error() string {
	if e.Message == "" {
		return fmt.Sprintf("%s: %s answered %d %s", e.Op, e.Service, e.Status, http.StatusText(e.Status))
	}
	return fmt.Sprintf("%s: %s answered %d %s: %s", e.Op, e.Service, e.Status, http.StatusText(e.Status), e.Message)
}

// MalformedError is an answer that is none of the service's: not in its format, cut off, or of another shape.
type MalformedError struct {
	Service string
	// Op is the method and path of the request, without the query.
	Op     string
	Status int
	// Reads says that the request changes nothing.
	Reads bool
	Err   error
}

// Error says what was asked and what is wrong with the answer.
func (e *MalformedError) Error() string {
	return fmt.Sprintf("%s: the answer (status %d) is not what %s documents: %v", e.Op, e.Status, e.Service, e.Err)
}

// Unwrap gives the decoding error.
func (e *MalformedError) Unwrap() error { return e.Err }

// LostError is a request without an answer.
type LostError struct {
	// Op is the method and path of the request, without the query.
	Op string
	// Reads says that the request changes nothing.
	Reads bool
	Err   error
}

// Error says what was asked and what went wrong.
func (e *LostError) Error() string { return e.Op + ": " + e.Err.Error() }

// Unwrap gives what went wrong.
func (e *LostError) Unwrap() error { return e.Err }

// IsRead reports whether the request without a proper answer was one that changes nothing.
func IsRead(err error) bool {
	if lost, ok := errors.AsType[*LostError](err); ok {
		return lost.Reads
	}
	malformed, ok := errors.AsType[*MalformedError](err)
	return ok && malformed.Reads
}

// ErrNotSent marks a failure after which the request certainly was not processed, such as a
// refused connection or a wait that was cancelled.
var ErrNotSent = httpkit.ErrNotSent

// IsNotFound reports whether the service answered that the object does not exist for this account.
func IsNotFound(err error) bool { return status(err) == http.StatusNotFound }

// IsUnauthorized reports whether the service refused the credentials, now or earlier in this process.
func IsUnauthorized(err error) bool {
	_, final := errors.AsType[*httpkit.AuthError](err)
	return final || status(err) == http.StatusUnauthorized && !IsForbidden(err)
}

// IsForbidden reports whether the account may not do what was asked.
func IsForbidden(err error) bool {
	refused, answered := errors.AsType[*Error](err)
	return answered && (refused.Denied || refused.Status == http.StatusForbidden)
}

// IsRejected reports whether the service objects to what was asked, as opposed to who asks or when.
func IsRejected(err error) bool {
	switch status(err) {
	case http.StatusBadRequest, http.StatusConflict, http.StatusUnprocessableEntity:
		return true
	}
	return false
}

// IsUnsupported reports whether the operation itself does not exist at the service: no such path, or
// not with that method.
func IsUnsupported(err error) bool {
	return status(err) == http.StatusNotFound || status(err) == http.StatusMethodNotAllowed
}

// IsPostponed reports whether the service surely did not do what was asked, but may do so if it is asked again: it says so itself, or
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

// IsUncertain reports whether the service may have done what was asked, or may yet do it, although an error came back: there was no
// answer, or one that is not the service's own. A gateway that gave up waiting says nothing about what the service does.
func IsUncertain(err error) bool {
	if err == nil || errors.Is(err, ErrNotSent) || IsPostponed(err) || IsUnauthorized(err) || IsForbidden(err) {
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
	case http.StatusNotFound, http.StatusMethodNotAllowed:
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
