package httpkit

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/hashicorp/go-cleanhttp"
	"golang.org/x/net/http/httpproxy"
)

// maxHeader is the size of an answer's headers, in bytes, beyond which a server is talking nonsense.
const maxHeader = 256 << 10

// idleConnections is how many connections stay open for reuse: no fewer than operations that a
// Terraform run starts at once by default.
const idleConnections = 16

// network is the transport at the bottom: proxies from the environment, HTTP/2, kept connections. Secrets
// learns the passwords of the proxies.
func network(options Options, secrets *redactor) (http.RoundTripper, error) {
	if options.Transport != nil {
		if options.CAFile != "" {
			return nil, errors.New("a replaced transport cannot take certificate authorities")
		}
		return options.Transport, nil
	}
	transport := cleanhttp.DefaultPooledTransport()
	transport.MaxIdleConnsPerHost = idleConnections
	transport.MaxResponseHeaderBytes = maxHeader
	transport.Proxy = proxies(secrets)
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	if options.CAFile != "" {
		roots, err := authorities(options.CAFile)
		if err != nil {
			return nil, err
		}
		transport.TLSClientConfig.RootCAs = roots
	}
	return transport, nil
}

// proxies finds the proxy for a request in the environment. What stays on this machine needs none: plain http
// is allowed there only because nobody else reads it, and by whose rules an address is of this machine must
// not differ between guard and here.
func proxies(secrets *redactor) func(*http.Request) (*url.URL, error) {
	choose := httpproxy.FromEnvironment().ProxyFunc()
	return func(request *http.Request) (*url.URL, error) {
		if isLoopback(request.URL.Hostname()) {
			return nil, nil
		}
		proxy, err := choose(request.URL)
		if err != nil {
			// The error quotes the address with its password.
			return nil, errors.New("the address of the proxy cannot be read; correct HTTPS_PROXY or HTTP_PROXY")
		}
		if proxy != nil && proxy.User != nil {
			password, _ := proxy.User.Password()
			secrets.add(Basic(proxy.User.Username(), password).Secrets()...)
		}
		return proxy, nil
	}
}

// authorities adds those in pathOrPEM to those of the system, so that one company certificate does
// not shut out the rest of the world.
func authorities(pathOrPEM string) (*x509.CertPool, error) {
	name, pem := "the given PEM text", []byte(pathOrPEM)
	if !strings.Contains(pathOrPEM, "-----BEGIN") {
		var err error
		if pem, err = os.ReadFile(pathOrPEM); err != nil {
			return nil, fmt.Errorf("cannot read the certificate authorities: %w", err)
		}
		name = pathOrPEM
	}
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s holds no certificate in PEM form", name)
	}
	return roots, nil
}
