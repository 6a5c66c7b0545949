package tfkit_test

import (
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// What somebody probably meant who wrote something else, and when that is too far away, or too much to name.
func TestDidYouMean(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		given, values, want string
	}{
		"another case":                  {"MEMBER", "member viewer", "member"},
		"other separators":              {"no-preview", "no_preview full", "no_preview"},
		"the same goes before the near": {"Member", "member members", "member"},
		"a letter away":                 {"membr", "member viewer", "member"},
		"one away goes before two":      {"project", "projects projector", "projects"},
		"two away in a long word":       {"membxx", "member viewer", "member"},
		"two away in a short word":      {"fuxx5", "full5 viewer", ""},
		"three away":                    {"mexxxr", "member viewer", ""},
		"how it begins":                 {"vid", "video_full member", "video_full"},
		"how it begins, in two letters": {"vi", "video_full member", ""},
		"three of them":                 {"web", "web_url1 web_url2 web_url3", "web_url1 web_url2 web_url3"},
		"four of them":                  {"web", "web_url1 web_url2 web_url3 web_url4", ""},
		"nothing between separators":    {"-", "a b", ""},
	} {
		fault := tfkit.IsOneOf(tfkit.Choice{Values: strings.Fields(c.values)})(c.given)
		if got := strings.Join(fault.Meant, " "); got != c.want {
			t.Errorf("%s: %q means %q, want %q", name, c.given, got, c.want)
		}
	}
}
