package contract_test

import (
	"cmp"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// TestAccContractUnderV1 runs the suite over the legacy API.
func TestAccContractUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"ContractCreateBeforeDestroy":             TestAccContractCreateBeforeDestroy,
			"ContractDataSourceRefuses":               TestAccContractDataSourceRefuses,
			"ContractHiddenFromAnUnknownRole":         TestAccContractHiddenFromAnUnknownRole,
			"ContractHiddenRateIsSentOnceAfterImport": TestAccContractHiddenRateIsSentOnceAfterImport,
			"ContractImport":                          TestAccContractImport,
			"ContractImportByIdentity":                TestAccContractImportByIdentity,
			"ContractIsPerhapsCreated":                TestAccContractIsPerhapsCreated,
			"ContractIsReplaced":                      TestAccContractIsReplaced,
			"ContractKeepsWhatOnlyTheAPIAnswers":      TestAccContractKeepsWhatOnlyTheAPIAnswers,
			"ContractLostAnswers":                     TestAccContractLostAnswers,
			"ContractOfNewParents":                    TestAccContractOfNewParents,
			"ContractOfWhatIsArchived":                TestAccContractOfWhatIsArchived,
			"ContractPages":                           TestAccContractPages,
			"ContractRateStaysKnownWhileHidden":       TestAccContractRateStaysKnownWhileHidden,
			"ContractRefusesBadInput":                 TestAccContractRefusesBadInput,
			"ContractsDataSourceFilters":              TestAccContractsDataSourceFilters,
		},
		Beyond: map[string]pt.Capability{
			"ContractComesBackWithTheMember":      pt.TellsAccount,
			"ContractDataSourceHasEveryField":     pt.ShowsEveryField,
			"ContractDriftAndRemoval":             pt.TellsAccount,
			"ContractExists":                      pt.Expresses("contract", "status"),
			"ContractInEveryVariant":              pt.Expresses("contract", "status"),
			"ContractIsCreatedAgainWhereItIsGone": pt.TellsAccount,
			"ContractOfWhatIsGone":                pt.TellsAccount,
			"ContractPauseFails":                  pt.Expresses("contract", "status"),
			"ContractPauseLostAnswers":            pt.Expresses("contract", "status"),
			"ContractRequests":                    pt.Expresses("contract", "status"),
			"ContractSaysWhatCannotBeKnown":       pt.Expresses("contract", "rate"),
			"ContractUpdatesEachAttribute":        pt.Expresses("contract", "status"),
		},
	})
}

// startV1 is start for the legacy API.
func startV1(t *testing.T, variants ...simulator.Variant) *simtest.Server {
	t.Helper()
	server := start(t, variants...)
	server.SpeakV1()
	return server
}

// TestAccContractValuesUnderV1 has what the suite does in values that the legacy API can express, in every variant of it.
func TestAccContractValuesUnderV1(t *testing.T) {
	t.Parallel()
	for _, info := range append(simulator.Variants(), simulator.VariantInfo{}) {
		if info.Name != "" && !info.Name.Legacy() {
			continue
		}
		t.Run(cmp.Or(string(info.Name), "default"), func(t *testing.T) {
			t.Parallel()
			var variants []simulator.Variant
			if info.Name != "" {
				variants = append(variants, info.Name)
			}
			server, same := startV1(t, variants...), pt.SameID(address)
			pt.Run(t,
				pt.Step(server, contract("rate = 30", "weekly_hours_limit = 20", `status = "active"`), same, has("rate", knownvalue.Int64Exact(30))),
				// The rate stays where only hours change.
				pt.Step(server, contract("weekly_hours_limit = 10"), same, has("rate", knownvalue.Int64Exact(30))),
				pt.Step(server, contract(`screenshots = "blurred"`, "rate = 31"), same, has("weekly_hours_limit", knownvalue.Int64Exact(10))),
				pt.Planning(pt.Step(server, contract("rate = 31"), same), address, plancheck.ResourceActionUpdate, func() {
					pt.Must(t, server.SetContract(held(t, server).ID, func(c *simulator.Contract) { c.Rate = new(99.0) }))
				}),
				pt.Failure(server, "", contract("rate = 31.5"), "rate was given an amount with a fraction, which API v1 cannot express"),
				pt.Failure(server, "", contract(`status = "paused"`), `status was given "paused", which API v1 cannot express`),
			)
			if _, found := server.ContractOf(website, jane); found {
				t.Error("destroying left the contract")
			}
		})
	}
}

// TestAccContractHiddenRateUnderV1 changes hours where the account does not see the rate, which would be lost.
func TestAccContractHiddenRateUnderV1(t *testing.T) {
	t.Parallel()
	server := startV1(t)
	_, err := server.AddContract(simulator.Contract{ID: seeded, UserID: jane, ProjectID: website, Rate: new(45.0)})
	pt.Must(t, err)
	pt.Must(t, server.SetProject(website, func(p *simulator.Project) { p.NotBillable = true }))
	pt.Run(t,
		pt.Step(server, contract()+"import {\n  to = "+address+"\n  id = \"900\"\n}\n", has("rate", knownvalue.Null())),
		pt.Failure(server, "", contract("weekly_hours_limit = 10"), "weekly_hours_limit was given 10, but with it API v1 wants rate"),
	)
	if got := server.Count(http.MethodPut, ""); got > 0 {
		t.Errorf("%d updates were sent, want none", got)
	}
}

// TestAccContractLostAnswersUnderV1 loses answers, of a creation too, which do not tell the id in any case.
func TestAccContractLostAnswersUnderV1(t *testing.T) {
	t.Parallel()
	for _, kind := range []simkit.FaultKind{simkit.FaultLostAnswer, simkit.FaultServerErrorAfter, simkit.FaultBadJSON, simkit.FaultReset} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			server := startV1(t)
			for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
				server.Inject(simkit.Fault{Kind: kind, Method: method, Nth: 1})
			}
			pt.Run(t, append(pt.Arrives(server, kind, contract("rate = 20")), pt.Step(server, contract("rate = 21")))...)
			if _, found := server.ContractOf(website, jane); found {
				t.Error("destroying left the contract")
			}
		})
	}
}

// TestAccContractGoneUnderV1 does not take for gone what the account might only not see.
func TestAccContractGoneUnderV1(t *testing.T) {
	t.Parallel()
	server := startV1(t)
	gone := pt.Failure(server, "", contract(), "WebWork does not say which role the account has, so it may be hidden rather than deleted")
	gone.PreConfig = func() { pt.Must(t, server.DeleteContract(held(t, server).ID)) }
	// It is taken out of state, since destroying a contract that is gone already is a success.
	pt.Run(t, pt.Step(server, contract()), gone, resource.TestStep{
		Config: pt.Config(server, "", "removed {\n  from = "+address+"\n  lifecycle { destroy = false }\n}\n"),
	})
}
