package lifecycle

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Archive is how the objects of a kind are archived and come back.
type Archive[T any] struct {
	// Word is the attribute that says so, which is also what people call it, such as "archived". Verb is what doing so is called.
	Word, Verb string
	// Is tells whether the object is archived.
	Is func(T) bool
	// Restore brings an archived object back.
	Restore func(ctx context.Context, id string) error
	// MayStay says that the service may have no way to restore: what cannot come back stays archived, with a warning, and holds
	// nothing else up.
	MayStay bool
	// Restored says that an object is back, and perhaps others with it. It may be nil.
	Restored func()

	// Consequence is what follows from planning to bring an object back: "applying gives access back".
	Consequence string
	// Replaced is what replacing such an object does, after "under the same id".
	Replaced string
	// Purged is what to do about an object in state that cannot come back.
	Purged string
	// Unknown is what to do about an id that the archive does not have, after "or no longer:" and before the type of the resource.
	Unknown string
	// Stuck is what to do about an object that is not in state yet and cannot come back; an import block follows, and then Instead.
	Stuck, Instead string
}

// Access is the policy for objects that give people access: they are invited, brakes count them, and whoever was shut out is not
// brought back unless that is allowed. Its nil pointer is the policy for all other objects, for which nothing of this holds.
type Access struct {
	// MayRestore says whether people may be brought back, RestoreSetting which setting of the provider block decides it.
	MayRestore     bool
	RestoreSetting string
	// Invite counts somebody who is planned to be invited, by natural key, Remove somebody who is planned to be shut out, by id.
	// They give the problem with which a brake stops the plan; one for all brakes of a plan.
	Invite func(key string) *tfkit.Problem
	Remove func(ctx context.Context, id string) *tfkit.Problem
}

func (a *Access) mayRestore() bool { return a == nil || a.MayRestore }

func (a *Access) invite(key string) *tfkit.Problem {
	if a == nil {
		return nil
	}
	return a.Invite(key)
}

func (a *Access) remove(ctx context.Context, id string) *tfkit.Problem {
	if a == nil {
		return nil
	}
	return a.Remove(ctx, id)
}
