package simulator

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// What a new person has.
const (
	defaultWeeklyHours     = 40
	defaultInactiveMinutes = 15
)

// person finds a person who shows; viewers too.
func (s *state) person(w *workspace, id int64, what string) (*Member, error) {
	member := w.people.Get(id)
	if member == nil || !s.shown(member.Archived()) {
		return nil, refuse(notFound, "%s not found", what)
	}
	return member, nil
}

// writablePerson finds a person who can be changed.
func (s *state) writablePerson(w *workspace, id int64, what string) (*Member, error) {
	member := w.people.Get(id)
	if member == nil || !s.writable(member.Archived()) {
		return nil, refuse(notFound, "%s not found", what)
	}
	return member, nil
}

// addPerson stores a person, filling in what WebWork gives a new one.
func (s *state) addPerson(w *workspace, member Member) (*Member, error) {
	if other := w.byEmail[emailKey(member.Email)]; other != nil {
		return nil, refuseField(duplicate, "email", "The email has already been taken: a %s with this email already exists.", other.Role)
	}
	if member.ID == 0 {
		s.lastPerson++
		member.ID = s.lastPerson
	}
	s.lastPerson = max(s.lastPerson, member.ID)
	if w.people.Get(member.ID) != nil {
		return nil, refuseField(invalid, "id", "There are two people with the id %d.", member.ID)
	}
	fill(&member.Role, RoleRegularUser)
	fill(&member.Status, StatusActive)
	fillPointer(&member.WeeklyHoursLimit, defaultWeeklyHours)
	fillPointer(&member.MaxInactiveMinutes, defaultInactiveMinutes)
	fillPointer(&member.Currency, "USD")
	fillPointer(&member.Rate, 0)
	fillPointer(&member.RateType, "Hourly")
	fillPointer(&member.Screenshots, "blur")
	if !s.variants[TimezoneUnset] {
		fillPointer(&member.Timezone, "UTC")
	}
	fill(&member.CreatedAt, s.today())
	fill(&member.UpdatedAt, member.CreatedAt)
	w.people.Add(member.ID, &member, s.received())
	w.byEmail[emailKey(member.Email)] = &member
	return &member, nil
}

// invite adds a person who has yet to accept, and gives the code with which they do. Where
// duplicates are allowed, a person who is there already is sent another e-mail and stays as they are.
func (s *state) invite(w *workspace, member Member) (*Member, string, error) {
	member.Status = StatusInactive
	added := w.byEmail[emailKey(member.Email)]
	if added == nil || !s.variants[DuplicatesAllowed] {
		var err error
		if added, err = s.addPerson(w, member); err != nil {
			return nil, "", err
		}
	}
	s.invitations = append(s.invitations, Invitation{
		WorkspaceID: w.ID, UserID: added.ID, Email: added.Email, Role: added.Role, At: s.now(),
	})
	code := s.secret("invitation")
	s.accept[code] = added.ID
	return added, code, nil
}

// changeEmail gives a person another address.
func (s *state) changeEmail(w *workspace, member *Member, email string) error {
	other := w.byEmail[emailKey(email)]
	if other != nil && other != member {
		return refuseField(duplicate, "email", "The email has already been taken.")
	}
	delete(w.byEmail, emailKey(member.Email))
	member.Email = email
	w.byEmail[emailKey(email)] = member
	return nil
}

func (s *state) archivePerson(w *workspace, member *Member) {
	if s.variants[ContractsGone] {
		s.dropContracts(w, func(c *Contract) bool { return c.UserID == member.ID })
		member.ProjectIDs = nil
	}
	if s.variants[ArchivedPurged] {
		s.purgePerson(w, member)
		return
	}
	now := s.today()
	member.DeletedAt = &now
}

func (s *state) restorePerson(member *Member) {
	member.DeletedAt = nil
	if member.Status == StatusLeft {
		member.Status = StatusActive
	}
}

// purgePerson deletes a person for good.
func (s *state) purgePerson(w *workspace, member *Member) {
	s.dropContracts(w, func(c *Contract) bool { return c.UserID == member.ID })
	w.people.Remove(member.ID)
	delete(w.byEmail, emailKey(member.Email))
}

// shownStatus is the status that answers give a person.
func (s *state) shownStatus(member *Member) string {
	if member.Archived() && !s.variants[ArchivedKeepsStatus] {
		return StatusLeft
	}
	return member.Status
}

// viewerProjects are the projects that a viewer may look at, as far as a view knows.
func (s *state) viewerProjects(w *workspace, viewer *Member, v simkit.View) []*Project {
	var projects []*Project
	for _, id := range slices.Concat(viewer.ProjectIDs, w.ghostsOf(viewer, v)) {
		project := w.projects.Get(id)
		if w.assigned[pair{id, viewer.ID}] <= v.Requests && project != nil && (!project.Archived() || s.variants[AssignmentsStay]) {
			projects = append(projects, project)
		}
	}
	return projects
}

// ghostsOf are the projects that were taken from a viewer and that a view still knows.
func (w *workspace) ghostsOf(viewer *Member, v simkit.View) []int64 {
	var ghosts []int64
	for gone, until := range w.ghosts {
		if gone.user == viewer.ID && v.Lists < until {
			ghosts = append(ghosts, gone.project)
		}
	}
	slices.Sort(ghosts)
	return ghosts
}

// assign lets a viewer look at a project.
func (s *state) assign(w *workspace, viewer *Member, projectID int64) error {
	project := w.projects.Get(projectID)
	if project == nil || project.Archived() {
		return s.missingParent("project_id", "Project")
	}
	if slices.Contains(viewer.ProjectIDs, projectID) {
		if s.variants[AssignTwiceRefused] {
			return refuseField(duplicate, "project_id", "The project is already assigned to this viewer.")
		}
		return nil
	}
	viewer.ProjectIDs = append(viewer.ProjectIDs, projectID)
	key := pair{projectID, viewer.ID}
	w.assigned[key] = s.received()
	delete(w.ghosts, key)
	return nil
}

// unassign takes a project from a viewer.
func (s *state) unassign(w *workspace, viewer *Member, projectID int64) error {
	at := slices.Index(viewer.ProjectIDs, projectID)
	if at < 0 {
		return refuse(notFound, "The project is not assigned to this viewer")
	}
	viewer.ProjectIDs = slices.Delete(slices.Clone(viewer.ProjectIDs), at, at+1)
	if until, lingers := s.lingers(viewerList); lingers {
		w.ghosts[pair{projectID, viewer.ID}] = until
	}
	return nil
}

// secret makes a value that nobody can guess who has not read this code, the same in every run.
func (s *state) secret(purpose string) string {
	s.lastSecret++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", purpose, s.lastSecret))
	return hex.EncodeToString(sum[:16])
}

// fill gives a value where there is none.
func fill[T comparable](target *T, value T) {
	var none T
	if *target == none {
		*target = value
	}
}

func fillPointer[T any](target **T, value T) {
	if *target == nil {
		*target = &value
	}
}
