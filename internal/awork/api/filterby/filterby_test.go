package filterby_test

import (
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/filterby"
)

// outside is what of an expression stands in no literal, and the texts that do: a reader of OData's quotes that was written for this.
func outside(expression string) (rest string, texts []string) {
	for {
		before, after, quoted := strings.Cut(expression, "'")
		rest += before
		if !quoted {
			return rest, texts
		}
		text := ""
		for {
			part, tail, ended := strings.Cut(after, "'")
			text += part
			if !ended {
				return rest + "!", texts // a literal without an end
			}
			if !strings.HasPrefix(tail, "'") {
				expression, texts = tail, append(texts, text)
				break
			}
			text, after = text+"'", tail[1:]
		}
	}
}

// TestNothingOfAUserIsOutsideALiteral is tried with quotes and operators first of all.
func TestNothingOfAUserIsOutsideALiteral(t *testing.T) {
	t.Parallel()
	hostile := rapid.OneOf(
		rapid.String(),
		rapid.StringMatching(`['"%() a-c]{0,20}`),
		rapid.SampledFrom([]string{"'", "''", "x' or true or name eq 'y", `\'`, "%27", "awork & co", "a'b", "'); drop", "’", "a eq guid'"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		first, second := hostile.Draw(t, "first"), hostile.Draw(t, "second")
		one, wrong := filterby.String(first)
		other, alsoWrong := filterby.String(second)
		unfit := func(text string) bool {
			return !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl)
		}
		if (wrong != nil) != unfit(first) || (alsoWrong != nil) != unfit(second) {
			t.Fatalf("%q: %v; %q: %v", first, wrong, second, alsoWrong)
		}
		if wrong != nil || alsoWrong != nil {
			return
		}
		expression := filterby.And(filterby.Equal("name", one), filterby.In("company/name", other, one))
		rest, texts := outside(expression)
		if rest != "(name eq ) and (company/name in (,))" || len(texts) != 3 || texts[0] != first || texts[1] != second || texts[2] != first {
			t.Fatalf("%q leaves %q outside of %q", expression, rest, texts)
		}
		// Once through the query, it is the same.
		query, err := url.ParseQuery(url.Values{"filterby": {expression}}.Encode())
		if err != nil || query.Get("filterby") != expression {
			t.Fatalf("%q comes as %q: %v", expression, query.Get("filterby"), err)
		}
	})
}

func TestLiterals(t *testing.T) {
	t.Parallel()
	decimal, err := filterby.Decimal(2.5)
	if err != nil {
		t.Error(err)
	}
	id, err := filterby.ID("3F2504E0-4F89-11D3-9A0C-0305E82C3301")
	if err != nil {
		t.Error(err)
	}
	moment := time.Date(2026, 11, 25, 22, 30, 0, 0, time.FixedZone("somewhere", 3600))
	for want, got := range map[string]filterby.Literal{
		"2.5M": decimal, "guid'3f2504e0-4f89-11d3-9a0c-0305e82c3301'": id, "32": filterby.Int(32), "5000000000L": filterby.Int(5e9),
		"-1": filterby.Int(-1), "true": filterby.Bool(true), "datetime'2026-11-25T21:30:00'": filterby.Time(moment),
	} {
		if string(got) != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for _, none := range []string{"", "name", "3f2504e0-4f89-11d3-9a0c-0305e82c330'", "00000000-0000-0000-0000-000000000000"} {
		if got, err := filterby.ID(none); err == nil {
			t.Errorf("%q is taken for the id %s", none, got)
		}
	}
	if got, err := filterby.String("a\nb"); err == nil || !strings.Contains(err.Error(), "byte 2") {
		t.Errorf("got %s, %v", got, err)
	}
	if filterby.And("", "a eq 1", "") != "a eq 1" || filterby.And() != "" {
		t.Error("what narrows nothing is left out")
	}
}
