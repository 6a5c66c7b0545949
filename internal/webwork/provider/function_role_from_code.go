package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/function"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

var _ function.Function = (*roleFromCode)(nil)

type roleFromCode struct{}

func newRoleFromCode() function.Function { return &roleFromCode{} }

func (f *roleFromCode) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "role_from_code"
}

func (f *roleFromCode) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Name of the role that the older API writes as a number",
		MarkdownDescription: "Translates the numbers with which version 1 of WebWork's API writes roles, for rosters that were made for it: `15` is `" + api.RoleProjectViewer +
			"`, `20` `" + api.RoleExecutiveManager + "`, `25` `" + api.RoleProjectManager + "` and `30` `" + api.RoleRegularUser + "`. Any other number is an error. Needs Terraform 1.8 or OpenTofu 1.7.",
		Parameters: []function.Parameter{
			function.Int64Parameter{Name: "code", MarkdownDescription: "Number of the role: 15, 20, 25 or 30."},
		},
		Return: function.StringReturn{},
	}
}

func (f *roleFromCode) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var code int64
	resp.Error = req.Arguments.Get(ctx, &code)
	if resp.Error != nil {
		return
	}
	role, known := map[int64]string{
		15: api.RoleProjectViewer, 20: api.RoleExecutiveManager, 25: api.RoleProjectManager, 30: api.RoleRegularUser,
	}[code]
	if !known {
		resp.Error = function.NewArgumentFuncError(0, fmt.Sprintf("%d is not the number of a role. Allowed are 15 (%s), 20 (%s), 25 (%s) and 30 (%s).",
			code, api.RoleProjectViewer, api.RoleExecutiveManager, api.RoleProjectManager, api.RoleRegularUser))
		return
	}
	resp.Error = resp.Result.Set(ctx, role)
}
