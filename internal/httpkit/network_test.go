package httpkit_test

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func TestCertificateAuthorities(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	}))
	t.Cleanup(server.Close)
	certificate := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	path := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(path, []byte(certificate), 0o600); err != nil {
		t.Fatal(err)
	}

	for name, ca := range map[string]string{"path": path, "text": certificate} {
		status, _, err := call(t.Context(), t, newClient(t, httpkit.Options{CAFile: ca}), http.MethodGet, server.URL, "")
		if status != http.StatusNoContent || err != nil {
			t.Errorf("%s: got %d, %v", name, status, err)
		}
	}

	var attempts int
	strict := newClient(t, httpkit.Options{MaxRetries: 3, OnRequest: func(httpkit.Attempt) { attempts++ }})
	_, _, err := call(t.Context(), t, strict, http.MethodGet, server.URL, "")
	if err == nil || !strings.Contains(err.Error(), "certificate") || attempts != 1 {
		t.Errorf("an unknown authority was accepted, or asked %d times: %v", attempts, err)
	}
}

func TestUselessCertificateAuthorities(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for ca, want := range map[string]string{
		filepath.Join(t.TempDir(), "missing.pem"): "cannot read the certificate authorities",
		empty: "holds no certificate",
		"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----": "the given PEM text holds no certificate",
	} {
		if _, err := httpkit.New(httpkit.Options{CAFile: ca}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v", err)
		}
	}
}
