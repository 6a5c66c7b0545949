package httpkit

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/hashicorp/go-cleanhttp"
)

// idleConnections is how many connections stay open for reuse: no fewer than operations that a
// Terraform run starts at once by default.
const idleConnections = 16

// network is the transport at the bottom: proxies from the environment, HTTP/2, kept connections.
func network(options Options) (http.RoundTripper, error) {
	if options.Transport != nil {
		if options.CAFile != "" {
			return nil, errors.New("a replaced transport cannot take certificate authorities")
		}
		return options.Transport, nil
	}
	transport := cleanhttp.DefaultPooledTransport()
	transport.MaxIdleConnsPerHost = idleConnections
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
