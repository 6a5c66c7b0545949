package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// ask sends a request under the name of a host.
func (a *api) ask(host, path string) (int, string) {
	a.t.Helper()
	request, err := http.NewRequestWithContext(a.t.Context(), http.MethodGet, "http://"+host+path, http.NoBody)
	done(a.t, err)
	request.Header.Set("Authorization", "Bearer "+a.Token())
	r := a.send(request)
	return r.status, r.raw
}

func TestOnlyItsOwnHostIsServed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options         simulator.Options
		served, refused string
	}{
		"no address": {simulator.Options{}, "webwork.test evil.example:80 127.0.0.1", ""},
		"loopback": {
			simulator.Options{URL: "http://127.0.0.1:8080"},
			"127.0.0.1:8080 localhost:8080 LOCALHOST:8080 [::1]:8080",
			"evil.example evil.example:8080 127.0.0.1.evil.example:8080 localhost.evil.example:8080 127.0.0.1:8081 localhost 10.0.0.1:8080",
		},
		"a name": {
			simulator.Options{URL: "http://webwork:8080/"},
			"webwork:8080 WebWork:8080",
			"evil.example:8080 webwork webwork:80 webwork.evil.example:8080 localhost:8080 127.0.0.1:8080",
		},
		"all addresses": {
			simulator.Options{URL: "http://webwork:8080", AnyIP: true},
			"webwork:8080 10.0.0.1:8080 [fe80::1]:9 127.0.0.1:80 localhost:9",
			"evil.example:8080 10.0.0.1.evil.example:8080",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := start(t, test.options)
			for host := range strings.FieldsSeq(test.served) {
				status, _ := a.ask(host, "/api/v2/workspaces")
				equal(t, host, status, http.StatusOK)
			}
			known := len(a.Requests())
			for host := range strings.FieldsSeq(test.refused) {
				for _, path := range []string{"/api/v2/workspaces", "/oauth/authorize", "/"} {
					status, body := a.ask(host, path)
					equal(t, host, status, http.StatusForbidden)
					equal(t, host+" is told", strings.Contains(body, "Acme") || strings.Contains(body, "evil"), false)
				}
			}
			equal(t, "remembered", len(a.Requests()), known)
		})
	}
}

func TestLinksLeadToTheSimulatorWhateverItIsCalled(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{URL: "http://webwork:8080/", AnyIP: true})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://10.9.8.7/api/v2/members?workspace_id=1",
		strings.NewReader(`{"email":"jane@acme.example","firstname":"Jane","lastname":"Doe","role":"Regular User"}`))
	done(t, err)
	request.Header = http.Header{"Authorization": {"Bearer " + a.Token()}, "Content-Type": {"application/json"}}
	a.send(request).ok().has(`"invitation_link":"http://webwork:8080/dashboard/accept-invitation/`).lacks("10.9.8.7")
}

func TestAddressesThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"127.0.0.1:8080", "ftp://webwork", "http://", "http://webwork/api", "://"} {
		_, err := simulator.New(simulator.Options{URL: address})
		if err == nil || !strings.Contains(err.Error(), address) || !strings.Contains(err.Error(), "http://127.0.0.1:8080") {
			t.Errorf("%s: the error is %v", address, err)
		}
	}
}
