package export

import (
	"bytes"
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"gopkg.in/yaml.v3"
)

var (
	// simple are texts that nobody takes for anything else, with or without quotes.
	simple = regexp.MustCompile(`^\pL[\pL\pN .@+/&()_-]*$`)
	// paragraphs are texts of several lines that can stand in a block as they are.
	paragraphs = regexp.MustCompile(`^(?:[\pL\pN][\pL\pN\pP\pS ]*[\pL\pN\pP\pS]?\n+)+[\pL\pN][\pL\pN\pP\pS ]*[\pL\pN\pP\pS]?\n?$`)
	// invisible are characters that turn lines around or hide in them. Whatever has them stands in double quotes.
	invisible = regexp.MustCompile(`\p{Cf}`)
	day       = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)
)

// nodeOf is the value of an attribute in YAML.
func nodeOf(a attribute) *yaml.Node {
	switch value := a.literal; {
	case value.Type().Is(tftypes.Bool):
		var is bool
		_ = value.As(&is)
		return scalar(map[bool]string{true: "true", false: "false"}[is])
	case value.Type().Is(tftypes.Number):
		is := new(big.Float)
		_ = value.As(&is)
		return scalar(is.Text('f', -1))
	default:
		var is string
		_ = value.As(&is)
		if a.name == "start_date" || a.name == "deadline" {
			if date := day.FindString(is); date != "" {
				return scalar(date)
			}
		}
		return plainText(is)
	}
}

// scalar is a value that stands for what YAML takes it for: a number, a truth or a day.
func scalar(value string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: value} }

// plainText is a text, in quotes where YAML or its readers could take it for something else.
func plainText(value string) *yaml.Node {
	node := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value}
	switch {
	case simple.MatchString(value) && !strings.HasSuffix(value, " "):
		var encoded yaml.Node
		_ = encoded.Encode(value) // which knows all that older readers of YAML take for truths and numbers
		node.Style = encoded.Style
	case paragraphs.MatchString(value):
		node.Style = yaml.LiteralStyle
	default:
		node.Style = yaml.DoubleQuotedStyle
	}
	return node
}

// mapping is an entry in YAML, with the projects that a person has.
func (e *entry) mapping(style yaml.Style) *yaml.Node {
	node := &yaml.Node{Kind: yaml.MappingNode, Style: style}
	for _, s := range e.says {
		node.Content = append(node.Content, plainText(s.name), s.is)
	}
	if len(e.projects) > 0 {
		inner := &yaml.Node{Kind: yaml.MappingNode}
		for _, contract := range e.projects {
			says := scalar("") // nothing but the defaults
			if len(contract.says) > 0 {
				says = contract.mapping(yaml.FlowStyle)
			}
			inner.Content = append(inner.Content, plainText(contract.handle), says)
		}
		node.Content = append(node.Content, plainText("projects"), inner)
	}
	return node
}

// writeEntries writes entries, each after an empty line but for the first, as far to the right as the others of the file are.
func writeEntries(entries []*entry, indent int) (string, error) {
	var all []string
	for _, e := range entries {
		var written bytes.Buffer
		encoder := yaml.NewEncoder(&written)
		encoder.SetIndent(max(indent, indentation))
		node := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{plainText(e.handle), e.mapping(0)}}
		if err := encoder.Encode(node); err != nil {
			return "", err
		}
		shown := invisible.ReplaceAllStringFunc(written.String(), func(c string) string { return fmt.Sprintf(`\U%08X`, []rune(c)[0]) })
		all = append(all, indented(shown, indent))
	}
	return strings.Join(all, "\n"), nil
}

// indented is a text whose lines, but for empty ones, begin further to the right.
func indented(text string, by int) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) != "" {
			lines[i] = strings.Repeat(" ", by) + line
		}
	}
	return strings.Join(lines, "")
}

// sections are those of a roster by name, in the order of a file.
func (r roster) sections() []rosterSection {
	return []rosterSection{{"people", members, r.people}, {"projects", projects, r.projects}, {"clients", viewers, r.clients}}
}

// rosterSection is one section of a roster, with the kind of the objects that its entries are.
type rosterSection struct {
	name    string
	kind    kind
	entries []*entry
}

// document writes a whole roster.
func (r roster) document() (string, error) {
	var all []string
	for _, s := range r.sections() {
		if len(s.entries) == 0 {
			continue
		}
		written, err := writeEntries(s.entries, indentation)
		if err != nil {
			return "", err
		}
		all = append(all, s.name+":\n"+written)
	}
	return strings.Join(all, "\n"), nil
}

const indentation = 2
