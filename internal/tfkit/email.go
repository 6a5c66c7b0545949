package tfkit

import (
	"fmt"
	"net/mail"
	"strings"
)

// IsEmail accepts one plain e-mail address.
func IsEmail(text string) Fault {
	fault := Fault{Advice: "Allowed is one bare e-mail address such as jane@example.com."}
	trimmed := strings.TrimSpace(text)
	address, err := mail.ParseAddress(trimmed)
	local, domain, at := strings.Cut(trimmed, "@")
	switch {
	case trimmed == "":
		fault.Reason = "which is empty"
	case err != nil && strings.Count(trimmed, "@") > 1 && strings.ContainsAny(trimmed, ",; "):
		fault.Reason = "which is more than one address"
		fault.Advice += " Give each person a resource of their own, for example with for_each."
	case !at:
		fault.Reason = "which has no @"
	case err != nil || local == "":
		fault.Reason = "which is not an e-mail address"
	case address.Address != trimmed:
		fault.Reason, fault.Meant = "which is more than the bare address", []string{address.Address}
	case !strings.Contains(strings.Trim(domain, "."), "."):
		fault.Reason = fmt.Sprintf("whose domain %q is not complete", domain)
	case trimmed != text:
		fault.Reason, fault.Meant = "which begins or ends with a space", []string{trimmed}
	default:
		return Fault{}
	}
	return fault
}
