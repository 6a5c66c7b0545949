package api

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// Project is what people work on. Ids of other objects are empty where there is none.
type Project struct {
	Audit

	ID          string
	Name        string
	Description *string
	// StartDate and DueDate are RFC 3339 times, of which the day counts.
	StartDate *string
	DueDate   *string
	CompanyID string
	TypeID    string
	// TimeBudget and the durations are in seconds.
	TimeBudget             *int64
	Color                  *string
	IsPrivate              bool
	IsBillableByDefault    *bool
	DeductNonBillableHours *bool
	// IsKeyVisible is nil where the workspace's default holds.
	IsKeyVisible *bool
	// ProjectKey is what its tasks are numbered with, in capitals.
	ProjectKey string
	StatusID   string
	// Status, Type and Company are nil where there is none, or awork does not say.
	Status          *ProjectStatus
	Type            *ProjectTypeInProject
	Company         *CompanyInProject
	WorkflowID      string
	TemplateID      string
	ClosedOn        *string
	ClosedBy        *string
	Members         []ProjectMember
	Tags            []Tag
	Teams           []UserTeam
	TasksCount      *int64
	TasksDoneCount  *int64
	TrackedDuration *int64
	PlannedDuration *int64
	IsRetainer      bool
	IsExternal      bool
	ResourceVersion *int64

	Sent remote.Fields
}

// ObjectID is the project's id.
func (p Project) ObjectID() string { return p.ID }

// Key is the name within the company, in the form in which names are compared.
func (p Project) Key() string { return ProjectNameKey(p.CompanyID, p.Name) }

// ProjectNameKey is the form in which the names of a company's projects are compared; those of none have an empty id for it.
func ProjectNameKey(companyID, name string) string { return companyID + "/" + NameKey(name) }

// Member finds somebody among the members.
func (p Project) Member(userID string) (ProjectMember, bool) {
	for _, member := range p.Members {
		if member.UserID == userID {
			return member, true
		}
	}
	return ProjectMember{}, false
}

// ProjectTypeInProject is the type of a project as the project shows it.
type ProjectTypeInProject struct {
	ID         string
	Name       string
	Icon       *string
	IsArchived bool
}

// CompanyInProject is the client of a project as the project shows it.
type CompanyInProject struct {
	ID   string
	Name string
}

// ProjectMember is somebody who works on a project.
type ProjectMember struct {
	UserID        string
	FirstName     *string
	LastName      *string
	RoleID        string
	RoleName      *string
	IsResponsible bool
	IsDeactivated bool
	IsExternal    bool
}

// ProjectFilter narrows a list of projects. Its zero value lets all through.
type ProjectFilter struct {
	// Where is an expression of package filterby; empty for none.
	Where string
}

// ProjectCreate is what a new project takes. Only the name is required.
type ProjectCreate struct {
	Name                   string
	Description            *string
	StartDate, DueDate     *string
	CompanyID, TypeID      *string
	TimeBudget             *int64
	Color                  *string
	IsPrivate              *bool
	IsBillableByDefault    *bool
	DeductNonBillableHours *bool
	IsKeyVisible           *bool
	// ProjectKey may be ignored: what the project got, the answer says.
	ProjectKey *string
	StatusID   *string
	// TemplateID and WorkflowID exclude each other.
	TemplateID, WorkflowID *string
}

// ProjectUpdate changes a project. What awork knows of it beside stays as it is.
type ProjectUpdate struct {
	Name                   Field[string]
	Description            Field[string]
	StartDate              Field[string]
	DueDate                Field[string]
	CompanyID              Field[string]
	TypeID                 Field[string]
	TimeBudget             Field[int64]
	Color                  Field[string]
	IsPrivate              Field[bool]
	IsBillableByDefault    Field[bool]
	DeductNonBillableHours Field[bool]
	IsKeyVisible           Field[bool]
}

// Projects are those of the workspace that the account may see.
type Projects interface {
	remote.Reader[Project, ProjectFilter]
	ProjectStaff

	// ByKey reads the project with a key.
	ByKey(ctx context.Context, key string) (Project, error)

	// Create makes a project.
	Create(ctx context.Context, project ProjectCreate) (Project, error)

	// Update changes a project, as Users.Update does users.
	Update(ctx context.Context, id string, update ProjectUpdate) (*Project, error)

	// SetKey gives the project another key, and its tasks other numbers.
	SetKey(ctx context.Context, id, key string) error

	// Delete is for good, tasks included. Tracked times stay.
	Delete(ctx context.Context, id string) error

	// AddTags and RemoveTags change which words the project is marked with. Those to remove are named.
	AddTags(ctx context.Context, id string, tags []Tag) error
	RemoveTags(ctx context.Context, id string, names []string) error

	// ChangeStatus puts the project in one of its statuses, which are those that ProjectStatuses.Of tells, and notifies its members.
	ChangeStatus(ctx context.Context, id, statusID string) error
}

// ProjectStaff is who works on projects.
type ProjectStaff interface {
	// AddTeam and RemoveTeam change which teams work on the project. A team that does already is no failure, nor is one that does not.
	AddTeam(ctx context.Context, id, teamID string) error
	RemoveTeam(ctx context.Context, id, teamID string) error

	// Members are who works on the project.
	Members(ctx context.Context, id string) ([]ProjectMember, error)

	// AddMember has somebody work on the project who does not yet, and UpdateMember changes how. At most one is responsible: the one
	// before has to be unset first. To remove who is no member is no failure.
	AddMember(ctx context.Context, id string, member ProjectMemberForm) error
	UpdateMember(ctx context.Context, id string, member ProjectMemberForm) error
	RemoveMember(ctx context.Context, id, userID string) error
}

// ProjectMemberForm is how somebody works on a project.
type ProjectMemberForm struct {
	UserID        string
	RoleID        string
	IsResponsible bool
}
