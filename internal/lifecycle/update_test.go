package lifecycle_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

func TestUpdate(t *testing.T) {
	t.Parallel()
	active := lifecycle.Instance{ID: "1", Key: key, Label: key}
	old := lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true}
	joe := lifecycle.Instance{ID: "1", Key: "joe@example.com", Label: "joe@example.com"}
	for name, c := range map[string]struct {
		prior, planned lifecycle.Instance
		things         []thing
		fail           map[string][]error
		mayStay        bool

		sent, said string
		archived   bool
	}{
		"changed":                           {prior: active, planned: active, things: []thing{{id: "1", key: key}}, sent: "change"},
		"archived last":                     {prior: active, planned: old, things: []thing{{id: "1", key: key}}, sent: "change, remove 1", archived: true},
		"not archived where changing fails": {prior: active, planned: old, things: []thing{{id: "1", key: key}}, fail: map[string][]error{"change": {errRefused}}, sent: "change", said: "Changing failed"},
		"archiving fails":                   {prior: active, planned: old, things: []thing{{id: "1", key: key}}, fail: map[string][]error{"remove": {errRefused}}, sent: "change, remove 1", said: "Could not archive thing"},
		"archived meanwhile":                {prior: active, planned: old, things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"remove": {errRefused}}, sent: "change, remove 1", archived: true},
		"restored first":                    {prior: old, planned: active, things: []thing{{id: "1", key: key, archived: true}}, sent: "restore 1, change"},
		"restored meanwhile":                {prior: old, planned: active, things: []thing{{id: "1", key: key}}, fail: map[string][]error{"restore": {errNotFound}}, sent: "restore 1, change"},
		"restored, and the answer lost":     {prior: old, planned: active, things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"restore": {doneError{}}}, sent: "restore 1, change"},
		"restored, changing fails":          {prior: old, planned: active, things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"change": {errRefused}}, sent: "restore 1, change", said: "Changing failed"},
		"purged":                            {prior: old, planned: active, sent: "restore 1", said: "Could not restore thing", archived: true},
		"purged, and somebody has its key":  {prior: old, planned: active, things: []thing{{id: "2", key: key}}, sent: "restore 1", said: "Could not restore thing", archived: true},
		"cannot come back, and may stay":    {prior: old, planned: active, mayStay: true, things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"restore": {errNotFound}}, sent: "restore 1", said: "(Could not restore thing)", archived: true},
		"forbidden to come back":            {prior: old, planned: active, mayStay: true, things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"restore": {errForbidden}}, sent: "restore 1", said: "Could not restore thing", archived: true},
		"stays archived":                    {prior: old, planned: old, archived: true},
		"another key":                       {prior: active, planned: joe, things: []thing{{id: "1", key: key}}, sent: "change"},
		"a key that somebody has":           {prior: active, planned: joe, things: []thing{{id: "1", key: key}, {id: "2", key: joe.Key}}, said: "Could not change key"},
		"a key, while it comes back":        {prior: old, planned: joe, things: []thing{{id: "1", key: key, archived: true}, {id: "2", key: joe.Key}}, said: "Could not change key", archived: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, settings{RequestTimeout: requestTimeout}, c.things...)
			if c.fail != nil {
				s.fail = c.fail
			}
			kind, restored := s.kind(), 0
			kind.Archive.MayStay, kind.Archive.Restored = c.mayStay, func() { restored++ }
			var diags diag.Diagnostics
			archived := kind.Update(t.Context(), c.prior, c.planned, func(_ context.Context, diags *diag.Diagnostics) {
				if err := s.do("change"); err != nil {
					diags.AddError("Changing failed", err.Error())
				}
			}, &diags)
			expect(t, name, "said", said(diags), c.said)
			expect(t, name, "sent", s.sent(), c.sent)
			if archived != c.archived {
				t.Errorf("%s: archived is %t", name, archived)
			}
			if back := c.prior.Archived && !archived; back != (restored == 1) {
				t.Errorf("%s: that it is back was said %d times", name, restored)
			}
		})
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	prior := lifecycle.Instance{ID: "1", Key: key, Label: key}
	for name, c := range map[string]struct {
		things []thing
		gone   bool // what is removed is gone
		fail   map[string][]error
		guard  bool

		sent, said, held string
	}{
		"archived":             {things: []thing{{id: "1", key: key}}, sent: "remove 1", held: "-1 " + key},
		"archived already":     {things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"remove": {errRefused}}, sent: "remove 1", held: "-1 " + key},
		"gone already":         {sent: "remove 1"},
		"guarded":              {things: []thing{{id: "1", key: key}}, guard: true, said: "Guarded", held: "1 " + key},
		"refused":              {things: []thing{{id: "1", key: key}}, fail: map[string][]error{"remove": {errRefused}}, sent: "remove 1", said: "Could not archive thing", held: "1 " + key},
		"forbidden":            {things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"remove": {errForbidden}}, sent: "remove 1", said: "Could not archive thing", held: "-1 " + key},
		"deleted":              {things: []thing{{id: "1", key: key}}, gone: true, sent: "remove 1"},
		"deleted, but refused": {things: []thing{{id: "1", key: key}}, gone: true, fail: map[string][]error{"remove": {errRefused}}, sent: "remove 1", said: "Could not delete thing", held: "1 " + key},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, settings{}, c.things...)
			s.people = !c.gone
			if c.fail != nil {
				s.fail = c.fail
			}
			var guard func(context.Context) *tfkit.Problem
			if c.guard {
				guard = func(context.Context) *tfkit.Problem { return &tfkit.Problem{Summary: "Guarded"} }
			}
			var diags diag.Diagnostics
			s.kind().Delete(t.Context(), prior, guard, &diags)
			expect(t, name, "said", said(diags), c.said)
			expect(t, name, "sent", s.sent(), c.sent)
			expect(t, name, "held", s.held(), c.held)
			if removed := c.sent != ""; s.memory.HasRemoved("thing", "1") != removed {
				t.Errorf("%s: that it was removed is remembered: %t", name, !removed)
			}
			if formerly := c.sent != "" && !c.gone; (s.memory.FormerlyUnder("thing", key) == "1") != formerly {
				t.Errorf("%s: that its key was this one's is remembered: %t", name, !formerly)
			}
		})
	}
}

// What this resource created a moment ago is looked for before it counts as gone.
func TestReadOfWhatIsNotShownYet(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		age      time.Duration // -1 where this resource did not create it
		misses   int
		fails    error
		gets     [2]int
		notFound bool
		takes    time.Duration
	}{
		"there":                    {age: time.Second, gets: [2]int{1, 1}},
		"not shown for 3 reads":    {age: time.Second, misses: 3, gets: [2]int{4, 4}, takes: 4 * time.Second},
		"shown in the last second": {age: 59 * time.Second, misses: 1, gets: [2]int{2, 2}, takes: time.Second},
		"gone":                     {age: time.Second, misses: 1000, gets: [2]int{4, 12}, notFound: true, takes: 15 * time.Second},
		"too old":                  {age: time.Minute, misses: 1000, gets: [2]int{1, 1}, notFound: true},
		"somebody else's":          {age: -1, misses: 1000, gets: [2]int{1, 1}, notFound: true},
		"the look fails":           {age: time.Second, misses: 1, fails: errForbidden, gets: [2]int{2, 2}, takes: time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, settings{}, thing{id: "1", key: key})
				kept, kind, written := private{}, s.kind(), 0
				kind.Written = func(string, ...string) { written++ }
				var diags diag.Diagnostics
				if c.age >= 0 {
					kind.Born(t.Context(), kept, &diags)
					time.Sleep(c.age)
				}
				began, gets := time.Now(), 0
				found, err := kind.Read(t.Context(), "1", kept, &diags, func(context.Context) (thing, error) {
					gets++
					switch {
					case gets <= c.misses:
						return thing{}, errNotFound
					case c.fails != nil:
						return thing{}, c.fails
					}
					return thing{id: "1"}, nil
				})
				if remote.IsNotFound(err) != c.notFound || c.fails != nil && !remote.IsForbidden(err) || err == nil && found.id != "1" {
					t.Errorf("%s: %v, %v", name, found, err)
				}
				if gets < c.gets[0] || gets > c.gets[1] || written != gets-1 {
					t.Errorf("%s: read %d times, %d of them anew; want %v", name, gets, written, c.gets)
				}
				if took := time.Since(began); took > c.takes {
					t.Errorf("%s: took %s, want at most %s", name, took, c.takes)
				}
			})
		})
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		things   []thing
		fail     error
		id, said string
	}{
		"one":                     {things: []thing{{id: "1", key: key}}, id: "1"},
		"none":                    {said: "Could not import thing"},
		"several":                 {things: []thing{{id: "1", key: key}, {id: "2", key: key}}, said: "Could not import thing"},
		"active before archived":  {things: []thing{{id: "1", key: key, archived: true}, {id: "2", key: key}}, id: "2"},
		"archived only":           {things: []thing{{id: "1", key: key, archived: true}}, id: "1"},
		"several, all archived":   {things: []thing{{id: "1", key: key, archived: true}, {id: "2", key: key, archived: true}}, said: "Could not import thing"},
		"the look itself failing": {fail: errForbidden, said: "Could not import thing"},
	} {
		s := newService(t, settings{}, c.things...)
		if c.fail != nil {
			s.fail["find"] = []error{c.fail}
		}
		id, problem := s.kind().Named(t.Context(), key, key)
		got := ""
		if problem != nil {
			got = problem.Summary
		}
		expect(t, name, "said", got, c.said)
		expect(t, name, "id", id, c.id)
	}
}

// What a Read finds is noted: whose the resource is, and whether somebody else archived it.
func TestObserve(t *testing.T) {
	t.Parallel()
	active := lifecycle.Instance{ID: "1", Key: key, Label: key}
	old := lifecycle.Instance{ID: "1", Key: key, Label: key, Archived: true}
	for name, c := range map[string]struct {
		before, now lifecycle.Instance
		comesBack   string
	}{
		"archived in the app":       {active, old, "was archived outside Terraform"},
		"archived before":           {old, old, "is archived"},
		"archived when it imported": {lifecycle.Instance{}, old, "is archived"},
	} {
		s := newService(t, settings{RestoreArchived: true})
		kept := private{}
		var diags diag.Diagnostics
		s.kind().Observe(t.Context(), kept, lifecycle.Memo{ID: "1"}, c.before, c.now, &diags)
		if s.kind().Recall(t.Context(), kept, &diags).ID != "1" || !s.memory.WasRead("thing", "1") {
			t.Errorf("%s: what was read is not remembered", name)
		}
		s.kind().Plan(t.Context(), &old, &active, s.creation(key), kept, &diags)
		if len(diags) != 1 {
			t.Fatalf("%s: %s", name, said(diags))
		}
		expect(t, name, "detail", diags[0].Detail(), key+" (id 1) "+c.comesBack+"; applying gives access back.")
	}
}
