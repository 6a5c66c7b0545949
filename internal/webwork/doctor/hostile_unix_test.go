//go:build !windows

package doctor_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
)

// TestWarningsSteerNothing has a path that whoever set it has not written.
func TestWarningsSteerNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "\x1b[2J\n::error::x")
	if err := os.WriteFile(file, []byte(`{"access_token":"a"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	env := hostile(t, usual)
	env["WEBWORK_TOKEN"], env["WEBWORK_TOKEN_FILE"] = "", file
	cmd := doctor.CommandIn(env.get, "1.2.3")
	var said bytes.Buffer
	cmd.SetOut(&bytes.Buffer{})
	cmd.SetErr(&said)
	cmd.SetArgs([]string{})
	_ = cmd.ExecuteContext(t.Context())
	if text := said.String(); !strings.Contains(text, "can be read by other users") || strings.Contains(text, "\x1b") || strings.Contains(text, "\n::") {
		t.Errorf("it says %q", text)
	}
}
