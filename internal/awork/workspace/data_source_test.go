package workspace_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func TestAccWorkspaceDataSource(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Seed: simulator.Seed{Workspace: simulator.Workspace{
		Name: "Globex", URL: "https://globex.awork.com", Description: "Makes everything", Language: "de-DE", Seats: 1,
	}}})
	text, no := knownvalue.StringExact, knownvalue.Bool(false)
	providertest.Run(t, providertest.Step(server, `data "awork_workspace" "own" {}`, acctest.HoldsAll("data.awork_workspace.own", map[string]knownvalue.Check{
		"id": text(simulator.DefaultWorkspace), "name": text("Globex"), "description": text("Makes everything"), "language": text("de-DE"),
		"type": text("agency"), "size": text("11-50"), "member_count": knownvalue.Int64Exact(1),
		"subdomains":         knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectExact(map[string]knownvalue.Check{"name": text("globex"), "is_default": knownvalue.Bool(true)})}),
		"allow_social_login": knownvalue.Bool(true), "allow_credentials_login": knownvalue.Bool(true), "allow_sso_login": no, "require_mfa": no,
		"is_scim_activated": no, "allow_automatic_scim_user_booking": no, "same_domain_signup_enabled": no,
		"same_domain_signup_role_id": knownvalue.Null(), "same_domain_signup_domains": knownvalue.ListSizeExact(0),
		"is_full": knownvalue.Bool(true), "is_test_workspace": no,
		"created_on": knownvalue.Null(), "created_by": knownvalue.Null(), "updated_on": knownvalue.Null(), "updated_by": knownvalue.Null(),
	})...))
}
