package export

import (
	"context"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// selection says what is exported.
type selection struct {
	kinds    chosen
	archived bool
	rates    bool
	filter   filter
	managed  *managed  // nil where what is managed is exported as well
	moves    *managed  // what states hold that moves to where the document has it
	standing *standing // the roster that there is already; nil if there is none
	variable string    // which has the addresses of webhooks
}

// draft is a document in the making.
type draft struct {
	selection

	inventory *inventory
	style     style
	document  document
	sections  map[kind]*section
	tallies   map[kind]*tally
	labels    map[string]*names // by what has the label: a type of resources, or of data sources
	people    map[string]*thing
	projects  map[string]*thing
}

// thing is something that exists. It may be exported, and others may refer to it.
type thing struct {
	kind  kind
	id    string
	title string
	// names are what the filter looks at.
	names []string
	// label makes its label once it needs one.
	label    func(*names) string
	archived bool
	// key is what tells it from others of its kind, as far as people care: an e-mail address or a name.
	key string
	// first and last are the names of a person.
	first, last string
	// lookup is how a data source finds it; without a name there is none.
	lookup attribute

	labelled string
	at       hcl.Traversal // where it stands in the document; nil as long as it does not
	written  bool          // at is a resource
}

// compose makes a document of an inventory. What others refer to comes first.
func compose(ctx context.Context, found *inventory, selected selection, as style) (document, []*tally) {
	d := &draft{
		selection: selected, inventory: found, style: as, document: document{workspaceID: found.workspace.ID},
		sections: map[kind]*section{}, tallies: map[kind]*tally{}, labels: map[string]*names{}, people: map[string]*thing{}, projects: map[string]*thing{},
	}
	if selected.managed != nil {
		d.labels = selected.managed.labels
	}
	for _, k := range []kind{members, projects, viewers} {
		for handle := range selected.standing.handles(k) {
			d.namesOf(k.resource).take(handle)
		}
	}
	d.addMembers(ctx)
	d.addProjects(ctx)
	d.addViewers(ctx)
	d.addContracts(ctx)
	d.addWebhooks(ctx)
	if as.finish != nil {
		as.finish(d)
	}
	var tallies []*tally
	for _, k := range allKinds {
		switch {
		case selected.kinds.has(k):
			tallies = append(tallies, d.tallies[k])
			d.document.sections = append(d.document.sections, *d.sections[k])
		case !d.tallies[k].whole(): // without which others have no references
			tallies = append(tallies, d.tallies[k])
		}
	}
	return d.document, tallies
}

// begin opens the books of a kind.
func begin[T readable](d *draft, k kind, found listing[T]) {
	d.tallies[k] = &tally{kind: k, done: d.done(), total: found.total, missing: found.unread, err: found.err}
	d.sections[k] = &section{kind: k, partial: found.err != nil || len(found.unread) > 0}
}

// add decides what becomes of a thing: exported as it is declared, or left out.
func (d *draft) add(t *thing, rewritten rewrite, declare func() ([]tfkit.Declared, diag.Diagnostics)) {
	books := d.tallies[t.kind]
	switch {
	case !d.kinds.has(t.kind):
		return
	case t.archived && !d.archived && d.moves.address(t.kind, t.id) == "":
		books.archived++
		return
	case !d.filter.lets(t.names...):
		books.excluded++
		return
	case d.managed.has(t):
		books.managed++
		return
	}
	attributes, err := attributesOf(rewritten, declare)
	if err != nil {
		books.missing = append(books.missing, missing{t.title, err})
		return
	}
	d.name(t)
	t.at, t.written = d.style.address(t.kind, t.labelled), true
	books.exported++
	section := d.sections[t.kind]
	section.objects = append(section.objects, object{label: t.labelled, id: t.id, title: t.title, attributes: attributes})
}

// name gives a thing its label, under which it stands as a resource.
func (d *draft) name(t *thing) {
	if t.labelled == "" {
		t.labelled = d.labelled(t, t.kind.resource)
	}
}

// source has a thing as a data source.
func (d *draft) source(t *thing) {
	t.labelled = d.labelled(t, d.style.sources+t.kind.resource)
	t.at = traversal("data", t.kind.resource, t.labelled)
	d.document.sources = append(d.document.sources, t)
}

// labelled is the label that a thing has already in a roster, or else one that no other of its type has.
func (d *draft) labelled(t *thing, of string) string {
	if handle := d.standing.handle(t); handle != "" {
		return handle
	}
	return t.label(d.namesOf(of))
}

func (d *draft) namesOf(what string) *names {
	if d.labels[what] == nil {
		d.labels[what] = &names{longest: d.style.longest}
	}
	return d.labels[what]
}

// place sees to it that one can refer to a thing, and reports whether one can. What is not exported becomes a data source, but for what
// is archived or not shown: WebWork may not show it to a data source either.
func (d *draft) place(t *thing) bool {
	if t == nil || t.archived && !t.written || t.lookup.name == "" {
		return false
	}
	if t.at == nil {
		d.source(t)
	}
	return true
}

// refer writes the id of another thing: as a reference, or else as it is.
func (d *draft) refer(to map[string]*thing, id string) hclwrite.Tokens {
	if t := to[id]; d.place(t) {
		return within(t.at, "id")
	}
	return text(id)
}

// labelOf is how the label of something that belongs to a thing begins or ends.
func (d *draft) labelOf(among map[string]*thing, noun, id string) string {
	if t := among[id]; d.place(t) {
		return t.labelled
	}
	return slug(noun + " " + id)
}
