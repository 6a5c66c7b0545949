package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// The documented values of a contract's status.
const (
	ContractActive = "active"
	ContractPaused = "paused"
)

// ContractStatuses are both of them.
var ContractStatuses = []string{ContractActive, ContractPaused} //nolint:gochecknoglobals // a constant, for which Go has no other form

// Screenshots are the documented screenshot modes of a contract. Answers for members and projects
// show others, such as "blur".
var Screenshots = []string{ //nolint:gochecknoglobals // a constant, for which Go has no other form
	"full", "blurred", "no_preview", "no_screenshot", "background_blurred",
	"video_full", "video_blurred", "video_full_silent", "video_blurred_silent",
}

// MaxWeeklyHours is the number of hours in a week, which is also the limit a new contract has.
const MaxWeeklyHours = 168

// Contract says that a member works on a project, and how.
type Contract struct {
	ID               string
	Name             *string
	ProjectID        string
	ProjectName      *string
	ProjectIcon      *string
	UserID           string
	UserFirstName    *string
	UserLastName     *string
	UserEmail        *string
	UserRole         *string
	WeeklyHoursLimit *int64
	Screenshots      *string
	ScreenshotsLabel *string
	Rate             *float64 // per hour; nil where the account may not see it
	RateType         *int64   // 1 custom, 2 the member's, 3 the project's
	Status           string
	Currency         *string
	CreatedAt        *string
	UpdatedAt        *string
	Sent             remote.Fields
}

// ObjectID is the contract's id.
func (c Contract) ObjectID() string { return c.ID }

// Key names the project and the member: there is one contract between the two.
func (c Contract) Key() string { return ContractKey(c.ProjectID, c.UserID) }

// ContractFilter narrows a list of contracts; zero fields do not.
type ContractFilter struct {
	ProjectID string
	UserID    string
	Status    string
}

// ContractCreate is what a new contract takes. A contract always begins active.
type ContractCreate struct {
	ProjectID        string
	UserID           string
	WeeklyHoursLimit *int64
	Screenshots      *string
	Rate             *float64
}

// ContractUpdate changes a contract.
type ContractUpdate struct {
	WeeklyHoursLimit Field[int64]
	Screenshots      Field[string]
	Rate             Field[float64]
	Status           Field[string]
}

// Contracts are the contracts of the workspace.
type Contracts interface {
	remote.Reader[Contract, ContractFilter]

	// Create creates a contract. What the answer leaves out is what was sent, or nil, but for the
	// rate: an answer without it does not say that WebWork took it.
	Create(ctx context.Context, create ContractCreate) (Contract, error)

	// Update changes a contract. The result is nil where the answer does not carry all that was
	// sent, the rate excepted; it may lack what was not sent.
	Update(ctx context.Context, id string, update ContractUpdate) (*Contract, error)

	// Delete removes a contract; the member no longer works on the project.
	Delete(ctx context.Context, id string) error
}

// ContractKey names a contract by its project and member.
func ContractKey(projectID, userID string) string { return projectID + ":" + userID }
