package session

import (
	"context"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Run is what this run offers to the lifecycle of objects.
func (s *Session) Run() lifecycle.Run {
	return lifecycle.Run{
		Service: s.Service(), Memory: &s.Memory, AdoptExisting: s.AdoptExisting, RequestTimeout: s.RequestTimeout,
		Ready: s.Ready, SeesAll: s.SeesAll, Explain: Failed,
		PartialView: "WebWork does not say which role the account has",
		FullView:    "Use the personal access token of an Owner or Executive manager.",
	}
}

// Access is the policy for people: whether they may be brought back, and the brakes.
func (s *Session) Access() *lifecycle.Access {
	return &lifecycle.Access{
		MayRestore: s.RestoreArchived, RestoreSetting: "restore_archived", Invite: s.Brakes().Invite, Remove: s.Brakes().Remove,
	}
}

// ArchivedPeople is how people are archived and come back, of a kind that tells who is archived and can restore.
func ArchivedPeople[T any](s *Session, is func(T) bool, restore func(ctx context.Context, id string) error) *lifecycle.Archive[T] {
	return &lifecycle.Archive[T]{
		Word: "archived", Verb: "archive", Is: is, Restore: restore, Restored: s.ForgetDependents,
		Consequence: "applying gives access back.",
		Replaced:    "; no invitation is sent.",
		Purged: "The archive no longer has it: WebWork purges what was archived for six months. " +
			"To invite the person anew, apply with -replace and the address of this resource; to drop it, set archived = true.",
		Unknown: "it purges what was archived for six months. Check the id and workspace_id. " +
			"Who was purged can only be invited anew",
		Stuck: "The archive shows it but does not bring it back. Restore it in the app, then import it:",
	}
}

// ParentMembers are the members that contracts depend on.
func (s *Session) ParentMembers() lifecycle.ParentKind[api.Member] {
	return lifecycle.ParentKind[api.Member]{
		Noun: "member", Space: People, Run: s.Run(), From: s.Members,
		Label: func(m api.Member) string { return m.Email }, Archived: api.Member.Archived,
	}
}

// ParentProjects are the projects that contracts and project viewers depend on.
func (s *Session) ParentProjects() lifecycle.ParentKind[api.Project] {
	return lifecycle.ParentKind[api.Project]{
		Noun: "project", Space: Projects, Run: s.Run(), From: s.Projects,
		Label: func(p api.Project) string { return p.Name }, Archived: api.Project.Archived,
	}
}

// ParentViewers are the project viewers that assignments depend on.
func (s *Session) ParentViewers() lifecycle.ParentKind[api.Viewer] {
	return lifecycle.ParentKind[api.Viewer]{
		Noun: "project viewer", Space: People, Run: s.Run(), From: s.Viewers,
		Label: func(v api.Viewer) string { return v.Email }, Archived: api.Viewer.Archived,
	}
}
