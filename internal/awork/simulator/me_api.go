package simulator

import (
	"net/http"
	"strings"
)

func accountRoutes() []route {
	return []route{
		{pattern: "GET /me", do: getMe},
		{pattern: "GET /users/me", do: getMe},
		{pattern: "GET /me/permissions", do: getMyPermissions},
		{pattern: "GET /workspaces/{id}", do: getWorkspace},
		{pattern: "GET /permissions/features", do: func(c *call) (answer, error) { return ok(orEmpty(c.state.features.Workspace)), nil }},
		{pattern: "GET /permissions/projectfeatures", do: func(c *call) (answer, error) { return ok(orEmpty(c.state.features.Project)), nil }},
	}
}

func getMe(c *call) (answer, error) {
	wire, _ := c.state.userWire(c.self).(userWire)
	return ok(struct {
		userWire
		Workspace idAndURL `json:"workspace"`
		AccountID string   `json:"accountId"`
	}{wire, c.state.workspace.short(), guidOf("account of " + c.self.ID)}), nil
}

// userPermission is what the account may do.
type userPermission struct {
	UserID      string       `json:"userId"`
	IsAdmin     bool         `json:"isAdmin"`
	IsGuest     bool         `json:"isGuest"`
	RoleID      string       `json:"roleId"`
	IsBlocked   bool         `json:"isBlocked"`
	Permissions []Permission `json:"permissions"`
}

// rolePermissions is what a project role may do.
type rolePermissions struct {
	ProjectRoleID string       `json:"projectRoleId"`
	Permissions   []Permission `json:"permissions"`
}

func getMyPermissions(c *call) (answer, error) {
	mine := userPermission{UserID: c.self.ID, IsAdmin: c.admin(), Permissions: []Permission{}}
	switch variants, key := c.state.variants, c.self.Kind == KindAPI; {
	case key && variants[KeyPermissionsRefused]:
		return answer{}, business(invalidOperation, "API users have no permissions of their own.")
	case key && variants[KeyRoleZero]:
		mine.RoleID, mine.IsAdmin = noGUID, true
	case c.role == nil:
		admin := c.state.roles.first(func(r *Role) bool { return r.IsAdminRole })
		mine.RoleID = admin.ID
	default:
		mine.RoleID, mine.IsGuest, mine.Permissions = c.role.ID, c.role.IsGuestRole, orEmpty(c.role.Permissions)
	}
	inProjects := []rolePermissions{}
	for _, role := range c.state.projectRoles.all() {
		inProjects = append(inProjects, rolePermissions{role.ID, orEmpty(role.Permissions)})
	}
	return ok(map[string]any{
		"signature": guidOf(mine.UserID), "userPermission": mine, "projectRolesPermissions": inProjects,
	}), nil
}

func getWorkspace(c *call) (answer, error) {
	w := c.state.workspace
	if !isGUID(c.id()) {
		return answer{}, notAGUID("id")
	}
	if !strings.EqualFold(c.id(), w.ID) {
		return answer{}, refuse(http.StatusNotFound, "not-found", "The Workspace was not found.")
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(w.URL, "https://"), ".")
	return ok(map[string]any{
		"id": w.ID, "name": w.Name, "description": w.Description, "language": w.Language, "type": "agency", "size": "11-50",
		"memberCount":      len(c.state.users.where((*User).works)),
		"subdomains":       []map[string]any{{"name": host, "isDefault": true}},
		"allowSocialLogin": true, "allowCredentialsLogin": true, "allowSSOLogin": false, "requireMfa": false,
		"isScimActivated": false, "allowAutomaticScimUserBooking": false,
		"sameDomainSignupEnabled": false, "sameDomainSignupRoleId": nil, "sameDomainSignupDomains": []string{},
		"isFull": c.state.seatFor() != nil, "isTestWorkspace": false,
	}), nil
}
