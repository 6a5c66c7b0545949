package provider

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

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// source is where settings come from: the provider block, and the environment for what it leaves
// out. It collects what is wrong with them, and which of them are not known yet.
type source struct {
	getenv  func(string) string
	diags   diag.Diagnostics
	unknown []string
}

// pick reads one setting. Parts of objects are named as in "oauth.client_id".
func pick[T any](s *source, attribute, variable string, configured attr.Value, otherwise T, as form[T]) T {
	if configured.IsUnknown() {
		s.unknown = append(s.unknown, attribute)
		return otherwise
	}
	name, text := attribute, written(configured)
	if configured.IsNull() {
		name, text = variable, s.getenv(variable)
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
		s.reject(attribute, detail+" Allowed: "+as.allowed+".")
		return otherwise
	}
	return value
}

// written is a value of the provider block as it would be written in the environment.
func written(value attr.Value) string {
	switch value := value.(type) {
	case types.String:
		return value.ValueString()
	case types.Float64:
		return strconv.FormatFloat(value.ValueFloat64(), 'g', -1, 64)
	}
	return value.String()
}

func (s *source) reject(attribute, detail string) {
	root, part, nested := strings.Cut(attribute, ".")
	at := path.Root(root)
	if nested {
		at = at.AtName(part)
	}
	s.diags.AddAttributeError(at, "Value not allowed", detail)
}

// text reads a setting that is any text. What is wrong with it is never said by quoting it, so
// that secrets can be read this way.
func (s *source) text(attribute, variable string, configured types.String, otherwise string) string {
	value := pick(s, attribute, variable, configured, otherwise, form[string]{parse: func(text string) (string, bool) { return text, true }})
	if value == "" && !configured.IsNull() && !configured.IsUnknown() {
		s.reject(attribute, fmt.Sprintf("%s is empty. Leave it out, or set it to null, to use %s.", attribute, variable))
	}
	return value
}

func (s *source) flag(attribute, variable string, configured types.Bool, otherwise bool) bool {
	return pick(s, attribute, variable, configured, otherwise, form[bool]{
		allowed: "true and false",
		parse: func(text string) (bool, bool) {
			value, err := strconv.ParseBool(strings.ToLower(text))
			return value, err == nil
		},
	})
}

// number reads a whole number of at least the given size.
func (s *source) number(attribute, variable string, configured tfkit.Whole, otherwise, least int) int {
	return *pick(s, attribute, variable, configured.Int64Value, &otherwise, wholeNumber(least))
}

// limit reads a whole number that may be missing.
func (s *source) limit(attribute, variable string, configured tfkit.Whole, least int64) *int64 {
	return pick(s, attribute, variable, configured.Int64Value, nil, wholeNumber(least))
}

// id reads an id that may be missing.
func (s *source) id(attribute, variable string, configured types.String) string {
	return pick(s, attribute, variable, configured, "", form[string]{
		allowed: "positive numbers without sign, spaces or leading zeros, such as 7; the data source webwork_workspaces lists the ids of the account's workspaces",
		parse:   func(text string) (string, bool) { return text, tfkit.IsNumber(text) },
	})
}

// share reads a number from 0 to 1.
func (s *source) share(attribute, variable string, configured tfkit.Decimal, otherwise float64) float64 {
	return pick(s, attribute, variable, configured.Float64Value, otherwise, form[float64]{
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

// people reads a set of e-mail addresses, in the form in which addresses are compared. In the environment commas stand between them.
func (s *source) people(attribute, variable string, configured types.Set) map[string]bool {
	if configured.IsUnknown() {
		s.unknown = append(s.unknown, attribute)
		return nil
	}
	name, given := variable, strings.Split(s.getenv(variable), ",")
	if !configured.IsNull() {
		name, given = attribute, nil
		for _, element := range configured.Elements() {
			text, ok := element.(types.String)
			if !ok || text.IsUnknown() {
				s.unknown = append(s.unknown, attribute)
				return nil
			}
			given = append(given, text.ValueString())
		}
	}
	people := map[string]bool{}
	for _, address := range given {
		switch key := api.EmailKey(address); {
		case key == "" && configured.IsNull():
		case !strings.Contains(key, "@"):
			s.reject(attribute, fmt.Sprintf("%s is %q. Allowed: e-mail addresses.", name, address))
		default:
			people[key] = true
		}
	}
	return people
}

func (s *source) duration(attribute, variable string, configured types.String, otherwise time.Duration) time.Duration {
	return pick(s, attribute, variable, configured, otherwise, form[time.Duration]{
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

// oneOf reads one of several words, the first of which is the default.
func (s *source) oneOf(attribute, variable string, configured types.String, words ...string) string {
	return pick(s, attribute, variable, configured, words[0], form[string]{
		allowed: strings.Join(words, " and "),
		parse:   func(text string) (string, bool) { return text, slices.Contains(words, text) },
	})
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
