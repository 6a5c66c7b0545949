package provider

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// source is where settings come from: the provider block, and the environment for what it leaves
// out. It collects what is wrong with them, and which of them are not known yet.
type source struct {
	diags   diag.Diagnostics
	unknown []string
}

// pick reads one setting. From the environment it is parsed by the given function.
func pick[T any](s *source, attribute, variable string, configured attr.Value, value T, parse func(string) (T, error)) (T, bool) {
	switch {
	case configured.IsUnknown():
		s.unknown = append(s.unknown, attribute)
		return value, false
	case !configured.IsNull():
		return value, true
	}
	text := os.Getenv(variable)
	if text == "" {
		return value, false
	}
	parsed, err := parse(text)
	if err != nil {
		s.reject(attribute, fmt.Sprintf("%s is %q: %v.", variable, text, err))
		return value, false
	}
	return parsed, true
}

func (s *source) reject(attribute, detail string) {
	s.diags.AddAttributeError(path.Root(attribute), "Value not allowed", detail)
}

func (s *source) text(attribute, variable string, configured types.String) string {
	value, _ := pick(s, attribute, variable, configured, configured.ValueString(), func(v string) (string, error) { return v, nil })
	return value
}

func (s *source) flag(attribute, variable string, configured types.Bool, otherwise bool) bool {
	value, set := pick(s, attribute, variable, configured, configured.ValueBool(), func(v string) (bool, error) {
		parsed, err := strconv.ParseBool(strings.ToLower(v))
		if err != nil {
			return false, fmt.Errorf("allowed are true and false")
		}
		return parsed, nil
	})
	if !set {
		return otherwise
	}
	return value
}

// number reads a whole number of at least the given size.
func (s *source) number(attribute, variable string, configured types.Int64, least int64) *int64 {
	value, set := pick(s, attribute, variable, configured, configured.ValueInt64(), func(v string) (int64, error) {
		parsed, err := strconv.ParseInt(strings.TrimSpace(v), 10, 64)
		if err != nil {
			return 0, fmt.Errorf("allowed is a whole number")
		}
		return parsed, nil
	})
	if !set {
		return nil
	}
	if value < least {
		s.reject(attribute, fmt.Sprintf("%s was given %d. Allowed is a whole number of at least %d.", attribute, value, least))
	}
	return &value
}
