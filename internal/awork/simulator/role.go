package simulator

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Role is a role of the workspace, which gives its users their rights.
type Role struct {
	Object
	RoleForm
	IsPreset    bool         `json:"isPreset,omitempty"`
	IsArchived  bool         `json:"isArchived,omitempty"`
	IsAgentRole bool         `json:"isAgentRole,omitempty"`
	Permissions []Permission `json:"permissions,omitempty"`
	// MenuItems are those that the app does not show to the role's users.
	MenuItems []string `json:"deactivatedMenuItems,omitempty"`
}

// RoleForm is what can be written of a role.
type RoleForm struct {
	Name        string `json:"name"`
	IsAdminRole bool   `json:"isAdminRole"`
	IsGuestRole bool   `json:"isGuestRole"`
}

func (f RoleForm) check(p *problems) { p.required("name", f.Name, normalName) }

// Permission is what a role may do with a feature.
type Permission struct {
	ID           string   `json:"id,omitempty"`
	Feature      string   `json:"feature"`
	AccessLevels []string `json:"accessLevels"`
}

func (r *Role) label() (name string, archived bool) { return r.Name, r.IsArchived }

// addRole stores a role.
func (s *state) addRole(role Role, by string) (*Role, error) {
	if err := s.completeRole(&role); err != nil {
		return nil, err
	}
	return s.roles.add(role, by)
}

func (s *state) completeRole(role *Role) error {
	if role.Name == "" {
		return fmt.Errorf("there is no name")
	}
	if err := s.onlyRole(*role); err != nil {
		return err
	}
	for i := range role.Permissions {
		if permission := &role.Permissions[i]; permission.ID == "" {
			permission.ID = s.newID("Permission")
		}
	}
	return nil
}

// onlyRole refuses a role whose name is taken, and a second one for admins or guests.
func (s *state) onlyRole(role Role) error {
	for _, other := range s.roles.all() {
		switch {
		case other.ID == role.ID:
		case strings.EqualFold(other.Name, role.Name):
			return business(invalidOperation, "The name of the role is taken.")
		case role.IsAdminRole && other.IsAdminRole, role.IsGuestRole && other.IsGuestRole:
			return business(invalidOperation, "There can be only one admin role and one guest role.")
		}
	}
	return nil
}

// holders are the users with a role, who are not deleted.
func (s *state) holders(role *Role) []*User {
	return s.users.where(func(u *User) bool { return u.RoleID == role.ID && u.DeletedOn == nil })
}

// editable refuses to change a role that is not to be changed.
func (s *state) editable(role *Role) error {
	if role.IsPreset && !s.variants[PresetsEditable] {
		return business(invalidOperation, "The role %s cannot be edited.", role.Name)
	}
	return nil
}

// grantable refuses to change what the admin and the guest role may do.
func (s *state) grantable(role *Role) error {
	if role.IsAdminRole || role.IsGuestRole {
		return s.editable(role)
	}
	return nil
}

// give gives somebody a role.
func (s *state) give(user *User, role *Role, by string) error {
	if !role.IsAdminRole {
		if err := s.keepAnAdmin(user); err != nil {
			return err
		}
	}
	user.RoleID = role.ID
	s.users.touch(user, by)
	return nil
}

// deleteRole deletes a role, and gives its users another one.
func (s *state) deleteRole(role, next *Role, by string) error {
	if err := s.editable(role); err != nil {
		return err
	}
	holders := s.holders(role)
	if next == nil && len(holders) > 0 {
		return s.inUse("newRoleId")
	}
	for _, user := range holders {
		if err := s.give(user, next, by); err != nil {
			return err
		}
	}
	s.roles.remove(role)
	return nil
}

// inUse refuses to delete what is used where nothing takes its place.
func (s *state) inUse(field string) error {
	switch {
	case s.variants[InUseValidation]:
		return invalidProperty(field, "The %s field is required.", field)
	case s.variants[InUseServerError]:
		return refuse(http.StatusInternalServerError, serverError, "An unexpected error occurred.")
	}
	return business(invalidOperation, "It is used, and %s is missing.", field)
}

// permit gives a role levels of access to a feature, or none.
func (s *state) permit(permissions *[]Permission, feature string, levels []string) {
	if s.variants[ManageExpanded] && slices.Contains(levels, levelManage) {
		levels = append(slices.Clone(levels), levelRead, levelWrite, levelDelete)
		levels = slices.DeleteFunc(levels, func(level string) bool { return level == levelManage })
		slices.Sort(levels)
		levels = slices.Compact(levels)
	}
	at := slices.IndexFunc(*permissions, func(p Permission) bool { return p.Feature == feature })
	switch {
	case at >= 0 && len(levels) == 0:
		*permissions = slices.Delete(*permissions, at, at+1)
	case at >= 0:
		(*permissions)[at].AccessLevels = levels
	case len(levels) > 0:
		*permissions = append(*permissions, Permission{ID: s.newID("Permission"), Feature: feature, AccessLevels: levels})
	}
}
