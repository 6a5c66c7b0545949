package guides_test

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// prose are the pages for people, as links in them are read on GitHub and in the registry.
func prose(t *testing.T) []string {
	t.Helper()
	found := []string{"ARCHITECTURE.md", "CHANGELOG.md", "RELEASING.md", "SECURITY.md"}
	for _, p := range pages(t) {
		found = append(found, p.path)
	}
	return found
}

// mirrored begins addresses of files of this repository.
const mirrored = "https://github.com/workspace-as-code/terraform-provider-webwork/"

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile("(?m)^#+ (.*)$")
	inCode  = regexp.MustCompile("(?s)```.*?```")
)

// TestLinksLeadSomewhere follows every link to a page, a heading or a file of this repository.
func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	for _, from := range prose(t) {
		text := inCode.ReplaceAllString(read(t, filepath.Join(root, from)), "")
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			to, anchor, _ := strings.Cut(found[1], "#")
			switch at, ours := strings.CutPrefix(to, mirrored); {
			case ours:
				_, to, _ = strings.Cut(at, "HEAD/")
			case strings.Contains(to, "://"):
				continue
			case to == "":
				to = from
			default:
				to = path.Join(path.Dir(from), to)
			}
			target := leadsTo(to)
			if target == "" || anchor != "" && !hasHeading(t, target, anchor) {
				t.Errorf("%s: %s leads nowhere", from, found[1])
			}
		}
	}
}

// leadsTo is the file that is meant, from the top of the repository: the registry names pages without their ending.
func leadsTo(to string) string {
	for _, candidate := range []string{to, to + ".md"} {
		if _, err := os.Stat(filepath.Join(root, candidate)); err == nil {
			return candidate
		}
	}
	return ""
}

func hasHeading(t *testing.T, page, anchor string) bool {
	t.Helper()
	text := read(t, filepath.Join(root, page))
	if strings.Contains(text, `<a id="`+anchor+`">`) { // of a nested attribute
		return true
	}
	for _, found := range heading.FindAllStringSubmatch(text, -1) {
		if slug(found[1]) == anchor {
			return true
		}
	}
	return false
}

// slug is how GitHub and the registry name a heading.
func slug(text string) string {
	kept := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(text), "")
	return strings.ReplaceAll(strings.TrimSpace(kept), " ", "-")
}

// TestNamedTestsExist looks for the tests that pages for contributors name.
func TestNamedTestsExist(t *testing.T) {
	t.Parallel()
	source := testNames(t)
	for _, page := range []string{"CONTRIBUTING.md", "AGENTS.md", "RELEASING.md", "ARCHITECTURE.md"} {
		for _, name := range regexp.MustCompile(`\bTest[A-Z][A-Za-z0-9]{3,}`).FindAllString(read(t, filepath.Join(root, page)), -1) {
			if !strings.Contains(source, "func "+name+"(") {
				t.Errorf("%s names %s, which does not exist", page, name)
			}
		}
	}
}
