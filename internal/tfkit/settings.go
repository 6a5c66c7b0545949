package tfkit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Settings reads the settings of a provider: from the provider block, and from the environment for what the block leaves out. It
// collects what is wrong with them, and which of them are not known yet. Parts of objects are named as in "oauth.client_id".
type Settings struct {
	// Prefix begins the names of environment variables, such as "ACME_". What follows is the attribute in capitals.
	Prefix string
	// Variables are those that are called otherwise, without the prefix, by attribute.
	Variables map[string]string
	// Getenv reads the environment.
	Getenv func(string) string

	Diags   diag.Diagnostics
	Unknown []string
}

// Variable is the environment variable of a setting.
func (s *Settings) Variable(attribute string) string {
	if name, ok := s.Variables[attribute]; ok {
		return s.Prefix + name
	}
	return s.Prefix + strings.ToUpper(strings.ReplaceAll(attribute, ".", "_"))
}

// Getvar reads the environment variable of a setting.
func (s *Settings) Getvar(attribute string) string { return s.Getenv(s.Variable(attribute)) }

// pick reads one setting.
func pick[T any](s *Settings, attribute string, configured attr.Value, otherwise T, as form[T]) T {
	if configured.IsUnknown() {
		s.Unknown = append(s.Unknown, attribute)
		return otherwise
	}
	name, text := attribute, Written(configured)
	if configured.IsNull() {
		name, text = s.Variable(attribute), s.Getvar(attribute)
		if text == "" {
			return otherwise
		}
	}
	value, ok := as.parse(text)
	if !ok {
		detail := fmt.Sprintf("%s is %q.", name, text)
		if as.meant != nil && as.meant(text) != "" {
			detail += fmt.Sprintf(" Did you mean %q?", as.meant(text))
		}
		s.Reject(attribute, detail+" Allowed: "+as.allowed+".")
		return otherwise
	}
	return value
}

// Written is a value of the provider block as it would be written in the environment.
func Written(value attr.Value) string {
	switch value := value.(type) {
	case types.String:
		return value.ValueString()
	case types.Float64:
		return strconv.FormatFloat(value.ValueFloat64(), 'g', -1, 64)
	}
	return value.String()
}

// Reject says that a setting is not allowed.
func (s *Settings) Reject(attribute, detail string) {
	root, part, nested := strings.Cut(attribute, ".")
	at := path.Root(root)
	if nested {
		at = at.AtName(part)
	}
	s.Diags.AddAttributeError(at, notAllowed, detail)
}

// Text reads a setting that is any text. What is wrong with it is never said by quoting it, so
// that secrets can be read this way.
func (s *Settings) Text(attribute string, configured types.String, otherwise string) string {
	value := pick(s, attribute, configured, otherwise, form[string]{parse: func(text string) (string, bool) { return text, true }})
	if value == "" && !configured.IsNull() && !configured.IsUnknown() {
		s.Reject(attribute, fmt.Sprintf("%s is empty. Leave it out, or set it to null, to use %s.", attribute, s.Variable(attribute)))
	}
	return value
}

// Flag reads true or false.
func (s *Settings) Flag(attribute string, configured types.Bool, otherwise bool) bool {
	return pick(s, attribute, configured, otherwise, form[bool]{
		allowed: "true and false",
		parse: func(text string) (bool, bool) {
			value, err := strconv.ParseBool(strings.ToLower(text))
			return value, err == nil
		},
	})
}

// Number reads a whole number of at least the given size.
func (s *Settings) Number(attribute string, configured Whole, otherwise, least int) int {
	return *pick(s, attribute, configured.Int64Value, &otherwise, wholeNumber(least))
}

// Limit reads a whole number that may be missing.
func (s *Settings) Limit(attribute string, configured Whole, least int64) *int64 {
	return pick(s, attribute, configured.Int64Value, nil, wholeNumber(least))
}

// ID reads an id that may be missing. What is one the service says, and in words what is allowed.
func (s *Settings) ID(attribute string, configured types.String, isID func(string) bool, allowed string) string {
	return pick(s, attribute, configured, "", form[string]{
		allowed: allowed,
		parse:   func(text string) (string, bool) { return text, isID(text) },
	})
}

// Share reads a number from 0 to 1.
func (s *Settings) Share(attribute string, configured Decimal, otherwise float64) float64 {
	return pick(s, attribute, configured.Float64Value, otherwise, form[float64]{
		allowed: "numbers from 0 to 1, such as 0.25 for a quarter",
		parse: func(text string) (float64, bool) {
			value, err := strconv.ParseFloat(text, 64)
			return value, err == nil && value >= 0 && value <= 1
		},
		meant: func(text string) string {
			const percent = 100
			value, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(text, "%")), 64)
			if err != nil || value <= 1 || value > percent {
				return ""
			}
			return strconv.FormatFloat(value/percent, 'g', -1, 64)
		},
	})
}

// Emails reads a set of e-mail addresses, and keeps of each the key by which it is compared. In the environment commas stand between them.
func (s *Settings) Emails(attribute string, configured types.Set, key func(string) string) map[string]bool {
	if configured.IsUnknown() {
		s.Unknown = append(s.Unknown, attribute)
		return nil
	}
	name, given := s.Variable(attribute), strings.Split(s.Getvar(attribute), ",")
	if !configured.IsNull() {
		name, given = attribute, nil
		for _, element := range configured.Elements() {
			text, ok := element.(types.String)
			if !ok || text.IsUnknown() {
				s.Unknown = append(s.Unknown, attribute)
				return nil
			}
			given = append(given, text.ValueString())
		}
	}
	people := map[string]bool{}
	for _, address := range given {
		switch compared := key(address); {
		case compared == "" && configured.IsNull():
		case !strings.Contains(compared, "@"):
			s.Reject(attribute, fmt.Sprintf("%s is %q. Allowed: e-mail addresses.", name, address))
		default:
			people[compared] = true
		}
	}
	return people
}

// Duration reads a time above zero.
func (s *Settings) Duration(attribute string, configured types.String, otherwise time.Duration) time.Duration {
	return pick(s, attribute, configured, otherwise, form[time.Duration]{
		allowed: "durations above zero, such as 45s or 2m",
		parse: func(text string) (time.Duration, bool) {
			value, err := time.ParseDuration(text)
			return value, err == nil && value > 0
		},
		meant: func(text string) string {
			if seconds, err := strconv.ParseUint(text, 10, 16); err != nil || seconds == 0 {
				return ""
			}
			return text + "s"
		},
	})
}

// OneOf reads one of several words, the first of which is the default.
func (s *Settings) OneOf(attribute string, configured types.String, words ...string) string {
	return pick(s, attribute, configured, words[0], form[string]{
		allowed: strings.Join(words, " and "),
		parse:   func(text string) (string, bool) { return text, slices.Contains(words, text) },
	})
}

// NotYet is the problem that settings are not known, for what needs the service all the same.
func (s *Settings) NotYet(service string) *Problem {
	slices.Sort(s.Unknown)
	return &Problem{
		Summary: "Provider configuration not known yet",
		Detail: fmt.Sprintf("%s of the provider block depends on values that are known only after apply, but this operation needs %s now. "+
			"Apply what those values come from first, for example with -target, or set them from variables.", strings.Join(slices.Compact(s.Unknown), ", "), service),
	}
}

// UnknownBrake is the problem that one of the settings is not known that stop a plan: while it is not, it would stop nothing. It is nil
// where all of them are known.
func (s *Settings) UnknownBrake(brakes ...string) *Problem {
	unknown := slices.DeleteFunc(slices.Clone(s.Unknown), func(attribute string) bool { return !slices.Contains(brakes, attribute) })
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	return &Problem{
		Summary: "Brake not known",
		Detail: fmt.Sprintf("%s of the provider block depends on values that are known only after apply, so that it could stop nothing in this plan. "+
			"Set it to a constant or a variable.", strings.Join(slices.Compact(unknown), ", ")),
		Attribute: unknown[0],
	}
}

// form is how a setting is written.
type form[T any] struct {
	// allowed is what may be written, in words.
	allowed string
	parse   func(string) (T, bool)
	// meant guesses what was meant by a text that is not allowed; it may be nil, and gives nothing where that cannot be told.
	meant func(string) string
}

func wholeNumber[T int | int64](least T) form[*T] {
	return form[*T]{
		allowed: fmt.Sprintf("whole numbers of at least %d", least),
		parse: func(text string) (*T, bool) {
			parsed, err := strconv.ParseInt(text, 10, 64)
			value := T(parsed)
			return &value, err == nil && int64(value) == parsed && value >= least
		},
	}
}
