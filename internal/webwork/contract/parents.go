package contract

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// obstacle says which parent of a new contract is archived or not shown; it is empty where none is.
func obstacle(ctx context.Context, s *session.Session, planned model, everything bool) (string, error) {
	return lifecycle.Obstacles(ctx, everything,
		s.ParentMembers().Of(planned.UserID.ValueString()), s.ParentProjects().Of(planned.ProjectID.ValueString()))
}
