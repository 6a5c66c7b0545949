package tfkit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// spaced is a number with a space before it.
const spaced = " 100"

func TestIDs(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]struct{ number, text bool }{
		"1": {true, true}, "100": {true, true}, "9223372036854775807": {true, true},
		"0": {false, true}, "0101": {false, true}, "-1": {false, true}, "abc": {false, true}, "a1_B-2": {false, true},
		"12345678901234567890": {false, true}, "1e3": {false, true}, "0x1": {false, true},
		"": {}, "+1": {}, " 1": {}, "1 ": {}, "1\n": {}, "1.0": {}, "1/2": {}, "a/b": {}, "..": {}, "ä": {}, "١": {},
	} {
		if got := tfkit.IsNumber(id); got != want.number {
			t.Errorf("%q is a number: %t, want %t", id, got, want.number)
		}
		if got := tfkit.IsText(id); got != want.text {
			t.Errorf("%q is text: %t, want %t", id, got, want.text)
		}
		if fault := tfkit.IsID(id); (fault.Reason != "") == want.number {
			t.Errorf("%q: %v", id, fault)
		}
	}
}

func TestBadIDIsExplained(t *testing.T) {
	t.Parallel()
	_, number := tfkit.WrongID("user_id", "0101")
	_, text := tfkit.WrongTextID("id", "a/b")
	for message, parts := range map[string][]string{
		number: {`user_id was given "0101"`, "a positive number without sign, spaces or leading zeros, such as 100", "Use the id attribute", "in the app"},
		text:   {`id was given "a/b"`, "letters, digits, - and _", "Use the id attribute"},
	} {
		for _, part := range parts {
			if !strings.Contains(message, part) {
				t.Errorf("%q lacks %q", message, part)
			}
		}
	}
	if _, detail := tfkit.WrongID("user_id", strings.Repeat("x", 10_000)); len(detail) > 500 {
		t.Errorf("the message has %d bytes", len(detail))
	}
}

func TestIDsAreInTheOrderOfNumbers(t *testing.T) {
	t.Parallel()
	ids := []string{"100", "9", "10", "1", "99"}
	slices.SortFunc(ids, tfkit.CompareIDs)
	if want := []string{"1", "9", "10", "99", "100"}; !slices.Equal(ids, want) {
		t.Errorf("%v, want %v", ids, want)
	}
}

func TestImportIDs(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]tfkit.ImportID{
		"100":                {ID: "100", Rest: "100"},
		"7/100":              {WorkspaceID: "7", ID: "100", Rest: "100"},
		"jane@example.com":   {Rest: "jane@example.com"},
		"7/jane@example.com": {WorkspaceID: "7", Rest: "jane@example.com"},
		"name:A/B":           {Rest: "name:A/B"},
		"7/name:A/B":         {WorkspaceID: "7", Rest: "name:A/B"},
		"https://a.example/": {Rest: "https://a.example/"},
		"500:100":            {Rest: "500:100"},
		"0101":               {Rest: "0101"},
		spaced:               {Rest: spaced},
		"7/+100":             {WorkspaceID: "7", Rest: "+100"},
		"07/100":             {},
		"07/name:A/B":        {},
		"+7/a1B2c3":          {},
		"a/100":              {Rest: "a/100"},
		"":                   {},
	} {
		if got := tfkit.ParseImportID(given); got != want {
			t.Errorf("%q is %+v, want %+v", given, got, want)
		}
	}
	for given, want := range map[string][3]any{
		"500:100":   {"500", "100", true},
		"7/500:100": {"500", "100", true},
		"0500:100":  {"0500", "100", false},
		"500:-1":    {"500", "-1", false},
		"500: 100":  {"500", " 100", false},
		"500":       {"500", "", false},
		"500:1:2":   {"500", "1:2", false},
	} {
		if first, second, ok := tfkit.ParseImportID(given).Pair(); [3]any{first, second, ok} != want {
			t.Errorf("%q are %q, %q, %t; want %v", given, first, second, ok, want)
		}
	}
}

func TestWrongImportIDNamesTheMistake(t *testing.T) {
	t.Parallel()
	const mistake = " is no id: ids are positive numbers without sign, spaces or leading zeros. Allowed are:"
	for given, wrong := range map[string]string{
		"0101": `"0101"`, "+1": `"+1"`, "-1": `"-1"`, "0": `"0"`, spaced: `" 100"`, "100\n": `"100\n"`, "1.0": `"1.0"`,
		"07/100": `"07"`, "7/0100": `"0100"`, "500:0100": `"0100"`, "7/+500:100": `"+500"`,
		"jane": "", "name:": "", "7/jane": "", "100": "", "1.5": "",
	} {
		_, detail := tfkit.WrongImportID(given, "the id, such as 100")
		if got := strings.Contains(detail, wrong+mistake); got != (wrong != "") {
			t.Errorf("%q: %s", given, detail)
		}
		if !strings.Contains(detail, "\n  - the id, such as 100\n") {
			t.Errorf("%q: the form is missing: %s", given, detail)
		}
	}
}
