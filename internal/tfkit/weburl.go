package tfkit

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// IsWebURL accepts an absolute http or https address. Such addresses often carry keys, so messages show no more of them
// than scheme and host.
func IsWebURL(text string) Fault {
	fault := Fault{Advice: "Allowed is an absolute address that begins with https:// or http://.", Secret: true}
	trimmed := strings.TrimSpace(text)
	address, err := url.Parse(trimmed)
	scheme, _, absolute := strings.Cut(trimmed, "://")
	switch {
	case trimmed == "":
		fault.Given = "an empty address"
	case !absolute || strings.ContainsFunc(scheme, func(r rune) bool { return !unicode.IsLetter(r) }):
		fault.Given, fault.Advice = "an address without https:// before it", fault.Advice+" Write https:// before the name of the host."
	case strings.ContainsFunc(trimmed, unicode.IsSpace):
		fault.Given, fault.Advice = "an address with a space in it", fault.Advice+" Write %20 for a space that belongs to it."
	case err != nil:
		fault.Given, fault.Advice = "an address that cannot be read", fault.Advice+" A % stands before two digits or letters from A to F, and a port is a number."
	case address.Scheme != "https" && address.Scheme != "http":
		fault.Given = fmt.Sprintf("an address that begins with %s://", address.Scheme)
	case address.Hostname() == "":
		fault.Given = "an address without a host"
	case trimmed != text:
		fault.Given = fmt.Sprintf("the address at %s://%s with a space before or after it", address.Scheme, address.Hostname())
		fault.Advice = "Remove the space; trimspace() does so, for example where the address comes from a file."
	default:
		return Fault{}
	}
	return fault
}
