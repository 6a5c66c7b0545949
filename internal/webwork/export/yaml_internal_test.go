package export

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	yamlv3 "gopkg.in/yaml.v3"
)

// Whatever people and projects are called: Terraform, and those who read the file with newer rules, read what was written, and nothing
// turns the lines of the file around.
func FuzzRoster(f *testing.F) {
	for _, seed := range []string{
		"Jane", "", " ", "No", "y", "off", "null", "~", "true", "2024", "0x1F", "1e3", "1_000", "1:30", "0o17", ".inf", "=", "<<", "2026-12-31", "2026-12-31T00:00:00Z",
		"- a", "a: b", "a #b", "#", "*a", "&a", "!a", "@a", "`", "%a", "{a}", "[a]", "'", "\"", "\\", "|", ">", "?", "a\nb", "a\n\nb\n", "a\n", "\na", " a\n b", "a \nb", "a\n  b",
		"a\r\nb", "a\tb", "\t", "\x00\a\x1b[2J", "\u0085", "\u2028", "\u202eevil", "\ufeff", "🎉", "e\u0301", "people:\n  eve:\n", "---\n", "...\n", strings.Repeat("long ", 200),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		word = strings.ToValidUTF8(word, "\ufffd") // as answers are decoded
		value := attribute{name: "notes", literal: tftypes.NewValue(tftypes.String, word)}
		made := roster{projects: []*entry{{handle: "web", says: []statement{{"notes", nodeOf(value)}, {"name", plainText(word)}}}, {handle: "last"}}}
		text, err := made.document()
		if err != nil {
			t.Fatal(err)
		}
		if invisible.MatchString(text) {
			t.Errorf("what cannot be seen is in %q", text)
		}
		var modern map[string]map[string]map[string]string
		if err := yamlv3.Unmarshal([]byte(text), &modern); err != nil || modern["projects"]["web"]["notes"] != word || modern["projects"]["web"]["name"] != word {
			t.Errorf("%q became %q (%v):\n%s", word, modern, err, text)
		}
		kind, err := yaml.Standard.ImpliedType([]byte(text))
		if err != nil {
			t.Fatalf("%v:\n%s", err, text)
		}
		read, err := yaml.Standard.Unmarshal([]byte(text), kind)
		if err != nil {
			t.Fatalf("%v:\n%s", err, text)
		}
		for _, name := range []string{"notes", "name"} { // Terraform, too, has all text in NFC
			if got := read.GetAttr("projects").GetAttr("web").GetAttr(name); !got.RawEquals(cty.StringVal(word)) {
				t.Errorf("%s %q became %#v:\n%s", name, word, got, text)
			}
		}
	})
}
