package lifecycle_test

import (
	"context"
	"errors"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/collection"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// parents is the kind of the service's things as something to depend on.
func (s *service) parents() lifecycle.ParentKind[thing] {
	return lifecycle.ParentKind[thing]{
		Noun: "thing", Space: "thing", Run: s.run(),
		Label:    func(o thing) string { return o.key },
		Archived: func(o thing) bool { return o.archived },
		From: collection.New(collection.Source[string, thing]{
			Name: "things", ID: func(o thing) string { return o.id }, Key: func(o thing) string { return o.key },
			Get: s.kind().Get, Each: true,
			Page: func(context.Context, int) (remote.Page[thing], error) { return remote.Page[thing]{}, errForbidden },
		}, func(context.Context, string) {}),
	}
}

func TestParents(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		things                    []thing
		fail                      error
		held, restoring, written  bool
		obstacle                  string
		unasked                   string // the obstacle where what is expected to be active is not asked for
		archived, missing, failed bool
		returns                   bool
	}{
		"active":                    {things: []thing{{id: "1", key: key}}},
		"archived":                  {things: []thing{{id: "1", key: key, archived: true}}, obstacle: "the thing jane@example.com (id 1) is archived", unasked: "the thing jane@example.com (id 1) is archived", archived: true, returns: true},
		"archived, and coming back": {things: []thing{{id: "1", key: key, archived: true}}, restoring: true, obstacle: "the thing jane@example.com (id 1) is archived", archived: true, returns: true},
		"archived when just written": {
			things: []thing{{id: "1", key: key, archived: true}}, written: true,
			obstacle: "the thing jane@example.com (id 1) is archived", archived: true, returns: true,
		},
		"hidden, and in state": {held: true, obstacle: "the thing 1 is archived", unasked: "the thing 1 is archived", archived: true, returns: true},
		"not shown": {
			obstacle: "the service shows no thing 1: the id is wrong, or it is archived, or it belongs to another workspace",
			unasked:  "the service shows no thing 1: the id is wrong, or it is archived, or it belongs to another workspace", missing: true,
		},
		"unreadable": {things: []thing{{id: "1", key: key}}, fail: errForbidden, failed: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, settings{}, c.things...)
			if c.fail != nil {
				s.fail["get"] = []error{c.fail, c.fail, c.fail, c.fail}
			}
			kind := s.parents()
			if c.held {
				s.memory.Read("thing", "1")
			}
			if c.restoring {
				s.memory.Restoring("thing", "1")
			}
			if c.written {
				kind.From.Written("1")
			}
			parent, err := kind.Read(t.Context(), "1")
			if (err != nil) != c.failed || c.failed && !errors.Is(err, c.fail) {
				t.Fatalf("reading it fails with %v", err)
			}
			expect(t, name, "the obstacle", parent.Obstacle, c.obstacle)
			if parent.Archived != c.archived || (parent.Missing != nil) != c.missing {
				t.Errorf("it stands as %+v", parent)
			}
			if kind.Expected("1") != (c.restoring || c.written) {
				t.Error("what is expected is not what this run does")
			}
			returns, err := kind.Returns(t.Context(), "1")
			if returns != c.returns || (err != nil) != c.failed {
				t.Errorf("it returns: %t, %v", returns, err)
			}
			for everything, want := range map[bool]string{true: c.obstacle, false: c.unasked} {
				obstacle, err := lifecycle.Obstacles(t.Context(), everything, kind.Of("1"))
				if (err != nil) != c.failed {
					t.Errorf("asking for obstacles fails with %v", err)
				}
				expect(t, name, "obstacles", obstacle, want)
			}
		})
	}
}

func TestObstaclesOfSeveralParents(t *testing.T) {
	t.Parallel()
	is := func(obstacle string, err error) func(context.Context, bool) (string, error) {
		return func(context.Context, bool) (string, error) { return obstacle, err }
	}
	both, err := lifecycle.Obstacles(t.Context(), true, is("one is archived", nil), is("", nil), is("another is gone", nil))
	if err != nil {
		t.Error(err)
	}
	expect(t, "two of three", "obstacles", both, "one is archived and another is gone")
	if _, err := lifecycle.Obstacles(t.Context(), true, is("one is archived", nil), is("", errForbidden)); !errors.Is(err, errForbidden) {
		t.Errorf("one that cannot be read: %v", err)
	}
}
