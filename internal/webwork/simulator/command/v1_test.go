package command_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// TestItLeadsToTheLegacyAPI has an environment that leads to version 1, with a key that nobody guesses.
func TestItLeadsToTheLegacyAPI(t *testing.T) {
	t.Parallel()
	r := run(t.Context(), t, "--api-version", "v1")
	if r.env["WEBWORK_API_VERSION"] != "v1" || r.env["WEBWORK_TOKEN"] != "" || !strings.HasSuffix(r.env["WEBWORK_BASE_URL"], "/rest-api") {
		t.Errorf("the environment is %v", r.env)
	}
	email := strings.Trim(r.env["WEBWORK_EMAIL"], "'") // as the shell takes it
	ask := func(key string) (int, string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.env["WEBWORK_BASE_URL"]+"/users", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		request.SetBasicAuth(email, key)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = response.Body.Close() }()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	if status, body := ask(r.env["WEBWORK_API_KEY"]); status != http.StatusOK || !strings.Contains(body, email) {
		t.Errorf("the key brings %d %s", status, body)
	}
	if status, _ := ask(simulator.DefaultAPIKey); status != http.StatusUnauthorized {
		t.Errorf("the key of tests brings %d", status)
	}
}
