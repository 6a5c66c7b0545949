package login_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/rest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/login"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/simtest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// person opens the address that the command prints, and agrees.
type person struct {
	t *testing.T

	mu     sync.Mutex
	output strings.Builder
}

// Write looks for the address in what the command prints.
func (p *person) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.output.Write(text)
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		if line := strings.TrimSpace(lines.Text()); strings.HasPrefix(line, "http") {
			go p.visit(line)
		}
	}
	return len(text), nil
}

// visit follows the address to its end.
func (p *person) visit(address string) {
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
	if err != nil {
		p.t.Error(err)
		return
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Error(err)
		return
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = io.Copy(io.Discard, answer.Body)
}

func (p *person) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.output.String()
}

// signIn runs the command against a simulator, and gives what it printed.
func signIn(t *testing.T, server *simtest.Server, file string, args ...string) (string, error) {
	t.Helper()
	cmd, watching := login.Command(), &person{t: t}
	cmd.SetOut(watching)
	cmd.SetErr(watching)
	cmd.SetArgs(append([]string{
		"--listen", "127.0.0.1:0", "--token-file", file, "--authorize-url", server.AuthorizeURL(server.URL),
		"--token-url", server.TokenURL(server.URL), "--register-url", server.BaseURL + "/clientapplications/register",
	}, args...))
	err := cmd.ExecuteContext(t.Context())
	return watching.text(), err
}

// TestSignsIn has applications of each kind, wherever awork takes their secret, and a client that needs nothing but the file.
func TestSignsIn(t *testing.T) {
	t.Parallel()
	own := []string{"--client-id", simulator.DefaultClientID, "--client-secret", simulator.DefaultClientSecret}
	for name, test := range map[string]struct {
		args     []string
		variants []simulator.Variant
	}{
		"registered":           {nil, nil},
		"registered, silent":   {nil, []simulator.Variant{simulator.RefreshSilent, simulator.LifetimeUntold}},
		"its own":              {own, nil},
		"its own, by the body": {own, []simulator.Variant{simulator.SecretInBody}},
		"its own, either way":  {own, []simulator.Variant{simulator.SecretAnywhere}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clock := &clock{now: time.Now()}
			server := simtest.Start(t, simulator.Options{Variants: test.variants, Clock: clock.time})
			path := filepath.Join(t.TempDir(), "token.json")
			printed, err := signIn(t, server, path, test.args...)
			if err != nil || !strings.Contains(printed, "export AWORK_OAUTH_TOKEN_FILE=") {
				t.Fatalf("%v: %s", err, printed)
			}
			file, err := httpkit.LoadTokenFile(path)
			if err != nil || file.ClientID == "" || file.RefreshToken == "" || (file.ClientSecret == "") != (test.args == nil) {
				t.Fatalf("the file holds %+v, %v", file, err)
			}
			for _, secret := range []string{file.AccessToken, file.RefreshToken, simulator.DefaultClientSecret} {
				if strings.Contains(printed, secret) {
					t.Errorf("%q was printed:\n%s", secret, printed)
				}
			}
			use(t, server, path)
			clock.pass(25 * time.Hour)
			use(t, server, path)
			if renewed, err := httpkit.LoadTokenFile(path); err != nil || renewed.AccessToken == file.AccessToken {
				t.Errorf("the token was not renewed: %v", err)
			}
		})
	}
}

type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) time() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(span time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(span)
}

// use asks for the account with nothing but a token file.
func use(t *testing.T, server *simtest.Server, path string) {
	t.Helper()
	client, err := rest.Open(httpkit.Options{
		Credentials: httpkit.RefreshTokenSource(httpkit.OAuth{FallbackTokenURL: server.TokenURL(server.URL), BasicAuth: true}, "", path),
	}, server.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Account(t.Context()); err != nil {
		t.Errorf("the file lets nobody in: %v", err)
	}
}

// TestRunsShareARotatingToken has many runs at once whose token has ended: each of them goes on, also where using a refresh token twice
// ends everything.
func TestRunsShareARotatingToken(t *testing.T) {
	t.Parallel()
	for _, variant := range [][]simulator.Variant{nil, {simulator.RefreshRevokesReuse}, {simulator.RefreshKeeps}, {simulator.DeadTokenFlat}} {
		clock := &clock{now: time.Now()}
		server := simtest.Start(t, simulator.Options{Variants: variant, Clock: clock.time})
		path := filepath.Join(t.TempDir(), "token.json")
		if printed, err := signIn(t, server, path); err != nil {
			t.Fatalf("%v: %s", err, printed)
		}
		for range 3 {
			clock.pass(25 * time.Hour)
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() { use(t, server, path) })
			}
			all.Wait()
		}
	}
}

// TestRegistrationThatIsNotOpen says what is needed, and takes it.
func TestRegistrationThatIsNotOpen(t *testing.T) {
	server := simtest.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.RegistrationClosed}})
	path := filepath.Join(t.TempDir(), "token.json")
	printed, err := signIn(t, server, path)
	if err == nil || !strings.Contains(err.Error(), "awork registered no application (401 Unauthorized") || !strings.Contains(err.Error(), "AWORK_DCR_TOKEN") {
		t.Errorf("got %v: %s", err, printed)
	}
	t.Setenv("AWORK_DCR_TOKEN", simulator.RegistrationToken)
	if printed, err := signIn(t, server, path); err != nil || strings.Contains(printed, simulator.RegistrationToken) {
		t.Errorf("got %v: %s", err, printed)
	}
	use(t, server, path)
}

// TestNothingGoesWhereAworkWas: its former addresses are replaced, with a warning.
func TestNothingGoesWhereAworkWas(t *testing.T) {
	t.Parallel()
	cmd, printed := login.Command(), &bytes.Buffer{}
	cmd.SetOut(printed)
	cmd.SetErr(printed)
	cmd.SetArgs([]string{
		"--token-file", filepath.Join(t.TempDir(), "token.json"), "--client-id", "app", "--listen", "127.0.0.1:0", "--timeout", "50ms",
		"--authorize-url", "https://app.awork.io/api/v1/accounts/authorize", "--token-url", "https://app.awork.io/api/v1/accounts/token",
	})
	err := cmd.ExecuteContext(t.Context())
	if err == nil || !strings.Contains(err.Error(), "nobody signed in") ||
		!strings.Contains(printed.String(), "Warning: awork has moved; --token-url is now https://app.awork.com/api/v1/accounts/token.") ||
		!strings.Contains(printed.String(), "  https://app.awork.com/api/v1/accounts/authorize?") || strings.Contains(printed.String(), "awork.io") {
		t.Errorf("got %v: %s", err, printed)
	}
}
