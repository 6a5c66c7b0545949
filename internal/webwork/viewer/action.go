package viewer

import (
	"github.com/hashicorp/terraform-plugin-framework/action"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/restoring"
)

// NewRestoreAction makes the action webwork_restore_project_viewer.
func NewRestoreAction() action.Action {
	return restoring.New(restoring.Action[api.Viewer]{
		Name: "restore_project_viewer", Kind: kind,
		Description: "Brings an archived project viewer back: under the same id, and without an invitation. Nothing is done about one who is not archived. " +
			"Needs Terraform 1.14: `terraform apply -invoke=action.webwork_restore_project_viewer.NAME`, or an `action_trigger` of a resource.\n\n" +
			"Use it for viewers whom no resource manages, or not yet. A `webwork_project_viewer` with `archived = true` archives the viewer again at the next apply; " +
			"to bring such a viewer back, set it to `false` instead. Where `restore_archived` is `false` in the provider block, nobody is brought back.",
		ID: "viewer_id", IDDescription: "Id of the project viewer, such as `100`. The list resource `webwork_project_viewer` shows the ids of archived ones with `include_archived`.",
	})
}
