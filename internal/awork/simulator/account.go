package simulator

import (
	"slices"
	"time"
)

// Account is who a token belongs to.
type Account struct {
	// UserID is the user whom the token acts for, a person or an API user. The rights are those of the
	// user's role, and an API user without a role has all.
	UserID string
}

// AddToken makes a token valid for an account until it expires; the zero time is never.
func (s *Simulator) AddToken(token string, account Account, expires time.Time) {
	s.tokens.Add(token, account, expires)
}

// RevokeToken makes a token invalid.
func (s *Simulator) RevokeToken(token string) { s.tokens.Revoke(token) }

// right is what an operation needs: a level of access to a feature.
type right struct{ feature, level string }

// The levels of access. What may be managed may be read and changed in every way.
const (
	levelRead   = "read"
	levelWrite  = "write"
	levelDelete = "delete"
	levelManage = "manage"
)

// The features that operations of this simulator ask for.
const (
	userMasterData        = "user-master-data"
	userManageConfig      = "user-manage-config"
	workspaceManageConfig = "workspace-manage-config"
	projectManageConfig   = "project-manage-config"
	taskManageConfig      = "task-manage-config"
)

// anybody is the right of whoever has signed in.
func anybody() right { return right{} }

// onlyAdmin is the right that no permission gives.
func onlyAdmin() right { return right{level: "admin"} }

// admin reports whether the account may do everything.
func (c *call) admin() bool { return c.role == nil || c.role.IsAdminRole }

// may reports whether the account has a right.
func (c *call) may(needed right) bool {
	if needed == anybody() || c.admin() {
		return true
	}
	for _, permission := range c.role.Permissions {
		if permission.Feature == needed.feature {
			return slices.Contains(permission.AccessLevels, needed.level) || slices.Contains(permission.AccessLevels, levelManage)
		}
	}
	return false
}

// require refuses what the account has no right to.
func (c *call) require(what string, needed right) error {
	if !c.may(needed) {
		return denied(what)
	}
	return nil
}
