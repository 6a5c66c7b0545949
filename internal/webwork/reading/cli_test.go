package reading_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// A data source of a whole kind and the refresh of resources of that kind read one list.
func TestAccListIsSharedWithResources(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, crowd(50))
	const config = `
		resource "webwork_member" "new" {
			count     = 12
			email     = "new${count.index}@acme.example"
			firstname = "New"
			lastname  = "Member"
			role      = "Regular User"
		}
	`
	again := providertest.Step(server, config+`data "webwork_members" "all" {}`,
		providertest.Holds("data.webwork_members.all", knownvalue.ListSizeExact(113), "members"))
	again.PreConfig = server.ForgetRequests
	providertest.Run(t, providertest.Step(server, config), again)
	runs := server.Count("GET", "/workspaces")
	const pages, single = 2, 3 // a few reads that come before the others are answered singly
	if got := server.Count("GET", "/members") + server.Count("GET", "/members/*"); got > runs*(pages+single) {
		t.Errorf("%d requests for members in %d runs, want at most %d in each", got, runs, pages+single)
	}
}

// Pay and personal fields reach state, but no log, whatever its level.
func TestAccPayStaysOutOfLogs(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		secrets := map[string]string{"rate": "48211.75", "birth_date": "1987-03-29", "tax_country": "Ruritania", "tax_state": "Zenda"}
		server := providertest.Start(t, simulator.Options{Seed: simulator.Seed{Workspaces: []simulator.Workspace{{
			ID: 1, Name: "Acme Agency",
			Members: []simulator.Member{{
				ID: 100, Email: "ada@acme.example", FirstName: "Ada", LastName: "Byron", Rate: new(48211.75),
				BirthDate: new("1987-03-29"), TaxCountry: new("Ruritania"), TaxState: new("Zenda"),
			}},
			Projects:  []simulator.Project{{ID: 500, Name: "Website", Rate: new(48211.75)}},
			Contracts: []simulator.Contract{{ID: 900, ProjectID: 500, UserID: 100, Rate: new(48211.75)}},
		}}}})
		w := acctest.NewWorkspace(t, cli, acctest.WebWork())
		for name, value := range server.Env() {
			w.Setenv(name, value)
		}
		w.Setenv("TF_LOG", "TRACE")
		w.Setenv("TF_LOG_PATH", filepath.Join(w.Dir, "trace.log"))
		w.Write("main.tf", `
			terraform {
				required_providers {
					webwork = { source = "workspace-as-code/webwork" }
				}
			}
			provider "webwork" { read_rates = true }
			data "webwork_member" "ada"    { email = "ada@acme.example" }
			data "webwork_members" "all"   {}
			data "webwork_projects" "all"  {}
			data "webwork_contracts" "all" {}
		`)
		printed := w.Apply().Output()
		log := w.Read("trace.log")
		if !strings.Contains(log, "/members") {
			t.Error("the log has no trace of the requests, so that it proves nothing")
		}
		held := w.State("data.webwork_member.ada")
		for name, secret := range secrets {
			if fmt.Sprint(held[name]) != secret {
				t.Errorf("state has %v as %s, want %s", held[name], name, secret)
			}
			if strings.Contains(log, secret) {
				t.Errorf("the log holds the %s", name)
			}
			if strings.Contains(printed, secret) {
				t.Errorf("the CLI prints the %s", name)
			}
		}
	})
}
