package scenario_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// What agency declares.
const (
	agencyUsers = 24
	agencyRoles = 4
)

// agency declares users in roles, with everything that takes requests of its own, or the share of one of several runs.
const agency = providertest.Header + `
variable "run" {
  type    = number
  default = 0
}

variable "runs" {
  type    = number
  default = 1
}

locals {
  roles = [for i in range(4) : i if i % var.runs == var.run]
  users = [for i in range(24) : i if i % var.runs == var.run]
}

resource "awork_role" "role" {
  for_each    = { for i in local.roles : "Role ${i}" => i }
  name        = each.key
  permissions = { project-master-data = ["read", "write"], task-manage-config = ["read"] }
}

resource "awork_user" "person" {
  for_each = { for i in local.users : "person${i}@acme.example" => i }
  email    = each.key
  role_id  = awork_role.role["Role ${each.value % 4}"].id
  position = "Number ${each.value}"
  language = "de-DE"
  tags     = each.value % 6 < 2 ? ["remote"] : null
}
`

// expectAgency checks that the simulator holds exactly what agency declares, and that nobody was invited twice.
func expectAgency(t *testing.T, server *providertest.Server) {
	t.Helper()
	names := map[string]int{}
	for _, role := range server.Roles.All() {
		names[role.Name]++
	}
	for i := range agencyRoles {
		name := fmt.Sprintf("Role %d", i)
		if names[name] != 1 {
			t.Errorf("there are %d roles called %s", names[name], name)
		}
		role, _ := server.Roles.Find(func(r simulator.Role) bool { return r.Name == name })
		if len(role.Permissions) != 2 {
			t.Errorf("%s has the permissions %v", name, role.Permissions)
		}
	}
	emails, invited := map[string]int{}, map[string]int{}
	for _, user := range server.Users.All() {
		emails[user.Email]++
	}
	for _, mail := range server.Invitations() {
		invited[mail.Email]++
	}
	if len(invited) != agencyUsers {
		t.Errorf("%d people were invited, want %d", len(invited), agencyUsers)
	}
	for i := range agencyUsers {
		email := fmt.Sprintf("person%d@acme.example", i)
		if emails[email] != 1 || invited[email] != 1 {
			t.Errorf("%s exists %d times and was invited %d times", email, emails[email], invited[email])
			continue
		}
		user, _ := server.Users.Find(func(u simulator.User) bool { return u.Email == email })
		expectPerson(t, server, user, i)
	}
}

// expectPerson checks what the person with a number is given after the invitation.
func expectPerson(t *testing.T, server *providertest.Server, user simulator.User, number int) {
	t.Helper()
	role, _ := server.Roles.Find(func(r simulator.Role) bool { return r.ID == user.RoleID })
	tagged := slices.ContainsFunc(user.Tags, func(tag simulator.Tag) bool { return tag.Name == "remote" })
	if role.Name != fmt.Sprintf("Role %d", number%agencyRoles) || *user.Position != fmt.Sprintf("Number %d", number) ||
		user.Language == nil || *user.Language != "de-DE" || tagged != (number%6 < 2) || user.IsDeactivated {
		t.Errorf("%s has the role %s and %+v", user.Email, role.Name, user)
	}
}

// eachFault runs a test for every CLI, with a simulator that the fault strikes at random. Who is invited twice gets two mails.
func eachFault(t *testing.T, fault simkit.Fault, test func(t *testing.T, cli acctest.CLI, server *providertest.Server, struck *simkit.Injection)) {
	t.Helper()
	acctest.EachFault(t, fault, func(t *testing.T, cli acctest.CLI, random simkit.Fault, seed uint64) {
		t.Helper()
		server := providertest.Start(t, simulator.Options{FaultSeed: seed, Variants: []simulator.Variant{simulator.InvitedTwiceSent}})
		struck := server.Inject(random)
		test(t, cli, server, struck)
		if struck.Count() == 0 {
			t.Error("the fault never struck; the test shows nothing")
		}
		expectAgency(t, server)
	})
}

func TestAccAworkFaults(t *testing.T) {
	t.Parallel()
	for _, fault := range acctest.RandomFaults() {
		if fault.Kind == simkit.FaultServerError {
			fault.Streak = 1 // awork's own 500, too, leaves open whether something was done
		}
		applies := 3
		if fault.Streak > 0 {
			applies = 4 // one each for a role, its user and the user's tags, of which none is sent again in the same run, and the last
		}
		eachFault(t, fault, func(t *testing.T, cli acctest.CLI, server *providertest.Server, struck *simkit.Injection) {
			w := providertest.Workspace(t, cli, server)
			w.Setenv("AWORK_REQUEST_TIMEOUT", acctest.PatienceWithFaults.String())
			w.Write("main.tf", agency)
			w.Converge(applies)
			struck.Remove()
			server.Settle()
			w.PlanEmpty()
		})
	}
}

// fewAtOnce has an apply send few requests at the same time. A token that ends takes all with it that are under way, and here one may end
// with every request: the fewer there are, the sooner one gets through.
func fewAtOnce(w *acctest.Workspace) { w.Setenv("TF_CLI_ARGS_apply", "-parallelism=3") }

func TestAccAworkFaultsOfTokens(t *testing.T) {
	t.Parallel()
	eachFault(t, simkit.Fault{Kind: simkit.FaultTokenExpired}, func(t *testing.T, cli acctest.CLI, server *providertest.Server, _ *simkit.Injection) {
		w := providertest.Workspace(t, cli, server)
		useRefreshToken(t, server, w)
		fewAtOnce(w)
		w.Write("main.tf", agency)
		w.Apply()
		w.PlanEmpty()
	})
}

// TestAccAworkFaultsOfRotation has two runs at a time that share refresh tokens: whenever one renews them, what the other holds is worth
// nothing.
func TestAccAworkFaultsOfRotation(t *testing.T) {
	t.Parallel()
	eachFault(t, simkit.Fault{Kind: simkit.FaultTokenExpired}, func(t *testing.T, cli acctest.CLI, server *providertest.Server, _ *simkit.Injection) {
		runs := []*acctest.Workspace{providertest.Workspace(t, cli, server), providertest.Workspace(t, cli, server)}
		useRefreshToken(t, server, runs...)
		for run, w := range runs {
			fewAtOnce(w)
			w.Setenv("TF_VAR_run", strconv.Itoa(run))
			w.Setenv("TF_VAR_runs", strconv.Itoa(len(runs)))
			w.Write("main.tf", agency)
		}
		acctest.ApplyAtOnce(t, runs...)
		for _, w := range runs {
			w.PlanEmpty()
		}
	})
}
