//go:build unix

package command_test

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

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

// TestTheGuideIsRight runs its commands, which are those of a shell.
func TestTheGuideIsRight(t *testing.T) {
	t.Parallel()
	page := guide(t)
	path := filepath.Join(t.TempDir(), "seed.json")
	if err := os.WriteFile(path, []byte(block(t, page, "json", "workspace")), 0o600); err != nil {
		t.Fatal(err)
	}
	env := serving(t, "--seed", path)
	if _, users := get(t, env, "/users?pageSize=1000"); strings.Count(users, "invitationAccepted") != 5 {
		t.Errorf("the seed has other users: %s", users)
	}
	drift := exec.CommandContext(t.Context(), "sh", "-ec", block(t, page, "sh", "AWORK_SIMULATOR"))
	drift.Env = append(os.Environ(), "AWORK_TOKEN="+env["AWORK_TOKEN"], "AWORK_SIMULATOR="+env["AWORK_SIMULATOR"], "no_proxy=127.0.0.1")
	output, err := drift.CombinedOutput()
	if err != nil {
		t.Fatalf("the commands of the guide fail: %v\n%s", err, output)
	}
	_, answer, err := send(t.Context(), http.MethodGet, env["AWORK_SIMULATOR"]+"/workspace", env["AWORK_TOKEN"], "")
	if err != nil {
		t.Fatal(err)
	}
	var held simulator.Seed
	if err := json.Unmarshal([]byte(answer), &held); err != nil {
		t.Fatalf("%v: %s", err, answer)
	}
	if len(held.Projects) != 0 || len(held.Companies) != 2 || len(held.Users) != 6 || held.Workspace.ID != env["AWORK_WORKSPACE_ID"] {
		t.Errorf("afterwards there is %+v", held)
	}
	for _, user := range held.Users {
		admin := user.Email == simulator.AdminEmail || user.Email == "jane@acme.example"
		if user.IsDeactivated || (user.RoleID == simulator.AdminRole) != admin {
			t.Errorf("afterwards there is %+v", user)
		}
	}
}
