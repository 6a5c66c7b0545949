package webhook

import (
	"context"
	"fmt"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// call makes a call under the newest id that is known of the webhook. If WebWork does not know that
// id, the webhook is looked for and the call made again. It is remote.IsNotFound if there is no webhook.
func call(ctx context.Context, s *session.Session, newest string, state model, act func(id string) error) error {
	err := act(newest)
	if !remote.IsNotFound(err) || state.URL.IsNull() {
		return err
	}
	all, listing := s.Webhooks.All(ctx)
	if listing != nil {
		// Only the second error counts: that nothing is found by the first id is no verdict.
		return fmt.Errorf("%v; looking for it under another id failed as well: %w", err, listing) //nolint:errorlint // see above
	}
	found, problem := match(all, state)
	switch {
	case problem != nil:
		return problem
	case found == nil:
		return err
	}
	return act(found.ID)
}

// match finds the webhook in state among all: by its token, which is secret and therefore its own,
// else by its address, and by its events where several have that.
func match(all []api.Webhook, state model) (*api.Webhook, error) {
	if token := state.Token.ValueString(); token != "" {
		for _, w := range all {
			if w.Token != nil && *w.Token == token {
				return &w, nil
			}
		}
	}
	sameURL := filter(all, func(w api.Webhook) bool { return w.URL == state.URL.ValueString() })
	sameEvents := filter(sameURL, func(w api.Webhook) bool { return tfkit.SetOfStrings(w.Events).Equal(state.Events) })
	switch {
	case len(sameURL) == 0:
		return nil, nil //nolint:nilnil // there is none, and that is no error
	case len(sameURL) == 1:
		return &sameURL[0], nil
	case len(sameEvents) > 0:
		return &sameEvents[0], nil // any of them: they do the same
	}
	return nil, &tfkit.Problem{
		Summary: "Could not find webhook",
		Detail: fmt.Sprintf("WebWork does not know %s by its id any more, and %d others call the same address, none of them with the events in state. "+
			"Delete those that are not needed in the app, or import the one to manage.", state, len(sameURL)),
	}
}

func filter(all []api.Webhook, keep func(api.Webhook) bool) []api.Webhook {
	return slices.DeleteFunc(slices.Clone(all), func(w api.Webhook) bool { return !keep(w) })
}
