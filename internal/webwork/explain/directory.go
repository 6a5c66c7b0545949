package explain

import (
	"cmp"
	"strings"
)

// who is how somebody, or a project, is known.
type who struct {
	key     string // the same for all that is about one of them
	sort    string // people and projects have ids of their own
	address string
	name    string
	email   string
	client  bool
	unknown bool // nothing but the address is known
}

// directory finds people and projects by their ids and addresses.
type directory struct {
	byID      map[string]who
	byAddress map[string]who
}

func newDirectory(p *plan) directory {
	d := directory{byID: map[string]who{}, byAddress: map[string]who{}}
	for i := range p.state {
		d.add(&p.state[i], nil)
	}
	for _, changes := range [][]change{p.drift, p.changes} {
		for i := range changes {
			if c := &changes[i]; c.exchanges() {
				d.add(&c.record, nil) // the id stays that of the former person
				d.byAddress[c.address] = c.describe(c.after, values{})
			} else {
				d.add(&c.record, c.after)
			}
		}
	}
	return d
}

// exchanges says whether a change archives somebody and invites somebody else: another address of a viewer does.
func (c *change) exchanges() bool {
	was, is := c.before.text("email"), c.after.text("email")
	return c.actions.Replace() && was != "" && is != "" && !strings.EqualFold(was, is)
}

// add notes a person or a project by the newest names that are known.
func (d directory) add(r *record, after values) {
	if !r.isPerson() && r.kind != projectKind {
		return
	}
	known := r.describe(after, r.before)
	if known.key != "at "+r.address {
		d.byID[known.key] = known
	}
	if r.managed {
		d.byAddress[r.address] = known
	}
}

// describe gives the names that an object has by the newer values, else by the older ones.
func (r *record) describe(newer, older values) who {
	newest := func(name string) string { return cmp.Or(newer.text(name), older.text(name)) }
	known := who{
		key: "at " + r.address, sort: r.sort(), address: r.address, client: r.kind == viewerKind, email: newest("email"),
		name: cmp.Or(newest("name"), strings.TrimSpace(newest("firstname")+" "+newest("lastname"))),
	}
	if id := newest("id"); id != "" {
		known.key = r.sort() + " " + id
	}
	known.unknown = known.name == "" && known.email == ""
	return known
}

// sort tells ids of people from those of projects.
func (r *record) sort() string {
	if r.kind == projectKind {
		return "project"
	}
	return "person"
}

// parent is the person or project whose id an attribute is. Where it is not known yet and the configuration does not
// name it either, there is nothing but the address.
func (d directory) parent(p *plan, c *change, from values, sort string, attributes ...string) who {
	for _, attribute := range attributes {
		if known, ok := d.byID[sort+" "+from.text(attribute)]; ok {
			return known
		}
		if known, ok := d.byAddress[p.referred(&c.record, attribute)]; ok && known.sort == sort && c.unknown.has(attribute) {
			return known
		}
	}
	return who{key: "at " + c.address, address: c.address, unknown: true}
}
