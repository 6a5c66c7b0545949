package lifecycle_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle/memory"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// thing is an object of a service that lives in memory.
type thing struct {
	id, key           string
	archived, pending bool
}

// service holds things, and does what a lifecycle asks for.
type service struct {
	t        *testing.T
	settings settings
	partial  bool // the account does not see everything
	memory   memory.Memory
	people   bool // else what is removed is gone
	unique   bool

	mu      sync.Mutex
	things  []thing
	log     []string
	next    int
	fail    map[string][]error // by what is done, one for each time
	lagging []thing            // what lists still show
	hides   bool               // what is archived
}

// settings are those of a run.
type settings struct {
	RestoreArchived, AdoptExisting bool
	MaxInvitations, MaxArchivals   *int64
	RequestTimeout                 time.Duration
}

func newService(t *testing.T, settings settings, things ...thing) *service {
	t.Helper()
	return &service{
		t: t, settings: settings, people: true, unique: true,
		things: things, next: 900, fail: map[string][]error{},
	}
}

func (s *service) kind() lifecycle.Kind[thing] {
	k := lifecycle.Kind[thing]{
		Noun: "thing", Type: "x_thing", Key: []string{"key"}, Space: "thing", Verb: "create", Unique: s.unique, Run: s.run(),
		ID:       func(o thing) string { return o.id },
		Describe: func(o thing) string { return tfkit.Describe(o.key, o.id) },
		ImportID: func(want lifecycle.Instance) string { return want.Key },
		Get: func(_ context.Context, id string) (thing, error) {
			if err := s.do("get " + id); err != nil {
				return thing{}, err
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			at := s.index(id)
			if at < 0 || s.hides && s.things[at].archived {
				return thing{}, errNotFound
			}
			return s.things[at], nil
		},
		Find: func(_ context.Context, key string) ([]thing, error) {
			if err := s.do("find " + key); err != nil {
				return nil, err
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			return slices.DeleteFunc(slices.Concat(s.things, s.lagging), func(o thing) bool { return o.key != key || s.hides && o.archived }), nil
		},
		Remove: func(_ context.Context, id string) error {
			return s.change("remove", id, func(at int) {
				if s.people {
					s.things[at].archived = true
				} else {
					s.things = slices.Delete(s.things, at, at+1)
				}
			})
		},
		Deletes: func(o thing) bool { return o.pending },
		Written: func(string, ...string) {},
	}
	if s.people {
		k.Verb, k.Access = "invite", s.access()
		k.Archive = &lifecycle.Archive[thing]{
			Word: "archived", Verb: "archive", Is: func(o thing) bool { return o.archived },
			Restore: func(_ context.Context, id string) error {
				return s.change("restore", id, func(at int) { s.things[at].archived = false })
			},
			Consequence: "applying gives access back.", Replaced: ".", Purged: "the service purges what was archived for six months.", Stuck: "Restore it in the app, then import it:",
		}
	}
	return k
}

func (s *service) run() lifecycle.Run {
	return lifecycle.Run{
		Service: "the service", Memory: &s.memory, AdoptExisting: s.settings.AdoptExisting, RequestTimeout: s.settings.RequestTimeout,
		Ready:   func() bool { return true },
		SeesAll: func(context.Context) bool { return !s.partial }, PartialView: "Nobody knows", FullView: "Ask.",
		Explain: func(action, label string, err error) *tfkit.Problem {
			return &tfkit.Problem{Summary: "Could not " + action, Detail: label + ": " + err.Error(), Err: err}
		},
	}
}

// access stops at more people than the settings allow.
func (s *service) access() *lifecycle.Access {
	beyond := func(most *int64, tally, name string) *tfkit.Problem {
		if count := s.memory.Count(tally, name); most != nil && count > *most {
			return &tfkit.Problem{Summary: "Plan stopped"}
		}
		return nil
	}
	return &lifecycle.Access{
		MayRestore: s.settings.RestoreArchived, RestoreSetting: "restore_archived",
		Invite: func(key string) *tfkit.Problem { return beyond(s.settings.MaxInvitations, "invitations", key) },
		Remove: func(_ context.Context, id string) *tfkit.Problem {
			return beyond(s.settings.MaxArchivals, "archivals", id)
		},
	}
}

// creation creates a thing with the key.
func (s *service) creation(key string) lifecycle.Creation[thing] {
	return lifecycle.Creation[thing]{
		Resumes: func(o thing) bool { return o.pending },
		Send: func(context.Context) (thing, error) {
			err := s.do("send " + key)
			if err == nil || isDone(err) {
				s.mu.Lock()
				defer s.mu.Unlock()
				s.next++
				made := thing{id: fmt.Sprint(s.next), key: key}
				s.things = append(s.things, made)
				return made, err
			}
			return thing{}, err
		},
	}
}

var errNotFound = &remote.Error{Status: 404, Own: true}

// doneError is a lost answer to something that was done all the same.
type doneError struct{}

func (doneError) Error() string { return "the answer was lost" }

func isDone(err error) bool { _, done := err.(doneError); return done } //nolint:errorlint // it is never wrapped

func (s *service) do(what string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log = append(s.log, what); len(s.log) > 1000 {
		panic("the service is asked without end")
	}
	verb, _, _ := strings.Cut(what, " ")
	for _, name := range []string{what, verb} {
		if errs := s.fail[name]; len(errs) > 0 {
			s.fail[name] = errs[1:]
			return errs[0]
		}
	}
	return nil
}

func (s *service) change(verb, id string, by func(at int)) error {
	err := s.do(verb + " " + id)
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.index(id)
	switch {
	case err != nil && !isDone(err):
		return err
	case at < 0:
		return errNotFound
	}
	by(at)
	return err
}

func (s *service) index(id string) int {
	return slices.IndexFunc(s.things, func(o thing) bool { return o.id == id })
}

// sent are the writes so far.
func (s *service) sent() string {
	return strings.Join(slices.DeleteFunc(slices.Clone(s.log), func(what string) bool {
		return strings.HasPrefix(what, "get ") || strings.HasPrefix(what, "find ")
	}), ", ")
}

// held is what the service holds, as "id key", with a dash before what is archived.
func (s *service) held() string {
	var all []string
	for _, o := range s.things {
		dash := ""
		if o.archived {
			dash = "-"
		}
		all = append(all, dash+o.id+" "+o.key)
	}
	return strings.Join(all, ", ")
}

// said are the summaries of diagnostics, warnings in brackets.
func said(diags diag.Diagnostics) string {
	var all []string
	for _, d := range diags {
		if d.Severity() == diag.SeverityWarning {
			all = append(all, "("+d.Summary()+")")
		} else {
			all = append(all, d.Summary())
		}
	}
	return strings.Join(all, ", ")
}

// private is private state in memory.
type private map[string][]byte

func (p private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) { return p[key], nil }

func (p private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	p[key] = value
	return nil
}

// remembering is the private state of a resource that stands for the object.
func remembering(s *service, id string) private {
	p := private{}
	var diags diag.Diagnostics
	s.kind().Remember(context.Background(), p, lifecycle.Memo{ID: id}, &diags)
	return p
}

func expect(t *testing.T, name, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %s: got %q, want %q", name, what, got, want)
	}
}
