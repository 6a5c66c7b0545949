package providertest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v1 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v1"
)

// underV1 is in the names of tests that speak the legacy API.
const underV1 = "/under-v1/"

// speaksV1 reports whether a test speaks the legacy API.
func speaksV1(tb testing.TB) bool {
	tb.Helper()
	return strings.Contains(tb.Name()+"/", underV1)
}

// Capability is something that a dialect can do or not.
type Capability struct {
	// Name says what it is.
	Name string
	// In reports whether a dialect has it.
	In func(api.Capabilities) bool
}

// Capabilities that cases of suites need.
var (
	// TellsAccount is needed wherever the account's workspaces or role matter: what is not found counts as gone only for who sees all.
	TellsAccount = Capability{"tells workspaces, and the account's role", func(c api.Capabilities) bool { return c.Workspaces }} //nolint:gochecknoglobals // a constant
	// NarrowsLists is needed to find archived people whom only a list by status shows, and wherever what is asked for is counted by name.
	NarrowsLists = Capability{"narrows lists", func(c api.Capabilities) bool { return c.Filters }} //nolint:gochecknoglobals // a constant
	// ShowsEveryField is needed to see all of an object.
	ShowsEveryField = Capability{"has every field in answers", func(c api.Capabilities) bool { return c.EveryField }} //nolint:gochecknoglobals // a constant
	// LinksInvitations is needed for invitation_link.
	LinksInvitations = Capability{"links invitations", func(c api.Capabilities) bool { return c.Invitations }} //nolint:gochecknoglobals // a constant
)

// Expresses is the capability to give an attribute any value.
func Expresses(kind, attribute string) Capability {
	return Capability{"expresses " + kind + "." + attribute, func(c api.Capabilities) bool {
		return !slices.ContainsFunc(c.Limits[kind], func(l api.Limit) bool { return l.Attribute == attribute })
	}}
}

// Suite is the cases of a kind, by their names after TestAcc.
type Suite struct {
	// Cases run under every dialect.
	Cases map[string]func(*testing.T)
	// Beyond are those that need what the legacy API cannot do.
	Beyond map[string]Capability
}

// RunUnderV1 runs the cases of a suite over the legacy API. It fails where the package has a case that is not listed, or where one is
// said to need something that the legacy API has.
func RunUnderV1(t *testing.T, suite Suite) {
	t.Helper()
	legacy := (&v1.Client{}).Capabilities()
	for name, need := range suite.Beyond {
		if need.In(legacy) {
			t.Errorf("%s is said to need what the legacy API has: it %s", name, need.Name)
		}
	}
	listed := slices.Sorted(maps.Keys(suite.Beyond))
	for name := range suite.Cases {
		listed = append(listed, name)
	}
	slices.Sort(listed)
	if declared := declaredCases(t); !slices.Equal(declared, listed) {
		t.Errorf("the package has the cases\n%v\nbut the suite lists\n%v", declared, listed)
	}
	for _, name := range slices.Sorted(maps.Keys(suite.Cases)) {
		t.Run(strings.Trim(underV1, "/")+"/"+name, suite.Cases[name])
	}
}

// declaredCases are the names of the package's acceptance tests, but for those that run suites.
func declaredCases(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*_test.go")
	Must(t, err)
	var names []string
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		Must(t, err)
		for _, declaration := range parsed.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if name, ok := strings.CutPrefix(function.Name.Name, "TestAcc"); ok && !strings.HasSuffix(name, "UnderV1") {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}
