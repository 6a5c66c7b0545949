package v2

import (
	"context"
	"net/url"

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
func ContractFields() remote.Fields { return documented[contractWire]() }

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
	ID               id      `json:"id"`
	Name             text    `json:"contract_name"`
	ProjectID        id      `json:"project_id"`
	ProjectName      text    `json:"project_name"`
	ProjectIcon      text    `json:"project_icon"`
	UserID           id      `json:"user_id"`
	UserFirstName    text    `json:"user_firstname"`
	UserLastName     text    `json:"user_lastname"`
	UserEmail        text    `json:"user_email"`
	UserRole         text    `json:"user_role"`
	WeeklyHoursLimit integer `json:"weekly_hours_limit"`
	Screenshots      text    `json:"screenshots"`
	ScreenshotsLabel text    `json:"screenshots_label"`
	Rate             number  `json:"rate"               sent:"-"`
	RateType         integer `json:"rate_type"`
	Status           vital   `json:"status"`
	Currency         text    `json:"currency"`
	CreatedAt        text    `json:"created_at"`
	UpdatedAt        text    `json:"updated_at"`
}

func (w contractWire) contract(sent remote.Fields) api.Contract {
	return api.Contract{
		ID:               w.ID.id(),
		Name:             w.Name.value,
		ProjectID:        w.ProjectID.id(),
		ProjectName:      w.ProjectName.value,
		ProjectIcon:      w.ProjectIcon.value,
		UserID:           w.UserID.id(),
		UserFirstName:    w.UserFirstName.value,
		UserLastName:     w.UserLastName.value,
		UserEmail:        w.UserEmail.value,
		UserRole:         w.UserRole.value,
		WeeklyHoursLimit: w.WeeklyHoursLimit.value,
		Screenshots:      w.Screenshots.value,
		ScreenshotsLabel: w.ScreenshotsLabel.value,
		Rate:             w.Rate.value,
		RateType:         w.RateType.value,
		Status:           w.Status.or(""),
		Currency:         w.Currency.value,
		CreatedAt:        w.CreatedAt.value,
		UpdatedAt:        w.UpdatedAt.value,
		Sent:             sent,
	}
}
