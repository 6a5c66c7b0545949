package session

// The spaces in which natural keys and ids are unique. Members and project viewers share one: both
// are people with an e-mail address and a user id.
const (
	People      = "person"
	Projects    = "project"
	Contracts   = "contract"
	Webhooks    = "webhook"
	Assignments = "assignment"
)

// The two ways to manage what a project viewer may look at: one project at a time, or all at once. A
// viewer is managed in one of them only.
const (
	ByAssignments = "managed by assignments"
	ByProjectIDs  = "managed by project_ids"
)

// Manages notes that this run manages a viewer's projects in one of the two ways, and reports whether it does so in the other
// way, too.
func (s *Session) Manages(way, viewerID string) (clash bool) {
	other := ByProjectIDs
	if way == ByProjectIDs {
		other = ByAssignments
	}
	s.Memory.Note(way, viewerID)
	return s.Memory.Noted(other, viewerID)
}
