package session

import "github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"

// Brakes stop plans that invite or deactivate more people than is likely to be meant. Who is deleted counts as well.
func (s *Session) Brakes() lifecycle.Brakes {
	return lifecycle.Brakes{
		Memory: &s.Memory, MaxInvitations: s.MaxInvitations, MaxRemovals: s.MaxDeactivations, MaxShare: s.MaxDeactivationShare, Protected: s.ProtectedPeople,
		People: s.activePeople, Prefix: "AWORK_",
		InvitationsSetting: "max_invitations", RemovalsSetting: "max_deactivations", ShareSetting: "max_deactivation_share",
		Verb: "deactivate", Spared: "delete, replace or give another role",
	}
}
