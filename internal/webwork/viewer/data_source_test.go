package viewer_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// clients is a workspace with a project viewer who sees two projects, and an archived one.
func clients(variants ...simulator.Variant) simulator.Options {
	begun := time.Date(2024, 1, 15, 9, 0, 0, 0, time.UTC)
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme Agency",
		Members: []simulator.Member{
			{
				ID: 100, Email: "Kim@client.example", FirstName: "Kim", LastName: "Client", Role: simulator.RoleProjectViewer,
				ProjectIDs: []int64{500, 501}, CreatedAt: begun,
			},
			{
				ID: 101, Email: "gone@client.example", FirstName: "Gus", LastName: "Gone", Role: simulator.RoleProjectViewer,
				DeletedAt: &begun,
			},
		},
		Projects: []simulator.Project{{ID: 500, Name: "Website"}, {ID: 501, Name: "Audit"}},
	}}}}
}

// kimHolds checks everything about the project viewer with the id 100.
func kimHolds(address string, within ...any) []statecheck.StateCheck {
	text := knownvalue.StringExact
	project := func(id int64, name string) knownvalue.Check {
		return knownvalue.ObjectExact(map[string]knownvalue.Check{"project_id": providertest.ID(id), "project_name": text(name)})
	}
	return providertest.HoldsAll(address, map[string]knownvalue.Check{
		"id": providertest.ID(100), "workspace_id": providertest.ID(1), "firstname": text("Kim"), "lastname": text("Client"),
		"status": text("active"), "member_since": text("2024-01-15T09:00:00Z"), "archived": knownvalue.Bool(false),
		"deleted_at": knownvalue.Null(),
		"projects":   knownvalue.ListExact([]knownvalue.Check{project(500, "Website"), project(501, "Audit")}),
	}, within...)
}

func TestAccProjectViewerDataSources(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{
		{}, {simulator.NumbersAsStrings}, {simulator.ThinLists}, {simulator.ViewersHidden, simulator.NullsAbsent},
	} {
		server := providertest.Start(t, clients(variants...))
		checks := kimHolds("data.webwork_project_viewer.id")
		checks = append(checks, kimHolds("data.webwork_project_viewer.email")...)
		checks = append(checks, kimHolds("data.webwork_project_viewers.all", "project_viewers", 0)...)
		checks = append(checks, kimHolds("data.webwork_project_viewers.email", "project_viewers", 0)...)
		providertest.Run(t, providertest.Step(server, `
			data "webwork_project_viewer" "id"      { id = 100 }
			data "webwork_project_viewer" "email"   { email = "kim@client.example" }
			data "webwork_project_viewer" "gone"    { email = "gone@client.example" }
			data "webwork_project_viewers" "all"    {}
			data "webwork_project_viewers" "email"  { email = "KIM@client.example" }
			data "webwork_project_viewers" "nobody" { email = "nobody@client.example" }
		`, append(checks,
			providertest.Holds("data.webwork_project_viewer.id", knownvalue.StringExact("Kim@client.example"), "email"),
			providertest.Holds("data.webwork_project_viewer.gone", knownvalue.Bool(true), "archived"),
			providertest.Holds("data.webwork_project_viewer.gone", knownvalue.ListSizeExact(0), "projects"),
			providertest.Holds("data.webwork_project_viewers.all", knownvalue.ListSizeExact(2), "project_viewers"),
			providertest.Holds("data.webwork_project_viewers.email", knownvalue.ListSizeExact(1), "project_viewers"),
			providertest.Holds("data.webwork_project_viewers.nobody", knownvalue.ListSizeExact(0), "project_viewers"),
		)...))
	}
}

func TestAccProjectViewerDataSourceRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, clients())
	for body, message := range map[string]string{
		`id = 10`:                         "WebWork shows no project viewer with the id 10", // a member
		`email = "nobody@client.example"`: "WebWork shows no project viewer with the email nobody@client.example",
		`email = "Kim"`:                   "which has no @",
		``:                                "Neither id nor email was given.",
	} {
		providertest.Run(t, providertest.Failure(server, "", "data \"webwork_project_viewer\" \"x\" {\n"+body+"\n}", message))
	}
}
