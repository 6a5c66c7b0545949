package simulator

import (
	"net/http"

	"golang.org/x/text/unicode/norm"
)

func (v *v2) memberRoutes() {
	v.read("/members", listMembers, "email", "status", "role", "page", "per_page")
	v.read("/members/{id}", getMember)
	v.write("POST /members", inviteMember)
	v.write("PUT /members/{id}", updateMember)
	v.write("DELETE /members/{id}", archiveMember)
	v.write("POST /members/{id}/restore", restoreMember)
}

// memberObject is a person as /members shows them.
func (c *call) memberObject(m *Member) object {
	rate, rateType, currency := m.Rate, m.RateType, m.Currency
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
		always("current_role", m.Role),
		always("timezone", m.Timezone),
		always("status", c.state.shownStatus(m)),
		always("team_name", m.TeamName),
		always("title", m.Title),
		detail("birth_date", c.orFalse(day(m.BirthDate))),
		detail("hired_at", m.HiredAt),
		detail("preferred_timezone", m.PreferredTimezone),
		detail("settings_max_inactive_minutes", m.MaxInactiveMinutes),
		detail("currency", currency),
		detail("rate", rate),
		detail("rate_type", rateType),
		detail("rate_status", m.RateStatus),
		detail("tax_country", m.TaxCountry),
		detail("tax_state", m.TaxState),
		detail("is_blocked", m.IsBlocked),
		detail("weekly_hours_limit", m.WeeklyHoursLimit),
		detail("screenshots", m.Screenshots),
		detail("created_at", m.CreatedAt),
		detail("updated_at", m.UpdatedAt),
		detail("deleted_at", deleted),
	}
}

// orFalse is what stands for a value that is missing: null, or false where a variant says so.
func (c *call) orFalse(value any) any {
	if isNull(value) && c.state.variants[OddValues] {
		return false
	}
	return value
}

func listMembers(c *call) (answer, error) {
	status, err := c.filter("status", memberStatuses()...)
	if err != nil {
		return answer{}, err
	}
	role, err := c.filter("role", allRoles()...)
	if err != nil {
		return answer{}, err
	}
	rows, err := c.people(func(m *Member) bool {
		return c.showsAsMember(m) && (role == "" || role == m.Role) &&
			(status == "" || status == c.state.shownStatus(m)) &&
			(!m.Archived() || !c.state.archivedHidden(status == StatusLeft))
	})
	if err != nil {
		return answer{}, err
	}
	return listPage(c, memberList, "", rows, c.memberObject)
}

// people selects those whom the account sees, by the e-mail filter of the query and by keep.
func (c *call) people(keep func(*Member) bool) ([]*Member, error) {
	visible := func(m *Member) bool { return keep(m) && c.seesPerson(m) }
	if !c.query.Has("email") {
		return c.workspace.people.Seen(c.state.view(memberList), visible), nil
	}
	email := c.query.Get("email")
	if message := emailAddress(email); message != "" {
		return nil, refuseField(invalid, "email", "The email field %s.", message)
	}
	exact := c.state.variants[EmailFilterExact]
	member := c.workspace.byEmail[emailKey(email)]
	if member == nil || exact && member.Email != email {
		return nil, nil
	}
	return c.workspace.people.Seen(c.state.view(memberList), func(m *Member) bool { return m == member && visible(m) }), nil
}

func (c *call) showsAsMember(m *Member) bool {
	return m.Role != RoleProjectViewer || !c.state.variants[ViewersHidden]
}

func getMember(c *call) (answer, error) {
	id, err := c.id()
	if err != nil {
		return answer{}, err
	}
	member, err := c.state.person(c.workspace, id, "Member")
	if err != nil {
		return answer{}, err
	}
	if !c.showsAsMember(member) || !c.seesPerson(member) {
		return answer{}, refuse(notFound, "Member not found")
	}
	return answer{message: "Member retrieved successfully", data: c.memberObject(member)}, nil
}

func inviteMember(c *call) (answer, error) {
	person := Member{
		Email:     c.form.text("email", required, emailAddress, shortEnough).get(),
		FirstName: c.form.text("firstname", required, shortEnough).get(),
		LastName:  c.form.text("lastname", required, shortEnough).get(),
		Role:      c.form.text("role", required, oneOf(assignableRoles()...)).get(),
	}
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	member, code, err := c.state.invite(c.workspace, c.normalised(person))
	if err != nil {
		return answer{}, err
	}
	data := object{always("user_id", member.ID), always("invitation_link", c.invitationLink(code))}
	return c.created(http.StatusOK, "Member invited successfully", data), nil
}

// normalised is a person's e-mail and name as WebWork stores them.
func (c *call) normalised(m Member) Member {
	m.Email, m.FirstName, m.LastName = c.storedEmail(m.Email), c.storedName(m.FirstName), c.storedName(m.LastName)
	return m
}

func (c *call) storedEmail(email string) string {
	if c.state.variants[EmailsLowercased] {
		return emailKey(email)
	}
	return email
}

func (c *call) storedName(name string) string {
	if c.state.variants[NamesNFC] {
		return norm.NFC.String(name)
	}
	return name
}

func (c *call) storedTimezone(name string) string {
	if canonical, ok := canonicalTimezones()[name]; ok && c.state.variants[TimezonesCanonical] {
		return canonical
	}
	return name
}

// canonicalTimezones gives some aliases of time zones with the names that replaced them.
func canonicalTimezones() map[string]string {
	return map[string]string{
		"America/Buenos_Aires": "America/Argentina/Buenos_Aires",
		"Asia/Calcutta":        "Asia/Kolkata",
		"Asia/Katmandu":        "Asia/Kathmandu",
		"Asia/Saigon":          "Asia/Ho_Chi_Minh",
		"Etc/UTC":              "UTC",
		"Europe/Kiev":          "Europe/Kyiv",
		"US/Eastern":           "America/New_York",
		"US/Pacific":           "America/Los_Angeles",
	}
}

func updateMember(c *call) (answer, error) {
	id, err := c.id()
	if err != nil {
		return answer{}, err
	}
	member, err := c.state.writablePerson(c.workspace, id, "Member")
	if err != nil {
		return answer{}, err
	}
	if member.Role == RoleProjectViewer && c.state.variants[ViewerPutRefused] {
		return answer{}, refuse(notFound, "Member not found")
	}
	email := c.form.text("email", optional, emailAddress, shortEnough)
	firstname := c.form.text("firstname", optional, shortEnough)
	lastname := c.form.text("lastname", optional, shortEnough)
	timezone := c.form.text("timezone", optional, aTimezone)
	role := c.form.text("role", optional, oneOf(assignableRoles()...))
	rateStatus := c.form.integer("rate_status", optional, oneOf[int64](0, 1))
	limit := c.form.integer("weekly_hours_limit", optional, notNegative)
	removeAvatar := c.form.integer("remove_avatar", optional, oneOf[int64](0, 1))
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	const message = "Member updated successfully"
	err = c.changePerson(member, personChange{
		email: email, firstname: firstname, lastname: lastname, timezone: timezone, role: role,
		rateStatus: rateStatus, limit: limit, removeAvatar: removeAvatar.get() == 1,
	})
	if err != nil {
		return answer{}, err
	}
	return c.updated(message, false, c.memberObject(member), "firstname"), nil
}

// personChange is what an update changes of a person.
type personChange struct {
	email, firstname, lastname, timezone, role change[string]
	rateStatus, limit                          change[int64]
	removeAvatar                               bool
}

// changePerson changes a person as the variants let it.
func (c *call) changePerson(member *Member, change personChange) error {
	variants := c.state.variants
	if change.role.sent && c.protected(member) {
		return refuse(forbidden, "The role of an owner cannot be changed.")
	}
	if member.Role == RoleProjectViewer && variants[ViewerPutIgnored] {
		return nil
	}
	if change.email.sent {
		if err := c.state.changeEmail(c.workspace, member, c.storedEmail(change.email.get())); err != nil {
			return err
		}
	}
	change.firstname.into(&member.FirstName)
	change.lastname.into(&member.LastName)
	member.FirstName, member.LastName = c.storedName(member.FirstName), c.storedName(member.LastName)
	if change.timezone.sent {
		name := c.storedTimezone(change.timezone.get())
		member.Timezone = &name
	}
	if !variants[RoleChangeIgnored] {
		change.role.into(&member.Role)
	}
	change.rateStatus.into(&member.RateStatus)
	change.limit.to(&member.WeeklyHoursLimit)
	if change.removeAvatar {
		member.Avatar = nil
	}
	member.UpdatedAt = c.state.today()
	return nil
}

// protected reports whether a person cannot be demoted or archived.
func (c *call) protected(member *Member) bool {
	return member.Role == RoleOwner && !c.state.variants[OwnersChangeable]
}

func archiveMember(c *call) (answer, error) {
	member, err := c.archivable("Member", func(*Member) bool { return true })
	if err != nil {
		return answer{}, err
	}
	c.state.archivePerson(c.workspace, member)
	return c.done("Member deleted successfully"), nil
}

// archivable finds the person of the path, who is about to be archived.
func (c *call) archivable(what string, is func(*Member) bool) (*Member, error) {
	id, err := c.id()
	if err != nil {
		return nil, err
	}
	if err := c.form.finish(); err != nil {
		return nil, err
	}
	member, err := c.state.writablePerson(c.workspace, id, what)
	switch {
	case err != nil:
		return nil, err
	case !is(member):
		return nil, refuse(notFound, "%s not found", what)
	case c.protected(member):
		return nil, refuse(forbidden, "An owner cannot be deleted.")
	}
	return member, nil
}

func restoreMember(c *call) (answer, error) {
	err := c.restorePerson("Member", func(*Member) bool { return true })
	return c.done("Member restored successfully"), err
}

// restorePerson restores the person of the path.
func (c *call) restorePerson(what string, is func(*Member) bool) error {
	id, err := c.id()
	if err != nil {
		return err
	}
	if err := c.form.finish(); err != nil {
		return err
	}
	member := c.workspace.people.Get(id)
	if member == nil || !is(member) {
		return refuse(notFound, "%s not found", what)
	}
	if err := c.state.restorable(member.Archived(), what); err != nil {
		return err
	}
	c.state.restorePerson(member)
	return nil
}
