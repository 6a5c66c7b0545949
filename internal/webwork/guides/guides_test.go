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
	return []walk{
		{
			page:     "docs/guides/getting-started.md",
			seed:     simulator.Seed{Workspaces: []simulator.Workspace{{ID: 7, Name: "Acme", Members: []simulator.Member{jane}}}},
			readOnly: true,
			aside:    map[string]string{"make install": "the tests have installed the provider, from the same program"},
		},
		{page: "docs/guides/people-come-and-go.md"},
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
