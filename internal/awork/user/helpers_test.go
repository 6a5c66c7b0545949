package user_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// The roles that people of the tests have.
const (
	planner  = "aaaaaaaa-0000-4000-8000-000000000001"
	designer = "aaaaaaaa-0000-4000-8000-000000000002"
)

const (
	address = "awork_user.jane"
	email   = "jane@acme.example"
)

func start(t *testing.T, variants ...simulator.Variant) *providertest.Server {
	t.Helper()
	return providertest.Start(t, simulator.Options{Variants: variants, Seed: seed()})
}

// seed has roles, and more given users.
func seed(users ...simulator.User) simulator.Seed {
	return simulator.Seed{
		Roles: []simulator.Role{
			{Object: simulator.Object{ID: planner}, RoleForm: simulator.RoleForm{Name: "Planner"}},
			{Object: simulator.Object{ID: designer}, RoleForm: simulator.RoleForm{Name: "Designer"}},
		},
		Users: users,
	}
}

// jane declares a user with further attributes, which go before the usual ones.
func jane(attributes ...string) string {
	usual := map[string]string{"email": fmt.Sprintf("%q", email), "role_id": fmt.Sprintf("%q", planner)}
	lines := append([]string{}, attributes...)
	for name, value := range usual {
		if !strings.Contains(strings.Join(attributes, "\n"), name+" ") {
			lines = append(lines, name+" = "+value)
		}
	}
	return "resource \"awork_user\" \"jane\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

func holds(name string, value knownvalue.Check) statecheck.StateCheck {
	return acctest.Holds(address, value, name)
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

// found gives the person with the address.
func found(t *testing.T, server *providertest.Server) simulator.User {
	t.Helper()
	user, ok := server.Users.Find(func(u simulator.User) bool { return u.Email == email && u.DeletedOn == nil })
	if !ok {
		t.Fatalf("there is nobody called %s", email)
	}
	return user
}
