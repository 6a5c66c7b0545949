package simkit_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func TestOnlyItsOwnHostIsServed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options         simkit.Options
		served, refused string
		url, link       string
	}{
		"no address": {simkit.Options{}, "notes.test evil.example:80 127.0.0.1", "", "", "http://notes.test/x"},
		"loopback": {
			simkit.Options{URL: "http://127.0.0.1:8080"},
			"127.0.0.1:8080 localhost:8080 LOCALHOST:8080 [::1]:8080",
			"evil.example evil.example:8080 127.0.0.1.evil.example:8080 localhost.evil.example:8080 127.0.0.1:8081 localhost 10.0.0.1:8080",
			"http://127.0.0.1:8080", "http://127.0.0.1:8080/x",
		},
		"a name": {
			simkit.Options{URL: "http://notes:8080/"},
			"notes:8080 Notes:8080",
			"evil.example:8080 notes notes:80 notes.evil.example:8080 localhost:8080 127.0.0.1:8080",
			"http://notes:8080", "http://notes:8080/x",
		},
		"all addresses": {
			simkit.Options{URL: "http://notes:8080", AnyIP: true},
			"notes:8080 10.0.0.1:8080 [fe80::1]:9 127.0.0.1:80 localhost:9",
			"evil.example:8080 10.0.0.1.evil.example:8080",
			"http://notes:8080", "http://notes:8080/x",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := start(t, test.options)
			header := http.Header{"Authorization": {"Bearer " + token}}
			for host := range strings.FieldsSeq(test.served) {
				equal(t, host, n.raw(http.MethodGet, "http://"+host+base+"/notes", "", header).status, http.StatusOK)
			}
			known := len(n.Requests())
			for host := range strings.FieldsSeq(test.refused) {
				for _, path := range []string{base + "/notes", "/authorize", "/app/notes", "/"} {
					r := n.raw(http.MethodGet, "http://"+host+path, "", header)
					equal(t, host+path, r.status, http.StatusForbidden)
					equal(t, host+" is told", strings.Contains(r.raw, "jane") || strings.Contains(r.raw, "evil"), false)
				}
			}
			equal(t, "remembered", len(n.Requests()), known)
			equal(t, "URL", n.URL(), test.url)
			equal(t, "link", n.Link("/x"), test.link)
		})
	}
}

func TestTheServiceIsToldOfWhatIsMeantForOthers(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	var astray []string
	var err error
	n.Gateway, err = simkit.NewGateway(simkit.Service{
		Elsewhere: home, Astray: func(r *http.Request) { astray = append(astray, r.Host) },
	}, simkit.Options{URL: "http://notes:8080"})
	done(t, err)
	n.raw(http.MethodGet, "http://evil.example/x", "", nil).is(http.StatusForbidden)
	equal(t, "told", strings.Join(astray, " "), "evil.example")
}

func TestAddressesThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"127.0.0.1:8080", "ftp://notes", "http://", "http://notes/api", "://"} {
		_, err := simkit.NewGateway(simkit.Service{Elsewhere: home}, simkit.Options{URL: address})
		if err == nil || !strings.Contains(err.Error(), address) || !strings.Contains(err.Error(), "http://127.0.0.1:8080") {
			t.Errorf("%s: the error is %v", address, err)
		}
	}
}
