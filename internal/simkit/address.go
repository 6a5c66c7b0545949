package simkit

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// address is where a simulator is found. Pages of other sites can have a browser ask it under a
// name of theirs that they let point to this machine, and read the answers, unless it minds the
// name by which it is asked.
type address struct {
	url   *url.URL
	known bool // otherwise it is asked under any name
	anyIP bool // also under any IP address, which no site can make its own
}

func newAddress(text string) (address, error) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" || strings.Trim(parsed.Path, "/") != "" {
		return address{}, fmt.Errorf("the simulator cannot be found at %q: an address reads like http://127.0.0.1:8080", text)
	}
	parsed.Path = ""
	return address{url: parsed}, nil
}

// is reports whether a Host header names the simulator.
func (a address) is(host string) bool {
	if !a.known || strings.EqualFold(host, a.url.Host) {
		return true
	}
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = host, ""
	}
	ip, err := netip.ParseAddr(strings.Trim(name, "[]"))
	if err == nil && a.anyIP {
		return true
	}
	// Names of this machine for itself stand for each other.
	local := strings.EqualFold(name, "localhost") || err == nil && ip.IsLoopback()
	return local && (a.anyIP || a.local() && port == a.url.Port())
}

// local reports whether only this machine finds the simulator.
func (a address) local() bool {
	ip, err := netip.ParseAddr(a.url.Hostname())
	return err == nil && ip.IsLoopback() || a.url.Hostname() == "localhost"
}

// refuse tells whoever asks for somebody else.
func (a address) refuse() *response {
	answer := newResponse()
	http.Error(answer, "This simulator is found at "+a.url.String()+" and answers under no other name.", http.StatusForbidden)
	return answer
}
