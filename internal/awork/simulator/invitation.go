package simulator

import (
	"net/http"
	"net/mail"
	"slices"
	"strings"
	"time"
)

// The kinds of e-mails.
const (
	MailInvitation = "invitation"
	MailActivation = "activation"
)

// Mail is an e-mail that awork would have sent, which nobody can take back.
type Mail struct {
	Kind   string    `json:"kind"`
	UserID string    `json:"userId"`
	Email  string    `json:"email"`
	At     time.Time `json:"at"`
}

// Mails gives the e-mails that a real awork would have sent by now.
func (s *Simulator) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.state.mails)
}

// Invitations gives those that invite somebody.
func (s *Simulator) Invitations() []Mail {
	return slices.DeleteFunc(s.Mails(), func(m Mail) bool { return m.Kind != MailInvitation })
}

func (s *state) mail(kind string, to *User) {
	s.mails = append(s.mails, Mail{Kind: kind, UserID: to.ID, Email: to.Email, At: s.now()})
}

// invitationCode is a code with which somebody joins.
type invitationCode struct {
	user    string
	expires time.Time
}

const codeLifetime = 24 * time.Hour

func invitationRoutes() []route {
	return []route{
		{pattern: "POST /invitations", do: invite},
		{pattern: "POST /invitations/accept", do: acceptInvitation},
	}
}

// invitationForm is the body of an invitation.
type invitationForm struct {
	WorkspaceID       guid    `json:"workspaceId"`
	InvitationFlow    string  `json:"invitationFlow"`
	Email             string  `json:"email"`
	RoleID            guid    `json:"roleId"`
	FirstName         *string `json:"firstName"`
	LastName          *string `json:"lastName"`
	Title             *string `json:"title"`
	Position          *string `json:"position"`
	Gender            *string `json:"gender"`
	SkipSendingEmail  bool    `json:"skipSendingEmail"`
	TeamIDs           []guid  `json:"teamIds"`
	Password          *string `json:"password"`
	Passcode          *string `json:"passcode"`
	ConnectInviteCode *string `json:"connectInviteCode"`
	BookedSeats       *int64  `json:"bookedSeats"`
}

func (f invitationForm) check(p *problems) {
	if address, err := mail.ParseAddress(f.Email); err != nil || address.Address != f.Email {
		p.addf("email", "The email field must be an e-mail address.")
	}
	p.oneOf("invitationFlow", f.InvitationFlow, "invite", "")
	f.user().check(p)
}

func (f invitationForm) user() UserForm {
	return UserForm{FirstName: f.FirstName, LastName: f.LastName, Title: f.Title, Position: f.Position, Gender: f.Gender}
}

// invited is the answer to an invitation.
type invited struct {
	InvitationCode    string   `json:"invitationCode"`
	PasswordResetCode string   `json:"passwordResetCode"`
	UserID            string   `json:"userId"`
	Workspace         idAndURL `json:"workspace"`
}

type idAndURL struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

func (w Workspace) short() idAndURL { return idAndURL{ID: w.ID, Name: w.Name, URL: w.URL} }

// takesInvitations refuses to invite at all, in the ways in which the service may do so today.
func (s *state) takesInvitations() error {
	switch {
	case s.variants[InviteNotFound]:
		return refuse(http.StatusNotFound, "not-found", "The resource was not found.")
	case s.variants[InviteNotAllowed]:
		return refuse(http.StatusMethodNotAllowed, methodNotAllowed, "The method is not allowed.")
	case s.variants[InviteUnauthorized]:
		return denied("Invitation")
	case s.variants[InviteAtEdge]:
		return &refusal{edge: true}
	case s.variants[InvitePasscode]:
		return business(validationFailed, "A passcode is needed.")
	}
	return nil
}

func invite(c *call) (answer, error) {
	if c.state.variants[InvitePage] {
		return answer{status: http.StatusOK, page: "awork"}, nil
	}
	if err := c.state.takesInvitations(); err != nil {
		return answer{}, err
	}
	if !c.admin() {
		return answer{}, denied("Invitation")
	}
	form, err := newForm[invitationForm](c)
	if err != nil {
		return answer{}, err
	}
	if string(form.WorkspaceID) != c.state.workspace.ID {
		return c.foundWorkspace(form), nil
	}
	role, err := c.state.roles.usable(string(form.RoleID))
	if err != nil {
		return answer{}, err
	}
	if there := c.state.userByEmail(form.Email); there != nil {
		return c.inviteAgain(there, form)
	}
	if err := c.state.seatFor(); err != nil {
		return answer{}, err
	}
	teams, err := c.teams(form.TeamIDs)
	if err != nil {
		return answer{}, err
	}
	user := User{Email: form.Email, Pending: true, RoleID: role.ID, UserForm: form.user()}
	if user.ID, err = c.state.formerID(form.Email); err != nil {
		return answer{}, err
	}
	if err := c.state.completeUser(&user); err != nil {
		return answer{}, err
	}
	added, err := c.state.users.add(user, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	for _, team := range teams {
		team.UserIDs = append(team.UserIDs, added.ID)
	}
	return c.sendInvitation(added, form), nil
}

// teams are those with some ids.
func (c *call) teams(ids []guid) ([]*Team, error) {
	var teams []*Team
	for _, id := range ids {
		team, err := c.state.teams.usable(string(id))
		if err != nil {
			return nil, err
		}
		teams = append(teams, team)
	}
	return teams, nil
}

// foundWorkspace is what an invitation does that names no workspace: it makes a second one.
func (c *call) foundWorkspace(form invitationForm) answer {
	c.state.violate(c.request, "an invitation without workspaceId makes a second workspace")
	id := c.state.newID("Workspace")
	if form.WorkspaceID != "" {
		id = string(form.WorkspaceID)
	}
	return ok(invited{
		InvitationCode: c.state.secret("invitation"), UserID: c.state.newID("User"),
		Workspace: idAndURL{ID: id, Name: form.Email, URL: "https://second.awork.com"},
	})
}

// inviteAgain is what an invitation does to somebody who is there.
func (c *call) inviteAgain(there *User, form invitationForm) (answer, error) {
	const text = "Identity cannot be invited to this workspace. The identity is already part of the workspace."
	switch variants := c.state.variants; {
	case variants[InvitedTwiceSent]:
		return c.sendInvitation(there, form), nil
	case variants[InvitedTwiceInvalid]:
		return answer{}, business(invalidOperation, text)
	case variants[InvitedTwiceDuplication]:
		return answer{}, business(duplication, text)
	}
	return answer{}, business(alreadyExists, text)
}

// formerID is the id that somebody gets who was deleted and is invited again, "" for a new one.
func (s *state) formerID(email string) (string, error) {
	former := s.users.first(func(u *User) bool { return u.DeletedOn != nil && strings.EqualFold(u.Email, email) })
	switch {
	case former == nil:
		return "", nil
	case s.variants[ReinvitedRefused]:
		return "", business(invalidOperation, "The user was deleted and cannot be invited.")
	case s.variants[ReinvitedOldID]:
		s.users.remove(former)
		return former.ID, nil
	}
	return "", nil
}

func (c *call) sendInvitation(to *User, form invitationForm) answer {
	if !form.SkipSendingEmail {
		c.state.mail(MailInvitation, to)
	}
	code := c.state.secret("invitation")
	c.state.accept[code] = invitationCode{user: to.ID, expires: c.state.now().Add(codeLifetime)}
	return ok(invited{
		InvitationCode: code, PasswordResetCode: c.state.secret("password"), UserID: to.ID, Workspace: c.state.workspace.short(),
	})
}

// acceptForm is the body with which somebody joins.
type acceptForm struct {
	InvitationCode string `json:"invitationCode"`
}

func (f acceptForm) check(p *problems) { p.required("invitationCode", f.InvitationCode, normalName) }

func acceptInvitation(c *call) (answer, error) {
	form, err := newForm[acceptForm](c)
	if err != nil {
		return answer{}, err
	}
	code, known := c.state.accept[form.InvitationCode]
	user := c.state.users.get(code.user)
	if !known || user == nil || user.DeletedOn != nil || !c.state.now().Before(code.expires) {
		return answer{}, business(invalidOperation, "The invitation code is not valid.")
	}
	delete(c.state.accept, form.InvitationCode)
	user.Pending = false
	c.state.users.touch(user, user.ID)
	return ok(map[string]any{"userId": user.ID, "workspace": c.state.workspace.short()}), nil
}
