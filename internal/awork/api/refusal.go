package api

import (
	"errors"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// The codes of refusals that somebody acts upon, or has advice about.
const (
	CodeValidationFailed    = "validation-failed"
	CodeInvalidModel        = "invalid-model"
	CodeInvalidOperation    = "invalid-operation"
	CodeIllegalTransition   = "illegal-property-transition"
	CodeAlreadyExists       = "already-exist-error"
	CodeDuplication         = "duplication-violation"
	CodeConcurrency         = "concurrency-violation"
	CodeNotCommitted        = "database-commit"
	CodeArchived            = "entity-archived"
	CodeDeactivatedUser     = "deactivated-user"
	CodeInsufficientSeats   = "insufficient-seats"
	CodeInsufficientPlan    = "insufficient-subscription-level"
	CodeUnauthorized        = "unauthorized"
	CodeNoWorkspace         = "workspaceid-missing"
	CodeNoWorkspaceFormerly = "teamid-missing"
	CodeInvalidFilter       = "invalid-filter-or-order"
	CodeDateDependency      = "date-dependency"
	CodeDateOutOfRange      = "date-out-of-range"
	CodeValueOutOfRange     = "value-out-of-range"
)

// RefusalError is what awork says when it refuses a request, in its own form. The *remote.Error is behind it.
type RefusalError struct {
	Answer *remote.Error
	// Code is one of the codes above, or another one, or empty.
	Code string
	// Description and Details are its words, fit to be shown.
	Description string
	Details     []string
	// Invalid are the values that awork objects to.
	Invalid []InvalidValue
	// TraceID is what awork's support asks for; EdgeRef likewise, where the request did not get as far as awork.
	TraceID, EdgeRef string
}

// InvalidValue is an objection to one value.
type InvalidValue struct {
	// Property is where the value stands, such as $.companyId.
	Property string
	Message  string
}

// Error says what was asked and what awork says.
func (r *RefusalError) Error() string { return r.Answer.Error() }

// Unwrap gives the answer, by which remote tells refusals apart.
func (r *RefusalError) Unwrap() error { return r.Answer }

// Code is the code with which awork refused a request; empty where it did not.
func Code(err error) string {
	if refusal, ok := errors.AsType[*RefusalError](err); ok {
		return refusal.Code
	}
	return ""
}

// ErrPage marks a web page with the status of a success: there is no such operation, or what answers is not awork's API.
var ErrPage = errors.New("it is a web page, which awork's API answers where there is no such operation")
