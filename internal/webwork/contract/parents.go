package contract

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// named is a contract to be created under the names of its parents, as far as they were read, which planning has done.
func named(s *session.Session, planned model) lifecycle.Instance {
	i := planned.instance(lifecycle.Memo{})
	if i.Key != "" {
		i.Label = called(s.ParentMembers().Called(planned.UserID.ValueString()), s.ParentProjects().Called(planned.ProjectID.ValueString()))
	}
	return i
}

// obstacle says which parent of a new contract is archived or not shown; it is empty where none is.
func obstacle(ctx context.Context, s *session.Session, planned model, everything bool) (string, error) {
	return lifecycle.Obstacles(ctx, everything,
		s.ParentMembers().Of(planned.UserID.ValueString()), s.ParentProjects().Of(planned.ProjectID.ValueString()))
}
