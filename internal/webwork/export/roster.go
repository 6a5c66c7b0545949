package export

import (
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"gopkg.in/yaml.v3"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// rosterStyle is the style of YAML files, of which the module roster makes resources.
const rosterStyle = "roster"

// instances are the resources of the module whose keys are handles, by their types.
var instances = map[string]string{ //nolint:gochecknoglobals // a constant, for which Go has no other form
	members.resource: "person", projects.resource: "project", contracts.resource: "contract", viewers.resource: "client",
}

// inRoster has people, projects and clients in a YAML file, and webhooks, of which a roster knows nothing, as blocks.
func inRoster() style {
	plain := blocks()
	return style{
		name: rosterStyle, requires: ">= 1.7", longest: longestLabel,
		address: func(k kind, label string) hcl.Traversal {
			if name, in := instances[k.resource]; in {
				return at(traversal(k.resource, name), label)
			}
			return plain.address(k, label)
		},
		resources: plain.resources, imports: plain.imports, finish: (*draft).enlist, files: layout.inYAML,
	}
}

// roster is a document as the module has it.
type roster struct {
	people, projects, clients []*entry
	// unsaid says what the roster has no place for.
	unsaid []string
}

// entry is one entry of a roster, or of a person's projects.
type entry struct {
	handle   string
	id       string
	says     []statement
	projects []*entry // of a person
	archived bool
}

// statement is one line of an entry.
type statement struct {
	name string
	is   *yaml.Node
}

// otherwise are the attributes that entries call by another name. What has none is said in another way, or not at all.
var otherwise = map[string]string{ //nolint:gochecknoglobals // a constant, for which Go has no other form
	"webwork_member.rate_status": "", "webwork_contract.user_id": "", "webwork_contract.project_id": "",
	"webwork_contract.weekly_hours_limit": "hours", "webwork_project_viewer.project_ids": "",
}

// enlisting is the making of a roster from the resources of a draft.
type enlisting struct {
	*draft

	made     roster
	people   map[string]*entry // by id, like the following
	projects map[string]*entry
	holders  map[string]string // of each e-mail address the id of the only one who may have it
	// unpaid counts the members whose rate_status is left to WebWork.
	unpaid int
}

// errEnded is why a contract is in no roster although nothing is wrong with it.
var errEnded = errors.New("the contract is of somebody or something archived")

// enlist makes the roster of a document. What it cannot say is left out, and counts as missing.
func (d *draft) enlist() {
	e := &enlisting{draft: d, people: map[string]*entry{}, projects: map[string]*entry{}, holders: map[string]string{}}
	e.sift(projects, e.addProject)
	e.findHolders()
	e.sift(members, e.addMember)
	for _, t := range d.document.sources {
		if t.kind == members {
			e.addUnmanaged(t)
		}
	}
	e.sift(viewers, e.addClient)
	e.sift(contracts, e.addContract)
	slices.SortStableFunc(e.made.people, func(a, b *entry) int { return tfkit.CompareIDs(a.id, b.id) })
	if e.unpaid > 0 {
		e.made.unsaid = append(e.made.unsaid, fmt.Sprintf("rate_status, which %d members have: it stays as it is in WebWork", e.unpaid))
	}
	d.document.roster = e.made
}

// sift takes the objects of a kind, and leaves those out that cannot be taken.
func (e *enlisting) sift(k kind, take func(*object) error) {
	section, books := e.sections[k], e.tallies[k]
	var kept []object
	for _, o := range section.objects {
		err := take(&o)
		if err == nil {
			kept = append(kept, o)
			continue
		}
		books.exported--
		if errors.Is(err, errEnded) {
			books.archived++
		} else {
			books.missing = append(books.missing, missing{o.title, err})
		}
	}
	section.objects = kept
}

func (e *enlisting) addProject(o *object) error {
	added := entryOf(projects, *o)
	e.projects[o.id] = added
	e.made.projects = append(e.made.projects, added)
	return nil
}

// findHolders decides who has an e-mail address that several people have: of those who are not archived, the first.
func (e *enlisting) findHolders() {
	for _, archived := range []bool{false, true} {
		for _, k := range []kind{members, viewers} {
			for _, o := range e.sections[k].objects {
				if key := api.EmailKey(o.says("email")); e.holders[key] == "" && (o.says("archived") == "true") == archived {
					e.holders[key] = o.id
				}
			}
		}
	}
}

// only is an error if somebody else in the roster has the e-mail address.
func (e *enlisting) only(o *object) error {
	if holder := e.holders[api.EmailKey(o.says("email"))]; holder != o.id {
		return fmt.Errorf("a roster has an e-mail address once, and this is also that of %s", holder)
	}
	return nil
}

func (e *enlisting) addMember(o *object) error {
	if err := e.only(o); err != nil {
		return err
	}
	if o.says("rate_status") != "" {
		e.unpaid++
	}
	added := entryOf(members, *o)
	e.people[o.id] = added
	e.made.people = append(e.made.people, added)
	return nil
}

// addUnmanaged adds somebody who is only referred to. Readers are told who that is.
func (e *enlisting) addUnmanaged(t *thing) {
	added := e.unmanaged(t.labelled, t.id)
	if holder, taken := e.holders[t.key]; !taken || holder == t.id {
		e.holders[t.key] = t.id
		added.says = append(added.says, statement{"email", plainText(t.names[0])})
	}
	added.says = append(added.says, statement{"firstname", plainText(t.first)}, statement{"lastname", plainText(t.last)})
}

func (e *enlisting) unmanaged(handle, id string) *entry {
	added := &entry{handle: handle, id: id, says: []statement{{"managed", scalar("false")}, {"id", scalar(id)}}}
	e.people[id] = added
	e.made.people = append(e.made.people, added)
	return added
}

func (e *enlisting) addClient(o *object) error {
	if err := e.only(o); err != nil {
		return err
	}
	added := entryOf(viewers, *o)
	if ids, given := o.attribute("project_ids"); given && !e.moves.leavesProjects(o.id) {
		all, err := texts(ids)
		if err != nil {
			return err
		}
		handles := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, id := range all {
			project := e.projects[id]
			if project == nil {
				return fmt.Errorf("a roster has clients of its own projects only, and project %s is not in it", id)
			}
			handles.Content = append(handles.Content, plainText(project.handle))
		}
		added.says = append(added.says, statement{"projects", handles})
	}
	e.made.clients = append(e.made.clients, added)
	return nil
}

// addContract adds a contract to its person, who is only referred to if they are in the roster for nothing else.
func (e *enlisting) addContract(o *object) error {
	user, project := o.says("user_id"), e.projects[o.says("project_id")]
	if project == nil {
		return fmt.Errorf("a roster has contracts of its own projects only, and project %s is not in it", o.says("project_id"))
	}
	who := e.people[user]
	if who == nil {
		who = e.unmanaged(e.handleOf(user), user)
	}
	if who.archived || project.archived {
		return errEnded
	}
	if slices.ContainsFunc(who.projects, func(other *entry) bool { return other.handle == project.handle }) {
		return errors.New("a roster has one contract of a person and a project, and there is another one")
	}
	added := entryOf(contracts, *o)
	added.handle = project.handle
	who.projects = append(who.projects, added)
	o.label = who.handle + "/" + project.handle
	return nil
}

// handleOf is the handle of somebody of whom only the id is known.
func (e *enlisting) handleOf(id string) string {
	if handle := e.standing.byID(members, id); handle != "" {
		return handle
	}
	return e.namesOf(members.resource).unique(slug(members.noun+" "+id), id)
}

// entryOf is an object as an entry.
func entryOf(k kind, o object) *entry {
	made := &entry{handle: o.label, id: o.id, archived: o.says("archived") == "true"}
	for _, a := range o.attributes {
		name, other := otherwise[k.resource+"."+a.name]
		if !other {
			name = a.name
		}
		if name != "" {
			made.says = append(made.says, statement{name, nodeOf(a)})
		}
	}
	return made
}

// attribute is the value of an attribute of the object, if it has that.
func (o *object) attribute(name string) (tftypes.Value, bool) {
	for _, a := range o.attributes {
		if a.name == name {
			return a.literal, true
		}
	}
	return tftypes.Value{}, false
}

// says is the value of an attribute as a text; empty where there is none.
func (o *object) says(name string) string {
	value, given := o.attribute(name)
	if !given {
		return ""
	}
	return nodeOf(attribute{name: name, literal: value}).Value
}
