package contract_test

import (
	"testing"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
)

// TestAccContractUnderV1 runs the suite over the legacy API.
func TestAccContractUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"ContractComesBackWithTheMember":          TestAccContractComesBackWithTheMember,
			"ContractCreateBeforeDestroy":             TestAccContractCreateBeforeDestroy,
			"ContractDataSourceHasEveryField":         TestAccContractDataSourceHasEveryField,
			"ContractDataSourceRefuses":               TestAccContractDataSourceRefuses,
			"ContractDriftAndRemoval":                 TestAccContractDriftAndRemoval,
			"ContractExists":                          TestAccContractExists,
			"ContractHiddenFromAnUnknownRole":         TestAccContractHiddenFromAnUnknownRole,
			"ContractHiddenRateIsSentOnceAfterImport": TestAccContractHiddenRateIsSentOnceAfterImport,
			"ContractImport":                          TestAccContractImport,
			"ContractImportByIdentity":                TestAccContractImportByIdentity,
			"ContractInEveryVariant":                  TestAccContractInEveryVariant,
			"ContractIsCreatedAgainWhereItIsGone":     TestAccContractIsCreatedAgainWhereItIsGone,
			"ContractIsPerhapsCreated":                TestAccContractIsPerhapsCreated,
			"ContractIsReplaced":                      TestAccContractIsReplaced,
			"ContractKeepsWhatOnlyTheAPIAnswers":      TestAccContractKeepsWhatOnlyTheAPIAnswers,
			"ContractLostAnswers":                     TestAccContractLostAnswers,
			"ContractOfNewParents":                    TestAccContractOfNewParents,
			"ContractOfWhatIsArchived":                TestAccContractOfWhatIsArchived,
			"ContractOfWhatIsGone":                    TestAccContractOfWhatIsGone,
			"ContractPages":                           TestAccContractPages,
			"ContractPauseFails":                      TestAccContractPauseFails,
			"ContractRateStaysKnownWhileHidden":       TestAccContractRateStaysKnownWhileHidden,
			"ContractRefusesBadInput":                 TestAccContractRefusesBadInput,
			"ContractRequests":                        TestAccContractRequests,
			"ContractSaysWhatCannotBeKnown":           TestAccContractSaysWhatCannotBeKnown,
			"ContractUpdatesEachAttribute":            TestAccContractUpdatesEachAttribute,
			"ContractsDataSourceFilters":              TestAccContractsDataSourceFilters,
		},
		Beyond: map[string]pt.Capability{},
	})
}
