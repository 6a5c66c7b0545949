package doctor

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// checkIDs reports whether a webhook keeps its id from answer to answer, and where its token shows.
// Again is the first of the list, read by its id, if that worked.
func (e *examination) checkIDs(ctx context.Context, webhooks api.Webhooks, found listing[api.Webhook], again []api.Webhook) {
	if len(again) == 0 {
		return
	}
	listed, single := found.items[0], again[0]
	if listed.ID == single.ID {
		e.report.Finef("Webhooks: an id stays the same from the list to the single object.")
	} else {
		_, err := webhooks.Get(ctx, listed.ID)
		switch {
		case err == nil:
			e.report.Oddf("Webhooks: ids differ from answer to answer; earlier ones stay valid. The provider keeps the first in state and uses the newest.")
		case remote.IsNotFound(err):
			e.report.Oddf("Webhooks: ids differ from answer to answer, and only the newest is valid. The provider then finds a webhook again by its URL.")
		default:
			e.report.Unseenf("Webhooks: ids differ from answer to answer. Whether earlier ones stay valid cannot be told: %s.", doctorkit.Reason(err))
		}
	}
	switch {
	case listed.Token != nil && single.Token != nil:
		e.report.Finef("Webhooks: the token shows in lists and by id.")
	case single.Token != nil:
		e.report.Finef("Webhooks: the token shows by id, not in lists.")
	case listed.Token != nil:
		e.report.Finef("Webhooks: the token shows in lists, not by id.")
	default:
		e.report.Oddf("Webhooks: the token shows nowhere. Only a webhook that the provider creates has it in state.")
	}
}
