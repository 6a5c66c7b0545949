package features_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

func TestAccFeaturesDataSource(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Seed: simulator.Seed{Features: simulator.Features{
		Workspace: []string{"workspace-manage-config", "project-create"}, Project: []string{"project-timetracking"},
	}}})
	text := knownvalue.StringExact
	providertest.Run(t, providertest.Step(server, `data "awork_features" "all" {}`,
		acctest.Holds("data.awork_features.all", knownvalue.SetExact([]knownvalue.Check{text("project-create"), text("workspace-manage-config")}), "features"),
		acctest.Holds("data.awork_features.all", knownvalue.SetExact([]knownvalue.Check{text("project-timetracking")}), "project_features"),
	))
}
