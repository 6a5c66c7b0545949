package api

import (
	"slices"
)

// Account is who the credentials belong to.
type Account struct {
	User

	// AccountID is the person's login, which may serve in several workspaces; empty where awork does not say.
	AccountID string
	Workspace AccountWorkspace
}

// AccountWorkspace is the workspace of the credentials, as far as the account shows it.
type AccountWorkspace struct {
	ID   string
	Name string
	URL  *string
}

// Rights are what an account may do.
type Rights struct {
	UserID string
	// RoleID is empty where the account has no role, as an API key may have none.
	RoleID    string
	IsAdmin   bool
	IsGuest   bool
	IsBlocked bool
	// Permissions are those of the role, ProjectRoles those in projects, by the id of the role there.
	Permissions  []Permission
	ProjectRoles map[string][]Permission
}

// Permission is what may be done with a feature.
type Permission struct {
	Feature string
	Levels  []string
}

// The access levels that are known. Which of them a feature takes is not documented.
const (
	LevelRead   = "read"
	LevelWrite  = "write"
	LevelDelete = "delete"
	LevelManage = "manage"
	LevelConfig = "config"
)

// May reports whether the account has an access level of a feature, or one that includes it. An admin has them all.
func (r Rights) May(feature, level string) bool {
	if r.IsBlocked {
		return false
	}
	return r.IsAdmin || slices.ContainsFunc(r.Permissions, func(p Permission) bool {
		return p.Feature == feature && slices.ContainsFunc(p.Levels, func(has string) bool { return includes(has, level) })
	})
}

// includes reports whether who has one level has the other. By some of awork's texts there are read and manage, by others read,
// write and delete.
func includes(has, level string) bool {
	return has == level || has == LevelManage || has == LevelConfig || level == LevelRead && (has == LevelWrite || has == LevelDelete)
}
