package viewer_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccProjectViewerArchivesAndRestoresInPlace(t *testing.T) {
	t.Parallel()
	server := start(t)
	same := pt.SameID(address)
	pt.Run(t,
		pt.Step(server, petra(sees(website)), same),
		pt.Step(server, petra(sees(website), `archived=true`), same, has("archived", knownvalue.Bool(true)), hasProjects(website)),
		// Differences of who is archived wait for the restore.
		pt.Step(server, petra(sees(audit), `archived=true`, `firstname="Pia"`), same, has("firstname", knownvalue.StringExact("Petra")), hasProjects(website)),
		pt.Step(server, petra(sees(audit), `firstname="Pia"`), same, has("archived", knownvalue.Bool(false)), has("firstname", knownvalue.StringExact("Pia")), hasProjects(audit)),
		// Update and archive in one go: archived last.
		pt.Step(server, petra(sees(shop), `archived=true`), same, has("archived", knownvalue.Bool(true)), hasProjects(shop)),
		pt.Step(server, petra(`archived=true`), same, has("project_ids", knownvalue.Null())),
		pt.Step(server, petra(`archived=true`, sees(audit)), same, hasProjects(audit)),
		pt.Step(server, petra(sees(audit)), same, hasProjects(audit)),
	)
	expectInvitations(t, server, 1)
	expectProjects(t, server, audit)
}

// ways are the ways in which archived objects may show.
func ways() [][]simulator.Variant {
	return [][]simulator.Variant{
		nil,
		{simulator.ArchivedStatusLeft},
		{simulator.ArchivedKeepsStatus},
		{simulator.ArchivedUnlisted},
		{simulator.ArchivedListedByStatus},
		{simulator.ArchivedFoundByStatus},
		{simulator.ArchivedNotFound},
		{simulator.ArchivedNotFound, simulator.ViewersHidden},
		{simulator.ArchivedUpdatable, simulator.AssignmentsStay},
	}
}

func TestAccProjectViewerArchivedOutsideIsRestored(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := start(t, variants...)
			same := pt.SameID(address)
			outside := func() { pt.Must(t, server.ArchiveMember(viewer(t, server).ID)) }
			again := planning(pt.Step(server, petra(sees(website)), same, has("archived", knownvalue.Bool(false)), hasProjects(website)),
				plancheck.ResourceActionUpdate, outside)
			pt.Run(t, pt.Step(server, petra(sees(website)), same), again, again)
			expectInvitations(t, server, 1)
		})
	}
}

func TestAccProjectViewerPurgedOutside(t *testing.T) {
	t.Parallel()
	server := start(t)
	purge := func() {
		id := viewer(t, server).ID
		pt.Must(t, server.ArchiveMember(id))
		pt.Must(t, server.PurgeMember(id))
	}
	pt.Run(t,
		pt.Step(server, petra()),
		after(purge, pt.Failure(server, "", petra(), "To invite the person anew, apply with -replace")),
		pt.Step(server, petra(`archived=true`)),
	)
}

func TestAccProjectViewerDeclaredAgainIsRestored(t *testing.T) {
	t.Parallel()
	for _, variants := range ways() {
		if slices.ContainsFunc(variants, func(v simulator.Variant) bool {
			return v == simulator.ArchivedUnlisted || v == simulator.ArchivedNotFound
		}) {
			continue // no look-up shows it
		}
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := start(t, variants...)
			same := pt.SameID(address)
			pt.Run(t,
				pt.Step(server, petra(sees(website, audit)), same),
				resource.TestStep{Config: pt.Config(server, "", "")},
				pt.Step(server, petra(`lastname="Neu"`, sees(audit, shop)), same, has("lastname", knownvalue.StringExact("Neu")), hasProjects(audit, shop)),
			)
			expectInvitations(t, server, 1)
			expectProjects(t, server, audit, shop)
		})
	}
}

func TestAccProjectViewerArchivedAndHidden(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.ArchivedNotFound)
	pt.Run(t,
		pt.Step(server, petra()),
		resource.TestStep{Config: pt.Config(server, "", "")},
		pt.Failure(server, "", petra(), "it is archived and hidden: import it by its id"),
		pt.Failure(server, "", petra(`archived=true`), "Nothing to archive"),
	)
	expectInvitations(t, server, 1)
}

func TestAccProjectViewerMayNotBeRestored(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t,
		pt.Step(server, petra()),
		resource.TestStep{Config: pt.Config(server, "", "")},
		pt.Failure(server, "restore_archived = false", petra(), "restore_archived is false"),
		pt.Step(server, petra(`archived=true`)),
		pt.Failure(server, "restore_archived = false", petra(), "restore_archived is false"),
		pt.Step(server, petra()),
	)
	expectInvitations(t, server, 1)
}

func TestAccProjectViewerNothingToArchive(t *testing.T) {
	t.Parallel()
	server := start(t)
	pt.Run(t, pt.Failure(server, "", petra(`archived=true`), "Nothing to archive"))
	expectInvitations(t, server, 0)
}

func TestAccProjectViewerTaintAndReplaceKeepTheViewer(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{nil, {simulator.ArchivedNotFound}} {
		server := start(t, variants...)
		same := pt.SameID(address)
		tainted := pt.Step(server, petra(sees(website)), same, hasProjects(website))
		tainted.Taint = []string{address}
		pt.Run(t,
			pt.Step(server, petra(sees(website)), same),
			planning(tainted, plancheck.ResourceActionDestroyBeforeCreate, nil),
		)
		expectInvitations(t, server, 1)
		expectProjects(t, server, website)
	}
}
