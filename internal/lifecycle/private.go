package lifecycle

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// The entries of private state.
const (
	// privateObject says which object the resource stands for: Terraform plans a replacement with private state but
	// without prior state, and the id tells it from a new resource.
	privateObject = "object"
	// privateOutside says that the object was archived by somebody else than Terraform.
	privateOutside = "archived_outside"
	// privateCreated is when this resource created the object.
	privateCreated = "created"
)

// Memo is what private state holds of an object: its newest id, and its name as people know it, since the state of some kinds
// has only ids.
type Memo struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

// Recall gives what private state holds of the object; it is empty where there is nothing.
func (k Kind[T]) Recall(ctx context.Context, private tfkit.PrivateReader, diags *diag.Diagnostics) Memo {
	memo, _ := tfkit.GetPrivate[Memo](ctx, private, privateObject, diags)
	return memo
}

// Remember notes in private state which object the resource stands for, as this run has left it.
func (k Kind[T]) Remember(ctx context.Context, private tfkit.PrivateWriter, memo Memo, diags *diag.Diagnostics) {
	tfkit.SetPrivate(ctx, private, privateObject, memo, diags)
	tfkit.SetPrivate(ctx, private, privateOutside, false, diags)
}

// Observe notes what a Read found: which object the resource stands for, and whether somebody else archived it since.
func (k Kind[T]) Observe(ctx context.Context, private tfkit.PrivateWriter, memo Memo, before, now Instance, diags *diag.Diagnostics) {
	k.Run.Memory.Read(k.Space, now.ID)
	tfkit.SetPrivate(ctx, private, privateObject, memo, diags)
	if before.Label != "" && before.Archived != now.Archived {
		tfkit.SetPrivate(ctx, private, privateOutside, now.Archived, diags)
	}
}

// Born notes in private state that this resource has just created the object.
func (k Kind[T]) Born(ctx context.Context, private tfkit.PrivateWriter, diags *diag.Diagnostics) {
	tfkit.SetPrivate(ctx, private, privateCreated, time.Now().UTC(), diags)
}

// infancy is how long what was created may not be shown everywhere yet.
const infancy = time.Minute

func justBorn(ctx context.Context, private tfkit.PrivateReader, diags *diag.Diagnostics) bool {
	at, _ := tfkit.GetPrivate[time.Time](ctx, private, privateCreated, diags)
	return !at.IsZero() && time.Since(at) < infancy
}
