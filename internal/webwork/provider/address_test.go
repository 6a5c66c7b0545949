package provider_test

import (
	"encoding/pem"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestAddress refuses addresses that cannot be used, or not safely.
func TestAddress(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"webwork":                            "ERROR at AttributeName(\"base_url\"): Value not allowed: base_url (WEBWORK_BASE_URL) cannot be used",
		"ftp://a.example":                    "is not of the form https://host/path",
		"://":                                "base_url (WEBWORK_BASE_URL) cannot be used",
		"https://jane:hidden@a.example:port": "is not of the form https://host/path",
		"https://jane:hid%zzden@a.example":   "is not of the form https://host/path",
		"jane:hidden@a.example":              "is not of the form https://host/path",
		"https://jane:hidden@":               "base_url (WEBWORK_BASE_URL) carries a user name or password",
		"https://jane:hidden@a.example":      "base_url (WEBWORK_BASE_URL) carries a user name or password",
	} {
		_, complaint := start(t, signedIn(), block{"base_url": address})
		contains(t, complaint, want)
		if strings.Contains(complaint, "hid") {
			t.Errorf("the password is shown: %s", complaint)
		}
	}
}

// TestPlainHTTP reaches other machines without encryption only where that is allowed. The address is
// of a network that is reserved for documentation, where nobody answers.
func TestPlainHTTP(t *testing.T) {
	t.Parallel()
	const address = "http://192.0.2.1/api/v2"
	refused := ready(t, signedIn(), block{"base_url": address}).dataSource("webwork_workspaces", block{})
	contains(t, refused, "plain http to 192.0.2.1 would show the credentials to the network; use https, or set allow_insecure_http to allow it")

	allowed := ready(t, signedIn(), block{
		"base_url": address, "allow_insecure_http": true, "max_retries": 0, "request_timeout": "50ms",
	}).dataSource("webwork_workspaces", block{})
	if allowed == "" || strings.Contains(allowed, "plain http") {
		t.Errorf("the answer is %q", allowed)
	}
}

// TestCAFile trusts what the setting names: a file, or the text itself.
func TestCAFile(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"success":true,"data":[]}`))
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // of clients that do not trust it
	server.StartTLS()
	t.Cleanup(server.Close)
	authority := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))

	trusting := ready(t, signedIn(), block{"base_url": server.URL, "ca_file": authority})
	if complaint := trusting.dataSource("webwork_workspaces", block{}); complaint != "" {
		t.Error(complaint)
	}
	wary := ready(t, signedIn(), block{"base_url": server.URL, "max_retries": 0})
	contains(t, wary.dataSource("webwork_workspaces", block{}), "certificate")

	_, complaint := start(t, signedIn(), block{"ca_file": "/nowhere/ca.pem"})
	contains(t, complaint, `AttributeName("ca_file")`, "ca_file (WEBWORK_CA_FILE) cannot be used", "/nowhere/ca.pem")
	_, complaint = start(t, signedIn(), block{"ca_file": "-----BEGIN NONSENSE-----"})
	contains(t, complaint, "holds no certificate in PEM form")
}

// TestAddressOfEachVersion has the address that each version of the API is found at.
func TestAddressOfEachVersion(t *testing.T) {
	t.Parallel()
	for version, address := range map[string]string{
		"v2": "https://api.webwork-tracker.com/api/v2", "v1": "https://www.webwork-tracker.com/rest-api",
	} {
		connection, _, _ := read(t, environment{"WEBWORK_API_VERSION": version}, nil)
		if connection.BaseURL != address || connection.APIVersion != version || !connection.DefaultURL() {
			t.Errorf("%s is at %s", version, connection.BaseURL)
		}
		connection, _, _ = read(t, environment{"WEBWORK_API_VERSION": version}, block{"base_url": "https://proxy.example"})
		if connection.BaseURL != "https://proxy.example" || connection.DefaultURL() {
			t.Errorf("%s is at %s", version, connection.BaseURL)
		}
	}
}
