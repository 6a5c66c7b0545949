package user

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// What a user can be.
const (
	person   = "person"
	program  = "api"
	agent    = "agent"
	external = "external"
)

// somebody is a user with what they are, which the user alone does not tell.
type somebody struct {
	api.User

	kind string
}

// Archived reports whether the user is shut out: others of the same address go before.
func (s somebody) Archived() bool { return s.Inactive() }

// known tells what users are.
func known(ctx context.Context, s *session.Session, users ...api.User) []somebody {
	programs := s.Programs(ctx)
	all := make([]somebody, len(users))
	for i, user := range users {
		all[i] = somebody{user, person}
		switch {
		case programs[user.ID]:
			all[i].kind = program
		case user.IsAgent:
			all[i].kind = agent
		case user.IsExternal:
			all[i].kind = external
		}
	}
	return all
}

// dataModel is a user as data sources show one.
type dataModel struct {
	ID                 types.String           `tfsdk:"id"`
	WorkspaceID        types.String           `tfsdk:"workspace_id"`
	Email              tfkit.String           `tfsdk:"email"`
	FirstName          types.String           `tfsdk:"first_name"`
	LastName           types.String           `tfsdk:"last_name"`
	Title              types.String           `tfsdk:"title"`
	Position           types.String           `tfsdk:"position"`
	Language           types.String           `tfsdk:"language"`
	BirthDate          types.String           `tfsdk:"birth_date"`
	Gender             types.String           `tfsdk:"gender"`
	Kind               types.String           `tfsdk:"kind"`
	Status             types.String           `tfsdk:"status"`
	InvitationAccepted types.Bool             `tfsdk:"invitation_accepted"`
	IsDeactivated      types.Bool             `tfsdk:"is_deactivated"`
	DeactivatedOn      types.String           `tfsdk:"deactivated_on"`
	IsArchived         types.Bool             `tfsdk:"is_archived"`
	HasImage           types.Bool             `tfsdk:"has_image"`
	ContactInfos       []session.ContactModel `tfsdk:"contact_infos"`
	Tags               []session.TagModel     `tfsdk:"tags"`
	Teams              []teamModel            `tfsdk:"teams"`
	ResourceVersion    types.Int64            `tfsdk:"resource_version"`
	CreatedOn          types.String           `tfsdk:"created_on"`
	CreatedBy          types.String           `tfsdk:"created_by"`
	UpdatedOn          types.String           `tfsdk:"updated_on"`
	UpdatedBy          types.String           `tfsdk:"updated_by"`
}

type teamModel struct {
	ID   types.String `tfsdk:"id"`
	Name types.String `tfsdk:"name"`
}

// dataKind is how data sources show users.
func dataKind() reading.Kind[somebody, dataModel] {
	return reading.Kind[somebody, dataModel]{Noun: "user", Attributes: dataAttributes(), Show: show, Order: reading.ByID[somebody], IDs: tfkit.GUIDs()}
}

func show(u somebody, view reading.View) dataModel {
	shown := dataModel{
		ID:                 types.StringValue(u.ID),
		WorkspaceID:        view.WorkspaceID,
		Email:              tfkit.Email().OfPointer(tfkit.NonEmpty(new(u.Email()))),
		FirstName:          types.StringPointerValue(u.FirstName),
		LastName:           types.StringPointerValue(u.LastName),
		Title:              types.StringPointerValue(tfkit.NonEmpty(u.Title)),
		Position:           types.StringPointerValue(tfkit.NonEmpty(u.Position)),
		Language:           types.StringPointerValue(u.Language),
		BirthDate:          view.Personal(u.BirthDate),
		Gender:             view.Personal(u.Gender),
		Kind:               types.StringValue(u.kind),
		Status:             types.StringValue(u.Status()),
		InvitationAccepted: types.BoolPointerValue(u.InvitationAccepted),
		IsDeactivated:      types.BoolValue(u.IsDeactivated),
		DeactivatedOn:      types.StringPointerValue(u.DeactivatedOn),
		IsArchived:         types.BoolValue(u.IsArchived),
		HasImage:           types.BoolPointerValue(u.HasImage),
		ContactInfos:       []session.ContactModel{},
		Tags:               session.ShowTags(u.Tags),
		Teams:              []teamModel{},
		ResourceVersion:    types.Int64PointerValue(u.ResourceVersion),
		CreatedOn:          types.StringPointerValue(u.CreatedOn),
		CreatedBy:          types.StringPointerValue(u.CreatedBy),
		UpdatedOn:          types.StringPointerValue(u.UpdatedOn),
		UpdatedBy:          types.StringPointerValue(u.UpdatedBy),
	}
	for _, contact := range u.Contacts {
		if view.Private || strings.EqualFold(contact.Type, "email") {
			shown.ContactInfos = append(shown.ContactInfos, session.ShowContact(contact))
		}
	}
	for _, team := range u.Teams {
		shown.Teams = append(shown.Teams, teamModel{ID: types.StringValue(team.ID), Name: types.StringValue(team.Name)})
	}
	return shown
}

func dataAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                  reading.Text("Id of the user."),
		"workspace_id":        reading.Text("Id of the workspace that the user belongs to."),
		"email":               reading.Email(),
		"first_name":          reading.Text("First name."),
		"last_name":           reading.Text("Last name."),
		"title":               reading.Text("Title, such as `Dr.`."),
		"position":            reading.Text("Position in the company."),
		"language":            reading.Text("Language of the app, such as `en-GB`."),
		"birth_date":          reading.Personal("Day of birth." + session.UnlessReadPersonal),
		"gender":              reading.Personal("Gender." + session.UnlessReadPersonal),
		"kind":                reading.Text("What the user is: " + reading.Values(kinds()) + ". `api` is a program with an API key, `agent` one of awork's own, `external` somebody of another workspace."),
		"status":              reading.Text("Place in the workspace: " + reading.Values(statuses()) + "."),
		"invitation_accepted": reading.Flag("Whether the invitation was accepted."),
		"is_deactivated":      reading.Flag("Whether the user is shut out."),
		"deactivated_on":      reading.Text("When the user was deactivated."),
		"is_archived":         reading.Flag("Whether the user is there for reference only."),
		"has_image":           reading.Flag("Whether the user has a picture."),
		"contact_infos": schema.ListNestedAttribute{
			Computed:            true,
			MarkdownDescription: "Ways to reach the user. Only e-mail addresses unless `read_personal` is set in the provider block.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id":            reading.Text("Id of the contact info."),
				"type":          reading.Text("`phone`, `email`, `address`, `messenger`, `social`, `urls` or `custom`."),
				"sub_type":      reading.Text("Which of that type, such as `work`."),
				"value":         reading.Text("The number or address."),
				"label":         reading.Text("What a custom one is called."),
				"address_line1": reading.Text("First line of an address."),
				"address_line2": reading.Text("Second line of an address."),
				"zip_code":      reading.Text("Postal code."),
				"city":          reading.Text("City."),
				"state":         reading.Text("State."),
				"country":       reading.Text("Country, in two letters."),
			}},
		},
		"tags": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Tags of the user.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"name": reading.Text("Name."), "color": reading.Text("Colour."),
			}},
		},
		"teams": schema.ListNestedAttribute{
			Computed: true, MarkdownDescription: "Teams that the user is in.",
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"id": reading.Text("Id."), "name": reading.Text("Name."),
			}},
		},
		"resource_version": reading.Whole("Number of the version of the user, which grows with each change."),
		"created_on":       reading.Text("When the user was created."),
		"created_by":       reading.Text("Id of the user who did so."),
		"updated_on":       reading.Text("When the user was last changed."),
		"updated_by":       reading.Text("Id of the user who did so."),
	}
}

func kinds() []string { return []string{person, program, agent, external} }

func statuses() []string {
	return []string{api.StatusPending, api.StatusActive, api.StatusDeactivated, api.StatusArchived}
}
