package lifecycle_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

const key = "jane@example.com"

func TestCreate(t *testing.T) {
	t.Parallel()
	usual := settings{RestoreArchived: true, RequestTimeout: requestTimeout}
	adopting := settings{RestoreArchived: true, AdoptExisting: true, RequestTimeout: requestTimeout}
	forbidding := settings{RequestTimeout: requestTimeout}
	active, old, pending := thing{id: "1", key: key}, thing{id: "1", key: key, archived: true}, thing{id: "1", key: key, pending: true}
	for name, c := range map[string]struct {
		settings
		things   []thing
		fail     map[string][]error
		hides    bool
		removed  string // what this run has archived before
		archived bool   // what is to be created
		deleted  bool   // what is removed is gone, and lists lag
		invited  bool   // likewise, of an invitation among people who are archived otherwise

		id, sent, held, said string
		existed, unseen      bool
	}{
		"nothing there":                        {settings: usual, id: "901", sent: "send " + key, held: "901 " + key},
		"active":                               {settings: usual, things: []thing{active}, held: "1 " + key, said: "Could not create thing"},
		"active, to be adopted":                {settings: adopting, things: []thing{active}, id: "1", existed: true, held: "1 " + key, said: "(Existing thing adopted)"},
		"pending":                              {settings: usual, things: []thing{pending}, id: "1", existed: true, held: "1 " + key, said: "(Unfinished invitation found)"},
		"archived":                             {settings: usual, things: []thing{old}, id: "1", existed: true, sent: "restore 1", held: "1 " + key, said: "(Archived thing comes back)"},
		"archived, forbidden":                  {settings: forbidding, things: []thing{old}, held: "-1 " + key, said: "Could not restore thing"},
		"archived, and to be so":               {settings: usual, things: []thing{old}, archived: true, id: "1", existed: true, held: "-1 " + key},
		"active, to be archived":               {settings: adopting, things: []thing{active}, archived: true, held: "1 " + key, said: "Could not create thing"},
		"none to be archived":                  {settings: usual, archived: true, said: "Nothing to archive"},
		"replaced":                             {settings: forbidding, things: []thing{old}, removed: "1", id: "1", existed: true, sent: "restore 1", held: "1 " + key},
		"replaced, and still listed as active": {settings: forbidding, things: []thing{active}, removed: "1", id: "1", existed: true, sent: "restore 1", held: "1 " + key},
		"deleted before it was accepted, still listed": {settings: usual, removed: "1", invited: true, id: "901", sent: "send " + key, held: "901 " + key},
		"replaced and hidden":                          {settings: forbidding, things: []thing{old}, removed: "1", hides: true, id: "1", existed: true, sent: "restore 1", held: "1 " + key},
		"replaced, and one failed look at what is back": {
			settings: usual, things: []thing{old}, removed: "1", hides: true, fail: map[string][]error{"get": {&remote.Error{Status: 500, Own: true}}},
			id: "1", existed: true, unseen: true, sent: "restore 1", held: "1 " + key, said: "(Could not read thing)",
		},
		"replaced, and cannot come back": {
			settings: usual, things: []thing{old}, removed: "1", fail: map[string][]error{"restore": {errNotFound}},
			id: "901", sent: "restore 1, send " + key, held: "-1 " + key + ", 901 " + key, said: "(New thing instead of the archived one)",
		},
		"archived, and cannot come back": {
			settings: usual, things: []thing{old}, fail: map[string][]error{"restore": {errNotFound}},
			sent: "restore 1", held: "-1 " + key, said: "(Archived thing comes back), Could not restore thing",
		},
		"restored meanwhile": {
			settings: usual, things: []thing{old}, fail: map[string][]error{"restore": {doneError{}}},
			id: "1", existed: true, sent: "restore 1", held: "1 " + key, said: "(Archived thing comes back)",
		},
		"deleted by this run, and still listed": {settings: adopting, removed: "1", deleted: true, id: "901", sent: "send " + key, held: "901 " + key},
		"the look fails":                        {settings: usual, fail: map[string][]error{"find": {errForbidden}}, said: "Could not look for thing"},
		"the answer is lost":                    {settings: usual, fail: map[string][]error{"send": {doneError{}}}, id: "901", sent: "send " + key, held: "901 " + key},
		"refused":                               {settings: usual, fail: map[string][]error{"send": {errRefused}}, sent: "send " + key, said: "Could not invite thing"},
		"a gateway gives up, nothing is done":   {settings: usual, fail: map[string][]error{"send": {errGateway}}, sent: "send " + key, said: "Could not invite thing"},
		"broken, then done":                     {settings: usual, fail: map[string][]error{"send": {errBroken}}, id: "901", sent: "send " + key + ", send " + key, held: "901 " + key},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, c.settings, c.things...)
				s.fail, s.hides = c.fail, c.hides
				if s.fail == nil {
					s.fail = map[string][]error{}
				}
				switch {
				case c.deleted:
					s.people, s.lagging = false, []thing{{id: c.removed, key: key}}
					s.memory.Removed("thing", c.removed)
				case c.invited:
					s.lagging = []thing{{id: c.removed, key: key, pending: true}}
					s.memory.Removed("thing", c.removed)
				case c.removed != "":
					s.memory.Removed("thing", c.removed)
					s.memory.RemovedUnder("thing", key, c.removed)
				}
				want := lifecycle.Instance{Key: key, Label: key, Archived: c.archived}
				outcome, diags := s.kind().Create(t.Context(), want, s.creation(key))
				expect(t, name, "said", said(diags), c.said)
				expect(t, name, "sent", s.sent(), c.sent)
				expect(t, name, "held", s.held(), c.held)
				if diags.HasError() {
					if !s.memory.HasRefused("thing", "key:"+key) || s.memory.HasMade("thing", "1", "901") {
						t.Error("a refusal is not remembered")
					}
					return
				}
				expect(t, name, "id", outcome.ID, c.id)
				if outcome.Existed != c.existed || outcome.Seen == c.unseen || outcome.Seen && outcome.Object.id != c.id {
					t.Errorf("%s: the outcome is %+v", name, outcome)
				}
				if !s.memory.HasMade("thing", c.id) || s.memory.HasRefused("thing", c.id) {
					t.Error("what was made is not remembered")
				}
			})
		})
	}
}

// What a lost creation may have made is taken only if it is what was asked for.
func TestCreateWhereKeysAreNotUnique(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		appears thing
		said    string
	}{
		"ours":            {thing{id: "7", key: key, pending: true}, ""},
		"somebody else's": {thing{id: "7", key: key}, "Could not invite thing"},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, settings{RequestTimeout: requestTimeout})
			s.unique = false
			creation := s.creation(key)
			creation.Send = func(context.Context) (thing, error) {
				s.things = append(s.things, c.appears)
				return thing{}, errors.New("lost")
			}
			outcome, diags := s.kind().Create(t.Context(), lifecycle.Instance{Key: key, Label: key}, creation)
			expect(t, name, "said", said(diags), c.said)
			if !diags.HasError() && outcome.ID != "7" {
				t.Errorf("%s: the outcome is %+v", name, outcome)
			}
		})
	}
}

// The guards hold where somebody is adopted or comes back, and nothing is done.
func TestCreateIsGuarded(t *testing.T) {
	t.Parallel()
	for name, existing := range map[string]thing{"adopted": {id: "1", key: key}, "restored": {id: "1", key: key, archived: true}} {
		s := newService(t, settings{AdoptExisting: true, RestoreArchived: true}, existing)
		creation := s.creation(key)
		creation.Allow = func(context.Context, thing) *tfkit.Problem { return &tfkit.Problem{Summary: "Guarded"} }
		_, diags := s.kind().Create(t.Context(), lifecycle.Instance{Key: key, Label: key}, creation)
		if got := said(diags.Errors()); got != "Guarded" || s.sent() != "" {
			t.Errorf("%s: said %q, sent %q", name, got, s.sent())
		}
		if !s.memory.HasRefused("thing", "1") {
			t.Errorf("%s: whoever holds the object is to keep it", name)
		}
	}
}

// An address is destroyed while another one of this run takes the same object over, in every order.
func TestHandingOver(t *testing.T) {
	t.Parallel()
	adopting := settings{AdoptExisting: true, RestoreArchived: true, RequestTimeout: requestTimeout}
	held := lifecycle.Instance{ID: "1", Key: key, Label: key}
	stale := lifecycle.Instance{ID: "1", Key: "old@example.com", Label: "old@example.com"} // the key has changed outside
	for name, prior := range map[string]lifecycle.Instance{"the same key": held, "a stale key": stale} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			t.Run("creation first", func(t *testing.T) {
				t.Parallel()
				s := newService(t, adopting, thing{id: "1", key: key})
				_, created := s.kind().Create(t.Context(), lifecycle.Instance{Key: key, Label: key}, s.creation(key))
				var deleted diag.Diagnostics
				s.kind().Delete(t.Context(), prior, nil, &deleted)
				expect(t, name, "said", said(created)+said(deleted), "(Existing thing adopted)")
				expect(t, name, "sent", s.sent(), "")
				expect(t, name, "held", s.held(), "1 "+key)
			})
			t.Run("removal first", func(t *testing.T) {
				t.Parallel()
				s := newService(t, adopting, thing{id: "1", key: key})
				var deleted diag.Diagnostics
				s.kind().Delete(t.Context(), prior, nil, &deleted)
				outcome, created := s.kind().Create(t.Context(), lifecycle.Instance{Key: key, Label: key}, s.creation(key))
				expect(t, name, "said", said(created.Errors())+said(deleted), "")
				expect(t, name, "sent", s.sent(), "remove 1, restore 1")
				expect(t, name, "held", s.held(), "1 "+key)
				expect(t, name, "id", outcome.ID, "1")
			})
			t.Run("creation refused", func(t *testing.T) {
				t.Parallel()
				s := newService(t, settings{RequestTimeout: requestTimeout}, thing{id: "1", key: key})
				_, created := s.kind().Create(t.Context(), lifecycle.Instance{Key: key, Label: key}, s.creation(key))
				var deleted diag.Diagnostics
				s.kind().Delete(t.Context(), prior, nil, &deleted)
				expect(t, name, "said", said(created)+", "+said(deleted), "Could not create thing, Could not archive thing")
				expect(t, name, "held", s.held(), "1 "+key)
			})
		})
	}
}

// While a removal is on its way, a creation of the same key waits for it, and for nothing else.
func TestHandingOverWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, settings{AdoptExisting: true, RestoreArchived: true, RequestTimeout: requestTimeout}, thing{id: "1", key: key}, thing{id: "2", key: "joe@example.com"}, thing{id: "3", key: "kim@example.com"})
		slow := s.kind()
		remove := slow.Remove
		slow.Remove = func(ctx context.Context, id string) error {
			time.Sleep(1500 * time.Millisecond)
			return remove(ctx, id)
		}
		began := time.Now()
		go func() {
			var diags diag.Diagnostics
			slow.Delete(t.Context(), lifecycle.Instance{ID: "1", Key: key, Label: key}, nil, &diags)
		}()
		synctest.Wait()
		if _, diags := s.kind().Create(t.Context(), lifecycle.Instance{Key: "joe@example.com", Label: "joe"}, s.creation("joe@example.com")); diags.HasError() || time.Since(began) > 0 {
			t.Errorf("somebody else: %s after %s", said(diags), time.Since(began))
		}
		outcome, diags := s.kind().Create(t.Context(), lifecycle.Instance{Key: key, Label: key}, s.creation(key))
		if diags.HasError() || outcome.ID != "1" || time.Since(began) != 1500*time.Millisecond {
			t.Errorf("%s: %+v after %s", said(diags), outcome, time.Since(began))
		}
		expect(t, "waits", "held", s.held(), "1 "+key+", 2 joe@example.com, 3 kim@example.com")

		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		go func() {
			var diags diag.Diagnostics
			slow.Delete(t.Context(), lifecycle.Instance{ID: "3", Key: "kim@example.com", Label: "kim"}, nil, &diags)
		}()
		synctest.Wait()
		if _, diags := s.kind().Create(ctx, lifecycle.Instance{Key: "kim@example.com", Label: "kim"}, s.creation("kim@example.com")); !diags.HasError() {
			t.Error("a creation goes on although it is cancelled")
		}
		time.Sleep(time.Second) // the removal ends
	})
}

// Nobody waits for a lock: the test ends at once if one is not let go of.
func TestEnsure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, settings{})
		want := lifecycle.Instance{ID: "100:500", Key: "100:500", Label: "project 500 for viewer 100"}
		var diags diag.Diagnostics
		s.kind().Ensure(t.Context(), want, func(context.Context) error { return errRefused }, &diags)
		expect(t, "refused", "said", said(diags), "Could not create thing")
		if !s.memory.HasRefused("thing", "key:100:500") {
			t.Error("a refusal is not remembered")
		}
		diags = nil
		s.kind().Ensure(t.Context(), want, func(context.Context) error { return nil }, &diags)
		if len(diags) > 0 || !s.memory.HasMade("thing", "100:500") {
			t.Errorf("made sure of it: %s", said(diags))
		}
	})
}
