package session

import (
	"context"
	"fmt"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Account is who the credentials belong to, and what they may do.
type Account struct {
	api.Account

	Rights api.Rights
	// RightsKnown is false where awork does not tell the rights.
	RightsKnown bool
}

// Account tells whose credentials these are. It is asked once in a run, before the first operation. Credentials of another workspace than
// the configured one are an error.
func (s *Session) Account(ctx context.Context) (Account, error) {
	if !s.Ready() {
		return Account{}, s.notReady
	}
	account, err := once(ctx, s, "account", s.readAccount)
	if err != nil {
		return Account{}, err
	}
	if s.WorkspaceID != "" && s.WorkspaceID != account.Workspace.ID {
		return Account{}, &tfkit.Problem{
			Summary: "Could not use the workspace",
			Detail: fmt.Sprintf("workspace_id is %s, but the credentials are those of workspace %s. Nothing more was asked. "+
				"Use a token of that workspace: each belongs to one.", s.WorkspaceID, shownWorkspace(account.Workspace)),
			Attribute: "workspace_id",
		}
	}
	return account, nil
}

// once does something that everybody who waits for it shares, so that the first caller's cancellation does not end it.
func once[T any](ctx context.Context, s *Session, what string, do func(context.Context) (T, error)) (T, error) {
	var none T
	answer := s.flight.DoChan(what, func() (any, error) { return do(context.WithoutCancel(ctx)) })
	select {
	case <-ctx.Done():
		return none, fmt.Errorf("waiting for the %s: %w", what, context.Cause(ctx))
	case result := <-answer:
		value, ok := result.Val.(T)
		if !ok {
			return none, result.Err
		}
		return value, result.Err
	}
}

// readAccount asks for the account and its rights, and remembers them. That the credentials are refused is remembered too, so that a
// thousand resources do not ask a thousand times. One call runs at a time.
func (s *Session) readAccount(ctx context.Context) (Account, error) {
	if s.account != nil {
		return *s.account, nil
	}
	if s.final != nil {
		return Account{}, s.final
	}
	found, err := s.client.Account(ctx)
	if err != nil {
		action := "read the account"
		if remote.IsUnauthorized(err) {
			action = "sign in"
		}
		problem := Failed(action, "", err)
		if remote.IsUnauthorized(err) || remote.IsForbidden(err) {
			s.final = problem
		}
		return Account{}, problem
	}
	account := Account{Account: found}
	rights, err := s.client.Rights(ctx)
	switch {
	case err == nil:
		account.Rights, account.RightsKnown = rights, true
	case remote.IsRejected(err), remote.IsUnsupported(err), remote.IsForbidden(err):
		// awork may not tell them of programs; without them nothing that is not shown counts as gone.
	default:
		return Account{}, Failed("read the rights of the account", "", err)
	}
	s.account = &account
	return account, nil
}

// Right is what an account needs to see all objects of a kind. Without a feature everybody sees them.
type Right struct {
	// Kinds is what people call the objects, such as "users".
	Kinds          string
	Feature, Level string
}

// What it takes to see all objects of each kind.
var (
	SeeUsers        = Right{"users", "user-master-data", api.LevelRead}        //nolint:gochecknoglobals // a constant
	SeeRoles        = Right{"roles", "workspace-manage-config", api.LevelRead} //nolint:gochecknoglobals // a constant
	SeeProjectTypes = Right{Kinds: "project types"}                            //nolint:gochecknoglobals // a constant
	SeeCompanies    = Right{"companies", "company-master-data", api.LevelRead} //nolint:gochecknoglobals // a constant
)

// rightsToSee is what it takes to see all objects of a kind, by what people call one.
func rightsToSee() map[string]Right {
	return map[string]Right{"user": SeeUsers, "role": SeeRoles, "company": SeeCompanies}
}

// lacks reports whether the account is known not to have the right: lists are filtered then, and others look gone.
func (a Account) lacks(right Right) bool {
	return right.Feature != "" && a.RightsKnown && !a.Rights.May(right.Feature, right.Level)
}

// Manager is the account for use by resources, which need to see all objects of their kind.
func (s *Session) Manager(ctx context.Context, right Right) (Account, error) {
	account, err := s.Account(ctx)
	if err != nil {
		return account, err
	}
	if account.lacks(right) {
		return account, &tfkit.Problem{
			Summary: "Could not use the account",
			Detail: fmt.Sprintf("The account is no admin, and its role does not permit %s (%s): awork shows it only some of the %s, "+
				"so that others would look as if they did not exist. Use an API key, or ask an admin for a role with that right.",
				right.Feature, right.Level, right.Kinds),
		}
	}
	return account, nil
}

// SeesAll reports whether the account is known to see all objects that the right is about. If it is not, one that awork does not show may
// still exist.
func (s *Session) SeesAll(ctx context.Context, right Right) bool {
	account, err := s.Account(ctx)
	return err == nil && account.RightsKnown && !account.lacks(right)
}

// Programs are the users who are programs, by id. They are users without an address, whom people do not manage as such. Where awork does
// not tell them there are none.
func (s *Session) Programs(ctx context.Context) map[string]bool {
	programs, err := once(ctx, s, "API users", func(ctx context.Context) (map[string]bool, error) {
		if s.programs != nil {
			return s.programs, nil
		}
		ids, err := s.client.APIUsers(ctx)
		if err != nil && (remote.IsUncertain(err) || remote.IsPostponed(err)) {
			return nil, err
		}
		s.programs = map[string]bool{}
		for _, id := range ids {
			s.programs[id] = true
		}
		return s.programs, nil
	})
	if err != nil {
		return nil
	}
	return programs
}

// shownWorkspace is a workspace by its id, with its name where that is known.
func shownWorkspace(workspace api.AccountWorkspace) string {
	if workspace.Name == "" {
		return workspace.ID
	}
	return fmt.Sprintf("%s (%s)", workspace.ID, plaintext.Line(workspace.Name))
}
