package explain_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/explain"
)

// TestHostileNames puts what forges, browsers, terminals and build runners act upon into every text that is shown.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	for _, hostile := range []string{
		"@acme/owners", "jane @octocat", "<img src=x onerror=alert(1)>", "<!-- -->", "</details><script>", "![x](https://evil.example/x.png)", "[click](javascript:alert(1))",
		"https://evil.example", "www.evil.example", "a`b", "```\n# Approved\n```", "` @octocat `", "``@octocat``", "# Approved", "\n\n## Approved\n\n- [x] reviewed", "\r\n/approve\r\n", "/merge",
		"::error::owned", "\n::add-mask::x", "##vso[task.setvariable]x", "##teamcity[x]", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\u202egnp.exe", "\u2066x\u2069", "a\u200bb", "\x00", "a|b|c", "#1 GH-1 !1 ~x %x",
		":tada:", "$x^2$", "&#64;octocat", `\`, `\@octocat`, "**bold**", "~~gone~~", "<@U123>", strings.Repeat("x", 10000), "\xff\xfe", "", "   ",
	} {
		person := jane(object{"firstname": hostile, "lastname": hostile, "email": hostile, "role": hostile, "timezone": hostile, "project_ids": []string{hostile}})
		before := jane(object{"firstname": hostile + "1", "lastname": hostile, "email": hostile + "2", "role": hostile + "3"})
		changes := []object{
			change("webwork_project_viewer.a", before, person),
			change("webwork_project_viewer.b", nil, person),
			change("webwork_project.p", object{"id": hostile, "name": hostile}, object{"id": hostile, "name": hostile + "4", "deadline": hostile}),
			change("webwork_contract.c", object{"user_id": hostile, "project_id": hostile, "status": hostile}, object{"user_id": hostile, "project_id": hostile, "status": hostile + "5"}),
			change(`webwork_contract.c["`+hostile+`"]`, nil, object{"user_id": "7", "project_id": hostile + "6", "screenshots": hostile}),
		}
		for _, c := range changes[3:] {
			c["address"] = fmt.Sprintf("webwork_contract.c[%q] %s", "x", hostile)
		}
		got := explained(t, planOf(changes, object{"configuration": object{"provider_config": object{"webwork": object{
			"full_name": "registry.terraform.io/workspace-as-code/webwork", "alias": hostile, "expressions": object{"max_archivals": object{"constant_value": hostile}},
		}}}}))
		expectHarmless(t, hostile, got)
	}
}

// expectHarmless checks that outside of code there is nothing but the command's own words, and in code nothing that ends it.
func expectHarmless(t *testing.T, hostile, got string) {
	t.Helper()
	for line := range strings.Lines(got) {
		line = strings.TrimSuffix(line, "\n")
		outside := code.ReplaceAllString(line, "code")
		if !harmless.MatchString(outside) {
			t.Errorf("%q led to the line %q", hostile, line)
		}
		if len(line) > 4000 {
			t.Errorf("%q led to a line of %d bytes", hostile, len(line))
		}
		for _, command := range []string{"::error::", "::add-mask::", "##vso[", "##teamcity["} {
			if strings.Contains(line, command) {
				t.Errorf("%q gives the command %s in %q", hostile, command, line)
			}
		}
		for _, r := range line {
			if r < ' ' || r == 0x7f || (r >= 0x200b && r <= 0x200f) || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) {
				t.Errorf("%q led to %q in %q", hostile, r, line)
			}
		}
	}
}

var (
	code     = regexp.MustCompile("`[^`]+`")
	harmless = regexp.MustCompile(`^(#{2,3} )?( {0,2}- )?[A-Za-z0-9 .,:;|→()*'-]*$`)
)

// TestSensitiveValues keeps back whatever any part of the plan marks, in every part that has it.
func TestSensitiveValues(t *testing.T) {
	t.Parallel()
	const address = "webwork_member.jane"
	secret := jane(object{"email": "secret@example.com", "lastname": "Hidden"})
	also := jane(object{"email": "secret@example.com", "lastname": "Hidden", "role": "Team manager"})
	marked := object{"email": true, "lastname": true}
	state := func(address, mode string, sensitive any) object {
		return object{"values": object{"root_module": object{"child_modules": []object{{"resources": []object{
			{"address": address, "mode": mode, "type": "webwork_member", "name": "jane", "values": secret, "sensitive_values": sensitive},
		}}}}}}
	}
	for name, plan := range map[string]string{
		"before":                    planOf([]object{change(address, secret, also, object{"before_sensitive": marked})}, nil),
		"after":                     planOf([]object{change(address, secret, also, object{"after_sensitive": marked})}, nil),
		"all before":                planOf([]object{change(address, secret, also, object{"before_sensitive": true})}, nil),
		"all after":                 planOf([]object{change(address, secret, also, object{"after_sensitive": true})}, nil),
		"drift":                     planOf([]object{change(address, secret, also)}, object{"resource_drift": []object{change(address, secret, also, object{"after_sensitive": marked})}}),
		"in drift only":             planOf(nil, object{"resource_drift": []object{change(address, secret, also, object{"before_sensitive": marked})}}),
		"state":                     planOf([]object{change(address, secret, also)}, object{"prior_state": state(address, "managed", marked)}),
		"a data source of the same": planOf([]object{change(address, secret, also)}, object{"prior_state": state("data.webwork_member.j", "data", marked)}),
		"the former address": planOf([]object{
			func() object {
				c := change(address, secret, also)
				c["previous_address"] = "webwork_member.former"
				return c
			}(),
		}, object{"prior_state": state("webwork_member.former", "managed", marked)}),
		"created":  planOf([]object{change(address, nil, also, object{"after_sensitive": marked})}, nil),
		"removed":  planOf([]object{change(address, secret, nil, object{"before_sensitive": marked})}, nil),
		"replaced": planOf([]object{change("webwork_project_viewer.jane", secret, jane(), object{"actions": []string{"delete", "create"}, "before_sensitive": marked})}, nil),
		"a contract of the same": planOf([]object{
			change(address, secret, also, object{"before_sensitive": marked}), change("webwork_contract.c", nil, object{"user_id": "100", "project_id": "500"}),
		}, nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expectNot(t, explained(t, plan), "secret@example.com", "Hidden")
		})
	}
	t.Run("parts", func(t *testing.T) {
		t.Parallel()
		got := explained(t, planOf([]object{
			change("webwork_project_viewer.v", jane(object{"project_ids": []string{"500"}}), jane(object{"project_ids": []string{"500", "77"}}), object{"after_sensitive": object{"project_ids": []bool{false, true}}}),
			change("webwork_member.m", jane(object{"id": "7", "firstname": "Moe"}), jane(object{"id": "7", "firstname": "Moe", "archived": true}), object{"after_sensitive": object{"archived": true}}),
			change("webwork_project.p", object{"id": "1", "name": "Old"}, object{"id": "1", "name": "Merger"}, object{"after_sensitive": object{"name": true}}),
		}, nil))
		expectNot(t, got, "77", "Merger", "Archived")
		expect(t, got, "**`Jane Doe`** `jane@example.com`, client\n  - changes that are not shown here", "**`Moe Doe`** `jane@example.com`\n  - changes that are not shown here")
		expect(t, got, "**`webwork_project.p`**: changes that are not shown here")
	})
}

// TestWhatCannotBeExplained says why.
func TestWhatCannotBeExplained(t *testing.T) {
	t.Parallel()
	const right = `{"format_version":"1.2","planned_values":{}`
	for name, c := range map[string]struct{ input, want string }{
		"nothing":        {"", "it ends too early"},
		"cut off":        {right + `,"resource_changes":[{"address":"web`, "it ends too early"},
		"text":           {"No changes. Your infrastructure matches the configuration.", "invalid character 'N'"},
		"a saved plan":   {"PK\x03\x04\x14\x00", "invalid character 'P'"},
		"a list":         {"[]", `something else than "{"`},
		"null":           {"null", "format version is missing"},
		"no version":     {`{"planned_values":{}}`, "format version is missing"},
		"a new version":  {`{"format_version":"2.0","planned_values":{}}`, `"2.0.0" does not satisfy`},
		"an odd version": {`{"format_version":"\u001b[31m` + strings.Repeat("9", 5000) + `"}`, "invalid format version"},
		"a state":        {`{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`, "it is a state; name the file of the plan"},
		"two":            {right + "}{}", "something follows its end"},
		"other things":   {right + `,"resource_changes":{}}`, `something else than "["`},
		"deep":           {right + `,"x":` + strings.Repeat("[", 100000), "nested more than 200 times"},
		"deep modules":   {right + `,"prior_state":{"values":{"root_module":` + strings.Repeat(`{"child_modules":[`, 100000), "nested more than 200 times"},
		"deep values":    {right + `,"resource_changes":[{"change":{"before_sensitive":` + strings.Repeat(`{"a":`, 100000), "nested more than 200 times"},
		"many changes":   {right + `,"resource_changes":[{}` + strings.Repeat(",{}", 100000) + "]}", "more than 100000 changes"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out, err := run(c.input, "-")
			if err == nil || !strings.Contains(err.Error(), c.want) || out != "" {
				t.Fatalf("the error is %v, want %q; printed is %q", err, c.want, out)
			}
			if len(err.Error()) > 1300 || strings.ContainsAny(err.Error(), "\x1b\n") {
				t.Errorf("the error is %q", err)
			}
		})
	}
	if _, err := run("", "/nowhere/plan.json"); err == nil || !strings.Contains(err.Error(), "/nowhere/plan.json") {
		t.Errorf("the error is %v", err)
	}
}

// TestHugePlans bounds what a plan may cost: memory does not grow with what nobody looks at.
func TestHugePlans(t *testing.T) { //nolint:paralleltest // it measures the memory of the process
	for name, part := range map[string]struct{ head, item string }{
		"unknown parts": {`"x":[`, `{},`},
		"nested values": {`"planned_values":{"x":[`, `[[],[],{}],`},
		"values":        {`"resource_changes":[{"change":{"before":{"a":[`, `{},`},
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		command := explain.Command()
		command.SetIn(io.MultiReader(strings.NewReader(`{"format_version":"1.2",`+part.head), &endless{item: []byte(part.item)}))
		command.SetOut(io.Discard)
		command.SetArgs([]string{"-"})
		command.SilenceErrors = true
		err := command.Execute()
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), "more than 128 MiB") {
			t.Errorf("%s: the error is %v", name, err)
		}
		if grown := int64(after.Sys) - int64(before.Sys); grown > 64<<20 {
			t.Errorf("%s: the process grew by %d MiB", name, grown>>20)
		}
	}
}

// endless repeats an item.
type endless struct{ item, rest []byte }

func (e *endless) Read(into []byte) (int, error) {
	if len(e.rest) == 0 {
		e.rest = bytes.Repeat(e.item, 1000)
	}
	n := copy(into, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// FuzzExplain reads anything: it is an error, or harmless Markdown.
func FuzzExplain(f *testing.F) {
	f.Add(planOf([]object{change("webwork_member.jane", jane(), jane(object{"role": "x"}), object{"after_sensitive": object{"email": true}, "after_unknown": object{"id": true}})}, nil))
	f.Add(planOf([]object{change("webwork_contract.c", nil, object{"user_id": "1", "project_id": "2"})}, object{"resource_drift": []object{change("webwork_project.p", object{"name": "a"}, nil)}}))
	f.Add(`{"format_version":"1.2","planned_values":null,"configuration":{"root_module":{"resources":[{"address":"webwork_contract.c","expressions":[]}]}}}`)
	f.Fuzz(func(t *testing.T, plan string) {
		out, err := run(plan, "-")
		if err != nil && out != "" {
			t.Errorf("beside the error %v there is %q", err, out)
		}
		expectHarmless(t, plan, out)
	})
}
