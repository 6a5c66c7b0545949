package command_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// guide is the page of the documentation about the simulator.
func guide(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(filepath.FromSlash("../../../../templates/guides/simulator.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// block gives the first code block of a language that has the words.
func block(t *testing.T, page, language, words string) string {
	t.Helper()
	for _, part := range regexp.MustCompile("(?s)\n```"+language+"\n(.*?)\n```\n").FindAllStringSubmatch(page, -1) {
		if strings.Contains(part[1], words) {
			return part[1]
		}
	}
	t.Fatalf("the guide has no block of %s with %q", language, words)
	return ""
}

func TestTheGuideIsRight(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"sh", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("there is no %s", tool)
		}
	}
	page := guide(t)
	path := filepath.Join(t.TempDir(), "seed.json")
	if err := os.WriteFile(path, []byte(block(t, page, "json", "workspaces")), 0o600); err != nil {
		t.Fatal(err)
	}
	r := run(t.Context(), t, "--seed", path)
	if answer := r.get(t, "/members?"); strings.Count(answer, `"email"`) != 4 {
		t.Errorf("the seed has other members: %s", answer)
	}
	drift := exec.CommandContext(t.Context(), "sh", "-ec", block(t, page, "sh", "WEBWORK_SIMULATOR"))
	drift.Env = append(os.Environ(), "WEBWORK_TOKEN="+r.env["WEBWORK_TOKEN"], "WEBWORK_SIMULATOR="+r.env["WEBWORK_SIMULATOR"], "no_proxy=127.0.0.1")
	output, err := drift.CombinedOutput()
	if err != nil {
		t.Fatalf("the commands of the guide fail: %v\n%s", err, output)
	}
	_, body, _ := strings.Cut(r.ask(t, "GET", r.env["WEBWORK_SIMULATOR"]+"/workspaces"), "OK ")
	var workspaces []simulator.Workspace
	if err := json.Unmarshal([]byte(body), &workspaces); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	held := workspaces[0]
	if len(held.Contracts) != 0 || len(held.Webhooks) != 0 || held.Projects[0].Name != "Website 2026" || len(held.Members) != 5 {
		t.Errorf("afterwards there is %+v", held)
	}
	for _, member := range held.Members {
		archived, role := false, simulator.RoleRegularUser
		switch member.ID {
		case simulator.DefaultAccount:
			role = simulator.RoleOwner
		case 100:
			archived, role = true, simulator.RoleTeamManager
		case 102:
			role = simulator.RoleProjectViewer
		}
		if member.Archived() != archived || member.Role != role || len(member.ProjectIDs) != 0 {
			t.Errorf("afterwards there is %+v", member)
		}
	}
	if !strings.Contains(string(output), "mia@acme.example") {
		t.Errorf("the guide's commands say %s", output)
	}
}

// TestTheGuideNamesEveryField compares its table with what a seed can have.
func TestTheGuideNamesEveryField(t *testing.T) {
	t.Parallel()
	page := guide(t)
	for name, object := range map[string]any{
		"workspace": simulator.Workspace{}, "member": simulator.Member{}, "project": simulator.Project{},
		"contract": simulator.Contract{}, "webhook": simulator.Webhook{},
	} {
		row := regexp.MustCompile(`(?m)^\| ` + name + ` \| (.*) \|$`).FindStringSubmatch(page)
		if row == nil {
			t.Errorf("the guide has no row for a %s", name)
			continue
		}
		for _, field := range reflect.VisibleFields(reflect.TypeOf(object)) {
			tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if !strings.Contains(row[1], "`"+tag+"`") {
				t.Errorf("the guide lacks the field %s of a %s", tag, name)
			}
		}
	}
}

func TestTheGuideNamesWhatExists(t *testing.T) {
	t.Parallel()
	page := guide(t)
	flags := regexp.MustCompile(`--(variant|fault) ([a-z0-9][^\s`+"`"+`]*)`).FindAllStringSubmatch(page, -1)
	if len(flags) < 6 {
		t.Errorf("the guide has only %d variants and faults", len(flags))
	}
	for _, flag := range flags {
		var err error
		if flag[1] == "variant" {
			_, err = simulator.ParseVariants(flag[2])
		} else {
			_, err = simkit.ParseFault(flag[2])
		}
		if err != nil {
			t.Errorf("%s: %v", flag[0], err)
		}
	}
}
