package explain

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// fate is what becomes of somebody's access as a whole.
type fate int

const (
	stays fate = iota
	invited
	archived
	restored
)

// rank orders what is told of somebody.
type rank int

const (
	ofPerson rank = iota
	gained
	lost
	onProject
)

type line struct {
	rank rank
	text string
}

// person is somebody, with all that happens to them in members, contracts and viewers.
type person struct {
	who

	fate  fate
	lines []line
}

func (p *person) sayf(rank rank, format string, args ...any) {
	p.lines = append(p.lines, line{rank, fmt.Sprintf(format, args...)})
}

// story is what a list of changes does to people and projects.
type story struct {
	plan      *plan
	directory directory
	people    map[string]*person
	projects  []line
	drift     bool            // it has happened already
	kept      map[string]bool // ids of people that stay in state
	// What is only counted.
	webhooks, others, imported, moved int
}

// tell goes through changes, be it those that are planned or those that happened outside.
func tell(p *plan, d directory, changes []change, drift bool) *story {
	s := &story{plan: p, directory: d, drift: drift, people: map[string]*person{}, kept: map[string]bool{}}
	for i := range changes {
		if c := &changes[i]; !c.actions.Delete() {
			s.kept[c.before.text("id")] = true
		}
	}
	for i := range changes {
		s.add(&changes[i])
	}
	return s
}

func (s *story) add(c *change) {
	if !c.managed || c.actions.Read() {
		return
	}
	if c.importing {
		s.imported++
	}
	if c.previous != "" && c.previous != c.address {
		s.moved++
	}
	if c.actions.NoOp() {
		return
	}
	switch c.kind {
	case memberKind, viewerKind:
		s.addPerson(c)
	case contractKind, assignmentKind:
		s.addWork(c)
	case projectKind:
		s.addProject(c)
	default:
		if c.ofWebWork() {
			s.webhooks++
		} else {
			s.others++
		}
	}
}

// of is the person that something is about.
func (s *story) of(w who) *person {
	if s.people[w.key] == nil {
		s.people[w.key] = &person{who: w}
	}
	return s.people[w.key]
}

func (s *story) addPerson(c *change) {
	about := s.directory.byAddress[c.address]
	switch {
	case c.actions.Create():
		s.arrives(c, s.of(about))
	case c.actions.Delete():
		s.leaves(c, s.of(about))
	case c.actions.Forget():
		s.of(about).sayf(ofPerson, "is no longer managed here; nothing happens to the access")
	case c.exchanges():
		s.leaves(c, s.of(s.directory.byID["person "+c.before.text("id")]))
		s.arrives(c, s.of(about))
	case c.actions.Replace():
		s.of(about).sayf(ofPerson, "is archived and brought back, as the same account (replaced)")
		s.changes(c, s.of(about))
	default:
		s.changes(c, s.of(about))
	}
}

func (s *story) arrives(c *change, about *person) {
	if c.after.truth("archived") {
		about.sayf(ofPerson, "is archived, and stays so")
		return
	}
	about.fate = invited
	var as []string
	if role := c.after.text("role"); role != "" {
		as = append(as, "as "+quote(role))
	}
	if hours := c.after.number("weekly_hours_limit"); hours != "" {
		as = append(as, quote(hours)+" hours a week")
	}
	if c.after.truth("rate_status") {
		as = append(as, "may see rates")
	}
	if len(as) > 0 {
		about.sayf(ofPerson, "%s", strings.Join(as, ", "))
	}
	s.views(c, about)
}

func (s *story) leaves(c *change, about *person) {
	switch {
	case c.deposed && s.kept[c.before.text("id")]:
		about.sayf(ofPerson, "stays; what an earlier run left over is cleared away")
	case c.before.truth("archived"):
		about.sayf(ofPerson, "is archived already, and no longer in Terraform")
	default:
		about.fate = archived
	}
}

// changes tells an update of a member or viewer.
func (s *story) changes(c *change, about *person) {
	told := len(about.lines)
	if c.unknown.has("archived") {
		about.sayf(ofPerson, "whether archived is not known yet")
	} else if was, is := c.before.truth("archived"), c.after.truth("archived"); was != is {
		about.fate = restored
		if is {
			about.fate = archived
		}
	}
	for _, each := range []struct{ name, what string }{
		{"role", "role"}, {"email", "e-mail address"}, {"weekly_hours_limit", "hours a week"}, {"timezone", "time zone"},
	} {
		if from, to, differs := c.differs(each.name); differs {
			about.sayf(ofPerson, "%s %s → %s", each.what, from, to)
		}
	}
	s.renames(c, about)
	if was, is := c.before.truth("rate_status"), c.after.truth("rate_status"); was != is && !c.unknown.has("rate_status") {
		about.sayf(ofPerson, "%s", map[bool]string{true: "may see rates from now on", false: "may no longer see rates"}[is])
	}
	s.views(c, about)
	if c.withheld || (!s.drift && told == len(about.lines) && about.fate == stays) {
		about.sayf(ofPerson, notShown)
	}
}

// renames tells a change of names. Together with one of the address it is likely that of the person.
func (s *story) renames(c *change, about *person) {
	_, _, first := c.differs("firstname")
	_, _, last := c.differs("lastname")
	if !first && !last {
		return
	}
	about.sayf(ofPerson, "name %s → %s", quote(fullName(c.before)), quote(fullName(c.after)))
	if _, _, readdressed := c.differs("email"); readdressed {
		about.sayf(ofPerson, "**the account is handed over, with its history**: name and e-mail address change together")
	}
}

func fullName(v values) string {
	return strings.TrimSpace(v.text("firstname") + " " + v.text("lastname"))
}

const notShown = "changes that are not shown here"

// views tells which projects a viewer gains and loses.
func (s *story) views(c *change, about *person) {
	if c.kind != viewerKind || c.hidden.has("project_ids") {
		return
	}
	was, had := c.before.set("project_ids")
	is, has := c.after.set("project_ids")
	if c.unknown.has("project_ids") {
		about.sayf(gained, "gains projects that are not known yet")
	}
	if had && !has && !c.unknown.has("project_ids") {
		about.sayf(ofPerson, "projects are no longer managed here, and stay")
		return
	}
	for _, id := range is {
		if !slices.Contains(was, id) {
			about.sayf(gained, "gains %s", s.project(id))
		}
	}
	for _, id := range was {
		if !slices.Contains(is, id) && !c.unknown.has("project_ids") {
			about.sayf(lost, "loses %s", s.project(id))
		}
	}
}

func (s *story) project(id string) string {
	if known, ok := s.directory.byID["project "+id]; ok {
		return known.String()
	}
	return "project " + quote(id)
}

// differs gives an attribute before and after, quoted, if it differs and may be shown.
func (c *change) differs(name string) (from, to string, differs bool) {
	if c.hidden.has(name) || (same(c.before[name], c.after[name]) && !c.unknown.has(name)) {
		return "", "", false
	}
	to = shown(c.after[name])
	if c.unknown.has(name) {
		to = "*not known yet*"
	}
	return shown(c.before[name]), to, true
}

func shown(value any) string {
	if value == nil {
		return "*none*"
	}
	return quote(fmt.Sprint(value))
}

// sorted are the people of whom there is something to tell, by name, then by what else tells them apart.
func (s *story) sorted() []*person {
	people := slices.Collect(maps.Values(s.people))
	people = slices.DeleteFunc(people, func(p *person) bool { return p.fate == stays && len(p.lines) == 0 })
	slices.SortFunc(people, func(a, b *person) int {
		return cmp.Or(
			cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(a.email, b.email), cmp.Compare(a.address, b.address), cmp.Compare(a.key, b.key),
		)
	})
	for _, p := range people {
		slices.SortStableFunc(p.lines, func(a, b line) int {
			if order := cmp.Compare(a.rank, b.rank); order != 0 || a.rank == ofPerson {
				return order
			}
			return cmp.Compare(a.text, b.text)
		})
	}
	return people
}
