package httpkit_test

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gofrs/flock"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// names lists a folder.
func names(tb testing.TB, folder string) string {
	tb.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		tb.Fatal(err)
	}
	var all []string
	for _, entry := range entries {
		all = append(all, entry.Name())
	}
	return strings.Join(all, " ")
}

// TestRoomIsTakenBeforeAnythingIsUsedUp looks beside the file while its change is being made.
func TestRoomIsTakenBeforeAnythingIsUsedUp(t *testing.T) {
	t.Parallel()
	path := tokenFile(t, `{"access_token":"old","note":"`+strings.Repeat("x", 100_000)+`"}`)
	failure := errors.New("no")
	for _, outcome := range []error{failure, nil} {
		err := httpkit.UpdateTokenFile(t.Context(), path, func(file httpkit.TokenFile) (httpkit.TokenFile, error) {
			staged, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".token.*"))
			if err != nil || len(staged) != 1 {
				t.Fatalf("%v is beside it, %v", staged, err)
			}
			info, err := os.Stat(staged[0])
			if err != nil || info.Size() < 100_000+64<<10 || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
				t.Errorf("reserved are %d bytes, mode %v, %v", info.Size(), info.Mode(), err)
			}
			file.AccessToken = "new"
			return file, outcome
		})
		if !errors.Is(err, outcome) {
			t.Errorf("got %v", err)
		}
		if got := names(t, filepath.Dir(path)); got != "token.json token.json.lock" {
			t.Errorf("the folder has %s", got)
		}
	}
	if content, err := os.ReadFile(path); err != nil || load(t, path).AccessToken != "new" || strings.HasSuffix(string(content), " ") {
		t.Errorf("the file holds %.50s…, %v", content, err)
	}
}

// TestHeldLock waits for as long as the context lasts, and says for what.
func TestHeldLock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{refresh: "refresh-0"}
		path := tokenFile(t, `{"refresh_token":"refresh-0","client_id":"app","token_url":"`+tokenURL+`"}`)
		other := flock.New(path + ".lock")
		if locked, err := other.TryLock(); !locked || err != nil {
			t.Fatal(err)
		}
		client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path), Transport: server})
		for limit, want := range map[time.Duration]string{5 * time.Second: "5s", time.Hour: "10m0s"} {
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			elapsed := stopwatch()
			_, _, err := call(ctx, t, client, http.MethodGet, apiURL, "")
			cancel()
			text := "cannot lock the token file: waited " + want + " for another process to release " + path + ".lock: context deadline exceeded"
			if err == nil || httpkit.Cause(err).Error() != text || !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, httpkit.ErrNotSent) {
				t.Errorf("got %v", err)
			}
			if got := elapsed(); got > min(limit, 10*time.Minute) {
				t.Errorf("waited %s", got)
			}
		}
		time.AfterFunc(3*time.Second, func() { _ = other.Close() })
		mustCall(t, client)
		if server.issued != 1 {
			t.Errorf("%d tokens", server.issued)
		}
	})
}

// TestLinks follows those that lead somewhere, and replaces none.
func TestLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // has no links for everybody
	}
	rotate := func(path string) (*tokenServer, error) {
		server := &tokenServer{refresh: "refresh-0"}
		client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(app(), "refresh-0", path), Transport: server})
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		return server, err
	}
	isLink := func(path string) bool {
		info, err := os.Lstat(path)
		return err == nil && info.Mode()&fs.ModeSymlink != 0
	}
	link := func(to, from string) {
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}

	// A link to a link, relative and through a folder that is one.
	target := tokenFile(t, `{}`)
	folder := t.TempDir()
	link(filepath.Dir(target), filepath.Join(folder, "data"))
	link(filepath.Join("data", "token.json"), filepath.Join(folder, "token.json"))
	if _, err := rotate(filepath.Join(folder, "token.json")); err != nil {
		t.Error(err)
	}
	if !isLink(filepath.Join(folder, "token.json")) || !isLink(filepath.Join(folder, "data")) || load(t, target).RefreshToken != "refresh-1" {
		t.Errorf("the target holds %+v", load(t, target))
	}
	if got := names(t, folder) + ", " + names(t, filepath.Dir(target)); got != "data token.json, token.json token.json.lock" {
		t.Errorf("the folders have %s", got)
	}

	// A link to nothing.
	nowhere, dangling := filepath.Join(t.TempDir(), "target.json"), filepath.Join(t.TempDir(), "token.json")
	link(nowhere, dangling)
	server, err := rotate(dangling)
	if err == nil || !strings.Contains(err.Error(), dangling+" is a link to a file that does not exist") || len(server.forms) > 0 || !isLink(dangling) {
		t.Errorf("got %v after %d token requests", err, len(server.forms))
	}
	if err := httpkit.SaveTokenFile(dangling, httpkit.TokenFile{}); err == nil || !isLink(dangling) {
		t.Errorf("got %v", err)
	}

	// A lock that is a link, to a file and to nothing.
	for _, to := range []string{target, nowhere} {
		path := tokenFile(t, `{}`)
		link(to, path+".lock")
		server, err := rotate(path)
		if err == nil || !strings.Contains(err.Error(), path+".lock is no regular file; remove it") || len(server.forms) > 0 || !isLink(path+".lock") {
			t.Errorf("got %v after %d token requests", err, len(server.forms))
		}
		if _, err := os.Stat(nowhere); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the lock was made where the link leads: %v", err)
		}
	}
}

// TestForeignAddress keeps what is configured from an address that only a file names.
func TestForeignAddress(t *testing.T) {
	t.Parallel()
	const (
		elsewhere = "https://evil.example.com/token"
		usual     = `"token_url":"` + tokenURL + `"`
		foreign   = `"token_url":"` + elsewhere + `"`
	)
	configured := httpkit.OAuth{ClientID: "app", ClientSecret: "app-secret", FallbackTokenURL: tokenURL}
	named := configured
	named.TokenURL = tokenURL
	for name, test := range map[string]struct {
		app           httpkit.OAuth
		refresh, file string
		sentTo        string
		problem       string
	}{
		"secret":            {configured, "", `{"refresh_token":"refresh-0",` + foreign + `}`, "", "https://evil.example.com:443, and the client secret that is configured"},
		"another secret":    {configured, "", `{"refresh_token":"refresh-0","client_secret":"x",` + foreign + `}`, "", "the client secret that is configured"},
		"refresh token":     {httpkit.OAuth{ClientID: "app"}, "refresh-0", `{` + foreign + `}`, "", "the refresh token that is configured"},
		"the file's secret": {configured, "", `{"refresh_token":"refresh-0","client_secret":"app-secret",` + foreign + `}`, "evil.example.com", ""},
		"the file's alone":  {httpkit.OAuth{}, "", `{"refresh_token":"refresh-0","client_id":"app","client_secret":"x",` + foreign + `}`, "evil.example.com", ""},
		"both refresh tokens": {
			httpkit.OAuth{ClientID: "app"}, "refresh-1", `{"refresh_token":"refresh-0",` + foreign + `}`, "evil.example.com", "",
		},
		"address configured": {named, "", `{"refresh_token":"refresh-0",` + foreign + `}`, "login.example.com", ""},
		"usual address":      {configured, "", `{"refresh_token":"refresh-0",` + usual + `}`, "login.example.com", ""},
		"none in the file":   {configured, "refresh-0", `{}`, "login.example.com", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sentTo := ""
			client := newClient(t, httpkit.Options{
				Credentials: httpkit.RefreshTokenSource(test.app, test.refresh, tokenFile(t, test.file)),
				Transport: network(func(request *http.Request) (*http.Response, error) {
					if request.URL.Host == "api.example.com" {
						return answer(http.StatusOK, `{}`), nil
					}
					sentTo = request.URL.Host
					if err := request.ParseForm(); err != nil || request.PostForm.Get("refresh_token") != "refresh-0" {
						t.Errorf("sent %v, %v", request.PostForm, err)
					}
					return answer(http.StatusOK, `{"access_token":"a","expires_in":3600}`), nil
				}),
			})
			_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
			if sentTo != test.sentTo || (err == nil) != (test.problem == "") || err != nil && !strings.Contains(err.Error(), test.problem) {
				t.Errorf("sent to %q, %v", sentTo, err)
			}
		})
	}
}

// TestForeignAddressRefuses does not try the configured refresh token where the file's was refused.
func TestForeignAddressRefuses(t *testing.T) {
	t.Parallel()
	var sent []string
	client := newClient(t, httpkit.Options{
		Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "refresh-1", tokenFile(t, `{"refresh_token":"refresh-0","token_url":"https://evil.example.com"}`)),
		Transport: network(func(request *http.Request) (*http.Response, error) {
			if err := request.ParseForm(); err != nil {
				return nil, err
			}
			sent = append(sent, request.PostForm.Get("refresh_token"))
			return answer(http.StatusBadRequest, `{"error":"invalid_grant"}`), nil
		}),
	})
	_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
	if _, refused := errors.AsType[*httpkit.AuthError](err); !refused || strings.Join(sent, " ") != "refresh-0" {
		t.Errorf("sent %q, %v", sent, err)
	}
}

// TestNoTokenFile refuses what is no file at all, and what is too large for one.
func TestNoTokenFile(t *testing.T) {
	t.Parallel()
	large := tokenFile(t, `{"note":"`+strings.Repeat("x", 1<<20)+`"}`)
	for path, want := range map[string]string{t.TempDir(): "is no regular file", large: "is larger than 1048576 bytes"} {
		if _, err := httpkit.LoadTokenFile(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v", err)
		}
	}
}
