package simulator

import (
	"fmt"
	"net/http"
)

// refusal is WebWork saying no. It knows why, but not how a dialect words it.
type refusal struct {
	reason  reason
	message string
	fields  []problem
	missing bool // it is about an object that was to be shown
}

type reason int

const (
	invalid      reason = iota // the input is wrong
	duplicate                  // it would exist twice
	notFound                   // there is no such object, or none that shows
	forbidden                  // the account may not
	unauthorized               // there is no valid token
	noMethod                   // the path does not have that method
)

// status is the HTTP status that stands for a reason.
func (r reason) status() int {
	switch r {
	case notFound:
		return http.StatusNotFound
	case forbidden:
		return http.StatusForbidden
	case unauthorized:
		return http.StatusUnauthorized
	case noMethod:
		return http.StatusMethodNotAllowed
	case invalid, duplicate:
	}
	return http.StatusBadRequest
}

// problem is what is wrong with one field of the input.
type problem struct{ field, message string }

func (r *refusal) Error() string { return r.message }

func refuse(why reason, format string, args ...any) *refusal {
	return &refusal{reason: why, message: fmt.Sprintf(format, args...)}
}

// refuseField refuses because of one field.
func refuseField(why reason, field, format string, args ...any) *refusal {
	message := fmt.Sprintf(format, args...)
	return &refusal{reason: why, message: message, fields: []problem{{field, message}}}
}
