package project_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccProjectExists(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.ThinLists}})
	existing, err := server.AddProject(simulator.Project{Name: "Website", Notes: new("Theirs"), Icon: new("project-icon-7")})
	pt.Must(t, err)
	pt.Run(t,
		pt.Failure(server, "", site(), fmt.Sprintf(`id = "%d"`, existing.ID)),
		resource.TestStep{
			Config:           pt.Config(server, "adopt_existing = true", site(`estimation = 3`)),
			ConfigPlanChecks: pt.Empty(),
			ConfigStateChecks: append(isNull("notes"),
				has("id", pt.ID(existing.ID)), has("icon", knownvalue.StringExact("project-icon-7")),
				has("estimation", knownvalue.Float64Exact(3))),
		},
	)
	if got := server.Count(http.MethodPost, "/projects"); got != 0 {
		t.Errorf("%d projects were created, want none", got)
	}
}

func TestAccProjectSeveralOfOneName(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	first, err := server.AddProject(simulator.Project{Name: "Website"})
	pt.Must(t, err)
	second, err := server.AddProject(simulator.Project{Name: "Website"})
	pt.Must(t, err)
	both := fmt.Sprintf("Website (id %d), Website (id %d)", first.ID, second.ID)
	pt.Run(t,
		pt.Failure(server, "", site(), both),
		pt.Failure(server, "adopt_existing = true", site(), both),
		// Those that exist live side by side.
		resource.TestStep{
			Config: pt.Config(server, "", fmt.Sprintf(`
				import {
				  to = webwork_project.site
				  id = "%d"
				}
				import {
				  to = webwork_project.other
				  id = "%d"
				}
				%s
				resource "webwork_project" "other" {
				  name = "Website"
				}`, first.ID, second.ID, site())),
			ConfigPlanChecks: pt.Empty(),
		},
	)
}

func TestAccProjectDeclaredTwice(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	pt.Run(t, pt.Failure(server, "", site()+`resource "webwork_project" "other" { name = "Website" }`, "Declared twice"))
}

func TestAccProjectOtherSpellingsOfAName(t *testing.T) {
	t.Parallel()
	const composed, decomposed = "B\u00fccher", "Bu\u0308cher"
	for _, variant := range [][]simulator.Variant{nil, {simulator.NamesNFC}} {
		t.Run(fmt.Sprint(variant), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: variant})
			pt.Run(t,
				pt.Step(server, named(decomposed)),
				expecting(pt.Step(server, named(composed)), plancheck.ResourceActionNoop, nil),
			)
		})
	}
}

func TestAccProjectTwinOfAnotherSpelling(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	_, err := server.AddProject(simulator.Project{Name: "Bu\u0308cher"})
	pt.Must(t, err)
	pt.Run(t, pt.Failure(server, "", named("B\u00fccher"), "exists already"))
}
