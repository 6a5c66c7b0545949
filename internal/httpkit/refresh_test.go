package httpkit_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// tokenFile writes a token file with an expired access token and returns its path.
func tokenFile(tb testing.TB, content string) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "token.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

func load(tb testing.TB, path string) httpkit.TokenFile {
	tb.Helper()
	file, err := httpkit.LoadTokenFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return file
}

func TestTokenFileAloneSuffices(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{refresh: "refresh-0"}
		path := tokenFile(t, `{"refresh_token":"refresh-0","client_id":"app","client_secret":"s3cret",
			"token_url":"`+tokenURL+`","note":"keep me"}`)
		credentials := httpkit.RefreshTokenSource(httpkit.OAuth{FallbackTokenURL: "https://elsewhere.example.com"}, "", path)
		client := newClient(t, httpkit.Options{Credentials: credentials, Transport: server})
		flood(t, client, 10, 20)
		if server.issued != 1 || server.calls != 20 {
			t.Errorf("%d tokens, %d requests", server.issued, server.calls)
		}
		for name, want := range map[string]string{
			"grant_type": "refresh_token", "client_id": "app", "client_secret": "s3cret", "refresh_token": "refresh-0",
		} {
			if got := server.forms[0][name]; got != want {
				t.Errorf("%s is %q", name, got)
			}
		}
		file := load(t, path)
		if file.AccessToken != "access-1" || file.RefreshToken != "refresh-1" || !file.Expiry.Equal(time.Now().Add(time.Hour)) {
			t.Errorf("the file holds %q, %q, %s", file.AccessToken, file.RefreshToken, file.Expiry)
		}
		content, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(content), `"note": "keep me"`) {
			t.Errorf("a field was lost: %s %v", content, err)
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}

		// The next process needs no token request.
		mustCall(t, newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path), Transport: server}))
		// A revoked access token is renewed once, with the new refresh token.
		server.revokeAccess()
		flood(t, client, 10, 10)
		if server.issued != 2 || load(t, path).RefreshToken != "refresh-2" {
			t.Errorf("%d tokens, the file holds %q", server.issued, load(t, path).RefreshToken)
		}
	})
}

func TestParallelRunsShareOneRotation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{refresh: "refresh-0", slow: 2 * time.Second}
		path := tokenFile(t, `{"refresh_token":"refresh-0","client_id":"app","token_url":"`+tokenURL+`"}`)
		var runs []*http.Client
		for range 8 {
			runs = append(runs, newClient(t, httpkit.Options{
				Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path), Transport: server,
			}))
		}
		all := func() {
			var group sync.WaitGroup
			for _, run := range runs {
				group.Go(func() { mustCall(t, run) })
			}
			group.Wait()
		}
		all()
		if server.issued != 1 {
			t.Errorf("%d rotations", server.issued)
		}
		server.revokeAccess()
		all()
		if server.issued != 2 {
			t.Errorf("%d more rotations after a refusal", server.issued-1)
		}
	})
}

func TestConfiguredRefreshToken(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{"empty": `{}`, "outdated": `{"refresh_token":"long-revoked"}`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := &tokenServer{refresh: "refresh-0"}
			path := tokenFile(t, content)
			mustCall(t, newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(app(), "refresh-0", path), Transport: server}))
			if got := load(t, path); got.RefreshToken != "refresh-1" || got.ClientID != "app" || got.TokenURL != tokenURL {
				t.Errorf("the file holds %+v", got)
			}
		})
	}
	t.Run("no file", func(t *testing.T) {
		t.Parallel()
		server := &tokenServer{refresh: "refresh-0"}
		client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(app(), "refresh-0", ""), Transport: server})
		mustCall(t, client)
		server.revokeAccess()
		mustCall(t, client)
		if server.issued != 2 {
			t.Errorf("%d tokens", server.issued)
		}
	})
}

func TestExpiredRefreshToken(t *testing.T) {
	t.Parallel()
	server := &tokenServer{refresh: "another"}
	const before = `{"refresh_token":"refresh-0","client_id":"app","token_url":"` + tokenURL + `"}`
	path := tokenFile(t, before)
	client := newClient(t, httpkit.Options{
		Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path), RenewHint: "Log in again.", MaxRetries: 5, Transport: server,
	})
	for range 3 {
		_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
		if _, ok := errors.AsType[*httpkit.AuthError](err); !ok {
			t.Fatalf("got %v", err)
		}
		want := "the refresh token was refused (the token endpoint answered 400 Bad Request: " +
			"invalid_grant: Token *** has been revoked). Log in again."
		if httpkit.Cause(err).Error() != want {
			t.Errorf("got %q", httpkit.Cause(err))
		}
	}
	if len(server.forms) != 1 || server.calls != 0 {
		t.Errorf("%d token requests, %d others", len(server.forms), server.calls)
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != before {
		t.Errorf("the file was changed: %s %v", content, err)
	}
}

func TestNoRefreshToken(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "missing.json")
	client := newClient(t, httpkit.Options{
		Credentials: httpkit.RefreshTokenSource(app(), "", path), RenewHint: "Log in.", Transport: &tokenServer{},
	})
	_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
	if want := "the login was refused (there is no refresh token). Log in."; err == nil || httpkit.Cause(err).Error() != want {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file was made: %v", err)
	}
}

func TestRotatedTokenSurvivesCancellation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &tokenServer{refresh: "refresh-0", slow: 10 * time.Second}
		path := tokenFile(t, `{"refresh_token":"refresh-0","client_id":"app","token_url":"`+tokenURL+`"}`)
		client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path), Transport: server})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, _, _ = call(ctx, t, client, http.MethodGet, apiURL, "")
		if got := load(t, path).RefreshToken; got != "refresh-1" {
			t.Errorf("the old refresh token is used up and the file holds %q", got)
		}
	})
}

// TestRefreshTokenIsUsedOnce loses the answer to its use, which a second one could not bring back.
func TestRefreshTokenIsUsedOnce(t *testing.T) {
	t.Parallel()
	for name, lost := range map[string]func() (*http.Response, error){
		"gateway": func() (*http.Response, error) { return answer(http.StatusBadGateway, "<html>"), nil },
		"overload": func() (*http.Response, error) {
			return answer(http.StatusServiceUnavailable, "", "Retry-After", "1"), nil
		},
		"cut": func() (*http.Response, error) { return nil, io.ErrUnexpectedEOF },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := &tokenServer{refresh: "refresh-0", failing: []func() (*http.Response, error){lost, lost}}
				path := tokenFile(t, `{"refresh_token":"refresh-0","client_id":"app","token_url":"`+tokenURL+`"}`)
				client := newClient(t, httpkit.Options{
					Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path), MaxRetries: 3, Transport: server,
				})
				if _, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, ""); err == nil || len(server.forms) != 1 {
					t.Errorf("got %v after %d token requests", err, len(server.forms))
				}
			})
		})
	}
}

func TestReadOnlyFileWithAGoodToken(t *testing.T) {
	t.Parallel()
	server := &tokenServer{access: "good-token"}
	path := tokenFile(t, `{"access_token":"good-token"}`)
	mustCall(t, newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(app(), "", path), Transport: server}))
	if _, err := os.Stat(path + ".lock"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing had to be locked: %v", err)
	}
}

func TestUnwritableTokenFileUsesUpNoToken(t *testing.T) {
	t.Parallel()
	server := &tokenServer{refresh: "refresh-0"}
	path := filepath.Join(t.TempDir(), "no such folder", "token.json")
	client := newClient(t, httpkit.Options{Credentials: httpkit.RefreshTokenSource(app(), "refresh-0", path), Transport: server})
	_, _, err := call(t.Context(), t, client, http.MethodGet, apiURL, "")
	if err == nil || !strings.Contains(err.Error(), "cannot lock the token file, which is to be written") || len(server.forms) != 0 {
		t.Errorf("got %v after %d token requests", err, len(server.forms))
	}
}
