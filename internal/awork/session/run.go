package session

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
)

// Run is what this run offers to the lifecycle of objects. The right is what it takes to see all of them.
func (s *Session) Run(see Right) lifecycle.Run {
	return lifecycle.Run{
		Service: service, Memory: &s.Memory, AdoptExisting: s.AdoptExisting, RequestTimeout: s.RequestTimeout,
		Ready: s.Ready, Explain: Failed,
		SeesAll:     func(ctx context.Context) bool { return s.SeesAll(ctx, see) },
		PartialView: "awork does not say what the account may see",
		FullView:    "Use the API key of an API user without a role, which is an admin.",
	}
}

// Access is the policy for people: whether they may be brought back, and the brakes.
func (s *Session) Access() *lifecycle.Access {
	return &lifecycle.Access{
		MayRestore: s.RestoreDeactivated, RestoreSetting: "restore_deactivated", Invite: s.Brakes().Invite, Remove: s.Brakes().Remove,
	}
}
