package login_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/login"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// browser is a person who opens the address that the command prints.
type browser struct {
	// visit goes to the address.
	visit func(address string)

	mu     sync.Mutex
	output strings.Builder
}

// Write looks for the address in what the command prints.
func (b *browser) Write(text []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.output.Write(text)
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); strings.HasPrefix(line, "http") {
			go b.visit(line)
		}
	}
	return len(text), nil
}

func (b *browser) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.output.String()
}

// page is what a browser shows.
type page struct {
	status int
	text   string
}

// open follows an address to its end.
func open(tb testing.TB, address string) page {
	tb.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
	if err != nil {
		tb.Error(err)
		return page{}
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		tb.Error(err)
		return page{}
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		tb.Error(err)
	}
	return page{answer.StatusCode, string(text)}
}

// run runs the command with a browser; its address for returning has a free port.
func run(ctx context.Context, b *browser, args ...string) error {
	cmd := login.Command()
	cmd.SetOut(b)
	cmd.SetErr(b)
	cmd.SetArgs(append([]string{"--listen", "127.0.0.1:0"}, args...))
	return cmd.ExecuteContext(ctx)
}

// endpoints are the flags that lead to a simulator.
func endpoints(server *simtest.Server) []string {
	return []string{"--authorize-url", server.AuthorizeURL(server.URL), "--token-url", server.TokenURL(server.URL)}
}

func TestLogin(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		app  simkit.App
		args []string
	}{
		"confidential": {
			simkit.App{ID: "app", Secret: "app-secret", AccessLifetime: time.Minute},
			[]string{"--client-id", "app", "--client-secret", "app-secret"},
		},
		"public":    {simkit.App{ID: "app", AccessLifetime: time.Minute}, []string{"--client-id", "app"}},
		"localhost": {simkit.App{ID: "app"}, []string{"--client-id", "app", "--listen", "localhost:0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			now := time.Now()
			server := simtest.Start(t, simulator.Options{Clock: func() time.Time {
				mu.Lock()
				defer mu.Unlock()
				return now
			}})
			server.AddApp(test.app)
			path := filepath.Join(t.TempDir(), "new folder", "token.json")
			shown := make(chan page, 1)
			person := &browser{visit: func(address string) { shown <- open(t, address) }}
			if err := run(t.Context(), person, append(append(endpoints(server), "--token-file", path), test.args...)...); err != nil {
				t.Fatal(err)
			}
			if got := <-shown; got.status != http.StatusOK || !strings.Contains(got.text, "You are signed in.") {
				t.Errorf("the browser shows %d %s", got.status, got.text)
			}
			file, err := httpkit.LoadTokenFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if file.ClientID != "app" || file.ClientSecret != test.app.Secret || file.TokenURL != server.TokenURL(server.URL) || file.Expiry.IsZero() {
				t.Errorf("the file holds %+v", file)
			}
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("mode %v, %v", info.Mode(), err)
			}
			output := person.text()
			if !strings.Contains(output, "WEBWORK_TOKEN_FILE=") {
				t.Errorf("printed %s", output)
			}
			for _, secret := range []string{file.AccessToken, file.RefreshToken, "app-secret"} {
				if strings.Contains(output, secret) {
					t.Errorf("%q was printed:\n%s", secret, output)
				}
			}

			// The file alone lets a client in, now and when the access token has ended.
			client, err := httpkit.New(httpkit.Options{Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{}, "", path)})
			if err != nil {
				t.Fatal(err)
			}
			read(t, client, server)
			mu.Lock()
			now = now.Add(20 * 24 * time.Hour)
			mu.Unlock()
			read(t, client, server)
			renewed, err := httpkit.LoadTokenFile(path)
			if err != nil || renewed.RefreshToken == file.RefreshToken {
				t.Errorf("the refresh token did not change: %v", err)
			}
		})
	}
}

func read(tb testing.TB, client *http.Client, server *simtest.Server) {
	tb.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, server.BaseURL+"/workspaces", nil)
	if err != nil {
		tb.Fatal(err)
	}
	answer, err := client.Do(request)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		tb.Errorf("got %s", answer.Status)
	}
}

func TestLoginAgainKeepsWhatElseTheFileHolds(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	server.AddApp(simkit.App{ID: "app"})
	path := filepath.Join(t.TempDir(), "token.json")
	if err := os.WriteFile(path, []byte(`{"client_id":"old","client_secret":"old-secret","note":"keep"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	person := &browser{visit: func(address string) { open(t, address) }}
	if err := run(t.Context(), person, append(endpoints(server), "--token-file", path, "--client-id", "app")...); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text := string(content); !strings.Contains(text, `"note": "keep"`) || strings.Contains(text, "old") {
		t.Errorf("the file holds %s", text)
	}
}

func TestForeignCallbackDoesNotEndTheLogin(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	server.AddApp(simkit.App{ID: "app"})
	path := filepath.Join(t.TempDir(), "token.json")
	person := &browser{visit: func(address string) {
		parsed, err := url.Parse(address)
		if err != nil {
			t.Error(err)
			return
		}
		callback := parsed.Query().Get("redirect_uri")
		for _, query := range []string{"", "?code=stolen", "?code=stolen&state=guessed", "?error=access_denied&state="} {
			if got := open(t, callback+query); got.status != http.StatusBadRequest || strings.Contains(got.text, "stolen") {
				t.Errorf("%s: %d %s", query, got.status, got.text)
			}
		}
		open(t, address)
	}}
	if err := run(t.Context(), person, append(endpoints(server), "--token-file", path, "--client-id", "app")...); err != nil {
		t.Error(err)
	}
}

func TestLoginNeverBegins(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	damaged := filepath.Join(folder, "damaged.json")
	if err := os.WriteFile(damaged, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"no client id":     {[]string{"--client-id", "", "--token-file", filepath.Join(folder, "a")}, "--client-id is missing"},
		"remote address":   {[]string{"--client-id", "app", "--listen", "0.0.0.0:0", "--token-file", filepath.Join(folder, "b")}, "other machines"},
		"no token address": {[]string{"--client-id", "app", "--token-url", "https://a:hid%zzden@b", "--token-file", filepath.Join(folder, "d")}, "--token-url is not of the form https://host/path"},
		"no address":       {[]string{"--client-id", "app", "--listen", "8080", "--token-file", filepath.Join(folder, "c")}, "--listen"},
		"damaged file":     {[]string{"--client-id", "app", "--token-file", damaged}, "is damaged"},
		"file as folder":   {[]string{"--client-id", "app", "--token-file", filepath.Join(damaged, "token.json")}, "folder of the token file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			person := &browser{visit: func(address string) { t.Errorf("%s was printed", address) }}
			if err := run(t.Context(), person, test.args...); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestLoginEnds(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "token.json")
	nobody := func() *browser { return &browser{visit: func(string) {}} }
	err := run(t.Context(), nobody(), "--client-id", "app", "--token-file", path, "--timeout", "10ms")
	if err == nil || err.Error() != "nobody signed in within 10ms" {
		t.Errorf("got %v", err)
	}
	lock := flock.New(path + ".lock")
	if locked, err := lock.TryLock(); !locked || err != nil {
		t.Fatal(err)
	}
	err = run(t.Context(), nobody(), "--client-id", "app", "--token-file", path, "--timeout", "10ms")
	if err == nil || !strings.Contains(err.Error(), "for another process to release "+path+".lock") {
		t.Errorf("got %v", err)
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	interrupting := &browser{visit: func(string) { cancel() }}
	if err := run(ctx, interrupting, "--client-id", "app", "--token-file", path); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
