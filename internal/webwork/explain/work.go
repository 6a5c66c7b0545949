package explain

import (
	"slices"
	"strings"
)

// addWork tells a contract, or an assignment of a project to a viewer.
func (s *story) addWork(c *change) {
	before, hadBefore := s.work(c, c.before)
	after, hasAfter := s.work(c, c.after)
	switch {
	case c.actions.Create():
		s.gains(c, after)
	case c.actions.Delete():
		s.loses(before)
	case c.actions.Forget():
		s.of(before.person).sayf(onProject, "on %s: is no longer managed here; nothing happens to the access", before.project)
	case c.actions.Replace() && hadBefore && hasAfter && before == after:
		s.of(after.person).sayf(onProject, "on %s: is taken off and put on again", after.project)
	case c.actions.Replace():
		s.loses(before)
		s.gains(c, after)
	default:
		if told := s.told(c, workChanges(c)); len(told) > 0 {
			s.of(after.person).sayf(onProject, "on %s: %s", after.project, strings.Join(told, ", "))
		}
	}
}

// work is a person on a project.
type work struct {
	person  who
	project string
}

// work is what a contract or an assignment says before or after, and whether both are known.
func (s *story) work(c *change, from values) (work, bool) {
	person := s.directory.parent(s.plan, c, from, "person", "user_id", "viewer_id")
	project := s.directory.parent(s.plan, c, from, "project", "project_id")
	w := work{person: person, project: project.String()}
	if project.unknown {
		w.project = "a project that is not known yet"
		if id := from.text("project_id"); id != "" {
			w.project = "project " + quote(id)
		} else if !person.unknown {
			w.project += " (" + quote(c.address) + ")"
		}
	}
	return w, !person.unknown && !project.unknown
}

func (s *story) gains(c *change, w work) {
	var with []string
	if hours := c.after.number("weekly_hours_limit"); hours != "" {
		with = append(with, quote(hours)+" hours a week")
	}
	if mode := c.after.text("screenshots"); mode != "" {
		with = append(with, "screenshots "+quote(mode))
	}
	if status := c.after.text("status"); status != "" && status != "active" {
		with = append(with, quote(status))
	}
	text := "gains " + w.project
	if len(with) > 0 {
		text += ": " + strings.Join(with, ", ")
	}
	s.of(w.person).sayf(gained, "%s", text)
}

func (s *story) loses(w work) { s.of(w.person).sayf(lost, "loses %s", w.project) }

// workChanges tells the update of a contract.
func workChanges(c *change) []string {
	var told []string
	for _, each := range []struct{ name, what string }{
		{"weekly_hours_limit", "hours a week"}, {"screenshots", "screenshots"}, {"status", "status"},
	} {
		if from, to, differs := c.differs(each.name); differs {
			told = append(told, each.what+" "+from+" → "+to)
		}
	}
	return told
}

// told adds that there is more than is shown. Of what has happened already, computed attributes that nobody reads are no matter.
func (s *story) told(c *change, told []string) []string {
	if c.withheld || (len(told) == 0 && !s.drift) {
		told = append(told, notShown)
	}
	return told
}

// addProject tells what becomes of a project.
func (s *story) addProject(c *change) {
	name := s.directory.byAddress[c.address].String()
	var told []string
	switch {
	case c.actions.Create():
		told = append(told, "is created, or brought back")
		if c.after.truth("archived") {
			told = []string{"is archived, and stays so"}
		}
	case c.actions.Delete():
		told = append(told, "is archived")
		if c.before.truth("archived") {
			told = []string{"is archived already, and no longer in Terraform"}
		}
	case c.actions.Forget():
		told = append(told, "is no longer managed here; nothing happens to it")
	case c.actions.Replace():
		told = append(told, "is replaced")
	default:
		told = s.told(c, projectChanges(c))
	}
	if len(told) == 0 {
		return
	}
	s.projects = append(s.projects, line{text: "**" + name + "**: " + strings.Join(told, ", ")})
}

func projectChanges(c *change) []string {
	var told []string
	if was, is := c.before.truth("archived"), c.after.truth("archived"); was != is && !c.unknown.has("archived") {
		told = append(told, map[bool]string{true: "is archived", false: "is restored in place"}[is])
	}
	if from, _, differs := c.differs("name"); differs {
		told = append(told, "was named "+from)
	}
	for _, each := range []struct{ name, what string }{{"start_date", "begins"}, {"deadline", "ends"}} {
		if from, to, differs := c.differs(each.name); differs {
			told = append(told, each.what+" "+from+" → "+to)
		}
	}
	var others []string
	for _, name := range []string{"estimation", "budget", "notes", "icon"} {
		if _, _, differs := c.differs(name); differs {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		told = append(told, "changes of "+strings.Join(others, ", "))
	}
	return told
}

func (s *story) sortedProjects() []line {
	slices.SortFunc(s.projects, func(a, b line) int { return strings.Compare(a.text, b.text) })
	return s.projects
}
