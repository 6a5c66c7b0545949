// Package guides_test follows the guides to the letter, as somebody does who has nothing but the page, a CLI and the provider.
package guides_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// walks are the pages that are followed from the first block to the last.
func walks() []walk {
	jane := simulator.Member{ID: 100, Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: simulator.RoleRegularUser, Status: "active"}
	acme := simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Acme", Members: []simulator.Member{jane}}}}
	return []walk{
		{
			page:     "docs/guides/getting-started.md",
			seed:     acme,
			readOnly: true,
			aside:    map[string]string{"make install": "the tests have installed the provider, from the same program"},
		},
		{page: "docs/guides/people-come-and-go.md"},
		{page: "docs/guides/archive-and-restore.md"},
		{page: "docs/guides/several-states.md", feature: acctest.Removed},
		{
			page:    "docs/guides/pipelines.md",
			files:   map[string]string{".": "examples/pipelines"},
			feature: acctest.Mocks,
		},
		{
			page:    "docs/guides/testing.md",
			files:   map[string]string{".": "examples/workspace"},
			feature: acctest.Mocks,
		},
		{
			page:   "docs/guides/adopt.md",
			seed:   acme,
			files:  map[string]string{".": "examples/provider"},
			before: "terraform init",
			aside: map[string]string{
				"469 of 520": "it is what a larger workspace gives",
				"#!/bin/sh":  "TestAccTheNightlyJobTellsWhatWasDoneInTheApp runs it",
			},
		},
		{page: "docs/guides/idp-or-terraform.md", seed: acme},
		{
			page: "docs/guides/opentofu.md",
			aside: map[string]string{
				"rm -rf .terraform": "it begins with the state of the other CLI, and tests have one at a time",
				"replace-provider":  "likewise",
			},
		},
		{page: "docs/guides/commands.md"},
		{
			page:     "docs/guides/authentication.md",
			seed:     acme,
			readOnly: true,
			files:    map[string]string{".": "examples/provider"},
		},
	}
}

// elsewhere are pages whose blocks other tests run, by the test.
func elsewhere() map[string]string {
	return map[string]string{
		"README.md":                             "TestAccReadme",
		"CONTRIBUTING.md":                       "TestBlocksAreWritten",
		"AGENTS.md":                             "TestBlocksAreWritten",
		"modules/roster/README.md":              "TestAccRosterWithMocks",
		"docs/index.md":                         "TestAccBlocksAreValid",
		"docs/guides/from-v1-to-v2.md":          "TestAccFromV1ToV2",
		"docs/guides/people-by-pull-request.md": "TestAccPullRequest",
		"docs/guides/simulator.md":              "TestTheGuideIsRight",
		"docs/guides/troubleshooting.md":        "TestAccTroubleshooting",
	}
}

func TestAccGuides(t *testing.T) {
	t.Parallel()
	for _, guide := range walks() {
		t.Run(guide.page, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				if guide.feature != "" {
					cli.Require(t, guide.feature)
				}
				follow(t, cli, guide)
			})
		})
	}
}
