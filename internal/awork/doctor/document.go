package doctor

import (
	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
)

// document is what --json prints: the findings, and beside them the facts that programs ask for. What
// could not be learnt is null. Like the lines for people it holds no personal data.
type document struct {
	Version     string                 `json:"version"`
	Platform    string                 `json:"platform"`
	Credentials *doctorkit.Credentials `json:"credentials"`
	BaseURL     *doctorkit.BaseURL     `json:"base_url"`
	Workspace   *string                `json:"workspace"`
	Account     *account               `json:"account"`
	Users       *list                  `json:"users"`
	Roles       *list                  `json:"roles"`
	RateLimit   *rateLimit             `json:"rate_limit"`
	// Requests is how many were made.
	Requests int                 `json:"requests"`
	Findings []doctorkit.Finding `json:"findings"`
}

// account is what the account may do.
type account struct {
	// Program says that the credentials are those of an API user, as far as awork tells who these are.
	Program bool `json:"program"`
	// Admin is null where awork does not tell the rights; then so are the others.
	Admin     *bool `json:"admin"`
	SeesUsers *bool `json:"sees_users"`
	SeesRoles *bool `json:"sees_roles"`
}

// list is what the first page of a list shows.
type list struct {
	Shown int `json:"shown"`
	// Total is as the answer tells it.
	Total    *int `json:"total"`
	Inactive int  `json:"inactive"`
	// Lacking are the fields that a single object has beyond its item in the list; null if there was nothing to compare.
	Lacking []string `json:"lacking"`
}

type rateLimit struct {
	// Headers are those that tell of the limits, with the number that each begins with in the newest answer.
	Headers map[string]string `json:"headers"`
	// What the provider keeps to by itself.
	RequestsPerMinute int `json:"requests_per_minute"`
	RequestsPerSecond int `json:"requests_per_second"`
}
