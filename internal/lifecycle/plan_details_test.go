package lifecycle_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
)

// A plan that cannot look says so, and plans nothing on what it did not see.
func TestPlansThatCannotLook(t *testing.T) {
	t.Parallel()
	held := &lifecycle.Instance{ID: "1", Key: key, Label: key}
	hidden := &lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true, Hidden: true}
	joe := &lifecycle.Instance{ID: "1", Key: "joe@example.com", Label: "joe@example.com"}
	fresh := &lifecycle.Instance{Key: key, Label: key}
	for name, c := range map[string]struct {
		prior, planned  *lifecycle.Instance
		find, elsewhere error
		says            string // whom it looked for
	}{
		"new":                          {planned: fresh, find: errForbidden, says: key},
		"new, perhaps of another kind": {planned: fresh, elsewhere: errForbidden, says: key},
		"another key":                  {prior: held, planned: joe, find: errForbidden, says: joe.Key},
		"a key of another kind":        {prior: held, planned: joe, elsewhere: errForbidden, says: joe.Key},
		"hidden, and comes back":       {prior: hidden, planned: held, find: errForbidden, says: key + " (id 1)"},
	} {
		s := newService(t, settings{RestoreArchived: true})
		if c.find != nil {
			s.fail["find"] = []error{c.find}
		}
		s.memory.Read("thing", "1")
		kind := s.kind()
		kind.Elsewhere = func(context.Context, string) (string, error) { return "", c.elsewhere }
		var diags diag.Diagnostics
		if kind.Plan(t.Context(), c.prior, c.planned, s.creation(key), private{}, &diags) {
			t.Errorf("%s: something is to be created", name)
		}
		expect(t, name, "said", said(diags), "Could not look for thing")
		if len(diags) > 0 && !strings.HasPrefix(diags[0].Detail(), c.says+": ") {
			t.Errorf("%s: it says %q, want it of %s", name, diags[0].Detail(), c.says)
		}
		if refused := s.memory.HasRefused("thing", "key:"+key); refused != (c.prior == nil && c.find != nil) {
			t.Errorf("%s: that whoever holds it keeps it is remembered: %t", name, refused)
		}
	}
}

// Who has a natural key that an object is to get.
func TestWhoHasTheKey(t *testing.T) {
	t.Parallel()
	held := &lifecycle.Instance{ID: "1", Key: key, Label: key}
	joe := &lifecycle.Instance{ID: "1", Key: "joe@example.com", Label: "joe@example.com"}
	for name, c := range map[string]struct {
		archived bool
		foreign  string
		want     string
	}{
		"somebody":                 {want: "it belongs to joe@example.com (id 2). "},
		"somebody archived":        {archived: true, want: "it belongs to joe@example.com (id 2), who is archived. "},
		"somebody of another kind": {foreign: "it is an owner.", want: "joe@example.com: it is an owner. "},
		"an archived one of them":  {archived: true, foreign: "it is an owner.", want: "joe@example.com: it is an owner. "},
	} {
		s := newService(t, settings{}, thing{id: "2", key: joe.Key, archived: c.archived})
		kind := s.kind()
		kind.Foreign = func(thing) string { return c.foreign }
		var diags diag.Diagnostics
		kind.Plan(t.Context(), held, joe, s.creation(key), private{}, &diags)
		if len(diags) != 1 || !strings.Contains(diags[0].Detail(), c.want) {
			t.Errorf("%s: %v, want %q", name, diags, c.want)
		}
	}
}

// Some ids differ from answer to answer. What was seen under a further name is known by it, also while it is replaced.
func TestReplacedUnderAnotherID(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ seen, said string }{
		"its own":         {"hook", "(Replacing keeps the thing)"},
		"somebody else's": {"another hook", "Could not create thing"},
	} {
		s := newService(t, settings{}, thing{id: "2", key: key})
		kind, kept := s.kind(), remembering(s, "1")
		kind.Names = func(o thing) []string { return []string{o.id, "hook"} }
		held := &lifecycle.Instance{ID: "1", Names: []string{c.seen}, Key: key, Label: key}
		var diags diag.Diagnostics
		kind.Plan(t.Context(), held, held, s.creation(key), kept, &diags)
		expect(t, name, "before, it said", said(diags), "")
		kind.Plan(t.Context(), nil, &lifecycle.Instance{Key: key, Label: key}, s.creation(key), kept, &diags)
		expect(t, name, "said", said(diags), c.said)
	}
}

// Terraform plans once more in the apply, when what is replaced is archived already, and perhaps hidden.
func TestPlanOfWhatThisRunHasArchived(t *testing.T) {
	t.Parallel()
	for _, hides := range []bool{false, true} {
		s := newService(t, settings{MaxInvitations: new(int64(0))}, thing{id: "1", key: key})
		s.hides = hides
		var diags diag.Diagnostics
		s.kind().Delete(t.Context(), lifecycle.Instance{ID: "1", Key: key, Label: key}, nil, &diags)
		if s.kind().Plan(t.Context(), nil, &lifecycle.Instance{Key: key, Label: key}, s.creation(key), private{}, &diags) {
			t.Errorf("hidden %t: it counts as new", hides)
		}
		expect(t, "in the apply", "said", said(diags.Errors()), "")
	}
}

// What somebody else archives while it is changed is archived as planned: what differs waits until it comes back.
func TestArchivedWhileItIsChanged(t *testing.T) {
	t.Parallel()
	active := lifecycle.Instance{ID: "1", Key: key, Label: key}
	old := lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true}
	for name, c := range map[string]struct {
		planned  lifecycle.Instance
		hides    bool
		get      error
		archived bool
		said     string
	}{
		"and shown":          {planned: old, archived: true},
		"and hidden":         {planned: old, hides: true, archived: true},
		"and unreadable":     {planned: old, get: errForbidden, said: "Changing failed"},
		"but to stay active": {planned: active, said: "Changing failed"},
	} {
		s := newService(t, settings{}, thing{id: "1", key: key})
		s.hides = c.hides
		if c.get != nil {
			s.fail["get"] = []error{c.get}
		}
		var diags diag.Diagnostics
		archived := s.kind().Update(t.Context(), active, c.planned, func(_ context.Context, diags *diag.Diagnostics) {
			s.things[0].archived = true
			diags.AddError("Changing failed", "")
		}, &diags)
		expect(t, name, "said", said(diags), c.said)
		expect(t, name, "sent", s.sent(), "")
		if archived != c.archived {
			t.Errorf("%s: archived is %t", name, archived)
		}
	}
}

// How a failed restore is explained, and what is advised.
func TestWhatRestoresSay(t *testing.T) {
	t.Parallel()
	old := lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true}
	active := lifecycle.Instance{ID: "1", Key: key, Label: key}
	for name, c := range map[string]struct {
		err           error
		mayStay       bool
		things        []thing
		says, saysNot string
	}{
		"people are purged":          {err: errNotFound, says: "the service purges what was archived for six months", saysNot: "stays archived until then"},
		"what may stay":              {err: errNotFound, mayStay: true, says: "It stays archived until then, and the next plan shows it again."},
		"forbidden":                  {err: errForbidden, mayStay: true, says: key + " (id 1): ", saysNot: "-replace"},
		"somebody else has the key":  {err: errNotFound, things: []thing{{id: "2", key: key}}, says: "thing 2 now; the service shows no thing 1 any more"},
		"somebody archived has it":   {err: errNotFound, things: []thing{{id: "2", key: key, archived: true}}, says: "the service purges what was archived"},
		"that cannot be looked up":   {err: errNotFound, things: []thing{{id: "find", key: key}}, says: key + " (id 1): "},
		"it has its own key, hidden": {err: errNotFound, things: []thing{{id: "1", key: key, archived: true}}, says: "the service purges what was archived"},
	} {
		s := newService(t, settings{}, c.things...)
		s.fail["restore"] = []error{c.err}
		if len(c.things) > 0 && c.things[0].id == "find" {
			s.fail["find"] = []error{errForbidden}
		}
		kind := s.kind()
		kind.Archive.MayStay = c.mayStay
		var diags diag.Diagnostics
		kind.Update(t.Context(), old, active, func(context.Context, *diag.Diagnostics) { _ = s.do("change") }, &diags)
		expect(t, name, "sent", s.sent(), "restore 1")
		if len(diags) != 1 || !strings.Contains(diags[0].Detail(), c.says) || c.saysNot != "" && strings.Contains(diags[0].Detail(), c.saysNot) {
			t.Errorf("%s: it says %v; want %q, and not %q", name, diags, c.says, c.saysNot)
		}
	}
}

// A service in trouble is not pestered: looks that fail, too, are further and further apart.
func TestLooksThatFailAreApart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		_, err := lifecycle.Once(t.Context(), requestTimeout, lifecycle.Effect[string]{
			Send: func() (string, error) { return "", errBroken },
			Find: func() (string, bool, error) { return "", false, errHidden },
		})
		if !errors.Is(err, errHidden) || time.Since(began) < 300*time.Millisecond {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	})
}

// Contracts and assignments count on what is planned to come back, and on nothing else.
func TestWhatIsPlannedToComeBack(t *testing.T) {
	t.Parallel()
	held := &lifecycle.Instance{ID: "1", Key: key, Label: key}
	old := &lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true}
	for name, c := range map[string]struct {
		archived       bool
		prior, planned *lifecycle.Instance
		want           bool
	}{
		"restored to be adopted": {archived: true, planned: &lifecycle.Instance{Key: key, Label: key}, want: true},
		"adopted as it is":       {planned: &lifecycle.Instance{Key: key, Label: key}},
		"kept archived":          {archived: true, planned: &lifecycle.Instance{Key: key, Label: key, Archived: true}},
		"restored in state":      {archived: true, prior: old, planned: held, want: true},
		"archived in state":      {prior: held, planned: old},
	} {
		s := newService(t, settings{AdoptExisting: true, RestoreArchived: true}, thing{id: "1", key: key, archived: c.archived})
		var diags diag.Diagnostics
		s.kind().Plan(t.Context(), c.prior, c.planned, s.creation(key), private{}, &diags)
		if got := s.memory.IsRestoring("thing", "1"); got != c.want || diags.HasError() {
			t.Errorf("%s: it comes back: %t; said %s", name, got, said(diags))
		}
	}
}
