package rest

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// projectStatuses are those of the workspace.
type projectStatuses struct{ client *Client }

// Get reads one status.
func (s projectStatuses) Get(ctx context.Context, id string) (api.ProjectStatus, error) {
	got, err := s.client.do(ctx, reading("projectstatuses", id))
	if err != nil {
		return api.ProjectStatus{}, err
	}
	return one(got, statusWire.status)
}

// Of are all of an owner. The list of all statuses does not show a project those of its workflow.
func (s projectStatuses) Of(ctx context.Context, owner api.StatusOwner) ([]api.ProjectStatus, error) {
	statuses, err := list[statusWire, api.ProjectStatus]{client: s.client, path: append(owner.Path(), "projectstatuses"), convert: statusWire.status}.
		all(ctx, api.ProjectStatus.ObjectID)
	slices.SortStableFunc(statuses, func(a, b api.ProjectStatus) int { return cmp.Compare(order(a), order(b)) })
	return statuses, err
}

// order is the place of a status, the last where awork does not say.
func order(status api.ProjectStatus) int64 {
	if status.Order == nil {
		return math.MaxInt64
	}
	return *status.Order
}

type statusWire struct {
	ID         id              `json:"id"`
	Name       lenient.Vital   `json:"name"`
	Type       lenient.Vital   `json:"type"`
	Order      lenient.Integer `json:"order"`
	IsArchived flag            `json:"isArchived"`
	ProjectID  reference       `json:"projectId"`
	TemplateID reference       `json:"projectTemplateId"`
	WorkflowID reference       `json:"workflowId"`
	IsExternal flag            `json:"isExternal"`
}

func (w statusWire) status() api.ProjectStatus {
	return api.ProjectStatus{
		ID: w.ID.String(), Name: w.Name.Or(""), Type: w.Type.Or(""), Order: w.Order.Value, IsArchived: w.IsArchived.Or(false),
		ProjectID: w.ProjectID.String(), TemplateID: w.TemplateID.String(), WorkflowID: w.WorkflowID.String(), IsExternal: w.IsExternal.Or(false),
	}
}
