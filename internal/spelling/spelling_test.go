package spelling_test

import (
	"html"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/spelling"
)

func TestNames(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ a, b string }{
		"an ampersand":          {"Tom &amp; Jerry", "Tom & Jerry"},
		"escaped twice":         {"Tom &amp;amp; Jerry", "Tom & Jerry"},
		"quotes":                {"Jane&#039;s &quot;Site&quot;", `Jane's "Site"`},
		"a letter":              {"B&uuml;cher", "Bücher"},
		"a letter in two parts": {"Bu\u0308cher", "Bücher"},
		"a semicolon of Greek":  {"&Delta\u037e", "Δ"},
		"both at once":          {"Bu&#776;cher &amp; Co", "Bücher & Co"},
	} {
		if spelling.Name(c.a) != spelling.Name(c.b) {
			t.Errorf("%s: %q and %q are different names", name, c.a, c.b)
		}
	}
	for a, b := range map[string]string{"Tom & Jerry": "Tom and Jerry", "Website": "website", "Site": "Site ", "R&D": "RD"} {
		if spelling.Name(a) == spelling.Name(b) {
			t.Errorf("%q and %q are one name", a, b)
		}
	}
}

func TestHoweverANameComesBackItIsTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.StringMatching("[&;\u037e#a-zü ]{0,12}")).Draw(t, "name")
		key := spelling.Name(name)
		for _, back := range []string{html.EscapeString(name), html.EscapeString(html.EscapeString(name)), norm.NFC.String(name), key} {
			if got := spelling.Name(back); got != key {
				t.Fatalf("%q compares as %q, but %q as %q", name, key, back, got)
			}
		}
	})
}
