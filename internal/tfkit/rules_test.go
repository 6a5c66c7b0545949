package tfkit_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// object makes an object out of Go values: strings, numbers and slices of strings, in which nil is null. No values at all
// are no object.
func object(values map[string]any) tftypes.Value {
	kinds, fields := map[string]tftypes.Type{}, map[string]tftypes.Value{}
	for name, value := range values {
		switch value := value.(type) {
		case []any:
			elements := make([]tftypes.Value, len(value))
			for i, element := range value {
				elements[i] = tftypes.NewValue(tftypes.String, element)
			}
			fields[name] = tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, elements)
		case int, float64:
			fields[name] = tftypes.NewValue(tftypes.Number, value)
		default:
			fields[name] = tftypes.NewValue(tftypes.String, value)
		}
		kinds[name] = fields[name].Type()
	}
	if values == nil {
		return tftypes.NewValue(tftypes.Object{}, nil)
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: kinds}, fields)
}

// told gives the messages of diagnostics, each after what it is about.
func told(diags diag.Diagnostics) string {
	var all []string
	for _, d := range diags {
		at := "nothing"
		if located, ok := d.(diag.DiagnosticWithPath); ok {
			at = located.Path().String()
		}
		all = append(all, fmt.Sprintf("%s at %s: %s: %s", strings.ToLower(d.Severity().String()), at, d.Summary(), d.Detail()))
	}
	return strings.Join(all, "\n")
}

// What each rule says of a value, as validation and as a plan of something new say it.
func TestMessages(t *testing.T) {
	t.Parallel()
	const (
		wrong, asis = "error at v: Value not allowed: v was given ", "error at nothing: Value not allowed: v was given "
		name        = " Allowed are 1 to 9 characters, without spaces around them."
		email       = " Allowed is one bare e-mail address such as jane@example.com."
		day         = " Allowed is a day written YYYY-MM-DD, such as 2026-01-05."
		zone        = ` Allowed is the name of a time zone, such as "Europe/Berlin". Leave it out to keep the one that is there.`
		address     = " Allowed is an absolute address that begins with https:// or http://."
		id          = "An id is a positive number without sign, spaces or leading zeros, such as 100. " +
			"Use the id attribute of the resource or data source that stands for the object, or the number in the address of its page in the app."
		mode  = ` Allowed are "full", "no_preview" and "video_full", spelled exactly so.`
		event = `Known are "tracker.started", "tracker.stopped" and "member.invited".`
	)
	modes := tfkit.IsOneOf(tfkit.Choice{
		Values: []string{"full", "no_preview", "video_full"}, Served: []string{"blur"}, Called: map[string]string{"off": "no_preview"},
	})
	events := tfkit.IsOneOfOpen([]string{"tracker.started", "tracker.stopped", "member.invited"}, regexp.MustCompile(`^[a-z]+\.[a-z]+$`), "Write member.invited.")
	text := func(rule tfkit.TextRule) tfkit.Check { return tfkit.CheckText("v", rule) }
	number := func(rule tfkit.NumberRule) tfkit.Check { return tfkit.CheckNumber("v", rule) }
	long := strings.Repeat("x", 70)
	for i, c := range []struct {
		check              tfkit.Check
		given              any
		validated, planned string
	}{
		{text(tfkit.IsName(9)), "Jane", "", ""},
		{text(tfkit.IsName(9)), "Zoë Mülle", "", ""},
		{text(tfkit.IsName(9)), "", "", wrong + `"", which is empty.` + name},
		{text(tfkit.IsName(9)), "  ", wrong + `"  ", which is nothing but spaces.` + name, ""},
		{text(tfkit.IsName(9)), "Jane ", wrong + `"Jane ", which begins or ends with a space. Did you mean "Jane"?` + name, ""},
		{text(tfkit.IsName(9)), "\u00a0Jane", wrong + `"\u00a0Jane", which begins or ends with a space. Did you mean "Jane"?` + name, ""},
		{text(tfkit.IsName(9)), long[:60], wrong + `"` + long[:60] + `", which has 60 characters.` + name, ""},
		{text(tfkit.IsName(9)), long, wrong + `"` + long[:60] + `"…, which has 70 characters.` + name, ""},

		{text(tfkit.IsEmail), "Jane.Doe+x@Example.co.uk", "", ""},
		{text(tfkit.IsEmail), "", wrong + `"", which is empty.` + email, ""},
		{text(tfkit.IsEmail), "jane@example.com ", wrong + `"jane@example.com ", which begins or ends with a space. Did you mean "jane@example.com"?` + email, ""},
		{text(tfkit.IsEmail), "Jane Doe <jane@example.com>", wrong + `"Jane Doe <jane@example.com>", which is more than the bare address. Did you mean "jane@example.com"?` + email, ""},
		{text(tfkit.IsEmail), "a@example.com, b@example.com", wrong + `"a@example.com, b@example.com", which is more than one address.` + email + " Give each person a resource of their own, for example with for_each.", ""},
		{text(tfkit.IsEmail), "jane@@example.com", wrong + `"jane@@example.com", which is not an e-mail address.` + email, ""},
		{text(tfkit.IsEmail), "jane.example.com", wrong + `"jane.example.com", which has no @.` + email, ""},
		{text(tfkit.IsEmail), "jane@", wrong + `"jane@", which is not an e-mail address.` + email, ""},
		{text(tfkit.IsEmail), "@example.com", wrong + `"@example.com", which is not an e-mail address.` + email, ""},
		{text(tfkit.IsEmail), "jane doe@example.com", wrong + `"jane doe@example.com", which is not an e-mail address.` + email, ""},
		{text(tfkit.IsEmail), "jane@localhost", wrong + `"jane@localhost", whose domain "localhost" is not complete.` + email, ""},

		{text(modes), "full", "", ""},
		{text(modes), "Full", wrong + `"Full", which is none of the allowed values. Did you mean "full"?` + mode, ""},
		{text(modes), "no preview", wrong + `"no preview", which is none of the allowed values. Did you mean "no_preview"?` + mode, ""},
		{text(modes), "ful", wrong + `"ful", which is none of the allowed values. Did you mean "full"?` + mode, ""},
		{text(modes), "video", wrong + `"video", which is none of the allowed values. Did you mean "video_full"?` + mode, ""},
		{text(modes), "Off", wrong + `"Off", which is none of the allowed values. Did you mean "no_preview"?` + mode, ""},
		{text(modes), "always", wrong + `"always", which is none of the allowed values.` + mode, ""},
		{text(modes), "", wrong + `"", which is none of the allowed values.` + mode, ""},
		{text(tfkit.IsOneOf(tfkit.Choice{Values: []string{"in", "out"}})), "x", wrong + `"x", which is none of the allowed values. Allowed are "in" and "out", spelled exactly so.`, ""},
		{text(modes), "blur", "", wrong + `"blur", which is none of the allowed values.` + mode},

		{text(tfkit.IsDate), "2024-02-29", "", ""},
		{text(tfkit.IsDate), "2026-1-5", wrong + `"2026-1-5", which is not a day in the expected form. Did you mean "2026-01-05"?` + day, ""},
		{text(tfkit.IsDate), "5.1.2026", wrong + `"5.1.2026", which is not a day in the expected form. Did you mean "2026-01-05"?` + day, ""},
		{text(tfkit.IsDate), "5 January 2026", wrong + `"5 January 2026", which is not a day in the expected form. Did you mean "2026-01-05"?` + day, ""},
		{text(tfkit.IsDate), "2026-01-05T00:00:00Z", wrong + `"2026-01-05T00:00:00Z", which is not a day in the expected form. Did you mean "2026-01-05"?` + day, ""},
		{text(tfkit.IsDate), "01/05/2026", wrong + `"01/05/2026", which is not a day in the expected form.` + day, ""},
		{text(tfkit.IsDate), "", wrong + `"", which is not a day in the expected form.` + day, ""},
		{text(tfkit.IsDate), "2026-02-30", wrong + `"2026-02-30", but February 2026 has 28 days.` + day, ""},
		{text(tfkit.IsDate), "2026-13-01", wrong + `"2026-13-01", but there is no month 13.` + day, ""},

		{text(tfkit.IsTimezone), "Asia/Calcutta", "", ""},
		{text(tfkit.IsTimezone), "UTC", "", ""},
		{text(tfkit.IsTimezone), "Berlin", wrong + `"Berlin", which the time zone database does not have. Did you mean "Europe/Berlin"?` + zone, ""},
		{text(tfkit.IsTimezone), "europe/berlin", wrong + `"europe/berlin", which the time zone database does not have. Did you mean "Europe/Berlin"?` + zone, ""},
		{text(tfkit.IsTimezone), "Europe/Berln", wrong + `"Europe/Berln", which the time zone database does not have. Did you mean "Europe/Berlin"?` + zone, ""},
		{text(tfkit.IsTimezone), "New York", wrong + `"New York", which is not how time zones are named. Did you mean "America/New_York"?` + zone, ""},
		{text(tfkit.IsTimezone), "Berlin, Germany", wrong + `"Berlin, Germany", which is not how time zones are named.` + zone, ""},
		{text(tfkit.IsTimezone), "Local", "", wrong + `"Local", which is another zone on every machine.` + zone},
		{text(tfkit.IsTimezone), "", "", wrong + `"", which is empty.` + zone},
		{text(tfkit.IsTimezone), "Mars/Olympus", "", wrong + `"Mars/Olympus", which the time zone database does not have.` + zone},

		{text(tfkit.IsWebURL), "https://hooks.example.com:8443/a?key=secret", "", ""},
		{text(tfkit.IsWebURL), "HTTP://127.0.0.1/", "", ""},
		{text(tfkit.IsWebURL), "", asis + "an empty address." + address, ""},
		{text(tfkit.IsWebURL), "https://hooks.example.com/secret ", asis + "the address at https://hooks.example.com with a space before or after it." +
			" Remove the space; trimspace() does so, for example where the address comes from a file.", ""},
		{text(tfkit.IsWebURL), "https://hooks.example.com/sec ret", asis + "an address with a space in it." + address + " Write %20 for a space that belongs to it.", ""},
		{text(tfkit.IsWebURL), "https://hooks example.com/secret", asis + "an address with a space in it." + address + " Write %20 for a space that belongs to it.", ""},
		{text(tfkit.IsWebURL), "hooks.example.com/secret", asis + "an address without https:// before it." + address + " Write https:// before the name of the host.", ""},
		{text(tfkit.IsWebURL), "hooks.example.com:443/secret", asis + "an address without https:// before it." + address + " Write https:// before the name of the host.", ""},
		{text(tfkit.IsWebURL), "hooks.example.com/secret?to=https://a.example", asis + "an address without https:// before it." + address + " Write https:// before the name of the host.", ""},
		{text(tfkit.IsWebURL), "ftp://secret@hooks.example.com/secret", asis + "an address that begins with ftp://." + address, ""},
		{text(tfkit.IsWebURL), "https://user:secret@/secret", asis + "an address without a host." + address, ""},
		{text(tfkit.IsWebURL), "https://hooks.example.com/%zzsecret", asis + "an address that cannot be read." + address + " A % stands before two digits or letters from A to F, and a port is a number.", ""},
		{text(tfkit.IsWebURL), "https://hooks.example.com:secret/", asis + "an address that cannot be read." + address + " A % stands before two digits or letters from A to F, and a port is a number.", ""},

		{number(tfkit.IsAtLeast(0)), 0, "", ""},
		{number(tfkit.IsAtLeast(0)), -0.01, wrong + "-0.01, which is less than 0. Allowed is a number of 0 or more.", ""},
		{number(tfkit.IsBetween(0, 168)), 0, "", ""},
		{number(tfkit.IsBetween(0, 168)), 168, "", ""},
		{number(tfkit.IsBetween(0, 168)), 169, wrong + "169, which is more than 168. Allowed is a number from 0 to 168.", ""},
		{number(tfkit.IsBetween(0, 168)), -1, wrong + "-1, which is less than 0. Allowed is a number from 0 to 168.", ""},
		{number(tfkit.IsPay), 0, "", ""},
		{number(tfkit.IsPay), -31.5, asis + "an amount below 0. Allowed is a number of 0 or more.", ""},

		{text(tfkit.IsID), "100", "", ""},
		{text(tfkit.IsID), "", "", wrong + `"", which is no id. ` + id},
		{text(tfkit.IsID), "0101", "", wrong + `"0101", which is no id. ` + id},
		{tfkit.CheckElements("v", tfkit.IsID), []any{"100", "+1", " 1"}, "", wrong + `"+1", which is no id. ` + id + "\n" + wrong + `" 1", which is no id. ` + id},
		{tfkit.CheckElements("v", tfkit.IsID), []any{nil}, wrong + "null among its elements. Leave null out, for example with a for expression that ends with: if id != null.", ""},

		{tfkit.CheckElements("v", events), []any{"tracker.started", "member.invited"}, "", ""},
		{
			tfkit.CheckElements("v", events),
			[]any{"tracker.startd"},
			"",
			`warning at v: Unfamiliar value: v was given "tracker.startd", which is not among the known values and is passed on as it is. Did you mean "tracker.started"? ` + event,
		},
		{tfkit.CheckElements("v", events), []any{"task.done"}, "", `warning at v: Unfamiliar value: v was given "task.done", which is not among the known values and is passed on as it is. ` + event},
		{tfkit.CheckElements("v", events), []any{"Tracker.Started"}, wrong + `"Tracker.Started", which is not written like the known values. Did you mean "tracker.started"? Write member.invited.`, ""},
		{tfkit.CheckElements("v", events), []any{"Everything"}, "", wrong + `"Everything", which is not written like the known values. Write member.invited.`},
		{tfkit.CheckNotEmpty("v", "Name one."), []any{}, wrong + "an empty set. Name one.", ""},
		{tfkit.CheckNotEmpty("v", "Name one."), []any{"a"}, "", ""},
	} {
		t.Run(fmt.Sprintf("%d %.40v", i, c.given), func(t *testing.T) {
			t.Parallel()
			config, checks := tfsdk.Config{Raw: object(map[string]any{"v": c.given})}, tfkit.Checks{c.check}
			if got := told(checks.Validate(config)); got != c.validated {
				t.Errorf("validation says\n  %s\nwant\n  %s", got, c.validated)
			}
			if got := told(checks.Plan(config, tfsdk.State{Raw: object(nil)})); got != c.planned {
				t.Errorf("the plan says\n  %s\nwant\n  %s", got, c.planned)
			}
			if got := told(checks.Plan(config, tfsdk.State{Raw: config.Raw})); got != "" {
				t.Errorf("what state holds is refused: %s", got)
			}
		})
	}
}

func TestIsTextOf(t *testing.T) {
	t.Parallel()
	for text, refused := range map[string]bool{"": true, "äö": false, "äöü": true, " a": false} {
		if fault := tfkit.IsTextOf(2)(text); (fault.Reason != "") != refused {
			t.Errorf("%q: %+v", text, fault)
		}
	}
}
