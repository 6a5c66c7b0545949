package memory_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle/memory"
)

// TestOneObjectUnderTwoAddresses plays what Terraform calls for one and for two addresses: r reads, k plans to go on, d plans
// to destroy, t plans to take over.
func TestOneObjectUnderTwoAddresses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		calls string
		told  int
	}{
		"one address":                               {"rk", 0},
		"without refresh":                           {"k", 0},
		"read between two plans":                    {"krk", 0},
		"replaced: the second plan does not hold":   {"rk", 0},
		"destroyed":                                 {"rd", 0},
		"destroyed without refresh":                 {"d", 0},
		"taken over":                                {"t", 0},
		"handed over":                               {"rdt", 0},
		"handed over, the other way round":          {"rtd", 0},
		"forgotten at one address, kept at another": {"rrk", 0},
		"kept at two addresses":                     {"rrkk", 1},
		"one after the other":                       {"rkrk", 1},
		"without refresh, at two":                   {"kk", 1},
		"read between plans, at two":                {"krkkrk", 1},
		"read between plans, mixed":                 {"kkrrkk", 1},
		"imported":                                  {"irk", 0},
		"imported while another holds it":           {"kirk", 1},
		"held while another imports it":             {"irkk", 1},
		"imported, and read at another":             {"irrkk", 1},
		"kept and destroyed":                        {"rrkd", 1},
		"destroyed and kept":                        {"rrdk", 1},
		"destroyed at both":                         {"rrdd", 0},
		"kept and taken":                            {"rkt", 1},
		"taken and kept":                            {"rtk", 1},
		"taken twice":                               {"tt", 1},
		"kept at three addresses, said once":        {"rrrkkk", 1},
	} {
		var m memory.Memory
		told := 0
		for _, call := range c.calls {
			clash := false
			switch call {
			case 'i':
				m.Import("person", "100")
			case 'r':
				m.Read("person", "100")
			case 'k':
				clash = m.Keep("person", "100")
			case 'd':
				clash = m.Destroy("person", "100")
			case 't':
				clash = m.Take("person", "100")
			}
			if clash {
				told++
			}
		}
		if told != c.told {
			t.Errorf("%s (%s): told %d times, want %d", name, c.calls, told, c.told)
		}
		if m.Held("project", "100") || m.Keep("project", "100") {
			t.Errorf("%s: another kind with the same id counts", name)
		}
		if held := strings.ContainsAny(c.calls, "rkd"); m.Held("person", "100") != held {
			t.Errorf("%s: held is %t, want %t", name, !held, held)
		}
	}
}

// Whatever the order of two addresses, it is told as often.
func TestOneObjectUnderTwoAddressesInAnyOrder(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, addresses := range [][]string{{"rk", "rk"}, {"k", "k"}, {"krk", "krk"}, {"rk", "rd"}, {"rk", "t"}, {"t", "t"}, {"rd", "t"}, {"rd", "rd"}} {
		counts := map[int]bool{}
		for range 200 {
			var m memory.Memory
			told, left := 0, append([]string{}, addresses...)
			for len(left[0])+len(left[1]) > 0 {
				at := random.IntN(2)
				if left[at] == "" {
					continue
				}
				call := left[at][0]
				left[at] = left[at][1:]
				clash := false
				switch call {
				case 'r':
					m.Read("person", "100")
				case 'k':
					clash = m.Keep("person", "100")
				case 'd':
					clash = m.Destroy("person", "100")
				case 't':
					clash = m.Take("person", "100")
				}
				if clash {
					told++
				}
			}
			counts[told] = true
		}
		if len(counts) != 1 {
			t.Errorf("%v is told %v times, by chance", addresses, counts)
		}
	}
}

func TestClaims(t *testing.T) {
	t.Parallel()
	var m memory.Memory
	steps := []struct {
		space, key, id string
		taken          bool
	}{
		{"person", "jane@example.com", "", false},
		{"person", "jane@example.com", "", true}, // two new ones
		{"person", "jane@example.com", "100", true},
		{"person", "joe@example.com", "101", false},
		{"person", "joe@example.com", "101", false}, // planned twice, as what is replaced
		{"person", "joe@example.com", "102", true},
		{"person", "joe@example.com", "", true},
		{"project", "jane@example.com", "", false},
	}
	for i, s := range steps {
		if taken := m.Claim(s.space, s.key, s.id); taken != s.taken {
			t.Errorf("step %d, %+v: taken is %t", i+1, s, taken)
		}
	}
}

func TestHandOver(t *testing.T) {
	t.Parallel()
	var m memory.Memory
	m.Made("person", "100", "token:x")
	if !m.HasMade("person", "0", "token:x") || m.HasMade("person", "101") || m.HasMade("project", "100") {
		t.Error("what was made is not known again by any of its names, and by them only")
	}
	m.Removed("person", "100")
	if m.HasMade("person", "100") || !m.HasRemoved("person", "100") {
		t.Error("what was removed still counts as made")
	}
	m.Refused("person", "100")
	if !m.HasRefused("person", "100") {
		t.Error("a refusal is forgotten")
	}
	m.Made("person", "100")
	if m.HasRemoved("person", "100") || m.HasRefused("person", "100") {
		t.Error("what was taken over after all still counts as removed or refused")
	}
	m.RemovedUnder("person", "jane@example.com", "100")
	if got := m.FormerlyUnder("person", "jane@example.com"); got != "100" {
		t.Errorf("the address leads to %q", got)
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	var m memory.Memory
	for _, name := range []string{"a", "b", "a"} {
		m.Count("archivals", name)
	}
	if got := m.Count("archivals", "c"); got != 3 {
		t.Errorf("counted %d, want 3", got)
	}
	if got := m.Count("invitations", "a"); got != 1 {
		t.Errorf("counted %d of another tally, want 1", got)
	}
}

func TestLocks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var m memory.Memory
		unlock, err := m.Lock(t.Context(), "person", "b@example.com", "a@example.com", "b@example.com", "")
		if err != nil {
			t.Fatal(err)
		}
		for _, free := range [][2]string{{"person", "c@example.com"}, {"project", "a@example.com"}, {"person", ""}} {
			other, err := m.Lock(t.Context(), free[0], free[1])
			if err != nil {
				t.Fatal(err)
			}
			other()
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := m.Lock(ctx, "person", "0@example.com", "a@example.com"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waiting ended with %v", err)
		}
		// Whoever gives up lets go of what they have.
		zero, err := m.Lock(t.Context(), "person", "0@example.com")
		if err != nil {
			t.Fatal(err)
		}
		zero()
		locked := false
		go func() {
			again, err := m.Lock(t.Context(), "person", "a@example.com")
			if err == nil {
				locked = true
				again()
			}
		}()
		synctest.Wait()
		if locked {
			t.Error("two hold one lock")
		}
		unlock()
		synctest.Wait()
		if !locked {
			t.Error("a lock that was let go is not taken")
		}
	})
}

// Whatever the order in which keys are named, nobody waits for ever.
func TestLocksDoNotBlockEachOther(t *testing.T) {
	t.Parallel()
	var m memory.Memory
	var all sync.WaitGroup
	held := 0
	for i := range 50 {
		keys := []string{"a", "b", "c"}
		rand.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		all.Go(func() {
			unlock, err := m.Lock(t.Context(), "person", keys...)
			if err != nil {
				t.Error(err)
				return
			}
			unlockID, err := m.LockID(t.Context(), "person", string(rune('0'+i%3)))
			if err != nil {
				t.Error(err)
				return
			}
			held++ // the race detector tells if two are here at once
			unlockID()
			unlock()
		})
	}
	all.Wait()
	if held != 50 {
		t.Errorf("%d of 50 had the locks", held)
	}
}

func TestObjectsInState(t *testing.T) {
	t.Parallel()
	var m memory.Memory
	m.Read("person", "100")
	m.Read("person", "100")
	m.Keep("person", "101")
	m.Destroy("person", "102")
	m.Take("person", "103")
	m.Removed("person", "104")
	m.Read("project", "500")
	if got := m.Objects("person"); got != 3 {
		t.Errorf("%d people are in state, want 3", got)
	}
	if !m.WasRead("person", "100") || m.WasRead("person", "101") || m.WasRead("project", "100") {
		t.Error("what was read is not what was read")
	}
}

func TestNotes(t *testing.T) {
	t.Parallel()
	var m memory.Memory
	if m.Noted("told", "x") || m.Note("told", "x") || !m.Note("told", "x") || !m.Noted("told", "x") || m.Noted("told", "y") || m.Noted("heard", "x") {
		t.Error("a remark is there before it is made, or not afterwards, or elsewhere")
	}
	m.Alias("webhook", "token:x", "w1")
	if m.Aliased("webhook", "token:x") != "w1" || m.Aliased("webhook", "token:y") != "" || m.Aliased("person", "token:x") != "" {
		t.Error("a further name leads elsewhere")
	}
	m.Restoring("person", "100")
	if !m.IsRestoring("person", "100") || m.IsRestoring("person", "101") || m.Held("person", "100") {
		t.Error("what is restored is not what is restored")
	}
}
