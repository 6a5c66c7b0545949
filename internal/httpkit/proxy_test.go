package httpkit_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// behind sets a proxy for all, and gives what it was asked for.
func behind(t *testing.T, proxy string) {
	t.Helper()
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"} {
		t.Setenv(name, proxy)
	}
	for _, name := range []string{"NO_PROXY", "no_proxy", "REQUEST_METHOD"} {
		t.Setenv(name, "")
	}
}

// TestLoopbackNeedsNoProxy has a proxy that would see the token, however the machine itself is spelled.
func TestLoopbackNeedsNoProxy(t *testing.T) { //nolint:paralleltest // it changes the environment
	var mu sync.Mutex
	var seen []string
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, request.URL.String()+" "+request.Header.Get("Authorization"))
	}))
	t.Cleanup(proxy.Close)
	behind(t, proxy.URL)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	t.Cleanup(server.Close)
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	client := newClient(t, httpkit.Options{Credentials: httpkit.Static("t0ken"), InsecureHTTPOption: "x"})
	for _, host := range []string{"127.0.0.1", "localhost", "LOCALHOST", "LocalHost"} {
		status, _, err := call(t.Context(), t, client, http.MethodGet, "http://"+net.JoinHostPort(host, port), "")
		if status != http.StatusNoContent || err != nil {
			t.Errorf("%s: got %d %v", host, status, err)
		}
	}
	// Other spellings are of another machine as far as anybody knows, and get no token.
	for _, host := range []string{"localhost.", "127.1", "0", "2130706433", "0x7f.0.0.1", "ⓛocalhost", "localhost%2e"} {
		if _, _, err := call(t.Context(), t, client, http.MethodGet, (&url.URL{Scheme: "http", Host: net.JoinHostPort(host, port)}).String(), ""); err == nil {
			t.Errorf("%s was asked", host)
		}
	}
	if len(seen) > 0 {
		t.Errorf("the proxy saw %q", seen)
	}

	// For others the proxy is used.
	plain := newClient(t, httpkit.Options{AllowInsecureHTTP: true})
	if status, _, err := call(t.Context(), t, plain, http.MethodGet, "http://192.0.2.1/x", ""); status != http.StatusOK || err != nil || len(seen) != 1 {
		t.Errorf("got %d %v, the proxy saw %q", status, err, seen)
	}
}

// TestProxyPasswordIsNotShown has proxies that cannot be used, by their address or when they are asked.
func TestProxyPasswordIsNotShown(t *testing.T) { //nolint:paralleltest // it changes the environment
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = connection.Write([]byte("HTTP/1.1 407 No " + request.Header.Get("Proxy-Authorization") + " hush-hush\r\n\r\n"))
		_ = connection.Close()
	}))
	t.Cleanup(proxy.Close)
	for _, address := range []string{
		"http://jane:hush-hush@192.0.2.1:port", "http://jane:hush-hush%zz@192.0.2.1", strings.Replace(proxy.URL, "//", "//jane:hush-hush@", 1),
		strings.Replace(proxy.URL, "http://", "jane:hush-hush@", 1), // a proxy needs no scheme
	} {
		behind(t, address)
		log := &journal{}
		client := newClient(t, httpkit.Options{Logger: log})
		_, _, err := call(t.Context(), t, client, http.MethodGet, "https://192.0.2.1/x", "")
		if err == nil {
			t.Fatal("there was an answer")
		}
		for _, hidden := range []string{"hush", "amFuZTpodXNoLWh1c2g"} {
			if strings.Contains(err.Error()+log.text(t), hidden) {
				t.Errorf("%s: %v\n%s", address, err, log.text(t))
			}
		}
	}
}
