package export

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

func TestLabels(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"Jane Doe":                      "jane_doe",
		"  Jürgen   Müller-Lüdenscheid": "jurgen_muller_ludenscheid",
		"Seán O'Brien":                  "sean_obrien",
		"Tom &amp; Jerry":               "tom_jerry",
		"Weiß & Søn":                    "weiss_son",
		"Արամ":                          "aram",
		"2024 Campaign":                 "project_2024_campaign",
		"🎉":                             "project_7",
		"":                              "project_7",
		"__proto__":                     "proto",
		"\"${path.module}\"\n%{if x}\a": "path_module_if_x",
		"../../etc/passwd":              "etc_passwd",
		"for":                           "for",
		strings.Repeat("long ", 100):    "long_long_long_long_long_long_long_long_long_long_long_long_long",
	} {
		var n names
		if got := n.next("project", "7", given); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
}

func TestTheNextWordsCountWhereTheFirstHaveNoLetters(t *testing.T) {
	t.Parallel()
	var n names
	if got := n.next("member", "7", "🎉 🚀", "jane"); got != "jane" {
		t.Errorf("got %q", got)
	}
}

func TestLabelsStayWhereObjectsAreAdded(t *testing.T) {
	t.Parallel()
	label := func(people ...string) map[string]string {
		var n names
		labels := map[string]string{}
		for _, person := range people {
			id, name, _ := strings.Cut(person, " ")
			labels[id] = n.next("member", id, name)
		}
		return labels
	}
	before := label("1 Jane Doe", "2 Jane Doe 3", "3 Jane Doe", "4 jane-doe")
	want := map[string]string{"1": "jane_doe", "2": "jane_doe_3", "3": "jane_doe_3_3", "4": "jane_doe_4"}
	for id, name := range want {
		if before[id] != name {
			t.Errorf("%s is %q, want %q", id, before[id], name)
		}
	}
	after := label("1 Jane Doe", "2 Jane Doe 3", "3 Jane Doe", "4 jane-doe", "5 Jane Doe", "6 Jane Doe 5")
	seen := map[string]bool{}
	for id, name := range after {
		if was, known := before[id]; known && was != name {
			t.Errorf("%s was %q and is %q", id, was, name)
		}
		if seen[name] {
			t.Errorf("%q is there twice", name)
		}
		seen[name] = true
	}
}

var identifier = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// Whatever people and projects are called: the output parses, nothing in it is evaluated, and the names come out as they went in.
func FuzzNames(f *testing.F) {
	for _, seed := range []string{
		"Jane", "\"", "\\", "${a}", "%{if true}", "$${a}", "$$${a}", "%%{b}", "%%%{", "$", "$$", "%", "a\nb", "a\r\nb", "\x00\a\x1b[2J", "\u202e", "🎉",
		"*/ # //", "EOT\n", "e\u0301", "\ufeff", "\u2028", "for", strings.Repeat("$", 9) + "{", "} resource \"x\" \"y\" {",
	} {
		f.Add(seed, "Doe")
	}
	f.Fuzz(func(t *testing.T, first, last string) {
		// Answers are decoded from JSON, which makes valid text of everything.
		first, last = strings.ToValidUTF8(first, "\ufffd"), strings.ToValidUTF8(last, "\ufffd")
		var n names
		o := object{id: "7", label: n.next("member", "7", first+" "+last, first), attributes: []attribute{
			{name: "firstname", value: text(first)}, {name: "lastname", value: text(last), required: true},
		}}
		if !identifier.MatchString(o.label) || len(o.label) > longestLabel+len("member_") {
			t.Fatalf("the label is %q", o.label)
		}
		for _, as := range []style{blocks(), forEach(false)} {
			made := render("members.tf", "seal", func(body *hclwrite.Body) { as.resources(body, section{kind: members, objects: []object{o}}) })
			parsed, diags := hclparse.NewParser().ParseHCL(made.content, "members.tf")
			if diags.HasErrors() {
				t.Fatalf("%s\n%s", diags, made.content)
			}
			got := evaluate(t, as, parsed.Body)
			// Terraform, too, has all text in NFC.
			if want := cty.StringVal(first); !got.GetAttr("firstname").RawEquals(want) {
				t.Errorf("%q became %#v:\n%s", first, got.GetAttr("firstname"), made.content)
			}
			if want := cty.StringVal(last); !got.GetAttr("lastname").RawEquals(want) {
				t.Errorf("%q became %#v:\n%s", last, got.GetAttr("lastname"), made.content)
			}
		}
	})
}

// evaluate gives the attributes of the only object in a file, without anything that it could refer to.
func evaluate(t *testing.T, as style, body hcl.Body) cty.Value {
	t.Helper()
	content, diags := body.Content(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "resource", LabelNames: []string{"type", "name"}}, {Type: "locals"}}})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	wanted := 1
	if as.name == "for_each" {
		wanted = 2
	}
	if len(content.Blocks) != wanted {
		t.Fatalf("there are %d blocks", len(content.Blocks))
	}
	attributes, diags := content.Blocks[0].Body.JustAttributes()
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	values := map[string]cty.Value{}
	for name, attribute := range attributes {
		value, diags := attribute.Expr.Value(nil)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		values[name] = value
	}
	if as.name == "for_each" {
		for _, only := range values["members"].AsValueMap() {
			return only
		}
	}
	return cty.ObjectVal(values)
}
