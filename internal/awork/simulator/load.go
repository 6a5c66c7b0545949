package simulator

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// What every workspace has.
const (
	// DefaultWorkspace is the id of the workspace unless the seed has another one.
	DefaultWorkspace = "a0000000-0000-4000-8000-000000000001"
	// AdminRole, UserRole and GuestRole are the ids of the preset roles.
	AdminRole = "b0000000-0000-4000-8000-000000000001"
	UserRole  = "b0000000-0000-4000-8000-000000000002"
	GuestRole = "b0000000-0000-4000-8000-000000000003"
	// MemberRole and ManagerRole are the ids of the project roles of a workspace that has no others.
	MemberRole  = "b0000000-0000-4000-8000-000000000011"
	ManagerRole = "b0000000-0000-4000-8000-000000000012"
	// DefaultAdmin is the id of Olivia, the admin, and DefaultAPIUser that of the API user of the key.
	DefaultAdmin   = "c0000000-0000-4000-8000-000000000001"
	DefaultAPIUser = "c0000000-0000-4000-8000-000000000002"
)

// AdminEmail is the address of the admin.
const AdminEmail = "olivia.admin@acme.example"

// defaultFeatures are those that awork's documentation names.
func defaultFeatures() Features {
	return Features{
		Workspace: []string{
			"project-master-data", "project-planning-data", "project-create", projectManageConfig, taskManageConfig,
			"company-master-data", userMasterData, "user-planning-data", userManageConfig, workspaceManageConfig,
			"project-timetracking",
		},
		Project: []string{"project-master-data", "project-planning-data", "project-timetracking"},
	}
}

// presetRoles are those of every workspace.
func presetRoles() []Role {
	return []Role{
		{Object: Object{ID: AdminRole}, RoleForm: RoleForm{Name: "Admin", IsAdminRole: true}, IsPreset: true},
		{Object: Object{ID: UserRole}, RoleForm: RoleForm{Name: "User"}, IsPreset: true, Permissions: presetPermissions()},
		{Object: Object{ID: GuestRole}, RoleForm: RoleForm{Name: "Guest", IsGuestRole: true}, IsPreset: true},
	}
}

func presetPermissions() []Permission {
	return []Permission{
		{Feature: "project-master-data", AccessLevels: []string{levelRead, levelWrite}},
		{Feature: userMasterData, AccessLevels: []string{levelRead}},
	}
}

// presetUsers are the admin and the API user of every workspace.
func presetUsers() []User {
	return []User{
		{
			Object: Object{ID: DefaultAdmin}, Email: AdminEmail, RoleID: AdminRole,
			UserForm: UserForm{FirstName: new("Olivia"), LastName: new("Admin"), Language: new("en-GB")},
		},
		{Object: Object{ID: DefaultAPIUser}, Kind: KindAPI, UserForm: UserForm{FirstName: new("Terraform")}},
	}
}

// load takes over a seed, and adds what every workspace has.
func (s *state) load(seed Seed) error {
	seed = simkit.Clone(seed)
	fill(&seed.Workspace.ID, DefaultWorkspace)
	fill(&seed.Workspace.Name, "Acme Agency")
	fill(&seed.Workspace.URL, "https://acme.awork.com")
	fill(&seed.Workspace.Language, "en-GB")
	if !isGUID(seed.Workspace.ID) {
		return fmt.Errorf("the workspace's id %q is no GUID", seed.Workspace.ID)
	}
	s.workspace, s.features = seed.Workspace, seed.Features
	if len(s.features.Workspace) == 0 {
		s.features = defaultFeatures()
	}
	return errors.Join(s.loadPeople(seed), s.loadWork(seed))
}

func (s *state) loadPeople(seed Seed) error {
	return errors.Join(
		loadAll(s.roles, with(seed.Roles, presetRoles(), sameRole), s.completeRole),
		loadAll(s.users, with(seed.Users, presetUsers(), sameUser), s.completeUser),
	)
}

// loadWork takes over what people work on. What belongs to a project comes after it.
func (s *state) loadWork(seed Seed) error {
	err := errors.Join(
		loadAll(s.companies, seed.Companies, s.completeCompany),
		loadAll(s.projectTypes, seed.ProjectTypes, completeSort),
		loadAll(s.typesOfWork, seed.TypesOfWork, completeSort),
		loadAll(s.projectRoles, presetIfNone(seed.ProjectRoles), s.completeProjectRole),
		loadAll(s.workflows, seed.Workflows, completeWorkflow),
		loadAll(s.templates, seed.Templates, s.completeTemplate),
		loadAll(s.projects, seed.Projects, s.completeProject),
		loadAll(s.statuses, seed.Statuses, s.completeStatus),
		loadAll(s.teams, seed.Teams, s.completeTeam),
		loadAll(s.webhooks, seed.Webhooks, completeWebhook),
	)
	if err != nil {
		return err
	}
	for _, project := range s.projects.all() {
		if err := s.settle(project, ""); err != nil {
			return fmt.Errorf("project %q: %w", project.Name, err)
		}
	}
	return nil
}

// loadAll takes over the objects of a kind.
func loadAll[T any](all *collection[T], objects []T, complete func(*T) error) error {
	for _, object := range objects {
		name, _ := all.label(&object)
		if err := complete(&object); err != nil {
			return fmt.Errorf("%s %q: %w", all.what, name, err)
		}
		if _, err := all.add(object, ""); err != nil {
			return fmt.Errorf("%s %q: %w", all.what, name, err)
		}
	}
	return nil
}

// presetIfNone are the project roles of a workspace that has no others.
func presetIfNone(roles []ProjectRole) []ProjectRole {
	if len(roles) > 0 {
		return roles
	}
	levels := []string{levelRead, levelWrite}
	return []ProjectRole{
		{
			Object: Object{ID: MemberRole}, ProjectRoleForm: ProjectRoleForm{Name: "Member", IsDefault: true},
			Permissions: []Permission{{Feature: projectMasterData, AccessLevels: levels[:1]}},
		},
		{
			Object: Object{ID: ManagerRole}, ProjectRoleForm: ProjectRoleForm{Name: "Project manager"},
			Permissions: []Permission{{Feature: projectMasterData, AccessLevels: levels}},
		},
	}
}

// with adds to objects those of presets that are not there.
func with[T any](objects, presets []T, same func(a, b T) bool) []T {
	var missing []T
	for _, preset := range presets {
		if !slices.ContainsFunc(objects, func(other T) bool { return same(preset, other) }) {
			missing = append(missing, preset)
		}
	}
	return append(missing, objects...)
}

func sameRole(a, b Role) bool { return a.ID == b.ID || strings.EqualFold(a.Name, b.Name) }

func sameUser(a, b User) bool { return a.ID == b.ID }

// dump gives the state back in the form of a seed.
func (s *state) dump() Seed {
	return simkit.Clone(Seed{
		Workspace: s.workspace, Features: s.features, Roles: s.roles.values(), Users: s.users.values(),
		Companies: s.companies.values(), ProjectTypes: s.projectTypes.values(), TypesOfWork: s.typesOfWork.values(),
		ProjectRoles: s.projectRoles.values(), Workflows: s.workflows.values(), Templates: s.templates.values(),
		Projects: s.projects.values(), Statuses: s.statuses.values(), Teams: s.teams.values(),
		Webhooks: s.webhooks.values(),
	})
}
