package rest

import (
	"context"
	"errors"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// invitationForm is an invitation as it is sent.
type invitationForm struct {
	WorkspaceID      string `json:"workspaceId"`
	InvitationFlow   string `json:"invitationFlow"`
	Email            string `json:"email"`
	RoleID           string `json:"roleId"`
	FirstName        string `json:"firstName,omitempty"`
	LastName         string `json:"lastName,omitempty"`
	Title            string `json:"title,omitempty"`
	Position         string `json:"position,omitempty"`
	SkipSendingEmail bool   `json:"skipSendingEmail"`
}

// Invite sends an invitation.
func (c *Client) Invite(ctx context.Context, invitation api.Invitation) (api.Invited, error) {
	asked := creation(invitationForm{
		WorkspaceID: invitation.WorkspaceID, InvitationFlow: "invite", Email: invitation.Email, RoleID: invitation.RoleID,
		FirstName: invitation.FirstName, LastName: invitation.LastName, Title: invitation.Title, Position: invitation.Position,
		SkipSendingEmail: invitation.SkipEmail,
	}, "invitations")
	if _, err := api.ParseID(invitation.WorkspaceID); err != nil {
		// Without a workspace awork would make a new one.
		return api.Invited{}, notSent(asked, errors.Join(errors.New("the workspace to invite to is not known"), err))
	}
	got, err := c.write(ctx, asked)
	if err != nil {
		return api.Invited{}, err
	}
	return one(got, invitedWire.invited)
}

type invitedWire struct {
	UserID id           `json:"userId"`
	Code   lenient.Text `json:"invitationCode"`
}

func (w invitedWire) invited() api.Invited {
	return api.Invited{UserID: w.UserID.String(), Code: w.Code.Value}
}
