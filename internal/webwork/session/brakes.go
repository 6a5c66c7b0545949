package session

import "github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"

// Brakes stop plans that invite or archive more people than is likely to be meant.
func (s *Session) Brakes() lifecycle.Brakes {
	return lifecycle.Brakes{
		Memory: &s.Memory, MaxInvitations: s.MaxInvitations, MaxRemovals: s.MaxArchivals, MaxShare: s.MaxArchivalShare, Protected: s.ProtectedPeople,
		People: s.activePeople, Prefix: "WEBWORK_",
		InvitationsSetting: "max_invitations", RemovalsSetting: "max_archivals", ShareSetting: "max_archival_share",
		Verb: "archive", Spared: "replace, demote or give another address",
	}
}
