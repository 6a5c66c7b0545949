package simulator

import (
	"fmt"
	"slices"
	"strings"
)

// What every workspace has.
const (
	// DefaultWorkspace is the id of the workspace unless the seed has another one.
	DefaultWorkspace = "a0000000-0000-4000-8000-000000000001"
	// AdminRole, UserRole and GuestRole are the ids of the preset roles.
	AdminRole = "b0000000-0000-4000-8000-000000000001"
	UserRole  = "b0000000-0000-4000-8000-000000000002"
	GuestRole = "b0000000-0000-4000-8000-000000000003"
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
	seed = clone(seed)
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
	for _, role := range with(seed.Roles, presetRoles(), sameRole) {
		if _, err := s.addRole(role, ""); err != nil {
			return fmt.Errorf("role %q: %w", role.Name, err)
		}
	}
	for _, user := range with(seed.Users, presetUsers(), sameUser) {
		if err := s.completeUser(&user); err != nil {
			return fmt.Errorf("user %q: %w", user.Email, err)
		}
		if _, err := s.users.add(user, ""); err != nil {
			return fmt.Errorf("user %q: %w", user.Email, err)
		}
	}
	return nil
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
	return clone(Seed{Workspace: s.workspace, Features: s.features, Roles: s.roles.values(), Users: s.users.values()})
}
