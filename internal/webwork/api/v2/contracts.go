package v2

import (
	"context"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Contracts are the contracts of the workspace.
func (s scope) Contracts() api.Contracts {
	return contracts{deletable[contractWire, api.Contract, api.ContractFilter]{
		objects[contractWire, api.Contract, api.ContractFilter]{s, "contracts", contractWire.contract, contractQuery},
	}}
}

// ContractFields has a bit for every documented field of a contract.
func ContractFields() remote.Fields { return lenient.Documented[contractWire]() }

type contracts struct {
	deletable[contractWire, api.Contract, api.ContractFilter]
}

// Create creates a contract.
func (c contracts) Create(ctx context.Context, create api.ContractCreate) (api.Contract, error) {
	b := body{"project_id": numeral(create.ProjectID), "user_id": numeral(create.UserID)}
	give(b, "weekly_hours_limit", create.WeeklyHoursLimit)
	give(b, "screenshots", create.Screenshots)
	give(b, "rate", create.Rate)
	return c.create(ctx, b)
}

// Update changes a contract.
func (c contracts) Update(ctx context.Context, id string, update api.ContractUpdate) (*api.Contract, error) {
	b := body{}
	put(b, "weekly_hours_limit", update.WeeklyHoursLimit)
	put(b, "screenshots", update.Screenshots)
	put(b, "rate", update.Rate)
	put(b, "status", update.Status)
	return c.update(ctx, id, b)
}

func contractQuery(f api.ContractFilter) url.Values {
	query := url.Values{}
	narrow(query, "project_id", f.ProjectID)
	narrow(query, "user_id", f.UserID)
	narrow(query, "status", f.Status)
	return query
}

type contractWire struct {
	ID               lenient.ID      `json:"id"`
	Name             lenient.Text    `json:"contract_name"`
	ProjectID        lenient.ID      `json:"project_id"`
	ProjectName      lenient.Text    `json:"project_name"`
	ProjectIcon      lenient.Text    `json:"project_icon"`
	UserID           lenient.ID      `json:"user_id"`
	UserFirstName    lenient.Text    `json:"user_firstname"`
	UserLastName     lenient.Text    `json:"user_lastname"`
	UserEmail        lenient.Text    `json:"user_email"`
	UserRole         lenient.Text    `json:"user_role"`
	WeeklyHoursLimit lenient.Integer `json:"weekly_hours_limit"`
	Screenshots      lenient.Text    `json:"screenshots"`
	ScreenshotsLabel lenient.Text    `json:"screenshots_label"`
	Rate             lenient.Number  `json:"rate"               sent:"-"`
	RateType         lenient.Integer `json:"rate_type"`
	Status           lenient.Vital   `json:"status"`
	Currency         lenient.Text    `json:"currency"`
	CreatedAt        lenient.Text    `json:"created_at"`
	UpdatedAt        lenient.Text    `json:"updated_at"`
}

func (w contractWire) contract(sent remote.Fields) api.Contract {
	return api.Contract{
		ID:               w.ID.String(),
		Name:             w.Name.Value,
		ProjectID:        w.ProjectID.String(),
		ProjectName:      w.ProjectName.Value,
		ProjectIcon:      w.ProjectIcon.Value,
		UserID:           w.UserID.String(),
		UserFirstName:    w.UserFirstName.Value,
		UserLastName:     w.UserLastName.Value,
		UserEmail:        w.UserEmail.Value,
		UserRole:         w.UserRole.Value,
		WeeklyHoursLimit: w.WeeklyHoursLimit.Value,
		Screenshots:      w.Screenshots.Value,
		ScreenshotsLabel: w.ScreenshotsLabel.Value,
		Rate:             w.Rate.Value,
		RateType:         w.RateType.Value,
		Status:           w.Status.Or(""),
		Currency:         w.Currency.Value,
		CreatedAt:        w.CreatedAt.Value,
		UpdatedAt:        w.UpdatedAt.Value,
		Sent:             sent,
	}
}
