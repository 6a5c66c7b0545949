package api

import (
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// BaseURL is where awork is found.
const BaseURL = "https://api.awork.com/api/v1"

// The domain that the vendor has left, which answers with a web page, and the one that took its place.
const (
	formerDomain = "awork.io"
	domain       = "awork.com"
)

// AuthorizeURL is where people sign in to the API at the base address.
func AuthorizeURL(base string) string { return below(base, "/accounts/authorize") }

// TokenURL is where the API at the base address issues tokens.
func TokenURL(base string) string { return below(base, "/accounts/token") }

// RegisterURL is where applications register themselves with the API at the base address.
func RegisterURL(base string) string { return below(base, "/clientapplications/register") }

func below(base, path string) string { return strings.TrimRight(base, "/") + path }

// Moved is where an address in the domain that awork has left is found today. It reports false for all others, which stay as they
// are: whatever cannot be read is for others to refuse.
func Moved(address string) (string, bool) {
	parsed, err := httpkit.ParseURL(address)
	if err != nil {
		return address, false
	}
	// A full stop at the end is a way to write the same host.
	host := strings.ToLower(strings.TrimSuffix(parsed.Hostname(), "."))
	before, former := strings.CutSuffix(host, formerDomain)
	if !former || before != "" && !strings.HasSuffix(before, ".") {
		return address, false
	}
	port := parsed.Port()
	parsed.Host = before + domain
	if port != "" {
		parsed.Host += ":" + port
	}
	return parsed.String(), true
}
