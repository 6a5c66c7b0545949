package doctor_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/doctor"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/simtest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
)

const (
	worker = "aaaaaaaa-0000-4000-8000-000000000001"
	wanda  = "dddddddd-0000-4000-8000-000000000001"
)

// examine runs the command, and gives what it prints and the code with which it ends.
func examine(t *testing.T, server *simtest.Server, env map[string]string, args ...string) (out string, code int) {
	t.Helper()
	all := server.Env()
	maps.Copy(all, env)
	cmd := doctor.CommandIn(func(name string) string { return all[name] }, "1.2.3")
	var printed, said bytes.Buffer
	cmd.SetArgs(args)
	cmd.SetOut(&printed)
	cmd.SetErr(&said)
	cmd.SilenceErrors = true
	err := cmd.ExecuteContext(t.Context())
	if ended, ok := errors.AsType[*doctorkit.ExitError](err); ok {
		code = ended.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return printed.String(), code
}

func start(t *testing.T, variants ...simulator.Variant) *simtest.Server {
	t.Helper()
	server := simtest.Start(t, simulator.Options{Token: "a-very-secret-key", Variants: variants, Seed: simulator.Seed{
		Roles: []simulator.Role{{Object: simulator.Object{ID: worker}, RoleForm: simulator.RoleForm{Name: "Worker"}}},
		Users: []simulator.User{{Object: simulator.Object{ID: wanda}, Email: "wanda@acme.example", RoleID: worker}},
	}})
	server.AddToken("of-wanda", simulator.Account{UserID: wanda}, time.Time{})
	return server
}

func TestReport(t *testing.T) {
	t.Parallel()
	server := start(t)
	out, code := examine(t, server, nil)
	for _, line := range []string{
		"- terraform-provider-awork 1.2.3 on ", "- Credentials: API key or access token.", "- Workspace: " + server.WorkspaceID() + ".", "- Account: an API user, one of 1.",
		"- Rights: admin, who sees and may change everything.", "- Users: 3, on one page, and the total agrees.", "- Roles: who has one is told; 1 user in the admin role.",
		"- Features: 11 that roles can permit.", "all of them GET.",
	} {
		if !strings.Contains(out, line) {
			t.Errorf("it lacks %q:\n%s", line, out)
		}
	}
	if code != 0 || strings.Contains(out, "\nX ") || strings.Contains(out, "\n! ") {
		t.Errorf("it ends with %d:\n%s", code, out)
	}
	for _, secret := range []string{"a-very-secret-key", "wanda", "Worker", "Acme", wanda} {
		if strings.Contains(out, secret) {
			t.Errorf("it shows %q:\n%s", secret, out)
		}
	}
	if writes := server.Writes(); len(writes) > 0 {
		t.Errorf("it wrote: %v", writes)
	}
}

func TestDocument(t *testing.T) {
	t.Parallel()
	server := start(t, simulator.ThinLists)
	out, code := examine(t, server, nil, "--json")
	var document struct {
		Workspace string `json:"workspace"`
		Account   struct {
			Program bool `json:"program"`
			Admin   bool `json:"admin"`
		} `json:"account"`
		Users struct {
			Shown   int      `json:"shown"`
			Lacking []string `json:"lacking"`
		} `json:"users"`
		Requests int `json:"requests"`
	}
	if err := json.Unmarshal([]byte(out), &document); err != nil || code != 0 {
		t.Fatalf("%v, exit code %d: %s", err, code, out)
	}
	if document.Workspace != server.WorkspaceID() || !document.Account.Program || !document.Account.Admin || document.Users.Shown != 3 || len(document.Users.Lacking) == 0 ||
		document.Requests != len(server.Requests()) {
		t.Errorf("it says %+v", document)
	}
}

func TestWhatStopsTheProvider(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env      map[string]string
		variants []simulator.Variant
		line     string
		code     int
	}{
		"no credentials":          {env: map[string]string{"AWORK_TOKEN": ""}, line: "X Settings: No credentials.", code: 2},
		"a dead token":            {env: map[string]string{"AWORK_TOKEN": "revoked"}, line: "X Access: awork does not accept the credentials.", code: 2},
		"another workspace":       {env: map[string]string{"AWORK_WORKSPACE_ID": worker}, line: "but workspace_id is " + worker, code: 2},
		"a role that sees little": {env: map[string]string{"AWORK_TOKEN": "of-wanda"}, line: "X Users: the role does not permit user-master-data (read)", code: 2},
		"rights that are not told": {
			variants: []simulator.Variant{simulator.KeyPermissionsRefused}, line: "! Rights: they cannot be read: awork answered 400 Bad Request.", code: 0,
		},
		"nobody there": {env: map[string]string{"AWORK_BASE_URL": "http://127.0.0.1:1/api/v1", "AWORK_MAX_RETRIES": "0"}, line: "? Access: awork cannot be reached", code: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out, code := examine(t, start(t, c.variants...), c.env); !strings.Contains(out, c.line) || code != c.code {
				t.Errorf("it ends with %d, not %d, or lacks %q:\n%s", code, c.code, c.line, out)
			}
		})
	}
}
