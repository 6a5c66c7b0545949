package simulator

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// What somebody does in the web app, behind the client's back. Objects are found in the first
// workspace that holds their id; one that none holds is an error.

// Member gives a person, and whether there is one with the id.
func (s *Simulator) Member(id int64) (Member, bool) {
	return peek(s, func(w *workspace) *Member { return w.people.Get(id) })
}

// MemberByEmail gives the person with an address, whatever its case.
func (s *Simulator) MemberByEmail(email string) (Member, bool) {
	return peek(s, func(w *workspace) *Member { return w.byEmail[emailKey(email)] })
}

// Project gives a project, and whether there is one with the id.
func (s *Simulator) Project(id int64) (Project, bool) {
	return peek(s, func(w *workspace) *Project { return w.projects.Get(id) })
}

// ProjectByName gives the first project with exactly that name.
func (s *Simulator) ProjectByName(name string) (Project, bool) {
	return peek(s, func(w *workspace) *Project {
		for _, project := range w.projects.Where(func(p *Project) bool { return p.Name == name }) {
			return project
		}
		return nil
	})
}

// Contract gives a contract, even one that an archived member or project hides.
func (s *Simulator) Contract(id int64) (Contract, bool) {
	return peek(s, func(w *workspace) *Contract { return w.contracts.Get(id) })
}

// ContractOf gives the contract of a member in a project.
func (s *Simulator) ContractOf(projectID, userID int64) (Contract, bool) {
	return peek(s, func(w *workspace) *Contract { return w.byPair[pair{projectID, userID}] })
}

// AddMember adds a person without an invitation.
func (s *Simulator) AddMember(member Member) (Member, error) {
	return add(s, func(w *workspace) (*Member, error) { return s.state.addPerson(w, simkit.Clone(member)) })
}

// SetMember changes a person, but for the id.
func (s *Simulator) SetMember(id int64, change func(*Member)) error {
	return inApp(s, func(w *workspace) *Member { return w.people.Get(id) }, func(w *workspace, member *Member) error {
		changed := simkit.Clone(*member)
		change(&changed)
		if err := s.state.changeEmail(w, member, changed.Email); err != nil {
			return err
		}
		changed.ID = id
		*member = changed
		return nil
	})
}

// AcceptInvitation makes an invited person active.
func (s *Simulator) AcceptInvitation(id int64) error {
	return s.SetMember(id, func(m *Member) { m.Status = StatusActive })
}

// ArchiveMember archives a person, also a project viewer.
func (s *Simulator) ArchiveMember(id int64) error {
	return s.onPerson(id, s.state.archivePerson)
}

// RestoreMember restores a person, also a project viewer.
func (s *Simulator) RestoreMember(id int64) error {
	return s.onPerson(id, func(_ *workspace, member *Member) { s.state.restorePerson(member) })
}

// PurgeMember deletes a person for good, which only the web app can.
func (s *Simulator) PurgeMember(id int64) error {
	return s.onPerson(id, s.state.purgePerson)
}

// InviteAnew deletes a person for good and invites the same address again, which gives the person
// another id. It is somebody in the web app who does, so that the e-mail is not among Invitations.
func (s *Simulator) InviteAnew(id int64) (Member, error) {
	old, known := s.Member(id)
	if !known {
		return Member{}, fmt.Errorf("there is no member %d", id)
	}
	if err := s.PurgeMember(id); err != nil {
		return Member{}, err
	}
	return s.AddMember(Member{
		Email: old.Email, FirstName: old.FirstName, LastName: old.LastName, Role: old.Role, Status: StatusInactive,
	})
}

func (s *Simulator) onPerson(id int64, act func(*workspace, *Member)) error {
	return inApp(s, func(w *workspace) *Member { return w.people.Get(id) }, nothingWrong(act))
}

// AddProject adds a project.
func (s *Simulator) AddProject(project Project) (Project, error) {
	return add(s, func(w *workspace) (*Project, error) { return s.state.addProject(w, simkit.Clone(project)) })
}

// SetProject changes a project, but for the id.
func (s *Simulator) SetProject(id int64, change func(*Project)) error {
	return s.onProject(id, func(_ *workspace, project *Project) {
		changed := simkit.Clone(*project)
		change(&changed)
		changed.ID = id
		*project = changed
	})
}

// RenameProject gives a project another name.
func (s *Simulator) RenameProject(id int64, name string) error {
	return s.SetProject(id, func(p *Project) { p.Name = name })
}

// ArchiveProject archives a project.
func (s *Simulator) ArchiveProject(id int64) error {
	return s.onProject(id, s.state.archiveProject)
}

// RestoreProject restores a project.
func (s *Simulator) RestoreProject(id int64) error {
	return s.SetProject(id, func(p *Project) { p.DeletedAt = nil })
}

// PurgeProject deletes a project for good.
func (s *Simulator) PurgeProject(id int64) error {
	return s.onProject(id, s.state.purgeProject)
}

func (s *Simulator) onProject(id int64, act func(*workspace, *Project)) error {
	return inApp(s, func(w *workspace) *Project { return w.projects.Get(id) }, nothingWrong(act))
}

// AddContract puts a member on a project.
func (s *Simulator) AddContract(contract Contract) (Contract, error) {
	return add(s, func(w *workspace) (*Contract, error) {
		if err := s.state.parents(w, contract); err != nil {
			return nil, err
		}
		return s.state.addContract(w, simkit.Clone(contract))
	})
}

// SetContract changes a contract, but for its id, project and member.
func (s *Simulator) SetContract(id int64, change func(*Contract)) error {
	return s.onContract(id, func(_ *workspace, contract *Contract) {
		changed := simkit.Clone(*contract)
		change(&changed)
		changed.ID, changed.ProjectID, changed.UserID = contract.ID, contract.ProjectID, contract.UserID
		*contract = changed
	})
}

// DeleteContract takes a member off a project.
func (s *Simulator) DeleteContract(id int64) error {
	return s.onContract(id, s.state.deleteContract)
}

func (s *Simulator) onContract(id int64, act func(*workspace, *Contract)) error {
	return inApp(s, func(w *workspace) *Contract { return w.contracts.Get(id) }, nothingWrong(act))
}

// AssignProject lets a project viewer look at a project.
func (s *Simulator) AssignProject(viewerID, projectID int64) error {
	return inApp(s, func(w *workspace) *Member { return w.people.Get(viewerID) },
		func(w *workspace, viewer *Member) error { return s.state.assign(w, viewer, projectID) })
}

// UnassignProject takes a project from a project viewer.
func (s *Simulator) UnassignProject(viewerID, projectID int64) error {
	return inApp(s, func(w *workspace) *Member { return w.people.Get(viewerID) },
		func(w *workspace, viewer *Member) error { return s.state.unassign(w, viewer, projectID) })
}

// AddWebhook adds a webhook. The id and token it gets are in what is returned.
func (s *Simulator) AddWebhook(hook Webhook) Webhook {
	s.mu.Lock()
	defer s.mu.Unlock()
	return simkit.Clone(s.state.addWebhook(s.state.workspaces[0], simkit.Clone(hook)).Webhook)
}

// DeleteWebhooks deletes the webhooks that call an address.
func (s *Simulator) DeleteWebhooks(url string) error {
	return s.onWebhooks(url, s.state.deleteWebhook)
}

// SetWebhooks changes the webhooks that call an address.
func (s *Simulator) SetWebhooks(url string, change func(*Webhook)) error {
	return s.onWebhooks(url, func(_ *workspace, hook *webhook) { change(&hook.Webhook) })
}

func (s *Simulator) onWebhooks(url string, act func(*workspace, *webhook)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := false
	for _, w := range s.state.workspaces {
		for _, hook := range w.webhooks.Where(func(hook *webhook) bool { return hook.URL == url }) {
			found = true
			act(w, hook)
		}
	}
	if !found {
		return fmt.Errorf("no webhook calls %s", url)
	}
	return nil
}

// inApp acts on the object that find gives, of the first workspace that has it.
func inApp[T any](s *Simulator, find func(*workspace) *T, act func(*workspace, *T) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range s.state.workspaces {
		if row := find(w); row != nil {
			return act(w, row)
		}
	}
	return fmt.Errorf("there is no such %s", strings.ToLower(reflect.TypeFor[T]().Name()))
}

// nothingWrong makes an act that cannot fail one that could.
func nothingWrong[T any](act func(*workspace, *T)) func(*workspace, *T) error {
	return func(w *workspace, row *T) error {
		act(w, row)
		return nil
	}
}

// peek gives a copy of the object that find gives.
func peek[T any](s *Simulator, find func(*workspace) *T) (T, bool) {
	var copied T
	err := inApp(s, find, func(_ *workspace, row *T) error {
		copied = simkit.Clone(*row)
		return nil
	})
	return copied, err == nil
}

// add adds an object to the first workspace.
func add[T any](s *Simulator, store func(*workspace) (*T, error)) (T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	row, err := store(s.state.workspaces[0])
	if err != nil {
		var none T
		return none, err
	}
	return simkit.Clone(*row), nil
}
