package webhook

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/reading"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// NewDataSource makes the data source webwork_webhook.
func NewDataSource() datasource.DataSource {
	return reading.One(dataKind(),
		"A webhook, by exactly one of `id` and `url`. None found is an error, and so are several that call the same address.",
		reading.Lookup[*session.Session, api.Webhook, dataModel]{
			Keys: []string{"url"},
			Wanted: func(m dataModel) reading.Wanted {
				address := m.URL.ValueString()
				label := api.WebhookOrigin(address)
				if label != address {
					label += "/… (the rest may carry a key and is not shown)"
				}
				return reading.Wanted{ID: m.ID.ValueString(), Key: address, Label: label}
			},
			In: func(s *session.Session) reading.Finder[api.Webhook] { return s.Webhooks },
		})
}
