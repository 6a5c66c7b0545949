package guides_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// root is the top of the repository.
const root = "../../.."

// block is a fenced block of a page.
type block struct {
	language string
	text     string // with its last line break
	file     string // the file that the paragraph before it names; empty if it names none
}

// page is what a reader has before them: a file of Markdown.
type page struct {
	path   string // from the top of the repository
	blocks []block
}

// pages are all that have blocks of their own. Those of resources and data sources are made of examples, which have tests.
func pages(t *testing.T) []page {
	t.Helper()
	found := []string{"README.md", "CONTRIBUTING.md", "AGENTS.md", "modules/roster/README.md", "docs/index.md"}
	guides, err := filepath.Glob(filepath.Join(root, "docs", "guides", "*.md"))
	if err != nil || len(guides) == 0 {
		t.Fatalf("there are no guides (%v): run make docs", err)
	}
	for _, guide := range guides {
		found = append(found, "docs/guides/"+filepath.Base(guide))
	}
	all := make([]page, len(found))
	for i, path := range found {
		all[i] = readPage(t, path)
	}
	return all
}

var (
	fence = regexp.MustCompile("^( *)```([a-z]*)$")
	named = regexp.MustCompile("`([A-Za-z0-9_./-]+)`:$")
)

func readPage(t *testing.T, path string) page {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	p := page{path: path}
	var before string // the last line of text
	var open *block
	var indent string
	for line := range strings.Lines(string(content)) {
		bare := strings.TrimRight(line, "\n")
		switch marked := fence.FindStringSubmatch(bare); {
		case open != nil && bare == indent+"```":
			p.blocks = append(p.blocks, *open)
			open, before = nil, ""
		case open != nil:
			open.text += strings.TrimPrefix(line, indent)
		case marked != nil:
			indent, open = marked[1], &block{language: marked[2]}
			if name := named.FindStringSubmatch(before); name != nil && open.language != "text" && open.language != "sh" {
				open.file = name[1]
			}
		case strings.TrimSpace(bare) != "":
			before = bare
		}
	}
	if open != nil {
		t.Fatalf("%s: a block of %s has no end", path, open.language)
	}
	return p
}

// edited is a text after an edit that a block of the language diff shows. What goes and what stays must be there once.
func edited(t *testing.T, text, diff string) string {
	t.Helper()
	var before, after strings.Builder
	for line := range strings.Lines(diff) {
		kind, rest := line[0], line[1:]
		if line == "\n" {
			kind, rest = ' ', line
		}
		switch kind {
		case '-':
			before.WriteString(rest)
		case '+':
			after.WriteString(rest)
		case ' ':
			before.WriteString(rest)
			after.WriteString(rest)
		default:
			t.Fatalf("a line of an edit begins with neither of space, + and -: %s", line)
		}
	}
	if count := strings.Count(text, before.String()); count != 1 {
		t.Fatalf("what is to be edited is there %d times:\n%s\nin:\n%s", count, before.String(), text)
	}
	return strings.Replace(text, before.String(), after.String(), 1)
}
