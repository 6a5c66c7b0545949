package webhook_test

import (
	"testing"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
)

// TestAccWebhookUnderV1 runs the suite over the legacy API.
func TestAccWebhookUnderV1(t *testing.T) {
	t.Parallel()
	pt.RunUnderV1(t, pt.Suite{
		Cases: map[string]func(*testing.T){
			"EphemeralWebhook":                 TestAccEphemeralWebhook,
			"WebhookDataSourceRefuses":         TestAccWebhookDataSourceRefuses,
			"WebhookDataSourceWithoutToken":    TestAccWebhookDataSourceWithoutToken,
			"WebhookDataSources":               TestAccWebhookDataSources,
			"WebhookExists":                    TestAccWebhookExists,
			"WebhookImport":                    TestAccWebhookImport,
			"WebhookImportByIdentity":          TestAccWebhookImportByIdentity,
			"WebhookIsNotCreatedTwice":         TestAccWebhookIsNotCreatedTwice,
			"WebhookIsNotLost":                 TestAccWebhookIsNotLost,
			"WebhookLostAnswers":               TestAccWebhookLostAnswers,
			"WebhookMessagesAndLogsKeepTheKey": TestAccWebhookMessagesAndLogsKeepTheKey,
			"WebhookRefusesBadInput":           TestAccWebhookRefusesBadInput,
			"WebhookRequests":                  TestAccWebhookRequests,
			"WebhookWithTwin":                  TestAccWebhookWithTwin,
		},
		Beyond: map[string]pt.Capability{
			"WebhookCannotBeToldApart": pt.TellsAccount,
			"WebhookInEveryVariant":    pt.TellsAccount,
		},
	})
}
