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

// What a creation says in full: who is in the way, and what to do.
func TestWhatCreationsSay(t *testing.T) {
	t.Parallel()
	const hint = "it is archived and hidden"
	for name, c := range map[string]struct {
		things        []thing
		deletes       bool // what is removed is gone
		fail          map[string][]error
		foreign       string
		elsewhere     string
		unnamed       bool
		says, saysNot string
	}{
		"who is in the way":           {things: []thing{{id: "1", key: key}}, says: key + " (id 1) exists already", saysNot: hint},
		"who several are":             {things: []thing{{id: "1", key: key}, {id: "2", key: key}}, says: "there are several of this key: jane@example.com (id 1), jane@example.com (id 2). "},
		"of another kind":             {things: []thing{{id: "1", key: key}}, foreign: "it is an owner", says: key + ": it is an owner"},
		"of another kind, elsewhere":  {elsewhere: "it is a viewer", says: key + ": it is a viewer"},
		"refused, perhaps hidden":     {fail: map[string][]error{"send": {errRefused}}, says: hint},
		"refused, and nothing hides":  {deletes: true, fail: map[string][]error{"send": {errRefused}}, says: key + ": ", saysNot: hint},
		"forbidden, nobody is hidden": {fail: map[string][]error{"send": {errForbidden}}, says: key + ": ", saysNot: hint},
		"perhaps invited":             {fail: map[string][]error{"send": {errGateway}}, says: "Whether the service sent the invitation is not known.", saysNot: "import {"},
		"perhaps created":             {deletes: true, fail: map[string][]error{"send": {errGateway}}, says: "id = \"" + key + "\"", saysNot: "invitation"},
		"perhaps created, by id only": {deletes: true, unnamed: true, fail: map[string][]error{"send": {errGateway}}, says: "Apply again: the provider looks first.", saysNot: "import"},
		"cannot come back":            {things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"restore": {errNotFound}}, says: "Restore it in the app, then import it"},
		"must not come back":          {things: []thing{{id: "1", key: key, archived: true}}, fail: map[string][]error{"restore": {errForbidden}}, says: key + " (id 1): ", saysNot: "Restore it in the app"},
		"unreadable when it is taken": {things: []thing{{id: "1", key: key, pending: true}}, fail: map[string][]error{"get": {errForbidden}}, says: key + " (id 1): "},
		"unreadable look elsewhere":   {fail: map[string][]error{"elsewhere": {errForbidden}}, elsewhere: "it is a viewer", says: key + ": ", saysNot: "viewer"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, settings{RestoreArchived: true, RequestTimeout: requestTimeout}, c.things...)
				s.people = !c.deletes
				if c.fail != nil {
					s.fail = c.fail
				}
				kind := s.kind()
				if c.unnamed {
					kind.ImportID = nil
				}
				kind.Foreign = func(thing) string { return c.foreign }
				kind.Elsewhere = func(context.Context, string) (string, error) { return c.elsewhere, s.do("elsewhere") }
				_, diags := kind.Create(t.Context(), lifecycle.Instance{Key: key, Label: key}, s.creation(key))
				if !diags.HasError() {
					t.Fatal("nothing is wrong")
				}
				detail := diags.Errors()[0].Detail()
				if !strings.Contains(detail, c.says) || c.saysNot != "" && strings.Contains(detail, c.saysNot) {
					t.Errorf("it says %q; want %q, and not %q", detail, c.says, c.saysNot)
				}
			})
		})
	}
}

// What comes back with something that this run restores is taken, and what only has the key of another kind is not.
func TestWhatComesBackWithItsParent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		returns bool
		err     error
		said    string
	}{
		"it comes back":      {returns: true, said: "(Existing thing adopted)"},
		"it does not":        {said: "Could not create thing"},
		"that is not known":  {err: errForbidden, said: "Could not look for thing"},
		"nor is it believed": {returns: true, err: errForbidden, said: "Could not look for thing"},
	} {
		s := newService(t, settings{}, thing{id: "1", key: key})
		kind := s.kind()
		kind.Returns = func(context.Context, thing) (bool, error) { return c.returns, c.err }
		want := lifecycle.Instance{Key: key, Label: key}
		var planned diag.Diagnostics
		kind.Plan(t.Context(), nil, &want, s.creation(key), private{}, &planned)
		expect(t, name, "the plan said", said(planned), c.said)
		_, diags := kind.Create(t.Context(), want, s.creation(key))
		expect(t, name, "said", said(diags), c.said)
	}
}

// While an address of a stale key removes an object, another one finds it under its newer key, and waits.
func TestHandingOverUnderAnotherKeyWaits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		deletes          bool // what is removed is gone
		sent, held, said string
	}{
		"archived": {sent: "remove 1, restore 1", held: "1 " + key},
		"deleted":  {deletes: true, sent: "remove 1, send " + key, held: "901 " + key},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, settings{AdoptExisting: true, RestoreArchived: true, RequestTimeout: requestTimeout}, thing{id: "1", key: key})
			s.people = !c.deletes
			slow := s.kind()
			remove := slow.Remove
			slow.Remove = func(ctx context.Context, id string) error {
				time.Sleep(time.Second)
				return remove(ctx, id)
			}
			var deleted diag.Diagnostics
			go slow.Delete(t.Context(), lifecycle.Instance{ID: "1", Key: "old@example.com", Label: "old"}, nil, &deleted)
			synctest.Wait()
			_, created := s.kind().Create(t.Context(), lifecycle.Instance{Key: key, Label: key}, s.creation(key))
			synctest.Wait()
			expect(t, name, "said", said(created.Errors())+said(deleted), "")
			expect(t, name, "sent", s.sent(), c.sent)
			expect(t, name, "held", s.held(), c.held)
		})
	}
}

// A run that is stopped ends what waits for somebody else, and says so; nothing is sent.
func TestStoppedRuns(t *testing.T) {
	t.Parallel()
	held := lifecycle.Instance{ID: "1", Key: key, Label: key}
	for name, c := range map[string]struct {
		call func(context.Context, *service, *diag.Diagnostics)
		said string
	}{
		"creating": {func(ctx context.Context, s *service, diags *diag.Diagnostics) {
			_, more := s.kind().Create(ctx, held, s.creation(key))
			diags.Append(more...)
		}, "Could not invite thing"},
		"making sure": {func(ctx context.Context, s *service, diags *diag.Diagnostics) {
			s.kind().Ensure(ctx, held, func(context.Context) error { return s.do("ensure") }, diags)
		}, "Could not create thing"},
		"updating": {func(ctx context.Context, s *service, diags *diag.Diagnostics) {
			s.kind().Update(ctx, held, held, func(context.Context, *diag.Diagnostics) { _ = s.do("change") }, diags)
		}, "Could not update thing"},
		"removing": {func(ctx context.Context, s *service, diags *diag.Diagnostics) {
			s.kind().Delete(ctx, held, nil, diags)
		}, "Could not archive thing"},
		"planning": {func(ctx context.Context, s *service, diags *diag.Diagnostics) {
			s.kind().Plan(ctx, nil, &held, s.creation(key), private{}, diags)
		}, "Could not look for thing"},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, settings{}, thing{id: "1", key: key})
			unlock, err := s.memory.Lock(t.Context(), "thing", key)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(time.Second, func() { cancel(errors.New("stopped")) })
			var diags diag.Diagnostics
			c.call(ctx, s, &diags)
			expect(t, name, "said", said(diags), c.said)
			expect(t, name, "sent", s.sent(), "")
			unlock()
			// Whoever comes later does not wait for it.
			again, err := s.memory.Lock(t.Context(), "thing", key)
			if err != nil {
				t.Fatal(err)
			}
			again()
		})
	}
}

// Who waits only for the object itself lets go of the key when it is stopped.
func TestStoppedWhileTheObjectIsInUse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, settings{AdoptExisting: true}, thing{id: "1", key: key})
		unlock, err := s.memory.LockID(t.Context(), "thing", "1")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var diags diag.Diagnostics
		s.kind().Delete(ctx, lifecycle.Instance{ID: "1", Key: key, Label: key}, nil, &diags)
		_, created := s.kind().Create(ctx, lifecycle.Instance{Key: key, Label: key}, s.creation(key))
		expect(t, "stopped", "said", said(diags)+", "+said(created.Errors()), "Could not archive thing, Could not invite thing")
		expect(t, "stopped", "sent", s.sent(), "")
		unlock()
		again, err := s.memory.Lock(t.Context(), "thing", key)
		if err != nil {
			t.Fatal(err)
		}
		again()
	})
}
