package simtest_test

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// ask sends a request with the API key, and gives the status.
func ask(t *testing.T, server *simtest.Server, method, path string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, server.BaseURL+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(server.Email(), server.APIKey())
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return response.StatusCode
}

// Tests of the legacy API name requests as version 2 does, and mean what the legacy one calls them.
func TestRequestsOfTheLegacyAPIGoByTheNamesOfVersion2(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	v2 := server.BaseURL
	server.SpeakV1()
	if server.BaseURL == v2 {
		t.Fatal("tests are led to version 2")
	}
	for _, sent := range []struct{ method, path, named, pattern string }{
		{http.MethodGet, "/users", http.MethodGet, "/members"},
		{http.MethodGet, "/users/10", http.MethodGet, "/members/10"},
		{http.MethodGet, "/v1/webhooks", http.MethodGet, "/webhooks"},
		{http.MethodGet, "/users/restore/10", http.MethodPost, "/members/10/restore"},
		{http.MethodPost, "/project-viewers/assign-project", http.MethodPost, "/project-viewers/12/assign-project"},
		{http.MethodGet, "/projects", http.MethodGet, "/projects"},
	} {
		server.ForgetRequests()
		ask(t, server, sent.method, sent.path)
		if got := server.Count(sent.named, sent.pattern); got != 1 {
			t.Errorf("%s %s was counted %d times as %s %s: %v", sent.method, sent.path, got, sent.named, sent.pattern, server.Requests())
		}
	}
	if all := server.Count("", ""); all != 1 {
		t.Errorf("without a name, %d requests are counted", all)
	}
}

func TestFaultsOfTheLegacyAPIGoByTheNamesOfVersion2(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	server.SpeakV1()
	server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Method: http.MethodGet, Path: "/members"})
	if status := ask(t, server, http.MethodGet, "/users"); status != http.StatusInternalServerError {
		t.Errorf("the fault of /members gives %d", status)
	}
	if status := ask(t, server, http.MethodGet, "/projects"); status == http.StatusInternalServerError {
		t.Error("the fault of /members strikes projects")
	}
}

// The environment leads to the API that tests speak, and holds the credentials of that one only.
func TestTheEnvironmentLeadsToTheAPI(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	current := server.Env()
	if current["WEBWORK_TOKEN"] != server.Token() || current["WEBWORK_BASE_URL"] != server.BaseURL || current["WEBWORK_API_KEY"] != "" {
		t.Errorf("the environment is %v", current)
	}
	server.SpeakV1()
	legacy := server.Env()
	if legacy["WEBWORK_API_VERSION"] != "v1" || legacy["WEBWORK_API_KEY"] != server.APIKey() || legacy["WEBWORK_BASE_URL"] != server.BaseURL || legacy["WEBWORK_TOKEN"] != "" {
		t.Errorf("the environment of the legacy API is %v", legacy)
	}
	if want := strconv.FormatInt(server.WorkspaceID(), 10); current["WEBWORK_WORKSPACE_ID"] != want || legacy["WEBWORK_WORKSPACE_ID"] != want {
		t.Errorf("the workspace is %q and %q", current["WEBWORK_WORKSPACE_ID"], legacy["WEBWORK_WORKSPACE_ID"])
	}
}

// A tally is a count by what requests have in common, by the names of version 2 too.
func TestATallyGoesByTheNamesOfVersion2(t *testing.T) {
	t.Parallel()
	server := simtest.Start(t, simulator.Options{})
	server.SpeakV1()
	ask(t, server, http.MethodGet, "/users?email=a")
	ask(t, server, http.MethodGet, "/users?email=b")
	ask(t, server, http.MethodGet, "/projects")
	if tally := server.Tally(http.MethodGet, "/members"); len(tally) == 0 {
		t.Errorf("the tally is %v", tally)
	} else {
		sum := 0
		for _, count := range tally {
			sum += count
		}
		if sum != 2 {
			t.Errorf("the tally %v has not two requests", tally)
		}
	}
}
