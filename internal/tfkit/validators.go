package tfkit

import (
	"context"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// stringCheck is a validator made of a rule and a function that says what is wrong, if anything.
type stringCheck struct {
	rule    string
	warning bool
	secret  bool // the value is not repeated in messages
	problem func(value string) string
}

func (c stringCheck) Description(context.Context) string { return c.rule }

func (c stringCheck) MarkdownDescription(context.Context) string { return c.rule }

func (c stringCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	given := req.ConfigValue.ValueString()
	problem := c.problem(given)
	if problem == "" {
		return
	}
	detail := fmt.Sprintf("%s was given %q: %s.\n\n%s.", req.Path, given, problem, c.rule)
	if c.secret {
		detail = fmt.Sprintf("%s: %s.\n\n%s.", req.Path, problem, c.rule)
	}
	if c.warning {
		resp.Diagnostics.AddAttributeWarning(req.Path, "Unfamiliar value", detail)
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Value not allowed", detail)
}

// IsEmail accepts one plain e-mail address.
func IsEmail() validator.String {
	return stringCheck{rule: "Allowed is one e-mail address such as jane@example.com", problem: func(value string) string {
		address, err := mail.ParseAddress(value)
		if err != nil {
			return "this is not an e-mail address"
		}
		if address.Address != value {
			return "only the bare address is allowed, without a name or spaces around it"
		}
		if _, domain, _ := strings.Cut(value, "@"); !strings.Contains(strings.Trim(domain, "."), ".") {
			return "the part after the @ is not a complete domain name"
		}
		return ""
	}}
}

// IsTrimmedText accepts text that is neither empty nor begins or ends with a space, of at most
// that many characters.
func IsTrimmedText(most int) validator.String {
	rule := fmt.Sprintf("Allowed are 1 to %d characters without spaces at the beginning or end", most)
	return stringCheck{rule: rule, problem: func(value string) string {
		switch {
		case strings.TrimSpace(value) == "":
			return "it is empty"
		case strings.TrimSpace(value) != value:
			return "it begins or ends with a space"
		case len([]rune(value)) > most:
			return fmt.Sprintf("it has %d characters", len([]rune(value)))
		}
		return ""
	}}
}

// IsOneOf accepts the given values, spelled exactly so.
func IsOneOf(values ...string) validator.String {
	rule := "Allowed are " + quoted(values)
	return stringCheck{rule: rule, problem: func(value string) string {
		for _, allowed := range values {
			if value == allowed {
				return ""
			}
			if strings.EqualFold(value, allowed) {
				return fmt.Sprintf("it is spelled %q", allowed)
			}
		}
		return "this value is not known"
	}}
}

// IsDate accepts a calendar day.
func IsDate() validator.String {
	return stringCheck{rule: "Allowed is a day written YYYY-MM-DD", problem: func(value string) string {
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return "this is not a calendar day in that form"
		}
		return ""
	}}
}

var zoneName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$`)

// IsTimezone accepts names that a time zone can have.
func IsTimezone() validator.String {
	return stringCheck{rule: "Allowed is the name of a time zone such as Europe/Berlin", problem: func(value string) string {
		switch {
		case value == "":
			return "it is empty"
		case strings.EqualFold(value, "Local"):
			return "which zone that is depends on the machine"
		case !zoneName.MatchString(value):
			return "this is not how time zones are named"
		}
		return ""
	}}
}

// IsKnownTimezone warns of names that the time zone database does not have.
func IsKnownTimezone() validator.String {
	rule := "The time zone database that comes with this provider does not have this name; it is passed on as it is"
	return stringCheck{rule: rule, warning: true, problem: func(value string) string {
		if value == "" || !zoneName.MatchString(value) || strings.EqualFold(value, "Local") {
			return "" // IsTimezone says so
		}
		if _, err := time.LoadLocation(value); err != nil {
			return "no time zone of this name is known"
		}
		return ""
	}}
}

// IsWebURL accepts an absolute http or https address. Such addresses often carry keys, so messages
// do not repeat them.
func IsWebURL() validator.String {
	return stringCheck{rule: "Allowed is an absolute address that begins with https:// or http://", secret: true, problem: func(value string) string {
		address, err := url.Parse(value)
		if err != nil || address.Host == "" || address.Scheme != "https" && address.Scheme != "http" {
			return "this is not such an address"
		}
		return ""
	}}
}

func quoted(values []string) string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = fmt.Sprintf("%q", v)
	}
	return strings.Join(all, ", ")
}
