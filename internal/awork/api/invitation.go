package api

import (
	"errors"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Invitation is what an invitation takes.
type Invitation struct {
	// WorkspaceID is required: without it awork makes a new workspace.
	WorkspaceID string
	Email       string
	RoleID      string
	// The others are left out where they are empty.
	FirstName, LastName, Title, Position string
	// SkipEmail invites without telling the person.
	SkipEmail bool
}

// Invited is what the answer to an invitation tells.
type Invited struct {
	UserID string
	// Code is what accepts the invitation: whoever has it can accept. It is nil where awork does not tell it.
	Code *string
}

// RefusesInviting reports whether awork refuses inviting as such, and not this one invitation: it has taken the operation out of
// its documentation. An admin is told so as well by being refused for lack of permission. A dead token says nothing of inviting.
func RefusesInviting(err error, admin bool) bool {
	if remote.IsUnsupported(err) || errors.Is(err, ErrPage) {
		return true
	}
	return admin && remote.IsForbidden(err)
}
