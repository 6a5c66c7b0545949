package export_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// edit is a change of one attribute in exported files. It replaces the resource where WebWork cannot change it.
type edit struct {
	file, address, attribute, from, to string
	replaces                           bool
}

// edits are those of each attribute that the export of everyKind has.
func edits() []edit {
	const (
		jane, zero, old = "webwork_member.jane_doe", "webwork_member.jane_doe_101", "webwork_member.old_one"
		website, gone   = "webwork_project.website_more", "webwork_project.gone"
		contract        = "webwork_contract.website_more__jane_doe"
		vera, away      = "webwork_project_viewer.vera_viewer", "webwork_project_viewer.ada_away"
		hook            = "webwork_webhook.hooks_example_ba7816bf"
	)
	return []edit{
		{"members.tf", jane, "email", `"jane@acme.example"`, `"janet@acme.example"`, false},
		{"members.tf", jane, "firstname", `"Jane"`, `"Janet"`, false},
		{"members.tf", jane, "lastname", `"Doe"`, `"Roe"`, false},
		{"members.tf", jane, "role", `"Team manager"`, `"Regular User"`, false},
		{"members.tf", jane, "timezone", `"UTC"`, `"Europe/Berlin"`, false},
		{"members.tf", jane, "rate_status", `false`, `true`, false},
		{"members.tf", zero, "weekly_hours_limit", `= 0`, `= 1`, false},
		{"members.tf", old, "archived", `true`, `false`, false},
		{"projects.tf", website, "name", `"Website & more"`, `"Web"`, false},
		{"projects.tf", website, "start_date", `"2026-01-05"`, `"2026-01-06"`, false},
		{"projects.tf", website, "deadline", `"2026-12-31"`, `"2027-01-31"`, false},
		{"projects.tf", website, "estimation", `12.5`, `0`, false},
		{"projects.tf", website, "budget", `12.75`, `13`, false},
		{"projects.tf", website, "icon", `"project-icon-1"`, `"project-icon-2"`, false},
		{"projects.tf", website, "notes", `${x}`, `${y}`, false},
		{"projects.tf", gone, "archived", `true`, `false`, false},
		{"contracts.tf", contract, "project_id", "webwork_project.website_more.id", "webwork_project.project_2024.id", true},
		{"contracts.tf", contract, "user_id", jane + ".id", zero + ".id", true},
		{"contracts.tf", contract, "weekly_hours_limit", `168`, `0`, false},
		{"contracts.tf", contract, "screenshots", `"full"`, `"blurred"`, false},
		{"contracts.tf", contract, "rate", `55.5`, `0`, false},
		{"contracts.tf", "webwork_contract.project_2024__olivia_owner", "status", `"paused"`, `"active"`, false},
		{"project_viewers.tf", vera, "email", `"vera@client.example"`, `"veronica@client.example"`, true},
		{"project_viewers.tf", vera, "firstname", `"Vera"`, `"Vero"`, false},
		{"project_viewers.tf", vera, "lastname", `"Viewer"`, `"Seer"`, false},
		{"project_viewers.tf", vera, "project_ids", "webwork_project.project_2024.id,", "", false},
		{"project_viewers.tf", away, "archived", `true`, `false`, false},
		{"webhooks.tf", hook, "events", `"task.updated",`, `"member.updated",`, false},
		{"webhooks.auto.tfvars", hook, "url", `k3y"`, `k4y"`, false},
	}
}

// everyKind is a small workspace in which every attribute that can be exported has a value.
func everyKind() simulator.Options {
	options := agency()
	w := &options.Seed.Workspaces[0]
	p := &w.Projects[0]
	p.StartDate, p.Icon, p.Estimation, p.Budget = new("2026-01-05"), new("project-icon-1"), new(12.5), new(12.75)
	left := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	w.Members = append(w.Members, simulator.Member{
		ID: 109, Email: "ada@client.example", FirstName: "Ada", LastName: "Away", Role: simulator.RoleProjectViewer, DeletedAt: &left,
	})
	return options
}

// Whatever an export declares is what there is: each change of it plans that change, and no other.
func TestAccEachExportedAttributeCanBeChanged(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, everyKind())
		w := providertest.Workspace(t, cli, server)
		exported := run(t, server, "--out", w.Dir, "--with-rates", "--include-archived").with(t, 0)
		adopt(t, w, exported.objects(t))
		edited := map[string]bool{}
		for _, e := range edits() {
			resource, label, _ := strings.Cut(e.address, ".")
			edited[resource+"."+e.attribute] = true
			whole := w.Read(e.file)
			start := max(0, strings.Index(whole, `"`+label+`" {`))
			changed := whole[:start] + strings.Replace(whole[start:], e.from, e.to, 1)
			if changed == whole {
				t.Fatalf("%s has no %s", e.file, e.from)
			}
			w.Write(e.file, changed)
			plan := w.PlanJSON()
			w.Write(e.file, whole)
			var changes []string
			for _, one := range plan.ResourceChanges {
				if one.Change.Actions.NoOp() || one.Mode == tfjson.DataResourceMode {
					continue
				}
				changes = append(changes, fmt.Sprintf("%s %v %v", one.Address, one.Change.Actions, differing(one.Change)))
			}
			action := "update"
			if e.replaces {
				action = "delete create"
			}
			want := []string{fmt.Sprintf("%s [%s] [%s]", e.address, action, e.attribute)}
			if !slices.Equal(changes, want) {
				t.Errorf("changing %s of %s plans %q", e.attribute, e.address, changes)
			}
		}
		if all := attributes(t, w); !maps.Equal(edited, all) {
			t.Errorf("these were changed\n%v\nbut these are exported\n%v", slices.Sorted(maps.Keys(edited)), slices.Sorted(maps.Keys(all)))
		}
	})
}

// attributes are those that the resources of a workspace have, each with the type of the resource before it.
func attributes(t *testing.T, w *acctest.Workspace) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, name := range configurations(t, w.Dir) {
		file, diags := hclsyntax.ParseConfig([]byte(w.Read(name)), name, hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		body, ok := file.Body.(*hclsyntax.Body)
		if !ok {
			t.Fatalf("%s is not in HCL's own syntax", name)
		}
		for _, block := range body.Blocks {
			if block.Type != "resource" {
				continue
			}
			for attribute := range block.Body.Attributes {
				all[block.Labels[0]+"."+attribute] = true
			}
		}
	}
	return all
}

// differing are the attributes that a change would change.
func differing(change *tfjson.Change) []string {
	before, _ := change.Before.(map[string]any)
	after, _ := change.After.(map[string]any)
	var names []string
	for name := range after {
		if fmt.Sprint(before[name]) != fmt.Sprint(after[name]) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
