package simulator

import (
	"net/http"
	"slices"
)

func userRoutes() []route {
	return []route{
		{pattern: "GET /users", do: listUsers, parameters: inLists("showarchived")},
		{pattern: "GET /users/{id}", do: getUser},
		{pattern: "PUT /users/{id}", do: putUser},
		{pattern: "DELETE /users/{id}", needs: right{userManageConfig, levelDelete}, do: deleteUser},
		{pattern: "POST /users/{id}/activate", needs: right{userManageConfig, levelWrite}, do: activateUser},
		{
			pattern: "POST /users/{id}/deactivate", needs: right{userManageConfig, levelWrite}, do: deactivateUser,
			parameters: []string{"includesummary"},
		},
		{pattern: "POST /users/{id}/setarchived", needs: right{projectManageConfig, levelWrite}, do: archiveUser},
		{pattern: "GET /apiusers", needs: right{workspaceManageConfig, levelRead}, do: listAPIUsers, parameters: inLists()},
	}
}

// userWire is a user as the API shows one.
type userWire struct {
	Object
	UserForm
	Status        userStatus    `json:"status"`
	IsArchived    bool          `json:"isArchived"`
	IsDeactivated bool          `json:"isDeactivated"`
	DeactivatedOn any           `json:"deactivatedOn"`
	DeletedOn     any           `json:"deletedOn"`
	IsAgent       bool          `json:"isAgent"`
	IsExternal    bool          `json:"isExternal"`
	HasImage      bool          `json:"hasImage"`
	ContactInfos  []ContactInfo `json:"userContactInfos"`
	Tags          []Tag         `json:"tags"`
	Teams         []shortTeam   `json:"teams"`
}

type userStatus struct {
	InvitationAccepted bool `json:"invitationAccepted"`
	IsDeactivated      bool `json:"isDeactivated"`
}

func (s *state) userWire(u *User) any {
	return userWire{
		Object: u.Object, UserForm: u.UserForm,
		Status:     userStatus{InvitationAccepted: !u.Pending, IsDeactivated: u.IsDeactivated},
		IsArchived: u.IsArchived, IsDeactivated: u.IsDeactivated, DeactivatedOn: u.DeactivatedOn, DeletedOn: u.DeletedOn,
		IsAgent: u.Kind == KindAgent, IsExternal: u.Kind == KindExternal,
		ContactInfos: orEmpty(u.ContactInfos), Tags: orEmpty(u.Tags),
		Teams: s.teamsWith(func(t *Team) bool { return slices.Contains(t.UserIDs, u.ID) }),
	}
}

// orEmpty is a list, empty rather than null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// seesUsers reports whether the account may read about others than itself.
func (c *call) seesUsers() bool { return c.may(right{userMasterData, levelRead}) }

// user is the user of the path, if the account may read about them.
func (c *call) user() (*User, error) {
	user, err := c.state.users.find(c.id())
	if err != nil {
		return nil, err
	}
	switch {
	case user.DeletedOn != nil && c.state.variants[DeletedUnauthorized]:
		return nil, denied("User")
	case user.DeletedOn != nil && (c.request.Method != http.MethodGet || !c.state.variants[DeletedShown]):
		return nil, c.state.users.missing()
	case user != c.self && !c.seesUsers() && c.state.variants[DeniedNotFound]:
		return nil, c.state.users.missing()
	case user != c.self && !c.seesUsers():
		return nil, denied("User")
	}
	return user, nil
}

func listUsers(c *call) (answer, error) {
	archived, err := c.flag("showarchived")
	if err != nil {
		return answer{}, err
	}
	variants := c.state.variants
	return listOf(c, c.state.users.listed(func(u *User) bool {
		switch {
		case u.DeletedOn != nil, u != c.self && !c.seesUsers():
			return false
		case archived:
			return true
		case u.IsArchived, u.IsDeactivated && variants[DeactivatedUnlisted], u.Kind == KindAPI && variants[APIUsersArchived]:
			return false
		}
		return true
	}), c.state.userWire)
}

func getUser(c *call) (answer, error) {
	user, err := c.user()
	if err != nil {
		return answer{}, err
	}
	return ok(c.state.userWire(user)), nil
}

func putUser(c *call) (answer, error) {
	user, err := c.user()
	if err != nil {
		return answer{}, err
	}
	if user != c.self {
		if err := c.require("User", right{userMasterData, levelWrite}); err != nil {
			return answer{}, err
		}
	}
	form, err := replaced(c, user.UserForm)
	if err != nil {
		return answer{}, err
	}
	user.UserForm = form
	c.state.users.touch(user, c.self.ID)
	return ok(c.state.userWire(user)), nil
}

func deleteUser(c *call) (answer, error) {
	if user := c.state.users.get(c.id()); user != nil && user.DeletedOn != nil {
		return c.deletedTwice(c.state.users.missing())
	}
	return c.onUser(func(user *User) error { return c.state.deleteUser(user, c.self.ID) })
}

// deletedTwice answers the deletion of what is deleted.
func (c *call) deletedTwice(missing error) (answer, error) {
	switch {
	case c.state.variants[DeletedTwiceDone]:
		return c.done(http.StatusNoContent), nil
	case c.state.variants[DeletedTwiceInvalid]:
		return answer{}, business(invalidOperation, "The entity has been deleted already.")
	}
	return answer{}, missing
}

func activateUser(c *call) (answer, error) {
	return c.onUser(func(user *User) error { return c.state.activate(user, c.self.ID) })
}

// onUser does something with the user of the path.
func (c *call) onUser(act func(*User) error) (answer, error) {
	user, err := c.user()
	if err != nil {
		return answer{}, err
	}
	if err := act(user); err != nil {
		return answer{}, err
	}
	return c.done(http.StatusNoContent), nil
}

func deactivateUser(c *call) (answer, error) {
	summary, err := c.flag("includesummary")
	if err != nil {
		return answer{}, err
	}
	deleted := 0
	done, err := c.onUser(func(user *User) error {
		if err := c.state.deactivate(user, c.self.ID); err != nil {
			return err
		}
		deleted = c.state.dropOrphans(user)
		return nil
	})
	if err == nil && summary {
		return ok(map[string]int{"privateProjectManagersReassignedCount": 0, "privateProjectsDeletedCount": deleted}), nil
	}
	return done, err
}

func archiveUser(c *call) (answer, error) {
	user, err := c.user()
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[archiveForm](c)
	if err != nil {
		return answer{}, err
	}
	if err := c.state.archiveUser(user, form.IsArchived, c.self.ID); err != nil {
		return answer{}, err
	}
	return ok(c.state.userWire(user)), nil
}

// archiveForm is the body with which objects are archived and taken back.
type archiveForm struct {
	IsArchived bool `json:"isArchived"`
}

func (archiveForm) check(*problems) {}

func listAPIUsers(c *call) (answer, error) {
	return wholeOf(c, c.state.users.listed(func(u *User) bool {
		return u.Kind == KindAPI && u.DeletedOn == nil && (!c.restricted || u == c.self)
	}), func(u *User) any {
		return struct {
			Object
			Name   *string `json:"name"`
			RoleID string  `json:"roleId,omitempty"`
		}{u.Object, u.FirstName, u.RoleID}
	})
}
