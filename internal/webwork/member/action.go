package member

import (
	"github.com/hashicorp/terraform-plugin-framework/action"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/restoring"
)

// NewRestoreAction makes the action webwork_restore_member.
func NewRestoreAction() action.Action {
	return restoring.New(restoring.Action[api.Member]{
		Name: "restore_member", Kind: kind,
		Description: "Brings an archived member back: under the same id, with their history, and without an invitation. Nothing is done about one who is not archived. " +
			"Needs Terraform 1.14: `terraform apply -invoke=action.webwork_restore_member.NAME`, or an `action_trigger` of a resource.\n\n" +
			"Use it for people whom no resource manages, or not yet. A `webwork_member` with `archived = true` archives the member again at the next apply; " +
			"to bring such a member back, set it to `false` instead. Where `restore_archived` is `false` in the provider block, nobody is brought back.",
		ID: "member_id", IDDescription: "Id of the member, such as `100`. The list resource `webwork_member` shows the ids of archived members with `include_archived`.",
	})
}
