package simtest_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/simtest"
)

// watched is a test whose failures are noted instead of failing the one that it is part of.
type watched struct {
	testing.TB

	ends []func()
	said []string
}

func (w *watched) Cleanup(end func())             { w.ends = append(w.ends, end) }
func (w *watched) Failed() bool                   { return len(w.said) > 0 }
func (w *watched) Logf(string, ...any)            {}
func (w *watched) Errorf(format string, a ...any) { w.said = append(w.said, fmt.Sprintf(format, a...)) }

func (w *watched) end() string {
	for _, end := range slices.Backward(w.ends) {
		end()
	}
	return strings.Join(w.said, "\n")
}

func ask(t *testing.T, server *simtest.Server, host, path string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.BaseURL+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = host
	request.Header.Set("Authorization", "Bearer "+server.Token())
	transport := &http.Transport{DisableKeepAlives: true}
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return response.StatusCode
}

func TestATestInWhichHarmIsDoneFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		host, path, want string
		forget           bool
	}{
		"nothing":                {"", "/me", "", false},
		"another host":           {"api.awork.io", "/me", "GET /api/v1/me: the request is meant for api.awork.io", false},
		"a token in the address": {"", "/me?token=x", "GET /api/v1/me: a token is in the address, and ends up in logs", false},
		"what is expected":       {"", "/me?token=x", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &watched{TB: t}
			server := simtest.Start(w, simulator.Options{})
			ask(t, server, test.host, test.path)
			if test.forget {
				server.ForgetViolations()
			}
			if said := w.end(); said != test.want {
				t.Errorf("the test says %q", said)
			}
		})
	}
}

func TestAServerIsFoundByItsEnvironment(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	env := server.Env()
	if env["AWORK_BASE_URL"] != server.URL+"/api/v1" || env["AWORK_TOKEN"] != simulator.DefaultToken ||
		env["AWORK_WORKSPACE_ID"] != simulator.DefaultWorkspace {
		t.Errorf("the environment is %v", env)
	}
	if status := ask(t, server, "", "/me"); status != http.StatusOK {
		t.Errorf("the status is %d", status)
	}
}
