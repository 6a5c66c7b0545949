package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider/schema"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// variable is how descriptions name the environment variable of an attribute.
var variable = regexp.MustCompile("`(WEBWORK_[A-Z_]+)`")

// rows are the lines that the table of variables needs for the attributes.
func rows(t *testing.T, prefix string, attributes map[string]schema.Attribute) []string {
	t.Helper()
	var needed []string
	for name, attribute := range attributes {
		if nested, ok := attribute.(schema.SingleNestedAttribute); ok {
			needed = append(needed, rows(t, name+".", nested.Attributes)...)
			continue
		}
		found := variable.FindAllStringSubmatch(attribute.GetMarkdownDescription(), -1)
		if len(found) != 1 {
			t.Errorf("the description of %s names %d variables", name, len(found))
			continue
		}
		needed = append(needed, "| `"+prefix+name+"` | `"+found[0][1]+"`")
	}
	return needed
}

// TestIndexListsTheEnvironment compares the table of the registry's first page with the schema, and so with what is read.
func TestIndexListsTheEnvironment(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.FromSlash("../../../templates/index.md.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "| attribute | variable |\n|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	var listed []string
	for line := range strings.SplitSeq(table, "\n") {
		row, _, _ := strings.Cut(strings.TrimSuffix(line, " |"), ", ")
		listed = append(listed, row)
	}
	needed := rows(t, "", provider.Schema().Attributes)
	slices.Sort(needed)
	slices.Sort(listed)
	if !slices.Equal(listed, needed) {
		t.Errorf("the table has\n%s\nand not\n%s", strings.Join(listed, "\n"), strings.Join(needed, "\n"))
	}
}
