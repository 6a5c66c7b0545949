package api

import (
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// Where awork is found.
const (
	BaseURL      = "https://api.awork.com/api/v1"
	AuthorizeURL = BaseURL + "/accounts/authorize"
)

// The domain that the vendor has left, which answers with a web page, and the one that took its place.
const (
	formerDomain = "awork.io"
	domain       = "awork.com"
)

// TokenURL is where tokens are issued by the API at the base address.
func TokenURL(base string) string { return strings.TrimRight(base, "/") + "/accounts/token" }

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
