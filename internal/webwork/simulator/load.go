package simulator

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/suggest"
)

// The first ids of new objects. They differ by kind, so that an id of one kind is none of another.
const (
	firstPerson   = 100
	firstProject  = 50_000
	firstContract = 900_000
)

// load takes over a seed. The errors name what is wrong with which object.
func (s *state) load(seed Seed, accountID int64) error {
	s.lastPerson, s.lastProject, s.lastContract = firstPerson, firstProject, firstContract
	if len(seed.Workspaces) == 0 {
		seed.Workspaces = []Workspace{{ID: 1, Name: "Acme Agency"}}
	}
	if !slices.ContainsFunc(seed.Workspaces, func(w Workspace) bool { return hasMember(w, accountID) }) {
		first := &seed.Workspaces[0]
		account := Member{
			ID: accountID, Email: "olivia.owner@acme.example", FirstName: "Olivia", LastName: "Owner", Role: RoleOwner,
			RateStatus: 1,
		}
		first.Members = append([]Member{account}, first.Members...)
	}
	s.reserveIDs(seed)
	for _, w := range seed.Workspaces {
		if w.ID <= 0 || s.workspace(w.ID) != nil {
			return fmt.Errorf("workspace %q: the id %d is not a positive number of its own", w.Name, w.ID)
		}
		if err := s.loadWorkspace(simkit.Clone(w), accountID); err != nil {
			return fmt.Errorf("workspace %d: %w", w.ID, err)
		}
	}
	return nil
}

// reserveIDs keeps the ids that objects of the seed have from being given to others.
func (s *state) reserveIDs(seed Seed) {
	for _, w := range seed.Workspaces {
		for _, m := range w.Members {
			s.lastPerson = max(s.lastPerson, m.ID)
		}
		for _, p := range w.Projects {
			s.lastProject = max(s.lastProject, p.ID)
		}
		for _, c := range w.Contracts {
			s.lastContract = max(s.lastContract, c.ID)
		}
	}
}

func hasMember(w Workspace, id int64) bool {
	return slices.ContainsFunc(w.Members, func(m Member) bool { return m.ID == id })
}

func (s *state) loadWorkspace(seed Workspace, accountID int64) error {
	fill(&seed.CreatedAt, s.today())
	owner := slices.IndexFunc(seed.Members, func(m Member) bool { return m.Role == RoleOwner })
	if owner >= 0 {
		fill(&seed.OwnerID, seed.Members[owner].ID)
	}
	fill(&seed.OwnerID, accountID)
	w := newWorkspace(seed)
	s.workspaces = append(s.workspaces, w)
	for _, member := range seed.Members {
		if err := s.loadMember(w, member); err != nil {
			return fmt.Errorf("member %q: %w", member.Email, err)
		}
	}
	for _, project := range seed.Projects {
		if err := s.loadProject(w, project); err != nil {
			return fmt.Errorf("project %q: %w", project.Name, err)
		}
	}
	for _, member := range seed.Members {
		for _, id := range member.ProjectIDs {
			if w.projects.Get(id) == nil {
				return fmt.Errorf("member %q: there is no project %d", member.Email, id)
			}
		}
	}
	for _, contract := range seed.Contracts {
		if err := s.loadContract(w, contract); err != nil {
			return fmt.Errorf("contract of project %d and member %d: %w", contract.ProjectID, contract.UserID, err)
		}
	}
	for _, hook := range seed.Webhooks {
		if err := checkWebhook(hook); err != nil {
			return fmt.Errorf("webhook %q: %w", hook.URL, err)
		}
		s.addWebhook(w, hook)
	}
	return nil
}

func (s *state) loadMember(w *workspace, member Member) error {
	if err := checkMember(member); err != nil {
		return err
	}
	_, err := s.addPerson(w, member)
	return err
}

// checkMember tells what is wrong with a person as such.
func checkMember(member Member) error {
	if message := emailAddress(member.Email); message != "" {
		return fmt.Errorf("the email %s", message)
	}
	if member.ID < 0 {
		return errors.New("the id is negative")
	}
	if member.Role != "" && !slices.Contains(allRoles(), member.Role) {
		return suggest.Unknown("role", member.Role, allRoles())
	}
	if member.Status != "" && !slices.Contains(memberStatuses(), member.Status) {
		return suggest.Unknown("status", member.Status, memberStatuses())
	}
	if len(member.ProjectIDs) > 0 && member.Role != RoleProjectViewer {
		return errors.New("project_ids is for people with the role Project viewer; others get contracts")
	}
	return nil
}

func (s *state) loadProject(w *workspace, project Project) error {
	if err := checkProject(project); err != nil {
		return err
	}
	_, err := s.addProject(w, project)
	return err
}

// checkProject tells what is wrong with a project as such.
func checkProject(project Project) error {
	if project.Name == "" {
		return errors.New("there is no name")
	}
	for _, day := range []*string{project.StartDate, project.Deadline} {
		if day == nil || *day == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, *day); err != nil {
			return fmt.Errorf("%q is no day, which reads like 2024-01-15", *day)
		}
	}
	return nil
}

func (s *state) loadContract(w *workspace, contract Contract) error {
	if w.projects.Get(contract.ProjectID) == nil {
		return errors.New("there is no such project")
	}
	if w.people.Get(contract.UserID) == nil {
		return errors.New("there is no such member")
	}
	if err := checkContract(contract); err != nil {
		return err
	}
	_, err := s.addContract(w, contract)
	return err
}

// checkContract tells what is wrong with a contract as such.
func checkContract(contract Contract) error {
	if contract.Status != "" && !slices.Contains(contractStatuses(), contract.Status) {
		return suggest.Unknown("status", contract.Status, contractStatuses())
	}
	return nil
}

// checkWebhook tells what is wrong with a webhook as such.
func checkWebhook(hook Webhook) error {
	if message := webURL(hook.URL); message != "" {
		return fmt.Errorf("the url %s", message)
	}
	if len(hook.Events) == 0 {
		return errors.New("there are no events")
	}
	return nil
}

// dump gives the state back in the form of a seed that shares nothing with it.
func (s *state) dump() Seed {
	var seed Seed
	for _, w := range s.workspaces {
		whole := w.Workspace
		whole.Members = values(w.people)
		whole.Projects = values(w.projects)
		whole.Contracts = values(w.contracts)
		for _, hook := range values(w.webhooks) {
			whole.Webhooks = append(whole.Webhooks, hook.Webhook)
		}
		seed.Workspaces = append(seed.Workspaces, whole)
	}
	return simkit.Clone(seed)
}

func values[K comparable, T any](t simkit.Table[K, T]) []T {
	var all []T
	for _, object := range t.Where(func(*T) bool { return true }) {
		all = append(all, *object)
	}
	return all
}
