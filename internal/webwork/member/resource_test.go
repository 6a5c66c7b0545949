package member_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const address = "webwork_member.jane"

// jane is a member with attributes that override or add to the usual ones.
func jane(overrides ...string) string {
	attributes := map[string]string{
		"email": `"jane@example.com"`, "firstname": `"Jane"`, "lastname": `"Doe"`, "role": `"Regular User"`,
	}
	for _, override := range overrides {
		name, value, _ := strings.Cut(override, "=")
		attributes[strings.TrimSpace(name)] = strings.TrimSpace(value)
	}
	var body strings.Builder
	for name, value := range attributes {
		fmt.Fprintf(&body, "  %s = %s\n", name, value)
	}
	return "resource \"webwork_member\" \"jane\" {\n" + body.String() + "}\n"
}

func attribute(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value)
}

func idOfJane(t *testing.T, server *simtest.Server) int64 {
	t.Helper()
	member, found := server.MemberByEmail("jane@example.com")
	if !found {
		t.Fatal("the simulator has no member jane@example.com")
	}
	return member.ID
}

func expectInvitations(t *testing.T, server *simtest.Server, count int) {
	t.Helper()
	if got := server.Invitations(); len(got) != count {
		t.Errorf("%d invitations were sent, want %d: %v", len(got), count, got)
	}
}

func TestAccMemberUpdatesEachAttribute(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	providertest.Run(t,
		providertest.Step(server, jane(), attribute("archived", knownvalue.Bool(false)), attribute("workspace_id", providertest.ID(1)),
			attribute("invitation_link", knownvalue.StringRegexp(regexp.MustCompile("^http")))),
		providertest.Step(server, jane(`email="jane.doe@example.com"`), attribute("email", knownvalue.StringExact("jane.doe@example.com"))),
		providertest.Step(server, jane(`firstname="Janet"`), attribute("firstname", knownvalue.StringExact("Janet"))),
		providertest.Step(server, jane(`lastname="Roe"`), attribute("lastname", knownvalue.StringExact("Roe"))),
		providertest.Step(server, jane(`role="Team manager"`), attribute("role", knownvalue.StringExact("Team manager"))),
		providertest.Step(server, jane(`timezone="Europe/Berlin"`), attribute("timezone", knownvalue.StringExact("Europe/Berlin"))),
		providertest.Step(server, jane(`rate_status=true`), attribute("rate_status", knownvalue.Bool(true))),
		providertest.Step(server, jane(`weekly_hours_limit=20`), attribute("weekly_hours_limit", knownvalue.Int64Exact(20))),
		// What is left out again is not managed: the value stays.
		providertest.Step(server, jane(), attribute("weekly_hours_limit", knownvalue.Int64Exact(20)), attribute("timezone", knownvalue.StringExact("Europe/Berlin"))),
		providertest.Step(server, jane(`weekly_hours_limit=0`), attribute("weekly_hours_limit", knownvalue.Int64Exact(0))),
	)
	expectInvitations(t, server, 1)
}

func TestAccMemberCreateTakesOneRequestAndLookUps(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	providertest.Run(t, providertest.Step(server, jane(`timezone="Europe/Berlin"`, `rate_status=true`, `weekly_hours_limit=30`)))
	for pattern, want := range map[string]int{"POST /members": 1, "PUT /members/*": 1} {
		method, path, _ := strings.Cut(pattern, " ")
		if got := server.Count(method, path); got != want {
			t.Errorf("%s was sent %d times, want %d", pattern, got, want)
		}
	}
	for _, request := range server.Writes() {
		if request.Method == http.MethodDelete {
			return
		}
	}
	t.Error("destroying did not archive the member")
}

// WebWork may escape names for HTML: state keeps what was written, and what a killed run left behind is known again.
func TestAccMemberNamesEscapedForHTML(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	_, err := server.AddMember(simulator.Member{
		Email: "jane@example.com", FirstName: "Jane", LastName: "O&#039;Hara", Role: simulator.RoleRegularUser, Status: simulator.StatusInactive,
	})
	providertest.Must(t, err)
	written := attribute("lastname", knownvalue.StringExact("O'Hara"))
	providertest.Run(t, providertest.Step(server, jane(`lastname="O'Hara"`), written), providertest.Step(server, jane(`lastname="O'Hara"`), written))
	expectInvitations(t, server, 0)
	if writes := server.Count(http.MethodPut, ""); writes > 0 {
		t.Errorf("the member was changed %d times, want never", writes)
	}
}

func TestAccMemberExists(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	existing, err := server.AddMember(simulator.Member{Email: "Jane@Example.com", FirstName: "J", LastName: "D", Role: "Team manager"})
	providertest.Must(t, err)
	providertest.Must(t, server.AcceptInvitation(existing.ID))
	providertest.Run(t,
		providertest.Failure(server, "", jane(), fmt.Sprintf(`id = "%d"`, existing.ID)),
		providertest.Failure(server, "", jane(`archived=true`), "exists already"),
		resource.TestStep{
			Config:            providertest.Config(server, "adopt_existing = true", jane()),
			ConfigPlanChecks:  providertest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{attribute("id", providertest.ID(existing.ID)), attribute("role", knownvalue.StringExact("Regular User"))},
		},
	)
	expectInvitations(t, server, 0)
}

func TestAccMemberPendingIsAdopted(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	pending, err := server.AddMember(simulator.Member{Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: "Regular User", Status: "inactive"})
	providertest.Must(t, err)
	providertest.Run(t, providertest.Step(server, jane(`weekly_hours_limit=10`), attribute("id", providertest.ID(pending.ID)), attribute("weekly_hours_limit", knownvalue.Int64Exact(10))))
	expectInvitations(t, server, 0)
}

func TestAccMemberImport(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	imported := func(id string) resource.TestStep {
		return resource.TestStep{
			ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: id,
			// Null after an invitation, until the next refresh.
			ImportStateVerifyIgnore: []string{"invitation_link", "rate_status", "status", "timezone", "weekly_hours_limit"},
		}
	}
	byID := imported("")
	byID.ImportStateIdFunc = func(*terraform.State) (string, error) {
		return fmt.Sprint(idOfJane(t, server)), nil
	}
	wrong := func(id, message string) resource.TestStep {
		s := imported(id)
		s.ImportStateVerify, s.ExpectError = false, providertest.Message(message)
		return s
	}
	providertest.Run(t,
		providertest.Step(server, jane()),
		byID,
		imported("jane@example.com"),
		imported("1/JANE@example.com"),
		wrong("jane", "the member's id, such as 100"),
		wrong("2/100", "The import names workspace 2"),
		wrong("99999", "Could not import member"),
		wrong("nobody@example.com", "shows no member"),
	)
}

func TestAccMemberImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	server := providertest.Start(t, simulator.Options{})
	providertest.Run(t,
		providertest.Step(server, jane(), statecheck.ExpectIdentity(address, map[string]knownvalue.Check{
			"workspace_id": providertest.ID(1), "id": knownvalue.NotNull(),
		})),
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID},
	)
}

func TestAccMemberDrift(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	drifted := providertest.Step(server, jane(`role="Project manager"`), attribute("role", knownvalue.StringExact("Project manager")))
	drifted.PreConfig = func() {
		providertest.Must(t, server.SetMember(idOfJane(t, server), func(m *simulator.Member) { m.Role = "Regular User" }))
	}
	drifted.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)}
	accepted := providertest.Step(server, jane(`role="Project manager"`), attribute("invitation_link", knownvalue.Null()), attribute("status", knownvalue.StringExact("active")))
	accepted.PreConfig = func() { providertest.Must(t, server.AcceptInvitation(idOfJane(t, server))) }
	providertest.Run(t, providertest.Step(server, jane(`role="Project manager"`)), drifted, accepted)
}

func TestAccMemberSettlesInEveryVariant(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{
		{simulator.WorkspaceInQuery, simulator.PagingInMeta, simulator.NumbersAsStrings},
		{simulator.WorkspaceInBody, simulator.PagingOnTop, simulator.BooleansAsNumbers},
		{simulator.DeleteBodyStripped, simulator.PagingAbsent, simulator.BooleansAsStrings},
		{simulator.DeleteBodyRequired, simulator.PagingSizeIgnored, simulator.NullsAbsent},
		{simulator.PagingIgnored, simulator.CreateOK, simulator.UpdateEmpty},
		{simulator.ThinLists, simulator.CreateCreated, simulator.UpdateObject},
		{simulator.UpdateNull, simulator.Duplicate409, simulator.ArchivedStatusLeft},
		{simulator.Validation422, simulator.EmailsLowercased, simulator.ViewersHidden},
		{simulator.Duplicate422, simulator.NamesNFC, simulator.RestoreActiveNotFound},
		{simulator.EmailFilterExact},
		{simulator.TimezonesCanonical},
		{simulator.TimezoneUnset, simulator.RatesHidden},
		{simulator.ListsLag},
	} {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{Variants: variants})
			providertest.Run(t,
				providertest.Step(server, jane(`timezone="Asia/Calcutta"`, `weekly_hours_limit=12`, `email="Jane@Example.com"`)),
				providertest.Step(server, jane(`firstname="Ja\u0308ne"`, `rate_status=true`, `email="jane@example.com"`)),
				providertest.Step(server, jane(`role="Project manager"`, `email="jd@example.com"`)),
			)
			expectInvitations(t, server, 1)
		})
	}
}

func TestAccMemberUpdateAcceptedButIgnored(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.RoleChangeIgnored}})
	providertest.Run(t,
		providertest.Step(server, jane()),
		providertest.Failure(server, "", jane(`role="Project manager"`), `WebWork accepted "Project manager" but still has "Regular User"`),
		providertest.Step(server, jane(), attribute("role", knownvalue.StringExact("Regular User"))),
	)
}

func TestAccMemberBadInput(t *testing.T) {
	t.Parallel()
	const roles = ` Allowed are "Executive manager", "Team manager", "Project manager", "Regular User" and "Project viewer", spelled exactly so.`
	server := providertest.Start(t, simulator.Options{})
	for config, message := range map[string]string{
		jane(`email="jane"`):               `email was given "jane", which has no @.`,
		jane(`email="jane@example"`):       `whose domain "example" is not complete`,
		jane(`email=" jane@example.com"`):  `which begins or ends with a space. Did you mean "jane@example.com"?`,
		jane(`role="Boss"`):                roles,
		jane(`role="Client"`):              `Did you mean "Project viewer"?` + roles,
		jane(`role="Employee"`):            `Did you mean "Regular User"?` + roles,
		jane(`role="regular user"`):        `Did you mean "Regular User"?` + roles,
		jane(`role="Owner"`):               `role was given "Owner", but WebWork neither invites nor makes Owners over the API. The value "Owner" is allowed only for members who are Owners already. Import an existing Owner first, or choose "Executive manager".`,
		jane(`role="owner"`):               "neither invites nor makes Owners",
		jane(`firstname=""`):               `firstname was given "", which is empty.`,
		jane(`lastname="Doe "`):            `lastname was given "Doe ", which begins or ends with a space. Did you mean "Doe"?`,
		jane(`weekly_hours_limit=-1`):      "weekly_hours_limit was given -1, which is less than 0.",
		jane(`timezone="Local"`):           "which is another zone on every machine",
		jane(`timezone="Berlin, Germany"`): "which is not how time zones are named",
		jane(`timezone="Berlin"`):          `Did you mean "Europe/Berlin"?`,
		jane(`timezone="Mars/Olympus"`):    "which the time zone database does not have",
		jane(`timezone=""`):                `timezone was given "", which is empty.`,
	} {
		providertest.Run(t, providertest.Failure(server, "", config, message))
	}
	if writes := server.Writes(); len(writes) != 0 {
		t.Errorf("bad input led to %d writes", len(writes))
	}
}

// Only WebWork can have such values; generated configuration repeats them.
func TestAccMemberValuesOfTheAPI(t *testing.T) {
	t.Parallel()
	for name, zone := range map[string]struct {
		held       string
		configured string
	}{"odd": {"Mars/Olympus", `"Mars/Olympus"`}, "local": {"Local", `"Local"`}, "empty": {"", "null"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{})
			odd, err := server.AddMember(simulator.Member{Email: "jane@example.com", Role: simulator.RoleRegularUser, Timezone: &zone.held, Status: "active"})
			providertest.Must(t, err)
			config := jane(`firstname=""`, `lastname=""`, "timezone="+zone.configured)
			step := providertest.Step(server, config+fmt.Sprintf("import {\n  to = %s\n  id = \"%d\"\n}\n", address, odd.ID))
			providertest.Run(t, providertest.Planning(step, address, plancheck.ResourceActionNoop, nil))
		})
	}
}

func TestAccMemberDeclaredTwice(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	second := strings.ReplaceAll(jane(`email="JANE@example.com"`), `"jane" {`, `"again" {`)
	providertest.Run(t, providertest.Failure(server, "", jane()+second, "Declared twice"))
	expectInvitations(t, server, 0)
}

// kept takes the member out of state without archiving.
const kept = "removed {\n  from = " + address + "\n  lifecycle {\n    destroy = false\n  }\n}\n"

func TestAccMemberUpdateOfCreationFails(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	fault := server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Method: "PUT"})
	config := providertest.Config(server, "max_retries = 0", jane(`weekly_hours_limit=12`))
	repaired := providertest.Step(server, jane(`weekly_hours_limit=12`), attribute("weekly_hours_limit", knownvalue.Int64Exact(12)))
	repaired.PreConfig = fault.Remove
	repaired.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)}
	providertest.Run(t, resource.TestStep{Config: config, ExpectNonEmptyPlan: true}, repaired)
	expectInvitations(t, server, 1)
}

func TestAccMemberLostAnswers(t *testing.T) {
	t.Parallel()
	for _, kind := range []simkit.FaultKind{simkit.FaultLostAnswer, simkit.FaultServerErrorAfter, simkit.FaultTruncated, simkit.FaultBadJSON, simkit.FaultServerError, simkit.FaultReset} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{})
			server.Inject(simkit.Fault{Kind: kind, Method: "POST", Path: "/members", Nth: 1})
			providertest.Run(t, providertest.Arrives(server, kind, jane())...)
			expectInvitations(t, server, 1)
		})
	}
}

func TestAccMemberOfViewer(t *testing.T) {
	t.Parallel()
	for _, variant := range [][]simulator.Variant{nil, {simulator.ViewersHidden}} {
		server := providertest.Start(t, simulator.Options{Variants: variant})
		_, err := server.AddMember(simulator.Member{Email: "jane@example.com", FirstName: "Jane", LastName: "Doe", Role: "Project viewer", Status: "active"})
		providertest.Must(t, err)
		providertest.Run(t, providertest.Failure(server, "", jane(), "project viewer"))
	}
}
