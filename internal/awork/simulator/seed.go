package simulator

import (
	"io"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Seed is what a simulator begins with and what Snapshot gives back. Objects are written as the API
// writes them, and what the API keeps to itself is beside that. As a JSON document it reads
//
//	{
//	  "workspace": {"name": "Acme Agency", "seats": 20},
//	  "roles": [{"name": "Planner", "permissions": [{"feature": "project-master-data", "accessLevels": ["read"]}]}],
//	  "users": [
//	    {"email": "jane@acme.example", "firstName": "Jane", "lastName": "Doe", "roleId": "Planner"},
//	    {"email": "kim@acme.example", "pending": true, "tags": [{"name": "remote"}]}
//	  ],
//	  "companies": [{"name": "Client Ltd", "industry": "Retail"}],
//	  "projectTypes": [{"name": "Campaign"}],
//	  "projects": [
//	    {"name": "Website", "company": "Client Ltd", "projectType": "Campaign", "projectStatusId": "In progress",
//	     "members": [{"userId": "jane@acme.example", "isResponsible": true}]}
//	  ],
//	  "teams": [{"name": "Design", "userIds": ["jane@acme.example"], "projectIds": ["Website"]}]
//	}
//
// Whatever is left out gets awork's default, ids included; where an id of another object is expected,
// its name will do. Unknown fields are errors.
type Seed struct {
	Workspace Workspace `json:"workspace,omitzero"`
	Features  Features  `json:"features,omitzero"`
	Roles     []Role    `json:"roles,omitempty"`
	Users     []User    `json:"users,omitempty"`

	Companies    []Company       `json:"companies,omitempty"`
	ProjectTypes []Sort          `json:"projectTypes,omitempty"`
	TypesOfWork  []Sort          `json:"typesOfWork,omitempty"`
	ProjectRoles []ProjectRole   `json:"projectRoles,omitempty"`
	Workflows    []Workflow      `json:"workflows,omitempty"`
	Templates    []Template      `json:"projectTemplates,omitempty"`
	Projects     []Project       `json:"projects,omitempty"`
	Statuses     []ProjectStatus `json:"projectStatuses,omitempty"`
	Teams        []Team          `json:"teams,omitempty"`
	Webhooks     []Webhook       `json:"webhooks,omitempty"`
}

// Workspace is what there is of a workspace beside its objects.
type Workspace struct {
	ID          string `json:"id,omitempty"`
	Name        string `json:"name,omitempty"`
	URL         string `json:"url,omitempty"`
	Description string `json:"description,omitempty"`
	Language    string `json:"language,omitempty"`
	// Seats is how many people may be invited or active; 0 is no limit.
	Seats int `json:"seats,omitempty"`
	// Basic is a subscription without roles, project roles and teams of one's own.
	Basic bool `json:"basic,omitempty"`
}

// Features are the names of what rights are given to, in the workspace and in projects.
type Features struct {
	Workspace []string `json:"workspace,omitempty"`
	Project   []string `json:"project,omitempty"`
}

// ReadSeed reads a seed document. Errors name the line.
func ReadSeed(r io.Reader) (Seed, error) { return simkit.ReadSeed[Seed](r) }
