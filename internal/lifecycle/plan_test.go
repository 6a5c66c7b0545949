package lifecycle_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func TestPlan(t *testing.T) {
	t.Parallel()
	usual := settings{RestoreArchived: true}
	adopting := settings{RestoreArchived: true, AdoptExisting: true}
	forbidding := settings{}
	guarded := func(context.Context, thing) *tfkit.Problem { return &tfkit.Problem{Summary: "Guarded"} }
	held := &lifecycle.Instance{ID: "1", Key: key, Label: key}
	old := &lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true}
	hidden := &lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true, Hidden: true}
	joe := &lifecycle.Instance{ID: "1", Key: "joe@example.com", Label: "joe@example.com"}
	fresh := &lifecycle.Instance{Key: key, Label: key}
	for name, c := range map[string]struct {
		settings
		things         []thing
		prior, planned *lifecycle.Instance
		private        string // the object of private state
		outside        bool   // archived by somebody else
		read           bool   // by this run
		imported       bool
		allow, replace func(context.Context, thing) *tfkit.Problem
		elsewhere      string

		said  string
		fresh bool
	}{
		"new":                               {settings: usual, planned: fresh, fresh: true},
		"new, of another kind elsewhere":    {settings: usual, planned: fresh, elsewhere: "it is a viewer", said: "Could not create thing"},
		"new, and its key is not known":     {settings: usual, planned: &lifecycle.Instance{Label: "?"}},
		"new, and archived is not known":    {settings: usual, planned: &lifecycle.Instance{Key: key, Unsure: true}},
		"new, renamed or tainted":           {settings: usual, things: []thing{{id: "1", key: key}}, planned: fresh, said: "Could not create thing"},
		"whatever was read":                 {settings: usual, things: []thing{{id: "1", key: key}}, planned: fresh, read: true, said: "Could not create thing"},
		"new, to be adopted":                {settings: adopting, things: []thing{{id: "1", key: key}}, planned: fresh, said: "(Existing thing adopted)"},
		"new, adopted against the guards":   {settings: adopting, things: []thing{{id: "1", key: key}}, planned: fresh, allow: guarded, said: "Guarded"},
		"new, archived":                     {settings: usual, things: []thing{{id: "1", key: key, archived: true}}, planned: fresh, said: "(Archived thing comes back)"},
		"new, archived, against the guards": {settings: usual, things: []thing{{id: "1", key: key, archived: true}}, planned: fresh, allow: guarded, said: "Guarded"},
		"replaced":                          {settings: usual, things: []thing{{id: "1", key: key}}, planned: fresh, private: "1", said: "(Replacing keeps the thing)"},
		"replaced against the guards":       {settings: usual, things: []thing{{id: "1", key: key}}, planned: fresh, private: "1", replace: guarded, said: "Guarded"},
		"replaced, archived":                {settings: forbidding, things: []thing{{id: "1", key: key, archived: true}}, planned: fresh, private: "1", said: "(Replacing keeps the thing)"},
		"replaced by somebody else's key":   {settings: usual, things: []thing{{id: "2", key: key}}, planned: fresh, private: "1", said: "Could not create thing"},

		"nothing changes":                   {settings: usual, things: []thing{{id: "1", key: key}}, prior: held, planned: held},
		"archived":                          {settings: usual, prior: held, planned: old},
		"comes back":                        {settings: usual, prior: old, planned: held, said: "(Archived thing comes back)"},
		"comes back, forbidden":             {settings: forbidding, prior: old, planned: held, said: "Could not restore thing"},
		"stays archived":                    {settings: forbidding, prior: old, planned: old},
		"hidden, and comes back":            {settings: usual, prior: hidden, planned: held, read: true, said: "(Archived thing comes back)"},
		"gone, and somebody has its key":    {settings: usual, things: []thing{{id: "2", key: key}}, prior: hidden, planned: held, read: true, said: "Could not restore thing"},
		"gone, and to be adopted":           {settings: adopting, things: []thing{{id: "2", key: key}}, prior: hidden, planned: held, read: true, said: "(Could not restore thing)"},
		"hidden, without a refresh":         {settings: usual, things: []thing{{id: "2", key: key}}, prior: hidden, planned: held, said: "(Archived thing comes back)"},
		"another key":                       {settings: usual, things: []thing{{id: "1", key: key}}, prior: held, planned: joe},
		"a key that somebody has":           {settings: usual, things: []thing{{id: "2", key: "joe@example.com"}}, prior: held, planned: joe, said: "Could not change key"},
		"a key that an archived one has":    {settings: adopting, things: []thing{{id: "2", key: "joe@example.com", archived: true}}, prior: held, planned: joe, said: "Could not change key"},
		"a key that it has by now":          {settings: usual, things: []thing{{id: "1", key: "joe@example.com"}}, prior: held, planned: joe, elsewhere: "not asked"},
		"a key of another kind":             {settings: usual, prior: held, planned: joe, elsewhere: "it is a viewer", said: "Could not change key"},
		"a key that is not known yet":       {settings: usual, prior: held, planned: &lifecycle.Instance{ID: "1", Label: "?"}},
		"imported under another key":        {settings: usual, prior: held, planned: joe, imported: true, said: "Could not import thing"},
		"imported under its own key":        {settings: usual, prior: held, planned: held, imported: true},
		"destroyed":                         {settings: usual, prior: held},
		"too many archived":                 {settings: settings{MaxArchivals: new(int64(0))}, prior: held, said: "Plan stopped"},
		"too many archived in place":        {settings: settings{MaxArchivals: new(int64(0))}, prior: held, planned: old, said: "Plan stopped"},
		"what is archived does not count":   {settings: settings{MaxArchivals: new(int64(0))}, prior: old},
		"too many invited":                  {settings: settings{MaxInvitations: new(int64(0))}, planned: fresh, fresh: true, said: "Plan stopped"},
		"who comes back is not invited":     {settings: settings{MaxInvitations: new(int64(0)), RestoreArchived: true}, things: []thing{{id: "1", key: key, archived: true}}, planned: fresh, said: "(Archived thing comes back)"},
		"replacing counts as no archival":   {settings: settings{MaxArchivals: new(int64(0)), MaxInvitations: new(int64(0))}, things: []thing{{id: "1", key: key}}, planned: fresh, private: "1", said: "(Replacing keeps the thing)"},
		"replacing, before it is looked up": {settings: settings{MaxArchivals: new(int64(0))}, things: []thing{{id: "1", key: key}}, prior: held, planned: held, private: "1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, c.settings, c.things...)
			kept := private{}
			if c.private != "" {
				kept = remembering(s, c.private)
			}
			if c.read {
				s.memory.Read("thing", "1")
			}
			if c.imported {
				s.memory.Import("thing", "1")
				s.memory.Read("thing", "1")
			}
			kind, creation := s.kind(), s.creation(key)
			creation.Allow, creation.AllowReplacing = c.allow, c.replace
			if c.elsewhere != "" {
				kind.Elsewhere = func(context.Context, string) (string, error) { return c.elsewhere, nil }
			}
			var diags diag.Diagnostics
			created := kind.Plan(t.Context(), c.prior, c.planned, creation, kept, &diags)
			expect(t, name, "said", said(diags), c.said)
			expect(t, name, "sent", s.sent(), "")
			if created != c.fresh {
				t.Errorf("%s: fresh is %t", name, created)
			}
		})
	}
}

// Two addresses of a run that stand for the same thing, one after the other; who comes first decides nothing.
func TestPlanOfTwoAddresses(t *testing.T) {
	t.Parallel()
	held, other := &lifecycle.Instance{ID: "1", Key: key, Label: key}, &lifecycle.Instance{ID: "2", Key: key, Label: key}
	fresh := &lifecycle.Instance{Key: key, Label: key}
	type address struct{ prior, planned *lifecycle.Instance }
	for name, c := range map[string]struct {
		adopt     bool
		things    []thing
		addresses [2]address
		said      string
	}{
		"both kept":                    {addresses: [2]address{{held, held}, {held, held}}, said: "One object under two addresses"},
		"kept and destroyed":           {addresses: [2]address{{held, held}, {held, nil}}, said: "One object under two addresses"},
		"both destroyed":               {addresses: [2]address{{held, nil}, {held, nil}}},
		"kept and adopted":             {adopt: true, things: []thing{{id: "1", key: key}}, addresses: [2]address{{held, held}, {nil, fresh}}, said: "One object under two addresses"},
		"adopted twice":                {adopt: true, things: []thing{{id: "1", key: key}}, addresses: [2]address{{nil, fresh}, {nil, fresh}}, said: "One object under two addresses"},
		"handed over":                  {adopt: true, things: []thing{{id: "1", key: key}}, addresses: [2]address{{held, nil}, {nil, fresh}}},
		"both new":                     {addresses: [2]address{{nil, fresh}, {nil, fresh}}, said: "Declared twice"},
		"kept and new, in the way":     {things: []thing{{id: "1", key: key}}, addresses: [2]address{{held, held}, {nil, fresh}}, said: "Could not create thing"},
		"two ids of one key":           {addresses: [2]address{{held, held}, {other, other}}, said: "Declared twice"},
		"two ids where keys may clash": {addresses: [2]address{{held, held}, {other, other}}, said: ""},
	} {
		for _, turned := range []bool{false, true} {
			s := newService(t, settings{AdoptExisting: c.adopt, RestoreArchived: true}, c.things...)
			s.unique = name != "two ids where keys may clash"
			order := c.addresses
			if turned {
				order[0], order[1] = order[1], order[0]
			}
			var diags diag.Diagnostics
			for _, a := range order {
				s.kind().Plan(t.Context(), a.prior, a.planned, s.creation(key), private{}, &diags)
			}
			if got := said(diags.Errors()); got != c.said {
				t.Errorf("%s, turned %t: said %q, want %q", name, turned, got, c.said)
			}
		}
	}
}
