package httpkit

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// maxRedirects is as in http.Client.
const maxRedirects = 10

// guard refuses to send credentials where anybody on the way could read them.
type guard struct {
	next      http.RoundTripper
	allowHTTP bool
	option    string
}

// RoundTrip implements http.RoundTripper.
func (g *guard) RoundTrip(request *http.Request) (*http.Response, error) {
	switch address := request.URL; {
	case address.Scheme == "https":
	case address.Scheme != "http":
		return nil, fmt.Errorf("%q is no http address", address.Scheme+"://"+address.Host)
	case g.allowHTTP || isLoopback(address.Hostname()):
	default:
		return nil, &InsecureError{Host: address.Host, option: g.option}
	}
	return g.next.RoundTrip(request)
}

// InsecureError is a request that was not sent because anybody on the way could have read its credentials.
type InsecureError struct {
	// Host is where it was to go.
	Host string
	// option is the name of the setting that allows it; empty if there is none.
	option string
}

// Error says what to do instead.
func (e *InsecureError) Error() string {
	advice := "use https"
	if e.option != "" {
		advice += ", or set " + e.option + " to allow it"
	}
	return fmt.Sprintf("plain http to %s would show the credentials to the network; %s", e.Host, advice)
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// sameServer is the redirect policy. Only reads are followed: http.Client would turn most writes into a
// GET, whose success says nothing about the write. And credentials go to no other server.
func sameServer(next *http.Request, via []*http.Request) error {
	first := via[0]
	if effectOf(first.Context()) != Reads || first.Method != http.MethodGet && first.Method != http.MethodHead {
		return http.ErrUseLastResponse
	}
	if len(via) >= maxRedirects {
		return fmt.Errorf("stopped after %d redirects", maxRedirects)
	}
	if from, to := origin(first.URL), origin(next.URL); from != to {
		// Where it redirects to, a server may quote the request too.
		return errors.New(Quote(next.Response, fmt.Sprintf(
			"%s redirects to %s, which is another server; correct the address if that is where it has moved", from, to)))
	}
	return nil
}

// origin is scheme, host and port, by which servers differ.
func origin(address *url.URL) string {
	port := address.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[address.Scheme]
	}
	return strings.ToLower(address.Scheme + "://" + net.JoinHostPort(address.Hostname(), port))
}
