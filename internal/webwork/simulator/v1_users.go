package simulator

import (
	"slices"
	"strconv"
)

// v1Code is a role of the legacy API.
type v1Code struct {
	role, inApp string
	onlyInvited bool
}

// v1CodesFor are the codes that a form takes.
func v1CodesFor(invitation bool) []int64 {
	var codes []int64
	for code, known := range v1Codes() {
		if invitation || !known.onlyInvited {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

// v1Codes are the documented codes of roles.
func v1Codes() map[int64]v1Code {
	return map[int64]v1Code{
		15: {RoleProjectViewer, "Project Viewer", true},
		20: {RoleExecutiveManager, "Executive Manager", false},
		25: {RoleProjectManager, "Project Manager", false},
		30: {RoleRegularUser, "Employee", false},
	}
}

func (v *v1) userRoutes() {
	v.read("/users", v1ListUsers, "email")
	v.read("/users/{id}", v1GetUser)
	v.write("POST /users", v1InviteUser)
	v.write("GET /users/restore/{id}", func(c *call) (v1Answer, error) {
		return v1Done(), c.restorePerson("User", func(*Member) bool { return true })
	})
	v.write("DELETE /users/{id}", func(c *call) (v1Answer, error) { return v1Archive(c, "User", func(*Member) bool { return true }) })
	v.update("/users", "user_id", v1UpdateUser)
}

// update registers an update of an object whose id stands in the path, or in the form.
func (v *v1) update(path, idKey string, o func(*call, int64) (v1Answer, error)) {
	if v.state.variants[V1UpdateInForm] {
		v.write("PUT "+path, func(c *call) (v1Answer, error) { return o(c, c.form.wholeID(idKey)) })
		return
	}
	v.write("PUT "+path+"/{id}", func(c *call) (v1Answer, error) {
		id, err := c.id()
		if err != nil {
			return v1Answer{}, err
		}
		return o(c, id)
	})
}

func (c *call) v1Role(role string) string {
	for code, known := range v1Codes() {
		switch {
		case known.role != role:
		case c.state.variants[V1RolesAsCodes]:
			return strconv.FormatInt(code, 10)
		case c.state.variants[V1RolesAsInApp]:
			return known.inApp
		}
	}
	return role
}

// v1User is a person as /users shows them.
func (c *call) v1User(m *Member) object {
	rate, rateType, currency := money(m.Rate), m.RateType, m.Currency
	if !c.seesRates() {
		rate, rateType, currency = nil, nil, nil
	}
	deleted := m.DeletedAt
	if c.state.variants[ArchivedStatusLeft] {
		deleted = nil
	}
	return object{
		always("id", m.ID),
		always("email", m.Email),
		always("firstname", name(m.FirstName)),
		always("lastname", name(m.LastName)),
		always("avatar", c.orFalse(m.Avatar)),
		always("current_role", c.v1Role(m.Role)),
		always("timezone", m.Timezone),
		always("status", c.state.shownStatus(m)),
		always("team_name", m.TeamName),
		always("preferred_timezone", m.PreferredTimezone),
		always("settings_max_inactive_minutes", m.MaxInactiveMinutes),
		always("currency", currency),
		always("rate", rate),
		always("rate_type", rateType),
		always("rate_status", m.RateStatus),
		always("tax_country", m.TaxCountry),
		always("tax_state", m.TaxState),
		always("is_blocked", m.IsBlocked),
		always("weekly_hours_limit", m.WeeklyHoursLimit),
		always("screenshots", m.Screenshots),
		always("created_at", m.CreatedAt),
		always("updated_at", m.UpdatedAt),
		always("deleted_at", deleted),
	}
}

// v1ListedUser is a person as the whole list shows them.
func (c *call) v1ListedUser(m *Member) object {
	return append(c.v1User(m), always("current_owner_id", c.workspace.OwnerID))
}

func v1ListUsers(c *call) (v1Answer, error) {
	rows, err := c.people(func(m *Member) bool {
		return c.showsAsMember(m) && (!m.Archived() || !c.state.archivedHidden(false))
	})
	if err != nil {
		return v1Answer{}, err
	}
	wire := c.v1ListedUser
	if c.query.Has("email") {
		wire = c.v1User
	}
	return v1Selected(c, memberList, rows, wire, "User")
}

func v1GetUser(c *call) (v1Answer, error) {
	id, err := c.id()
	if err != nil {
		return v1Answer{}, err
	}
	member, err := c.state.person(c.workspace, id, "User")
	if err == nil && (!c.showsAsMember(member) || !c.seesPerson(member)) {
		err = v1Missing("User")
	}
	if err != nil {
		return v1Answer{}, v1NotShown(err, "User")
	}
	return v1Answer{data: c.v1User(member)}, nil
}

func v1InviteUser(c *call) (v1Answer, error) {
	person := Member{
		Email:     c.form.text("email", required, emailAddress, shortEnough).get(),
		FirstName: c.form.text("firstname", required, shortEnough).get(),
		LastName:  c.form.text("lastname", required, shortEnough).get(),
		Role:      v1Codes()[c.form.whole("role", required, oneOf(v1CodesFor(true)...)).get()].role,
	}
	return v1Invite(c, person)
}

// v1Invite invites a person, of whom the answer tells nothing.
func v1Invite(c *call, person Member) (v1Answer, error) {
	if err := c.form.finish(); err != nil {
		return v1Answer{}, err
	}
	_, _, err := c.state.invite(c.workspace, c.normalised(person))
	return v1Done(), err
}

func v1UpdateUser(c *call, id int64) (v1Answer, error) {
	change := personChange{
		email:        c.form.text("email", optional, emailAddress, shortEnough),
		firstname:    c.form.text("firstname", optional, shortEnough),
		lastname:     c.form.text("lastname", optional, shortEnough),
		timezone:     c.form.text("timezone", optional, aTimezone),
		rateStatus:   c.form.whole("rate_status", optional, oneOf[int64](0, 1)),
		limit:        c.form.whole("weekly_hours_limit", optional, notNegative),
		removeAvatar: c.form.whole("remove_avatar", optional, oneOf[int64](0, 1)).get() == 1,
	}
	if code := c.form.whole("role", optional, oneOf(v1CodesFor(false)...)); code.sent {
		change.role = changeTo(v1Codes()[code.get()].role)
	}
	if err := c.form.finish(); err != nil {
		return v1Answer{}, err
	}
	member, err := c.state.writablePerson(c.workspace, id, "User")
	switch {
	case err != nil:
		return v1Answer{}, err
	case isViewer(member) && c.state.variants[ViewerPutRefused]:
		return v1Answer{}, refuse(notFound, "User not found")
	}
	return v1Done(), c.changePerson(member, change)
}

func changeTo[T any](value T) change[T] { return change[T]{sent: true, value: &value} }

// v1Archive archives the person of the path.
func v1Archive(c *call, what string, is func(*Member) bool) (v1Answer, error) {
	member, err := c.archivable(what, is)
	if err != nil {
		return v1Answer{}, err
	}
	c.state.archivePerson(c.workspace, member)
	return v1Done(), nil
}
