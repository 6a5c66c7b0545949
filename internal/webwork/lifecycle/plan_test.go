package lifecycle_test

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

func TestPlan(t *testing.T) {
	t.Parallel()
	usual := session.Settings{RestoreArchived: true}
	adopting := session.Settings{RestoreArchived: true, AdoptExisting: true}
	forbidding := session.Settings{}
	guarded := func(context.Context, thing) *tfkit.Problem { return &tfkit.Problem{Summary: "Guarded"} }
	held := &lifecycle.Instance{ID: "1", Key: key, Label: key}
	old := &lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true}
	hidden := &lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true, Hidden: true}
	joe := &lifecycle.Instance{ID: "1", Key: "joe@example.com", Label: "joe@example.com"}
	fresh := &lifecycle.Instance{Key: key, Label: key}
	for name, c := range map[string]struct {
		session.Settings
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
		"new":                               {Settings: usual, planned: fresh, fresh: true},
		"new, of another kind elsewhere":    {Settings: usual, planned: fresh, elsewhere: "it is a viewer", said: "Could not create thing"},
		"new, and its key is not known":     {Settings: usual, planned: &lifecycle.Instance{Label: "?"}},
		"new, and archived is not known":    {Settings: usual, planned: &lifecycle.Instance{Key: key, Unsure: true}},
		"new, renamed or tainted":           {Settings: usual, things: []thing{{id: "1", key: key}}, planned: fresh, said: "Could not create thing"},
		"whatever was read":                 {Settings: usual, things: []thing{{id: "1", key: key}}, planned: fresh, read: true, said: "Could not create thing"},
		"new, to be adopted":                {Settings: adopting, things: []thing{{id: "1", key: key}}, planned: fresh, said: "(Existing thing adopted)"},
		"new, adopted against the guards":   {Settings: adopting, things: []thing{{id: "1", key: key}}, planned: fresh, allow: guarded, said: "Guarded"},
		"new, archived":                     {Settings: usual, things: []thing{{id: "1", key: key, archived: true}}, planned: fresh, said: "(Archived thing comes back)"},
		"new, archived, against the guards": {Settings: usual, things: []thing{{id: "1", key: key, archived: true}}, planned: fresh, allow: guarded, said: "Guarded"},
		"replaced":                          {Settings: usual, things: []thing{{id: "1", key: key}}, planned: fresh, private: "1", said: "(Replacing keeps the thing)"},
		"replaced against the guards":       {Settings: usual, things: []thing{{id: "1", key: key}}, planned: fresh, private: "1", replace: guarded, said: "Guarded"},
		"replaced, archived":                {Settings: forbidding, things: []thing{{id: "1", key: key, archived: true}}, planned: fresh, private: "1", said: "(Replacing keeps the thing)"},
		"replaced by somebody else's key":   {Settings: usual, things: []thing{{id: "2", key: key}}, planned: fresh, private: "1", said: "Could not create thing"},

		"nothing changes":                   {Settings: usual, things: []thing{{id: "1", key: key}}, prior: held, planned: held},
		"archived":                          {Settings: usual, prior: held, planned: old},
		"comes back":                        {Settings: usual, prior: old, planned: held, said: "(Archived thing comes back)"},
		"comes back, forbidden":             {Settings: forbidding, prior: old, planned: held, said: "Could not restore thing"},
		"stays archived":                    {Settings: forbidding, prior: old, planned: old},
		"hidden, and comes back":            {Settings: usual, prior: hidden, planned: held, read: true, said: "(Archived thing comes back)"},
		"gone, and somebody has its key":    {Settings: usual, things: []thing{{id: "2", key: key}}, prior: hidden, planned: held, read: true, said: "Could not restore thing"},
		"gone, and to be adopted":           {Settings: adopting, things: []thing{{id: "2", key: key}}, prior: hidden, planned: held, read: true, said: "(Could not restore thing)"},
		"hidden, without a refresh":         {Settings: usual, things: []thing{{id: "2", key: key}}, prior: hidden, planned: held, said: "(Archived thing comes back)"},
		"another key":                       {Settings: usual, things: []thing{{id: "1", key: key}}, prior: held, planned: joe},
		"a key that somebody has":           {Settings: usual, things: []thing{{id: "2", key: "joe@example.com"}}, prior: held, planned: joe, said: "Could not change key"},
		"a key that an archived one has":    {Settings: adopting, things: []thing{{id: "2", key: "joe@example.com", archived: true}}, prior: held, planned: joe, said: "Could not change key"},
		"a key that it has by now":          {Settings: usual, things: []thing{{id: "1", key: "joe@example.com"}}, prior: held, planned: joe, elsewhere: "not asked"},
		"a key of another kind":             {Settings: usual, prior: held, planned: joe, elsewhere: "it is a viewer", said: "Could not change key"},
		"a key that is not known yet":       {Settings: usual, prior: held, planned: &lifecycle.Instance{ID: "1", Label: "?"}},
		"imported under another key":        {Settings: usual, prior: held, planned: joe, imported: true, said: "Could not import thing"},
		"imported under its own key":        {Settings: usual, prior: held, planned: held, imported: true},
		"destroyed":                         {Settings: usual, prior: held},
		"too many archived":                 {Settings: session.Settings{MaxArchivals: new(int64(0))}, prior: held, said: "Plan stopped"},
		"too many archived in place":        {Settings: session.Settings{MaxArchivals: new(int64(0))}, prior: held, planned: old, said: "Plan stopped"},
		"what is archived does not count":   {Settings: session.Settings{MaxArchivals: new(int64(0))}, prior: old},
		"too many invited":                  {Settings: session.Settings{MaxInvitations: new(int64(0))}, planned: fresh, fresh: true, said: "Plan stopped"},
		"who comes back is not invited":     {Settings: session.Settings{MaxInvitations: new(int64(0)), RestoreArchived: true}, things: []thing{{id: "1", key: key, archived: true}}, planned: fresh, said: "(Archived thing comes back)"},
		"replacing counts as no archival":   {Settings: session.Settings{MaxArchivals: new(int64(0)), MaxInvitations: new(int64(0))}, things: []thing{{id: "1", key: key}}, planned: fresh, private: "1", said: "(Replacing keeps the thing)"},
		"replacing, before it is looked up": {Settings: session.Settings{MaxArchivals: new(int64(0))}, things: []thing{{id: "1", key: key}}, prior: held, planned: held, private: "1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, c.Settings, c.things...)
			kept := private{}
			if c.private != "" {
				kept = remembering(s, c.private)
			}
			if c.read {
				s.session.Memory.Read("thing", "1")
			}
			if c.imported {
				s.session.Memory.Import("thing", "1")
				s.session.Memory.Read("thing", "1")
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
			s := newService(t, session.Settings{AdoptExisting: c.adopt, RestoreArchived: true}, c.things...)
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
