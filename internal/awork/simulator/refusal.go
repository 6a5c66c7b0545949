package simulator

import (
	"fmt"
	"net/http"
)

// refusal is awork saying no.
type refusal struct {
	status      int
	code        string
	description string
	details     []string
	problems    []problem
	denied      bool // a right is missing, for which there are several forms
	edge        bool // it comes from in front of the application, as a page
}

// problem is what is wrong with one property of a body.
type problem struct {
	Property string `json:"property"`
	Message  string `json:"message"`
}

func (r *refusal) Error() string { return r.code + ": " + r.description }

func refuse(status int, code, format string, args ...any) *refusal {
	return &refusal{status: status, code: code, description: fmt.Sprintf(format, args...)}
}

// The codes with which awork refuses.
const (
	validationFailed  = "validation-failed"
	invalidModel      = "invalid-model"
	invalidOperation  = "invalid-operation"
	invalidFilter     = "invalid-filter-or-order"
	alreadyExists     = "already-exist-error"
	duplication       = "duplication-violation"
	entityArchived    = "entity-archived"
	deactivatedUser   = "deactivated-user"
	noSeats           = "insufficient-seats"
	noSubscription    = "insufficient-subscription-level"
	unauthorized      = "unauthorized"
	workspaceMissing  = "workspaceid-missing"
	concurrency       = "concurrency-violation"
	commitFailed      = "database-commit"
	dateDependency    = "date-dependency"
	serverError       = "server-error"
	methodNotAllowed  = "method-not-allowed"
	rateLimitExceeded = "API rate limit exceeded" // the gateway's words, which has no codes
)

// business refuses what the business forbids, which is 400 whatever it is.
func business(code, format string, args ...any) *refusal {
	return refuse(http.StatusBadRequest, code, format, args...)
}

// invalidProperty refuses a body because of one property.
func invalidProperty(name, format string, args ...any) *refusal {
	return invalidProperties([]problem{{Property: "$." + name, Message: fmt.Sprintf(format, args...)}})
}

func invalidProperties(problems []problem) *refusal {
	refused := business(validationFailed, "One or more validation errors occurred.")
	refused.problems = problems
	return refused
}

func notAGUID(name string) *refusal {
	return invalidProperty(name, "The JSON value could not be converted to System.Guid. Path: $.%s", name)
}

// denied refuses because a right is missing.
func denied(what string) *refusal {
	refused := refuse(http.StatusUnauthorized, unauthorized,
		"The call to %s was blocked due to insufficient permissions. (unauthorized)", what)
	refused.denied = true
	return refused
}
