package user

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

const unmanaged = " Not managed where it is left out: awork's value stays."

func resourceSchema() schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A person in the workspace. Creating one sends an invitation by e-mail, which takes a free seat; destroying one deactivates them by default, " +
			"which shuts them out, frees the seat and keeps their history. Whoever is declared again is activated under the same id.\n\n" +
			"A pending invitation and an accepted one are the same resource; `status` tells them apart and never leads to a difference.\n\n" +
			"awork has taken inviting out of its public API, and may refuse it. Then invite people in the app or by SCIM, with the role that is declared, and apply again: " +
			"who is invited already is taken over without a second e-mail.",
		Attributes: map[string]schema.Attribute{
			"id":           tfkit.ID("Id of the user."),
			"workspace_id": tfkit.ID("Id of the workspace that the user belongs to."),
			"email": schema.StringAttribute{
				Required: true, CustomType: tfkit.Email(),
				MarkdownDescription: "E-mail address, to which the invitation goes. Compared without regard to case. The login of somebody who exists cannot be changed over the API: " +
					"another address is taken only if the person has it in awork already.",
				PlanModifiers: []planmodifier.String{tfkit.KeepSpelling(tfkit.Email())},
			},
			"role_id": schema.StringAttribute{
				Optional: true, Computed: true, CustomType: tfkit.GUID(),
				MarkdownDescription: "Id of the role. Everybody has exactly one; who is invited needs it." + unmanaged,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), tfkit.KeepSpelling(tfkit.GUID())},
			},
			"first_name": text("First name."),
			"last_name":  text("Last name."),
			"title":      text("Title, such as `Dr.`."),
			"position":   text("Position in the company, such as `Designer`."),
			"language": schema.StringAttribute{
				Optional: true, Computed: true,
				MarkdownDescription: "Language of the app, such as `en-GB` or `de-DE`." + unmanaged,
				PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"tags": schema.SetAttribute{
				Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Names of all tags that the user has. A tag exists as long as it is used. Not managed where it is left out; an empty set takes all tags away.",
			},
			"deactivated": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(false),
				MarkdownDescription: "Whether the user is deactivated. `true` deactivates and keeps the resource; `false`, the default, activates the same user, who gets an e-mail and takes a seat. " +
					"Nobody is invited only to be deactivated. While `deactivated` stays `true`, other attributes are left as they are.",
			},
			"send_invitation": schema.BoolAttribute{
				Optional: true, Computed: true, Default: booldefault.StaticBool(true),
				MarkdownDescription: "Whether awork sends the invitation by e-mail, `true` by default. With `false`, `invitation_code` has what accepts it.",
			},
			"on_destroy": schema.StringAttribute{
				Optional: true, Computed: true, Default: stringdefault.StaticString(deactivate),
				MarkdownDescription: "What destroying the resource does: `deactivate`, the default, shuts the person out and can be undone; `delete` is for good; `keep` only forgets the resource. " +
					"An invitation that is still pending is deleted unless it is `keep`. A replacement always deactivates and activates.",
			},
			"status": schema.StringAttribute{
				Computed:            true,
				MarkdownDescription: "`pending` until the invitation is accepted, then `active`; `deactivated`; or `archived`, which is deactivated and there for reference only.",
			},
			"invitation_code": schema.StringAttribute{
				Computed: true, Sensitive: true,
				MarkdownDescription: "Code with which the invitation is accepted, within 24 hours. Known only where this resource has invited with `send_invitation = false`; null once the user is active.",
			},
		},
	}
}

// text is a text about the person that is not managed where it is left out.
func text(description string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Computed: true, CustomType: tfkit.Name(),
		MarkdownDescription: description + unmanaged,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown(), tfkit.KeepSpelling(tfkit.Name())},
	}
}
