package reading_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const required = `
terraform {
  required_providers {
    webwork = { source = "workspace-as-code/webwork" }
  }
}
`

// workspace is a directory in which the CLI runs the built provider against the server.
func workspace(t *testing.T, cli acctest.CLI, server *simtest.Server, config string) *acctest.Workspace {
	t.Helper()
	w := acctest.NewWorkspace(t, cli, acctest.WebWork())
	for name, value := range server.Env() {
		w.Setenv(name, value)
	}
	w.Setenv("WEBWORK_REQUESTS_PER_MINUTE", "100000")
	w.Write("main.tf", required+config)
	return w
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
		w := workspace(t, cli, server, everything+`
			provider "webwork" { read_rates = true }
			data "webwork_member" "ada" { email = "ada@acme.example" }
		`)
		w.Setenv("TF_LOG", "TRACE")
		w.Setenv("TF_LOG_PATH", filepath.Join(w.Dir, "trace.log"))
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

// An account that sees only a part of the workspace may read it, and is told.
func TestAccWeakRoleWarns(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := providertest.Start(t, crowd(3, simulator.TeamManager))
		w := workspace(t, cli, server, everything+`
			data "webwork_workspaces" "all" {}
			output "members" {
				value = length(data.webwork_members.all.members)
			}
		`)
		printed := w.Apply().Output()
		for _, words := range []string{"Only a part of the workspace is shown", `The account has the role "Team manager"`} {
			if !providertest.Message(words).MatchString(printed) {
				t.Errorf("nothing says %q:\n%s", words, printed)
			}
		}
		if !strings.Contains(printed, "members = 1") {
			t.Errorf("the account sees more than itself:\n%s", printed)
		}
		w.Write("main.tf", required+`data "webwork_workspaces" "all" {}`)
		if printed := w.Apply().Output(); strings.Contains(printed, "Only a part") {
			t.Errorf("the account's own workspaces are not filtered:\n%s", printed)
		}
	})
}
