//go:build !windows

package provider_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit/httpkittest"
)

// TestTokenFileProtection refuses a file that others can write, and warns of one that they can read.
func TestTokenFileProtection(t *testing.T) {
	t.Parallel()
	for mode, want := range map[os.FileMode]string{
		0o600: "", 0o400: "",
		0o644: "Warning at oauth.token_file: Token file can be read by others: Whoever reads it can act as you: ",
		0o622: "can be written by other users (mode 0622); protect it with chmod 600",
	} {
		file := filepath.Join(t.TempDir(), "tokens.json")
		if err := httpkit.SaveTokenFile(file, httpkit.TokenFile{AccessToken: "a", Expiry: time.Now().Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		_, _, diags := read(t, environment{"WEBWORK_TOKEN_FILE": file}, nil)
		if got := shown(diags); want == "" && got != "" || diags.HasError() != (mode == 0o622) {
			t.Errorf("%o: %s", mode, got)
		} else {
			contains(t, got, want)
		}
	}
}

// TestReadOnlyTokenFile is enough as long as its access token is good.
func TestReadOnlyTokenFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		expiry time.Time
		wants  string
	}{
		"good": {time.Now().Add(time.Hour), ""}, "silent": {time.Time{}, ""},
		"expired": {time.Now().Add(-time.Hour), "and has to be renewed: "},
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, "tokens.json")
		if err := httpkit.SaveTokenFile(path, httpkit.TokenFile{AccessToken: "a", RefreshToken: "r", Expiry: c.expiry}); err != nil {
			t.Fatal(err)
		}
		_, _, diags := read(t, environment{"WEBWORK_TOKEN_FILE": httpkittest.Unwritable(t, path)}, nil)
		if got := shown(diags); c.wants == "" && got != "" {
			t.Errorf("%s: %s", name, got)
		} else {
			contains(t, got, c.wants)
		}
	}
}
