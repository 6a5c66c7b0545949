package contract_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccContractRateStaysKnownWhileHidden(t *testing.T) {
	t.Parallel()
	server := start(t)
	billable := func(yes bool) func() {
		return func() {
			pt.Must(t, server.SetProject(website, func(p *simulator.Project) { p.NotBillable = !yes }))
		}
	}
	pt.Run(t,
		pt.Step(server, contract("rate = 55"), has("rate", knownvalue.Float64Exact(55))),
		pt.Planning(pt.Step(server, contract("rate = 55"), has("rate", knownvalue.Float64Exact(55))), address, plancheck.ResourceActionNoop, billable(false)),
		pt.Step(server, contract("rate = 60"), has("rate", knownvalue.Float64Exact(60))),
		pt.Planning(pt.Step(server, contract("rate = 60")), address, plancheck.ResourceActionNoop, billable(true)),
		// A rate that was never sent is what WebWork shows.
		resource.TestStep{Config: pt.Config(server, "", "")},
		pt.Step(server, contract(), has("rate", knownvalue.Float64Exact(0))),
		pt.Planning(pt.Step(server, contract(), has("rate", knownvalue.Null())), address, plancheck.ResourceActionNoop, billable(false)),
	)
}

func TestAccContractHiddenRateIsSentOnceAfterImport(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.RatesHidden)
	_, err := server.AddContract(simulator.Contract{ID: seeded, UserID: jane, ProjectID: website})
	pt.Must(t, err)
	pt.Run(t,
		pt.Step(server, contract()+"import {\n  to = "+address+"\n  id = \"900\"\n}\n", has("rate", knownvalue.Null())),
		pt.Planning(pt.Step(server, contract("rate = 47111"), has("rate", knownvalue.Float64Exact(47111))), address, plancheck.ResourceActionUpdate, nil),
		pt.Step(server, contract("rate = 47111")),
	)
	if got := server.Count(http.MethodPut, "/contracts/*"); got != 1 {
		t.Errorf("%d updates were sent, want 1", got)
	}
}

func TestAccContractSaysWhatCannotBeKnown(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.RatesHidden)
		w := pt.Workspace(t, cli, server)
		w.Setenv("TF_LOG", "TRACE")
		says := func(output string, secret string, phrases ...string) {
			t.Helper()
			for _, phrase := range phrases {
				if !pt.Message(phrase).MatchString(output) {
					t.Errorf("the output lacks %q", phrase)
				}
			}
			for line := range strings.Lines(output) {
				if strings.Contains(line, secret) {
					t.Errorf("the output has the rate %s: %s", secret, line)
				}
			}
		}
		w.Write("main.tf", pt.Header+contract("rate = 47111.37"))
		says(w.Apply().Output(), "47111.37", "Rate not confirmed", "jane@example.com on Website")
		w.PlanEmpty()
		w.Write("main.tf", pt.Header+contract("rate = 48222.41"))
		says(w.Apply().Output(), "48222.41", "Rate not confirmed")
		w.PlanEmpty()
		w.Write("main.tf", pt.Header+contract())
		changes, removed := w.Plan()
		says(removed.Output(), "48222.41", "Only the app goes back to the member's or project's rate")
		if changes {
			t.Error("removing the rate is planned as a change")
		}
		w.Write("main.tf", pt.Header+contract("rate = -48222.41"))
		says(w.Run("plan").Output(), "48222.41", "rate was given an amount below 0")

		w.Write("main.tf", pt.Header+contract()+other(kim, mobile))
		pt.Must(t, server.ArchiveMember(kim))
		changes, planned := w.Plan()
		says(planned.Output(), "48222.41", "Contract cannot be created", "the member kim@example.com (id 101) is archived")
		if !changes {
			t.Error("the new contract is not planned")
		}
		says(w.Run("apply").Output(), "48222.41", "Could not create contract", "archived = false on its resource")
		if _, found := server.ContractOf(mobile, kim); found {
			t.Error("the contract was created")
		}
	})
}
