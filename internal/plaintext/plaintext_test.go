package plaintext_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"":                     "",
		"The e-mail is taken.": "The e-mail is taken.",
		"Übergrößenträger ж":   "Übergrößenträger ж",

		" two \r\n\t\v lines\u2028and\u0085more\u00a0words ":            "two lines and more words",
		"\x1b[2J\x1b]0;title\aclear\x7f\x9b31m":                         "[2J]0;titleclear31m",
		"c1\u009b31m":                                                   "c131m",
		"user\u202egnp.exe \u2066x\u2069 \u200f\u061c z\u200bw\ufeff t": "usergnp.exe x zw t",
		"tag\U000e0041":                                                 "tag",
		"bad \xff\xfe bytes \ufffd":                                     "bad bytes",

		"x\n::error::owned":          "x : :error::owned",
		"::error file=a,line=1::b":   ": :error file=a,line=1::b",
		"::::set-output":             ": : : :set-output",
		"(::debug::)":                "(: :debug::)",
		"App\\User::find failed":     "App\\User::find failed",
		"##[error]a ##vso[task.b]c":  "# #[error]a # #vso[task.b]c",
		"a##teamcity[x] ###[y] ## z": "a# #teamcity[x] ## #[y] ## z",
		"#\u200b#[z]":                "# #[z]",
	} {
		if got := plaintext.Clean(given); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
}

func TestListIsBounded(t *testing.T) {
	t.Parallel()
	words := strings.Fields(strings.Repeat("x ", 102))
	for length, want := range map[int]string{
		0: "", 1: "x", 2: "x, x", 100: strings.Repeat("x, ", 99) + "x", 102: strings.Repeat("x, ", 99) + "x and 2 more",
	} {
		if got := plaintext.List(words[:length]); got != want {
			t.Errorf("%d became %q", length, got)
		}
	}
}

func TestLineIsBounded(t *testing.T) {
	t.Parallel()
	for _, given := range []string{strings.Repeat("é", 1<<20), "x" + strings.Repeat("é", 1<<20)} {
		got := plaintext.Line(given)
		if rest, cut := strings.CutSuffix(got, "…"); !cut || len(rest) > plaintext.Longest || len(rest) < plaintext.Longest-1 || !utf8.ValidString(got) {
			t.Errorf("%d bytes are left: %q", len(got), got)
		}
	}
	if text := strings.Repeat("x", plaintext.Longest); plaintext.Line(text) != text {
		t.Error("a line that fits is cut")
	}
}

var command = regexp.MustCompile(`(^|\s)::|##\w*\[`)

func FuzzLine(f *testing.F) {
	for _, seed := range []string{"plain", "\x1b[31m", "a\n::error::b", "::::::", "##vso[x]", "\u202e", "\xff", strings.Repeat("ä", 600)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line := plaintext.Line(text)
		if len(line) > plaintext.Longest+len("…") || !utf8.ValidString(line) {
			t.Errorf("%d bytes, valid: %t", len(line), utf8.ValidString(line))
		}
		if at := strings.IndexFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }); at >= 0 {
			t.Errorf("%q does not print", line[at:])
		}
		if command.MatchString(line) {
			t.Errorf("%q holds a command", line)
		}
		if clean := plaintext.Clean(text); plaintext.Clean(clean) != clean {
			t.Errorf("%q becomes %q when it is cleaned again", clean, plaintext.Clean(clean))
		}
	})
}
