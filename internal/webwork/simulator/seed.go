package simulator

import (
	"io"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Seed is what a simulator begins with and what Snapshot gives back. As a JSON document it reads
//
//	{
//	  "workspaces": [
//	    {
//	      "id": 1,
//	      "name": "Acme Agency",
//	      "owner_id": 10,
//	      "members": [
//	        {"id": 10, "email": "olivia@acme.example", "firstname": "Olivia", "lastname": "Owner", "role": "Owner"},
//	        {"id": 100, "email": "jane@acme.example", "firstname": "Jane", "lastname": "Doe", "role": "Regular User"},
//	        {"id": 101, "email": "kim@client.example", "firstname": "Kim", "lastname": "Client",
//	         "role": "Project viewer", "project_ids": [500]}
//	      ],
//	      "projects": [{"id": 500, "name": "Website", "deadline": "2026-12-31", "budget": 5000}],
//	      "contracts": [{"id": 900, "project_id": 500, "user_id": 100, "rate": 55.5}],
//	      "webhooks": [{"url": "https://hooks.example/webwork", "events": ["member.invited"]}]
//	    }
//	  ]
//	}
//
// Whatever is left out gets WebWork's default, ids included. Unknown fields are errors.
type Seed struct {
	Workspaces []Workspace `json:"workspaces"`
}

// Workspace is one workspace with all it holds.
type Workspace struct {
	ID        int64      `json:"id"`
	Name      string     `json:"name"`
	OwnerID   int64      `json:"owner_id,omitempty"`
	CreatedAt time.Time  `json:"created_at,omitzero"`
	Members   []Member   `json:"members,omitempty"`
	Projects  []Project  `json:"projects,omitempty"`
	Contracts []Contract `json:"contracts,omitempty"`
	Webhooks  []Webhook  `json:"webhooks,omitempty"`
}

// Member is a person of a workspace. Project viewers are people too, with the role
// RoleProjectViewer.
type Member struct {
	ID                 int64      `json:"id,omitempty"`
	Email              string     `json:"email"`
	FirstName          string     `json:"firstname"`
	LastName           string     `json:"lastname"`
	Role               string     `json:"role,omitempty"`
	Status             string     `json:"status,omitempty"` // what it is when the person is not archived
	Avatar             *string    `json:"avatar,omitempty"`
	Timezone           *string    `json:"timezone,omitempty"`
	TeamName           *string    `json:"team_name,omitempty"`
	Title              *string    `json:"title,omitempty"`
	BirthDate          *string    `json:"birth_date,omitempty"` // a day, 1990-01-31
	HiredAt            *time.Time `json:"hired_at,omitempty"`
	PreferredTimezone  *string    `json:"preferred_timezone,omitempty"`
	MaxInactiveMinutes *int64     `json:"settings_max_inactive_minutes,omitempty"`
	Currency           *string    `json:"currency,omitempty"`
	Rate               *float64   `json:"rate,omitempty"`
	RateType           *string    `json:"rate_type,omitempty"`
	RateStatus         int64      `json:"rate_status,omitempty"` // 1: the person may see rates
	TaxCountry         *string    `json:"tax_country,omitempty"`
	TaxState           *string    `json:"tax_state,omitempty"`
	IsBlocked          bool       `json:"is_blocked,omitempty"`
	WeeklyHoursLimit   *int64     `json:"weekly_hours_limit,omitempty"`
	Screenshots        *string    `json:"screenshots,omitempty"`
	ProjectIDs         []int64    `json:"project_ids,omitempty"` // what a project viewer may look at
	CreatedAt          time.Time  `json:"created_at,omitzero"`
	UpdatedAt          time.Time  `json:"updated_at,omitzero"`
	DeletedAt          *time.Time `json:"deleted_at,omitempty"`
}

// Archived reports whether the person was archived, or left.
func (m Member) Archived() bool { return m.DeletedAt != nil || m.Status == StatusLeft }

// Project is a project of a workspace.
type Project struct {
	ID               int64      `json:"id,omitempty"`
	Name             string     `json:"name"`
	OwnerID          int64      `json:"owner_id,omitempty"`
	StartDate        *string    `json:"start_date,omitempty"` // a day, 2024-01-15
	Deadline         *string    `json:"deadline,omitempty"`
	Estimation       *float64   `json:"estimation,omitempty"`
	Budget           *float64   `json:"budget,omitempty"`
	Notes            *string    `json:"notes,omitempty"`
	Icon             *string    `json:"icon,omitempty"`
	NotBillable      bool       `json:"not_billable,omitempty"`
	Rate             *float64   `json:"rate,omitempty"`
	WeeklyHoursLimit *int64     `json:"weekly_hours_limit,omitempty"`
	Screenshots      *string    `json:"screenshots,omitempty"`
	Tags             []Tag      `json:"tags,omitempty"`
	Status           int64      `json:"status,omitempty"`
	CreatedAt        time.Time  `json:"created_at,omitzero"`
	UpdatedAt        time.Time  `json:"updated_at,omitzero"`
	DeletedAt        *time.Time `json:"deleted_at,omitempty"`
}

// Archived reports whether the project was archived.
func (p Project) Archived() bool { return p.DeletedAt != nil }

// Tag is a label of a project.
type Tag struct {
	ID    int64   `json:"id"`
	Name  string  `json:"name"`
	Color *string `json:"color,omitempty"`
}

// Contract says that a member works on a project.
type Contract struct {
	ID               int64     `json:"id,omitempty"`
	ProjectID        int64     `json:"project_id"`
	UserID           int64     `json:"user_id"`
	WeeklyHoursLimit *int64    `json:"weekly_hours_limit,omitempty"`
	Screenshots      string    `json:"screenshots,omitempty"`
	Rate             *float64  `json:"rate,omitempty"` // the contract's own; nil: the member's holds
	Status           string    `json:"status,omitempty"`
	CreatedAt        time.Time `json:"created_at,omitzero"`
	UpdatedAt        time.Time `json:"updated_at,omitzero"`
}

// Webhook is an address that WebWork would call. The simulator calls nobody.
type Webhook struct {
	ID     string   `json:"id,omitempty"` // the first, where variants issue new ones
	URL    string   `json:"url"`
	Events []string `json:"events"`
	Token  string   `json:"token,omitempty"`
}

// ReadSeed reads a seed document. Errors name the line.
func ReadSeed(r io.Reader) (Seed, error) { return simkit.ReadSeed[Seed](r) }
