package httpkit

import (
	"errors"
	"net/url"
	"strings"
)

// errNoAddress says nothing of the address: what cannot be parsed cannot be told from the password in it.
var errNoAddress = errors.New("is not of the form https://host/path")

// ParseURL reads the address of a service. Its error goes on from the name of the setting, and does not
// quote the address, which may hold a password.
func ParseURL(address string) (*url.URL, error) {
	parsed, err := url.Parse(strings.TrimSpace(address))
	if err != nil || parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Hostname() == "" {
		return nil, errNoAddress
	}
	return parsed, nil
}
