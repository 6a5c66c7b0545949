package member_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// staff is a workspace with one member of whom everything is known, one who is archived and one
// who is invited, beside the account itself.
func staff(variants ...simulator.Variant) simulator.Options {
	hired := time.Date(2023, 1, 15, 9, 0, 0, 0, time.UTC)
	left := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	return simulator.Options{Variants: variants, Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
		ID: 1, Name: "Acme Agency", Members: []simulator.Member{
			{
				ID: 100, Email: "Ada@acme.example", FirstName: "Ada", LastName: "Byron", Role: simulator.RoleTeamManager,
				Avatar: new("ada.jpg"), Timezone: new("Europe/London"), TeamName: new("Development"), Title: new("Engineer, Lead"),
				BirthDate: new("1815-12-10"), HiredAt: &hired, PreferredTimezone: new("UTC"), MaxInactiveMinutes: new(int64(20)),
				Currency: new("GBP"), Rate: new(72.5), RateType: new("Daily"), RateStatus: 1, TaxCountry: new("GB"),
				TaxState: new("LND"), WeeklyHoursLimit: new(int64(32)), Screenshots: new("full"), CreatedAt: hired, UpdatedAt: hired,
			},
			{ID: 101, Email: "left@acme.example", FirstName: "Lee", LastName: "Left", DeletedAt: &left},
			{ID: 102, Email: "new@acme.example", FirstName: "Nia", LastName: "New", Status: simulator.StatusInactive},
		},
	}}}}
}

// adaHolds checks everything about the member with the id 100.
func adaHolds(address string, rates bool, within ...any) []statecheck.StateCheck {
	pay := func(check knownvalue.Check) knownvalue.Check {
		if rates {
			return check
		}
		return knownvalue.Null()
	}
	text := knownvalue.StringExact
	return providertest.HoldsAll(address, map[string]knownvalue.Check{
		"id": providertest.ID(100), "workspace_id": providertest.ID(1), "firstname": text("Ada"), "lastname": text("Byron"),
		"avatar": text("ada.jpg"), "role": text("Team manager"), "timezone": text("Europe/London"), "status": text("active"),
		"team_name": text("Development"), "title": text("Engineer, Lead"), "hired_at": text("2023-01-15T09:00:00Z"),
		"preferred_timezone": text("UTC"), "settings_max_inactive_minutes": knownvalue.Int64Exact(20), "currency": text("GBP"),
		"rate_type": text("Daily"), "rate_status": knownvalue.Bool(true), "is_blocked": knownvalue.Bool(false),
		"weekly_hours_limit": knownvalue.Int64Exact(32), "screenshots": text("full"), "archived": knownvalue.Bool(false),
		"created_at": text("2023-01-15T09:00:00Z"), "updated_at": text("2023-01-15T09:00:00Z"), "deleted_at": knownvalue.Null(),
		"rate": pay(knownvalue.Float64Exact(72.5)), "birth_date": pay(text("1815-12-10")), "tax_country": pay(text("GB")),
		"tax_state": pay(text("LND")),
	}, within...)
}

func TestAccMemberDataSourceHasEveryField(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		variants []simulator.Variant
		rates    bool
	}{
		"without rates":      {rates: false},
		"with rates":         {rates: true},
		"numbers as strings": {variants: []simulator.Variant{simulator.NumbersAsStrings, simulator.BooleansAsStrings}, rates: true},
		"nulls absent":       {variants: []simulator.Variant{simulator.NullsAbsent}, rates: true},
		"thin lists":         {variants: []simulator.Variant{simulator.ThinLists, simulator.PagingAbsent}, rates: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, staff(test.variants...))
			attributes := ""
			if test.rates {
				attributes = "read_rates = true"
			}
			checks := adaHolds("data.webwork_member.id", test.rates)
			checks = append(checks, adaHolds("data.webwork_member.email", test.rates)...)
			checks = append(checks, adaHolds("data.webwork_members.all", test.rates, "members", 1)...)
			checks = append(checks, adaHolds("data.webwork_members.role", test.rates, "members", 0)...)
			for _, secret := range []string{"rate", "birth_date", "tax_country", "tax_state"} {
				if test.rates {
					checks = append(checks,
						statecheck.ExpectSensitiveValue("data.webwork_member.id", providertest.Path(secret)),
						statecheck.ExpectSensitiveValue("data.webwork_members.all", providertest.Path("members", 1, secret)))
				}
			}
			providertest.Run(t, providertest.StepWith(server, attributes, `
				data "webwork_member" "id"    { id = 100 }
				data "webwork_member" "email" { email = "ada@ACME.example" }
				data "webwork_members" "all"  {}
				data "webwork_members" "role" { role = "Team manager" }
			`, append(checks,
				providertest.Holds("data.webwork_member.id", knownvalue.StringExact("Ada@acme.example"), "email"),
				// What is configured stays as it is written.
				providertest.Holds("data.webwork_member.email", knownvalue.StringExact("ada@ACME.example"), "email"),
			)...))
		})
	}
}

func TestAccMemberDataSourceRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, staff())
	refused := func(body, message string) {
		t.Helper()
		providertest.Run(t, providertest.Failure(server, "", "data \"webwork_member\" \"x\" {\n"+body+"\n}", message))
	}
	refused(`id = 999`, "WebWork shows no member with the id 999")
	refused(`email = "nobody@acme.example"`, "WebWork shows no member with the email nobody@acme.example")
	refused(``, "Neither id nor email was given.")
	refused("id = 100\nemail = \"ada@acme.example\"", "email was given beside id. A member is read by its id, or by its email: remove one of the two.")
	refused(`email = "ada"`, "which has no @")
}

func TestAccMemberDataSourceOfArchived(t *testing.T) {
	t.Parallel()
	const config = `data "webwork_member" "left" { email = "left@acme.example" }`
	for _, variant := range []simulator.Variant{
		"", simulator.ArchivedStatusLeft, simulator.ArchivedKeepsStatus, simulator.ArchivedListedByStatus,
	} {
		t.Run(string(variant), func(t *testing.T) {
			t.Parallel()
			var variants []simulator.Variant
			if variant != "" {
				variants = append(variants, variant)
			}
			providertest.Run(t, providertest.Step(providertest.Start(t, staff(variants...)), config,
				providertest.Holds("data.webwork_member.left", knownvalue.Bool(true), "archived"),
				providertest.Holds("data.webwork_member.left", providertest.ID(101), "id"),
			))
		})
	}
	t.Run("hidden", func(t *testing.T) {
		t.Parallel()
		server := providertest.Start(t, staff(simulator.ArchivedNotFound))
		providertest.Run(t, providertest.Failure(server, "", config, "WebWork may hide what is archived"))
	})
}

func TestAccMembersDataSourceFilters(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, staff())
	found := func(name string, ids ...int64) statecheck.StateCheck {
		members := make([]knownvalue.Check, len(ids))
		for i, id := range ids {
			members[i] = knownvalue.ObjectPartial(map[string]knownvalue.Check{"id": providertest.ID(id)})
		}
		return providertest.Holds("data.webwork_members."+name, knownvalue.ListExact(members), "members")
	}
	providertest.Run(t,
		providertest.Failure(server, "", `data "webwork_members" "x" { role = "Boss" }`, `role was given "Boss", which is none of the allowed values. Allowed are "Owner",`),
		providertest.Failure(server, "", `data "webwork_members" "x" { status = "Active" }`, `Did you mean "active"?`),
		providertest.Failure(server, "", `data "webwork_members" "x" { email = "" }`, "which is empty"),
		providertest.Step(server, `
		data "webwork_members" "all"     {}
		data "webwork_members" "email"   { email = "ADA@acme.example" }
		data "webwork_members" "nobody"  { email = "nobody@acme.example" }
		data "webwork_members" "invited" { status = "inactive" }
		data "webwork_members" "left"    { status = "left" }
		data "webwork_members" "regular" { role = "Regular User" }
		data "webwork_members" "two" {
			role   = "Regular User"
			status = "inactive"
		}
		output "all" {
			value = data.webwork_members.all.members[*].id
		}
	`, found("all", 10, 100, 101, 102), found("email", 100), found("nobody"), found("invited", 102), found("left", 101),
			found("regular", 101, 102), found("two", 102)),
	)
}
