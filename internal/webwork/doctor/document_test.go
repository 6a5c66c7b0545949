package doctor_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// document is a JSON document, decoded.
func document(t *testing.T, text string) map[string]any {
	t.Helper()
	var decoded map[string]any
	if err := json.Unmarshal([]byte(text), &decoded); err != nil {
		t.Fatalf("%v:\n%s", err, text)
	}
	return decoded
}

// isDocument compares a document, findings apart, with the one that is written down, in which %HOST% and
// %PLATFORM% stand for what differs from place to place.
func isDocument(t *testing.T, server *simtest.Server, got map[string]any, want string) {
	t.Helper()
	address, err := url.Parse(server.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	want = strings.NewReplacer("%HOST%", address.Host, "%PLATFORM%", runtime.GOOS+"/"+runtime.GOARCH).Replace(want)
	if wanted := document(t, want); !reflect.DeepEqual(got, wanted) {
		shown, err := json.MarshalIndent(got, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		t.Errorf("the document is\n%s\nand not\n%s", shown, want)
	}
}

// TestDocument compares what --json prints with what is expected, all of it.
func TestDocument(t *testing.T) {
	t.Parallel()
	options := populated(simulator.WebhookListWithoutToken, simulator.RateLimitDraft, simulator.PagingOnTop)
	options.RequestsPerMinute = 500
	server := providertest.Start(t, options)
	expiry := time.Now().Add(100*24*time.Hour + time.Hour).UTC().Truncate(time.Second)
	token := expiring(expiry)
	server.AddToken(token, simulator.Account{UserID: simulator.DefaultAccount}, time.Time{})
	env := environment(server.Env())
	env["WEBWORK_TOKEN"] = token

	report, err := examine(t, env)
	tells(t, report, err)
	printed, err := examine(t, env, "--json")
	tells(t, printed, err)
	got := document(t, printed)

	// The findings are the lines of the other report.
	var lines strings.Builder
	findings, _ := got["findings"].([]any)
	for _, entry := range findings {
		found, _ := entry.(map[string]any)
		mark := map[any]string{"info": "-", "warning": "!", "unknown": "?", "error": "X"}[found["severity"]]
		fmt.Fprintf(&lines, "%s %s\n", mark, found["message"])
	}
	numbers := regexp.MustCompile(`Ratelimit-(Remaining|Reset) \d+`) // differ from run to run
	if got, want := numbers.ReplaceAllString(lines.String(), "$1"), numbers.ReplaceAllString(report, "$1"); got != want {
		t.Errorf("the findings are\n%s\nand not\n%s", got, want)
	}
	delete(got, "findings")

	// What is left of the limit depends on how many requests there were.
	limit, _ := got["rate_limit"].(map[string]any)
	headers, _ := limit["headers"].(map[string]any)
	for name, wanted := range map[string]bool{"Ratelimit-Remaining": true, "Ratelimit-Reset": true} {
		if text, there := headers[name].(string); there != wanted || text == "" {
			t.Errorf("%s is %v", name, headers[name])
		}
		delete(headers, name)
	}
	isDocument(t, server, got, fmt.Sprintf(`{
		"version": "1.2.3",
		"platform": "%%PLATFORM%%",
		"credentials": {"kind": "personal access token", "expires": %q},
		"base_url": {"host": "%%HOST%%", "default": false},
		"workspaces": 1,
		"workspace": {"id": "4711", "role": "Owner", "account_known": true},
		"lists": {
			"members": {
				"shown": 8, "total": 8, "paging": "pagination", "lacking": [], "archived": {"listed": 2, "with_status_left": 2, "by_id": true}
			},
			"projects": {
				"shown": 3, "total": 3, "paging": "pagination", "lacking": [], "archived": {"listed": 1, "with_status_left": 0, "by_id": true}
			},
			"contracts": {"shown": 2, "total": 2, "paging": "pagination", "lacking": [], "archived": null},
			"project_viewers": {
				"shown": 3, "total": 3, "paging": "pagination", "lacking": [], "archived": {"listed": 1, "with_status_left": 0, "by_id": true}
			},
			"webhooks": {"shown": 1, "total": 1, "paging": "pagination", "lacking": ["token"], "archived": null}
		},
		"rates": {"members": true, "contracts": true},
		"rate_limit": {"headers": {"Ratelimit-Limit": "500"}, "requests_per_minute": 60},
		"requests": 15
	}`, expiry.Format(time.RFC3339)))
}

// TestDocumentOfWhatIsNotKnown has null for all that could not be learnt.
func TestDocumentOfWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	refused := environment(server.Env())
	refused["WEBWORK_TOKEN"] = "wrong"
	unset := environment(server.Env())
	unset["WEBWORK_TOKEN"] = ""
	const shared = `"workspaces": null, "workspace": null, "lists": null, "rates": null, "rate_limit": null`
	for name, c := range map[string]struct {
		env      environment
		document string
	}{
		"refused": {refused, `{"version": "1.2.3", "platform": "%PLATFORM%", "credentials": {"kind": "personal access token", "expires": null},
			"base_url": {"host": "%HOST%", "default": false}, ` + shared + `, "requests": 1, "findings": [
			{"severity": "info", "message": "terraform-provider-webwork 1.2.3 on %PLATFORM%."},
			{"severity": "info", "message": "Credentials: personal access token. When the token expires is not known."},
			{"severity": "info", "message": "Base URL: at %HOST%, which is not the default."},
			{"severity": "error", "message": "Access: WebWork does not accept the credentials."}]}`},
		"no credentials": {unset, `{"version": "1.2.3", "platform": "%PLATFORM%", "credentials": null, "base_url": null, ` + shared + `, "requests": 0, "findings": [
			{"severity": "info", "message": "terraform-provider-webwork 1.2.3 on %PLATFORM%."},
			{"severity": "error", "message": "Settings: No credentials."}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			printed, err := examine(t, c.env, "--json")
			tellsWith(t, 2, printed, err)
			isDocument(t, server, document(t, printed), c.document)
		})
	}
}

// TestDocumentOfAnUnreadList has null for the list, and tells the rest.
func TestDocumentOfAnUnreadList(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, populated())
	server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Path: "/projects"})
	env := environment(server.Env())
	env["WEBWORK_MAX_RETRIES"] = "0"
	printed, err := examine(t, env, "--json")
	tellsWith(t, 1, printed, err)
	lists, _ := document(t, printed)["lists"].(map[string]any)
	if lists["projects"] != nil || lists["webhooks"] == nil || len(lists) != 5 {
		t.Errorf("the lists are %v", lists)
	}
	if want := "1 thing above could not be made out"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, not %q", err, want)
	}
}
