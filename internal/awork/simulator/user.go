package simulator

import (
	"errors"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/suggest"
)

// The kinds of users that are no people of the workspace.
const (
	KindAPI      = "api"
	KindAgent    = "agent"
	KindExternal = "external"
)

// User is a person of the workspace, or another user that stands in the same list.
type User struct {
	Object
	UserForm
	Kind          string        `json:"kind,omitempty"`    // "" is a person
	Email         string        `json:"email,omitempty"`   // the login, which the API does not show
	RoleID        string        `json:"roleId,omitempty"`  // which the API shows with the role only
	Pending       bool          `json:"pending,omitempty"` // the invitation is not accepted
	ContactInfos  []ContactInfo `json:"userContactInfos,omitempty"`
	Tags          []Tag         `json:"tags,omitempty"`
	IsArchived    bool          `json:"isArchived,omitempty"`
	IsDeactivated bool          `json:"isDeactivated,omitempty"`
	DeactivatedOn *time.Time    `json:"deactivatedOn,omitempty"`
	DeletedOn     *time.Time    `json:"deletedOn,omitempty"`
}

// UserForm is what can be written of a user.
type UserForm struct {
	FirstName *string `json:"firstName"`
	LastName  *string `json:"lastName"`
	BirthDate *moment `json:"birthDate"`
	Gender    *string `json:"gender"`
	Title     *string `json:"title"`
	Position  *string `json:"position"`
	Language  *string `json:"language"`
}

func (f UserForm) check(p *problems) {
	p.length("firstName", f.FirstName, longName)
	p.length("lastName", f.LastName, longName)
	p.length("gender", f.Gender, shortName)
	p.length("title", f.Title, 100) //nolint:mnd // the only text of that length
	p.length("position", f.Position, longName)
	p.length("language", f.Language, shortName)
}

// The lengths of texts.
const (
	shortName  = 25
	normalName = 255
	longName   = 1000
	longText   = 25_000
)

// ContactInfo is a way to reach somebody.
type ContactInfo struct {
	Object
	ContactInfoForm
}

// ContactInfoForm is what can be written of a contact info.
type ContactInfoForm struct {
	Type         string  `json:"type"`
	SubType      *string `json:"subType"`
	Value        *string `json:"value"`
	Label        *string `json:"label"`
	AddressLine1 *string `json:"addressLine1"`
	AddressLine2 *string `json:"addressLine2"`
	ZipCode      *string `json:"zipCode"`
	City         *string `json:"city"`
	State        *string `json:"state"`
	Country      *string `json:"country"`
	IsAddress    bool    `json:"isAddress"`
}

func (f ContactInfoForm) check(p *problems) {
	p.oneOf("type", f.Type, "phone", "email", "address", "messenger", "social", "url", "urls", "custom")
}

func (u *User) label() (name string, archived bool) { return u.Email, u.IsArchived }

// person reports whether a user is a person of the workspace.
func (u *User) person() bool { return u.Kind == "" }

// works reports whether somebody has a seat, active or invited.
func (u *User) works() bool {
	return u.person() && u.DeletedOn == nil && !u.IsDeactivated && !u.IsArchived
}

// completeUser fills in what awork gives a new user.
func (s *state) completeUser(user *User) error {
	kinds := []string{"", KindAPI, KindAgent, KindExternal}
	if !slices.Contains(kinds, user.Kind) {
		return suggest.Unknown("kind", user.Kind, kinds[1:])
	}
	if err := s.roles.resolve(&user.RoleID); err != nil {
		return err
	}
	switch {
	case !user.IsDeactivated:
		user.DeactivatedOn = nil
	case user.DeactivatedOn == nil:
		user.DeactivatedOn = new(s.today())
	}
	for i := range user.Tags {
		user.Tags[i] = s.named("users", user.Tags[i])
	}
	if !user.person() {
		return nil
	}
	if address, err := mail.ParseAddress(user.Email); err != nil || address.Address != user.Email {
		return errors.New("the email must be an address such as jane@acme.example")
	}
	if other := s.userByEmail(user.Email); other != nil && other.ID != user.ID {
		return fmt.Errorf("there are two with the email %s", user.Email)
	}
	fill(&user.RoleID, UserRole)
	if len(user.ContactInfos) == 0 && user.CreatedOn.IsZero() {
		user.ContactInfos = s.loginInfos(user.Email)
	}
	for i := range user.ContactInfos {
		s.completeContact(&user.ContactInfos[i], "")
	}
	return nil
}

func (s *state) completeContact(info *ContactInfo, by string) {
	if info.ID == "" {
		info.ID = s.newID("ContactInfo")
	}
	s.born(&info.Object, by)
}

// userByEmail gives the person with a login, who is not deleted.
func (s *state) userByEmail(email string) *User {
	return s.users.first(func(u *User) bool { return u.person() && u.DeletedOn == nil && strings.EqualFold(u.Email, email) })
}

// loginInfos are the contact infos of a new person, one of which is the login.
func (s *state) loginInfos(email string) []ContactInfo {
	login := ContactInfo{ContactInfoForm: ContactInfoForm{Type: "email", SubType: new("work"), Value: new(email)}}
	switch {
	case s.variants[EmailMissing]:
		return nil
	case s.variants[EmailWithoutSubType]:
		login.SubType = nil
	case s.variants[EmailCapitals]:
		login.Value = new(strings.ToUpper(email[:1]) + email[1:])
	case s.variants[EmailsSeveral]:
		private := ContactInfo{ContactInfoForm: ContactInfoForm{Type: "email", SubType: new("private"), Value: new("home." + email)}}
		return []ContactInfo{private, login}
	}
	return []ContactInfo{login}
}

// lastAdmin reports whether nobody else in the admin role could still act.
func (s *state) lastAdmin(user *User) bool {
	isAdmin := func(u *User) bool {
		role := s.roles.get(u.RoleID)
		return role != nil && role.IsAdminRole && u.works() && !u.Pending
	}
	return isAdmin(user) && len(s.users.where(isAdmin)) == 1
}

// keepAnAdmin refuses to take the last admin away.
func (s *state) keepAnAdmin(user *User) error {
	if s.lastAdmin(user) {
		return business(invalidOperation, "The last user in the admin role cannot be removed.")
	}
	return nil
}

// seatFor refuses where no seat is left.
func (s *state) seatFor() error {
	taken := len(s.users.where((*User).works))
	if s.workspace.Seats == 0 || taken < s.workspace.Seats {
		return nil
	}
	if s.variants[SeatsUnauthorized] {
		return denied("Invitation")
	}
	return business(noSeats, "There are no free seats left.")
}

// frozen refuses to change whether a pending person is active, where that cannot be.
func (s *state) frozen(user *User) error {
	if user.Pending && s.variants[PendingFrozen] {
		return business(invalidOperation, "The user has not accepted the invitation yet.")
	}
	return nil
}

func (s *state) deactivate(user *User, by string) error {
	if err := s.frozen(user); err != nil {
		return err
	}
	if err := s.keepAnAdmin(user); err != nil {
		return err
	}
	if !user.IsDeactivated {
		user.IsDeactivated, user.DeactivatedOn = true, new(s.today())
		s.users.touch(user, by)
	}
	return nil
}

// dropOrphans deletes the private projects that nobody but a user could see, and counts them.
func (s *state) dropOrphans(user *User) int {
	orphans := s.projects.where(func(p *Project) bool {
		alone := len(p.Members) == 0 && p.CreatedBy == user.ID || len(p.Members) == 1 && p.Members[0].UserID == user.ID
		return p.IsPrivate && alone
	})
	for _, project := range orphans {
		s.deleteProject(project)
	}
	return len(orphans)
}

func (s *state) activate(user *User, by string) error {
	if err := s.frozen(user); err != nil {
		return err
	}
	if user.IsArchived {
		return business(entityArchived, "The user is archived.")
	}
	if !user.IsDeactivated {
		return nil
	}
	if err := s.seatFor(); err != nil {
		return err
	}
	user.IsDeactivated, user.DeactivatedOn = false, nil
	s.users.touch(user, by)
	s.mail(MailActivation, user)
	return nil
}

// archiveUser archives somebody, who is inactive then, or brings them back from there, inactive still.
func (s *state) archiveUser(user *User, archived bool, by string) error {
	if archived {
		if err := s.deactivate(user, by); err != nil {
			return err
		}
	}
	user.IsArchived = archived
	s.users.touch(user, by)
	return nil
}

// deleteUser deletes somebody for good. Their row stays, and nobody can have it back.
func (s *state) deleteUser(user *User, by string) error {
	if err := s.keepAnAdmin(user); err != nil {
		return err
	}
	user.DeletedOn = new(s.today())
	s.users.touch(user, by)
	s.leave(user)
	return nil
}

// leave takes somebody out of all teams and projects.
func (s *state) leave(user *User) {
	for _, team := range s.teams.all() {
		team.UserIDs = without(team.UserIDs, []string{user.ID})
	}
	for _, project := range s.projects.all() {
		if at := project.member(user.ID); at >= 0 {
			project.Members = slices.Delete(project.Members, at, at+1)
		}
	}
}
