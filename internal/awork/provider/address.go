package provider

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// The domain that awork has left, which its first documentation names, and where the API is today.
const (
	formerDomain = "awork.io"
	host         = "api.awork.com"
)

// today is an address as it is today: nothing is ever sent to the domain that awork has left.
func today(s *tfkit.Settings, attribute, given string) string {
	address, err := url.Parse(given)
	if err != nil {
		return given // whoever uses it says so
	}
	name := strings.ToLower(strings.TrimSuffix(address.Hostname(), "."))
	if name != formerDomain && !strings.HasSuffix(name, "."+formerDomain) {
		return given
	}
	address.Scheme, address.Host = "https", host
	root, part, nested := strings.Cut(attribute, ".")
	at := path.Root(root)
	if nested {
		at = at.AtName(part)
	}
	s.Diags.AddAttributeWarning(at, "Address replaced", fmt.Sprintf(
		"%s (%s) is below %s, a domain that awork has left. %s is used instead, and nothing is sent there. Set it to that, or leave it out.",
		attribute, s.Variable(attribute), formerDomain, address.Redacted()))
	return address.String()
}
