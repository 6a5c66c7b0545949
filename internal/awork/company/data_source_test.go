package company_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

const (
	cafe  = "00000000-0000-4000-8000-000000000001"
	other = "00000000-0000-4000-8000-000000000002"
)

// clients are a company of which everything is known, and another one.
func clients(variants ...simulator.Variant) simulator.Options {
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Companies: []simulator.Company{
		{
			Object: simulator.Object{ID: cafe}, CompanyForm: simulator.CompanyForm{Name: "Caf\u00e9 Globex", Description: new("Shoes."), Industry: new("Retail")},
			Tags:         []simulator.Tag{{Name: "gold", Color: new("yellow")}},
			ContactInfos: []simulator.ContactInfo{{ContactInfoForm: simulator.ContactInfoForm{Type: "email", SubType: new("invoice"), Value: new("pay@globex.example")}}},
		},
		{Object: simulator.Object{ID: other}, CompanyForm: simulator.CompanyForm{Name: "Umbrella", Industry: new("Pharma")}},
	}}}
}

func TestAccCompanyDataSources(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"documented": nil, "thin lists": {simulator.ThinLists}, "pages of 100": {simulator.PageSizeCapped}, "nulls absent": {simulator.NullsAbsent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, clients(variants...))
			zero := knownvalue.Int64Exact(0)
			held := func(address string, within ...any) []statecheck.StateCheck {
				checks := acctest.HoldsAll(address, map[string]knownvalue.Check{
					"id": text(cafe), "workspace_id": text(simulator.DefaultWorkspace), "name": text("Caf\u00e9 Globex"), "description": text("Shoes."),
					"industry": text("Retail"), "projects_count": zero, "projects_in_progress_count": zero, "has_image": knownvalue.Bool(false),
					"is_external": knownvalue.Bool(false), "created_on": knownvalue.NotNull(), "updated_on": knownvalue.NotNull(),
					"tags": knownvalue.ListExact([]knownvalue.Check{knownvalue.ObjectExact(map[string]knownvalue.Check{"name": text("gold"), "color": text("yellow")})}),
				}, within...)
				at := func(name string) []any { return append(append([]any{}, within...), "contact_infos", 0, name) }
				return append(checks,
					acctest.Holds(address, text("email"), at("type")...), acctest.Holds(address, text("invoice"), at("sub_type")...),
					acctest.Holds(address, text("pay@globex.example"), at("value")...), acctest.Holds(address, knownvalue.Null(), at("city")...))
			}
			checks := append(held("data.awork_company.id"), held("data.awork_company.name")...)
			checks = append(checks, held("data.awork_companies.all", "companies", 0)...)
			checks = append(checks, held("data.awork_companies.filtered", "companies", 0)...)
			one := func(list string) statecheck.StateCheck {
				return acctest.Holds("data.awork_companies."+list, knownvalue.ListSizeExact(1), "companies")
			}
			providertest.Run(t, providertest.Step(server, `
				data "awork_company" "id"          { id = "`+cafe+`" }
				data "awork_company" "name"        { name = "Cafe\u0301 Globex" }
				data "awork_companies" "all"       {}
				data "awork_companies" "named"     { name = "UMBRELLA" }
				data "awork_companies" "retailers" { industry = "retail" }
				data "awork_companies" "filtered"  { filter = "id eq guid'`+cafe+`'" }
			`, append(checks,
				acctest.Holds("data.awork_companies.all", knownvalue.ListSizeExact(2), "companies"),
				one("named"), one("retailers"), one("filtered"),
				acctest.Holds("data.awork_companies.named", text(other), "companies", 0, "id"),
			)...))
		})
	}
}
