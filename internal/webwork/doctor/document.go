package doctor

import (
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
)

// document is what --json prints: the findings, and beside them the facts that programs ask for. What
// could not be learnt is null. Like the lines for people it holds no personal data.
type document struct {
	Version     string       `json:"version"`
	Platform    string       `json:"platform"`
	Credentials *credentials `json:"credentials"`
	BaseURL     *baseURL     `json:"base_url"`
	// Workspaces is how many the account can use.
	Workspaces *int                `json:"workspaces"`
	Workspace  *workspace          `json:"workspace"`
	Lists      map[string]*list    `json:"lists"`
	Rates      *rates              `json:"rates"`
	RateLimit  *rateLimit          `json:"rate_limit"`
	Requests   int                 `json:"requests"`
	Findings   []doctorkit.Finding `json:"findings"`
}

// tell adds a list, null if it could not be read.
func (d *document) tell(name string, about *list, err error) {
	switch {
	case name == "":
		return
	case d.Lists == nil:
		d.Lists = map[string]*list{}
	}
	d.Lists[name] = about
	if err != nil {
		d.Lists[name] = nil
	}
}

type credentials struct {
	Kind    string     `json:"kind"`
	Expires *time.Time `json:"expires"`
}

type baseURL struct {
	Host    string `json:"host"`
	Default bool   `json:"default"`
}

type workspace struct {
	ID string `json:"id"`
	// Role is null where WebWork does not tell it, as for the token of an application.
	Role *string `json:"role"`
	// AccountKnown says whether WebWork tells which member the account is.
	AccountKnown bool `json:"account_known"`
}

// list is what the first page of a list shows, and a single object in comparison.
type list struct {
	Shown int `json:"shown"`
	// Total is as the answer tells it, Paging is where in the answer that was.
	Total  *int    `json:"total"`
	Paging *string `json:"paging"`
	// Lacking are the fields that a single object has beyond its item in the list; null if there was nothing to compare.
	Lacking []string `json:"lacking"`
	// Archived is null for kinds that are deleted instead.
	Archived *archived `json:"archived"`
}

// archived is how many archived objects show, and where.
type archived struct {
	Listed         int `json:"listed"`
	WithStatusLeft int `json:"with_status_left"`
	// ByID says whether one shows when it is asked for by its id; null if there was none to ask for.
	ByID *bool `json:"by_id"`
}

// rates tells on what the account is shown what people earn.
type rates struct {
	Members   bool `json:"members"`
	Contracts bool `json:"contracts"`
}

type rateLimit struct {
	// Headers are those that tell of the limit, with the number that each begins with in the newest answer.
	Headers map[string]string `json:"headers"`
	// RequestsPerMinute is what the provider keeps to by itself.
	RequestsPerMinute int `json:"requests_per_minute"`
}
