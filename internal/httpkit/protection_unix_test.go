//go:build !windows

package httpkit_test

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit/httpkittest"
)

func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	server := &tokenServer{access: "good-token", refresh: "refresh-0"}
	fresh := httpkittest.Unwritable(t, tokenFile(t, `{"access_token":"good-token"}`))
	mustCall(t, newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(app(), "", fresh), Transport: server}))

	stale := httpkittest.Unwritable(t, tokenFile(t, `{"access_token":"old","expiry":"2020-01-01T00:00:00Z","refresh_token":"refresh-0"}`))
	client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(app(), "", stale), Transport: server})
	_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
	if err == nil || !strings.Contains(err.Error(), "token file") || len(server.forms) > 0 {
		t.Errorf("got %v after %d token requests", err, len(server.forms))
	}
	if err := httpkit.CheckTokenFileWritable(stale); err == nil {
		t.Error("it is said to be writable")
	}
	path := tokenFile(t, `{}`)
	if err := httpkit.CheckTokenFileWritable(path); err != nil || names(t, filepath.Dir(path)) != "token.json" {
		t.Errorf("got %v, and there are %s", err, names(t, filepath.Dir(path)))
	}
}

// TestFullDisk is run by a process of its own, whose files may not grow.
func TestFullDisk(t *testing.T) { //nolint:paralleltest // it limits the whole process
	const inside = "HTTPKIT_TEST_FULL_DISK"
	if os.Getenv(inside) == "" {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestFullDisk$", "-test.v")
		cmd.Env = append(os.Environ(), inside+"=1")
		if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS: TestFullDisk") {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	server := &tokenServer{refresh: "refresh-0"}
	path := tokenFile(t, `{"refresh_token":"refresh-0","client_id":"app","token_url":"`+tokenURL+`"}`)
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Max: limit.Max}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit) }() // go test -cover writes what it has seen at the end
	client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path), Transport: server})
	_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
	if err == nil || !strings.Contains(err.Error(), "cannot write beside the token file "+path) || len(server.forms) > 0 {
		t.Errorf("got %v after %d token requests", err, len(server.forms))
	}
	if load(t, path).RefreshToken != "refresh-0" || names(t, filepath.Dir(path)) != "token.json token.json.lock" {
		t.Errorf("it holds %+v beside %s", load(t, path), names(t, filepath.Dir(path)))
	}
}

// TestProtection refuses a file that others can write, whether by its mode or as its owner.
func TestProtection(t *testing.T) {
	t.Parallel()
	for mode, want := range map[os.FileMode]string{
		0o600: "", 0o400: "", 0o700: "",
		0o640: "caution", 0o604: "caution", 0o644: "caution", 0o444: "caution",
		0o620: "can be written by other users (mode 0620)", 0o602: "mode 0602", 0o666: "mode 0666", 0o664: "mode 0664",
	} {
		path := tokenFile(t, `{"access_token":"good-token"}`)
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		file, err := httpkit.LoadTokenFile(path)
		switch {
		case want == "" || want == "caution":
			if err != nil || (file.Caution != "") != (want == "caution") {
				t.Errorf("%o: %q, %v", mode, file.Caution, err)
			}
			if file.Caution != "" && file.Caution != fmt.Sprintf("%s can be read by other users (mode %04o); protect it with chmod 600", path, mode) {
				t.Errorf("it says %q", file.Caution)
			}
		case err == nil || !strings.Contains(err.Error(), want) || file.AccessToken != "":
			t.Errorf("%o: %v", mode, err)
		}
		// No request goes out with what others may have written.
		server := &tokenServer{access: "good-token"}
		client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(app(), "given", path), Transport: server})
		status, _, _ := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if good := want == "" || want == "caution"; (status == http.StatusOK) != good || len(server.forms) > 0 {
			t.Errorf("%o: got %d", mode, status)
		}
	}
}

// TestPipe is no token file, and is not waited for.
func TestPipe(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := httpkit.LoadTokenFile(path); err == nil || !strings.Contains(err.Error(), "is no regular file") {
		t.Errorf("got %v", err)
	}
	file := tokenFile(t, `{}`)
	if err := os.Rename(path, file+".lock"); err != nil {
		t.Fatal(err)
	}
	err := httpkit.UpdateTokenFile(t.Context(), file, func(file httpkit.TokenFile) (httpkit.TokenFile, error) { return file, nil })
	if err == nil || !strings.Contains(err.Error(), ".lock is no regular file") {
		t.Errorf("got %v", err)
	}
}
