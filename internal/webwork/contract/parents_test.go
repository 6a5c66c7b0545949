package contract_test

import (
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

const team = `
resource "webwork_member" "jane" {
  email     = "jane@example.com"
  firstname = "Jane"
  lastname  = "Doe"
  role      = "Regular User"
}

resource "webwork_contract" "jane" {
  user_id    = webwork_member.jane.id
  project_id = 500
}
`

const importJane = "import {\n  to = webwork_member.jane\n  id = \"100\"\n}\n"

func TestAccContractComesBackWithTheMember(t *testing.T) {
	t.Parallel()
	for _, variant := range [][]simulator.Variant{
		nil,
		{simulator.ContractsStay},
		{simulator.ArchivedNotFound},
		{simulator.ArchivedUnlisted},
		{simulator.ParentRefused},
		{simulator.ArchivedNotFound, simulator.ContractsStay},
	} {
		t.Run(name(variant), func(t *testing.T) {
			t.Parallel()
			server := start(t, variant...)
			same := pt.SameID(address)
			outside := func() { pt.Must(t, server.ArchiveMember(jane)) }
			again := pt.Step(server, team, same)
			again.PreConfig = outside
			pt.Run(t, pt.Step(server, team+importJane, same), again, again)
			if got := server.Count(http.MethodPost, "/contracts"); got != 1 {
				t.Errorf("%d contracts were created, want 1", got)
			}
		})
	}
}

func TestAccContractIsCreatedAgainWhereItIsGone(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.ContractsGone)
	again := pt.Step(server, team)
	again.PreConfig = func() { pt.Must(t, server.ArchiveMember(jane)) }
	pt.Run(t, pt.Step(server, team+importJane), again)
	if got := server.Count(http.MethodPost, "/contracts"); got != 2 {
		t.Errorf("%d contracts were created, want 2", got)
	}
}

func TestAccContractOfWhatIsArchived(t *testing.T) {
	t.Parallel()
	for _, variant := range [][]simulator.Variant{
		{simulator.ContractsStay}, {simulator.ContractsStay, simulator.ArchivedNotFound}, {simulator.ContractsStay, simulator.ParentRefused},
	} {
		t.Run(name(variant), func(t *testing.T) {
			t.Parallel()
			server := start(t, variant...)
			archive := func() {
				pt.Must(t, server.ArchiveMember(jane))
				pt.Must(t, server.ArchiveProject(website))
			}
			pt.Run(t,
				pt.Step(server, contract()),
				// An existing contract is neither a difference nor in the way of a destruction.
				pt.Planning(pt.Step(server, contract()), address, plancheck.ResourceActionNoop, archive),
				pt.Failure(server, "", contract()+other(kim, website), "Correct the id, restore what is archived"),
				pt.Failure(server, "", contract()+other(jane, mobile), "Correct the id, restore what is archived"),
				resource.TestStep{Config: pt.Config(server, "", "")},
			)
			if got := server.Count(http.MethodPost, "/contracts"); got != 1 {
				t.Errorf("%d contracts were sent, want 1", got)
			}
		})
	}
}

func TestAccContractOfWhatIsGone(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, contract()),
		resource.TestStep{PreConfig: func() { pt.Must(t, server.PurgeProject(website)) }, Config: pt.Config(server, "", "")},
	)
	if got := server.Count(http.MethodDelete, "/contracts/*"); got != 0 {
		t.Errorf("%d deletions were sent, want none: the contract went with the project", got)
	}
}

// A contract and the member and project it belongs to can be created by one apply, which asks for
// nothing but what may exist already.
func TestAccContractOfNewParents(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t, resource.TestStep{Config: pt.Config(server, "", `
resource "webwork_member" "new" {
  email     = "new@example.com"
  firstname = "New"
  lastname  = "Hire"
  role      = "Regular User"
}

resource "webwork_project" "new" {
  name = "New"
}

resource "webwork_contract" "new" {
  user_id    = webwork_member.new.id
  project_id = webwork_project.new.id
}
`)})
	if got := server.Count(http.MethodGet, "/contracts/*"); got > 1 {
		t.Errorf("%d contracts were read, want at most the refresh of one before it is destroyed", got)
	}
}

func name(variants []simulator.Variant) string {
	all := "default"
	for _, variant := range variants {
		all += "+" + string(variant)
	}
	return all
}
