package v1

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Contracts are the contracts of the workspace.
func (s scope) Contracts() api.Contracts {
	return contracts{objects[contractWire, api.Contract, api.ContractFilter]{
		s, "contracts", contractWire.contract, api.Contract.ObjectID, func(api.ContractFilter) url.Values { return nil },
	}}
}

type contracts struct {
	objects[contractWire, api.Contract, api.ContractFilter]
}

// Create creates a contract.
func (c contracts) Create(ctx context.Context, create api.ContractCreate) (api.Contract, error) {
	if create.Rate != nil && !isWhole(*create.Rate) {
		return api.Contract{}, c.inexpressible(http.MethodPost, "API v1 takes whole amounts as the rate of a contract")
	}
	form := url.Values{"project_id": {create.ProjectID}, "user_id": {create.UserID}}
	give(form, "weekly_hours_limit", create.WeeklyHoursLimit, whole)
	give(form, "screenshots", create.Screenshots, text)
	give(form, "rate", create.Rate, rounded)
	return c.create(ctx, &c.client.newContracts, form, api.ContractKey(create.ProjectID, create.UserID), search[api.Contract]{
		ask: func(ctx context.Context, _ []string) ([]api.Contract, error) { return c.list(ctx, nil) },
		pick: func(all []api.Contract, key string) *api.Contract {
			return newest(all, api.Contract.ObjectID, func(held api.Contract) bool { return held.Key() == key })
		},
	})
}

// Update changes a contract. WebWork wants hours, screenshots and rate with every update, so that what stays as it is was read
// before. A rate that the account does not see, or one with a fraction, cannot be sent and would be lost: then nothing is.
func (c contracts) Update(ctx context.Context, id string, update api.ContractUpdate) (*api.Contract, error) {
	if update.Status.Sent() {
		return nil, c.inexpressible(http.MethodPut, "API v1 does not document how a contract is paused")
	}
	held, err := c.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	hours, screenshots := merged(update.WeeklyHoursLimit, held.WeeklyHoursLimit), merged(update.Screenshots, held.Screenshots)
	rate := merged(update.Rate, held.Rate)
	var missing []string
	if hours == nil {
		missing = append(missing, "weekly_hours_limit")
	}
	if screenshots == nil {
		missing = append(missing, "screenshots")
	}
	if rate == nil {
		missing = append(missing, "rate")
	}
	switch {
	case len(missing) > 0:
		return nil, c.inexpressible(http.MethodPut,
			"API v1 wants "+strings.Join(missing, " and ")+" with every update of a contract, but does not show it to this account; sending another value would change it")
	case !isWhole(*rate):
		return nil, c.inexpressible(http.MethodPut,
			"API v1 wants the rate with every update of a contract and takes whole amounts only; the one that the contract has would be rounded")
	}
	_, err = c.change(ctx, id, "contract_id", url.Values{
		"weekly_hours_limit": {whole(*hours)}, "screenshots": {*screenshots}, "rate": {rounded(*rate)},
	})
	return nil, err
}

func (c contracts) inexpressible(method, reason string) error {
	return &api.InexpressibleError{Op: method + " /" + c.path, Reason: reason}
}

// Delete removes a contract.
func (c contracts) Delete(ctx context.Context, id string) error {
	return c.act(ctx, removal(nil, c.path, id))
}

type contractWire struct {
	ID               lenient.ID      `json:"id"`
	UserID           lenient.ID      `json:"user_id"`
	ProjectID        lenient.ID      `json:"project_id"`
	Rate             lenient.Number  `json:"rate"`
	WeeklyHoursLimit lenient.Integer `json:"weekly_hours_limit"`
	Screenshots      lenient.Text    `json:"screenshots"`
	CreatedAt        lenient.Text    `json:"created_at"`
	Status           lenient.Vital   `json:"status"`
	UpdatedAt        lenient.Text    `json:"updated_at"`
}

func (w contractWire) contract(sent remote.Fields) api.Contract {
	return api.Contract{
		ID:               w.ID.String(),
		ProjectID:        w.ProjectID.String(),
		UserID:           w.UserID.String(),
		WeeklyHoursLimit: w.WeeklyHoursLimit.Value,
		Screenshots:      w.Screenshots.Value,
		Rate:             w.Rate.Value,
		Status:           w.Status.Or(""),
		CreatedAt:        w.CreatedAt.Value,
		UpdatedAt:        w.UpdatedAt.Value,
		Sent:             sent,
	}
}
