package rest

import (
	"context"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// users are those of the workspace.
type users struct{ client *Client }

// userForm is what can be written of a user.
//
//nolint:gochecknoglobals // a constant, for which Go has no other form
var userForm = form{nullable: []string{"firstName", "lastName", "birthDate", "gender", "title", "position", "language"}}

// Get reads one user.
func (u users) Get(ctx context.Context, id string) (api.User, error) {
	got, err := u.client.do(ctx, reading("users", id))
	if err != nil {
		return api.User{}, err
	}
	return one(got, userWire.user)
}

// Page reads one page of the users that match the filter.
func (u users) Page(ctx context.Context, filter api.UserFilter, number int) (remote.Page[api.User], error) {
	return list[userWire, api.User]{
		client: u.client, path: []string{"users"}, query: narrowedBy(filter.Archived, filter.Where), narrowed: filter.Where != "",
		convert: userWire.user,
	}.page(ctx, number)
}

// narrowedBy is a query that shows what is archived or not, and only what an expression lets through.
func narrowedBy(archived bool, where string) url.Values {
	query := url.Values{}
	if archived {
		query.Set("showArchived", "true")
	}
	if where != "" {
		query.Set("filterby", where)
	}
	return query
}

// Update changes a user.
func (u users) Update(ctx context.Context, id string, to api.UserUpdate) (*api.User, error) {
	return update(ctx, u.client, at("users", id), userForm, userWire.user,
		changed("firstName", to.FirstName), changed("lastName", to.LastName),
		changed("title", to.Title), changed("position", to.Position), changed("language", to.Language))
}

// Activate gives access back, and mails the person.
func (u users) Activate(ctx context.Context, id string) error {
	return u.client.act(ctx, creation(nil, at("users", id, "activate")...))
}

// Deactivate shuts a person out.
func (u users) Deactivate(ctx context.Context, id string) (*api.Deactivation, error) {
	asked := business(nil, at("users", id, "deactivate")...)
	asked.query = url.Values{"includeSummary": {"true"}}
	got, err := u.client.write(ctx, asked)
	if err != nil || got.empty() {
		return nil, err
	}
	told, err := one(got, deactivationWire.deactivation)
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // the person is shut out, whatever awork says of it
	}
	return &told, nil
}

// SetArchived archives, or takes it back.
func (u users) SetArchived(ctx context.Context, id string, archived bool) error {
	return u.client.act(ctx, business(archiving{archived}, at("users", id, "setarchived")...))
}

// archiving is what archives, and takes it back.
type archiving struct {
	IsArchived bool `json:"isArchived"`
}

// Delete is for good.
func (u users) Delete(ctx context.Context, id string) error {
	return u.client.act(ctx, removal("users", id))
}

// AddTags marks a user with words.
func (u users) AddTags(ctx context.Context, id string, tags []api.Tag) error {
	return u.client.addTags(ctx, "users", id, tags)
}

// RemoveTags takes words from a user.
func (u users) RemoveTags(ctx context.Context, id string, names []string) error {
	return u.client.removeTags(ctx, "users", id, names)
}

// ContactInfos are those of one user.
func (u users) ContactInfos(ctx context.Context, id string) ([]api.ContactInfo, error) {
	return list[contactWire, api.ContactInfo]{client: u.client, path: at("users", id, "contactinfo"), convert: contactWire.contact}.
		all(ctx, func(info api.ContactInfo) string { return info.ID })
}

type userWire struct {
	auditWire

	ID              id                           `json:"id"`
	FirstName       lenient.Text                 `json:"firstName"`
	LastName        lenient.Text                 `json:"lastName"`
	BirthDate       lenient.Text                 `json:"birthDate"`
	Gender          lenient.Text                 `json:"gender"`
	Title           lenient.Text                 `json:"title"`
	Position        lenient.Text                 `json:"position"`
	Language        lenient.Text                 `json:"language"`
	Status          object[userStatusWire]       `json:"status"`
	IsArchived      flag                         `json:"isArchived"`
	IsDeactivated   flag                         `json:"isDeactivated"`
	DeactivatedOn   lenient.Text                 `json:"deactivatedOn"`
	DeletedOn       lenient.Instant              `json:"deletedOn"`
	IsAgent         flag                         `json:"isAgent"`
	IsExternal      flag                         `json:"isExternal"`
	HasImage        lenient.Flag                 `json:"hasImage"`
	Contacts        lenient.Vitals[contactWire]  `json:"userContactInfos"`
	Tags            lenient.Vitals[tagWire]      `json:"tags"`
	Teams           lenient.Vitals[userTeamWire] `json:"teams"`
	ResourceVersion lenient.Integer              `json:"resourceVersion"`
}

type userStatusWire struct {
	InvitationAccepted flag `json:"invitationAccepted"`
	IsDeactivated      flag `json:"isDeactivated"`
}

func (w userWire) user() api.User {
	status := w.Status.Or(userStatusWire{})
	return api.User{
		ID:                 w.ID.String(),
		FirstName:          w.FirstName.Value,
		LastName:           w.LastName.Value,
		BirthDate:          w.BirthDate.Value,
		Gender:             w.Gender.Value,
		Title:              w.Title.Value,
		Position:           w.Position.Value,
		Language:           w.Language.Value,
		InvitationAccepted: status.InvitationAccepted.Value,
		IsDeactivated:      w.IsDeactivated.Or(false) || status.IsDeactivated.Or(false),
		IsArchived:         w.IsArchived.Or(false),
		DeactivatedOn:      w.DeactivatedOn.Value,
		DeletedOn:          lenient.Moment(w.DeletedOn),
		IsAgent:            w.IsAgent.Or(false),
		IsExternal:         w.IsExternal.Or(false),
		HasImage:           w.HasImage.Value,
		Contacts:           lenient.Mapped(w.Contacts.List, contactWire.contact),
		Tags:               lenient.Mapped(w.Tags.List, tagWire.tag),
		Teams:              lenient.Mapped(w.Teams.List, userTeamWire.team),
		ResourceVersion:    w.ResourceVersion.Value,
		Audit:              w.audit(),
		Sent:               carried(w.Status.Sent, w.Contacts.Sent, w.Tags.Sent, w.Teams.Sent),
	}
}

// userParts are all that a user has, of which items of lists may lack some.
func userParts() remote.Fields { return carried(true, true, true, true) }

type userTeamWire struct {
	ID   id           `json:"id"`
	Name lenient.Text `json:"name"`
}

func (w userTeamWire) team() api.UserTeam {
	return api.UserTeam{ID: w.ID.String(), Name: w.Name.Or("")}
}

type deactivationWire struct {
	Reassigned lenient.Integer `json:"privateProjectManagersReassignedCount"`
	Deleted    lenient.Integer `json:"privateProjectsDeletedCount"`
}

func (w deactivationWire) deactivation() api.Deactivation {
	return api.Deactivation{PrivateProjectsDeleted: w.Deleted.Or(0), PrivateProjectsReassigned: w.Reassigned.Or(0)}
}
