package explain

import (
	"fmt"
	"strconv"
	"strings"
)

// report is the Markdown about a plan.
type report struct {
	text           strings.Builder
	plan           *plan
	planned, drift *story
}

func newReport(p *plan) *report {
	d := newDirectory(p)
	return &report{plan: p, planned: tell(p, d, p.changes, false), drift: tell(p, d, p.drift, true)}
}

// groups are the parts of a report, each with people of one fate.
var groups = []struct { //nolint:gochecknoglobals // a constant, for which Go has no other form
	fate   fate
	title  string
	brakes []string
}{
	{invited, "Invited or brought back", []string{"max_invitations"}},
	{archived, "Archived", []string{"max_archivals", "max_archival_share"}},
	{restored, "Restored in place", nil},
	{stays, "Changed", nil},
}

// changed says whether applying the plan changes anything.
func (r *report) changed() bool {
	s := r.planned
	if s.imported+s.moved+r.plan.outputs+r.plan.deferred+r.plan.actions > 0 {
		return true
	}
	for i := range r.plan.changes {
		if c := &r.plan.changes[i]; c.managed && !c.actions.NoOp() && !c.actions.Read() {
			return true
		}
	}
	return false
}

// markdown is the whole report.
func (r *report) markdown() string {
	r.printf("## People and access\n")
	if r.plan.errored {
		r.paragraph("**Planning ended with an error, such as a brake: this is not all, and cannot be applied.** The output of the plan says why.")
	}
	if r.plan.partial {
		r.paragraph("**This is only a part of the changes**: the plan was made with `-target`, or something was put off.")
	}
	people, drifted := r.planned.sorted(), r.drift.sorted()
	drift := len(drifted)+len(r.drift.projects) > 0
	switch {
	case !r.changed() && drift:
		r.paragraph("**Nothing changes.** There is only drift: what was changed outside of Terraform, and stays as it is.")
	case !r.changed():
		r.paragraph("**Nothing changes.**")
	case len(people) == 0:
		r.paragraph("**Nobody gains or loses access.**")
	}
	if len(people) > 0 {
		r.counts(people)
	}
	for _, group := range groups {
		r.group(group.title, people, func(p *person) bool { return p.fate == group.fate && !p.unknown })
	}
	r.group("Not known yet: the address tells who", people, func(p *person) bool { return p.unknown })
	r.projects("Projects", r.planned)
	r.rest()
	if drift {
		r.group("Changed outside of Terraform", drifted, func(p *person) bool {
			p.lines = append(p.lines, fateLines[p.fate]...)
			return true
		})
		r.projects("Projects changed outside of Terraform", r.drift)
	}
	return r.text.String()
}

// fateLines tell somebody's fate where no heading does.
var fateLines = map[fate][]line{ //nolint:gochecknoglobals // a constant, for which Go has no other form
	archived: {{text: "was archived"}}, restored: {{text: "was restored"}},
}

// printf adds to the text, which cannot fail.
func (r *report) printf(format string, args ...any) { _, _ = fmt.Fprintf(&r.text, format, args...) }

func (r *report) paragraph(text string) { r.printf("\n%s\n", text) }

// counts is a table of how many people there are in each group, beside the brakes where the configuration says them.
func (r *report) counts(people []*person) {
	number := map[fate]int{}
	unknown := 0
	for _, p := range people {
		if p.unknown && p.fate == stays {
			unknown++
		} else {
			number[p.fate]++
		}
	}
	r.paragraph("| | people | brake |\n|---|--:|---|")
	for _, group := range groups {
		if brakes := r.brakes(group.brakes); number[group.fate] > 0 || brakes != "" {
			r.printf("| %s | %d | %s |\n", strings.ToLower(group.title[:1])+group.title[1:], number[group.fate], brakes)
		}
	}
	if unknown > 0 {
		r.printf("| contracts and assignments of people not known yet | %d | |\n", unknown)
	}
}

func (r *report) brakes(settings []string) string {
	var told []string
	for _, brake := range r.plan.brakes {
		for _, setting := range settings {
			if brake.setting == setting {
				told = append(told, strings.ReplaceAll(brake.String(), "|", "¦")) // it would end the cell
			}
		}
	}
	return strings.Join(told, ", ")
}

// String tells the limit, and the provider configuration that has it where it is not the default one.
func (b brake) String() string {
	value := b.value
	if share, err := strconv.ParseFloat(value, 64); err == nil && b.setting == "max_archival_share" {
		const hundred = 100
		value = strconv.FormatFloat(hundred*share, 'f', -1, 64) + " %"
	}
	text := quote(b.setting) + " " + quote(value)
	if b.alias != "" {
		text += " of " + quote("webwork."+b.alias)
	}
	return text
}

// group lists those people that belong to it.
func (r *report) group(title string, people []*person, belongs func(*person) bool) {
	begun := false
	for _, p := range people {
		if !belongs(p) {
			continue
		}
		if !begun {
			begun = true
			r.printf("\n### %s\n\n", title)
		}
		r.printf("- %s\n", p.title())
		for _, line := range p.lines {
			r.printf("  - %s\n", line.text)
		}
	}
}

func (r *report) projects(title string, s *story) {
	if len(s.projects) == 0 {
		return
	}
	r.printf("\n### %s\n\n", title)
	for _, line := range s.sortedProjects() {
		r.printf("- %s\n", line.text)
	}
}

// rest counts what is neither about people nor about projects.
func (r *report) rest() {
	s := r.planned
	begun := false
	for _, each := range []struct {
		number int
		what   string
	}{
		{s.webhooks, "changes of webhooks"},
		{s.imported, "objects taken into state by import"},
		{s.moved, "objects at another address, unchanged by that"},
		{s.others, "changes of other providers' resources"},
		{r.plan.outputs, "changes of outputs"},
		{r.plan.actions, "actions invoked"},
		{r.plan.deferred, "changes put off"},
	} {
		if each.number == 0 {
			continue
		}
		if !begun {
			begun = true
			r.printf("\n### Besides\n\n")
		}
		r.printf("- %s: %d\n", each.what, each.number)
	}
}
