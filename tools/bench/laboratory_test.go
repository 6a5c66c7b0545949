package bench_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

type server = simtest.Server

// laboratory keeps the servers and directories that plans are measured with.
type laboratory struct {
	cli     acctest.CLI
	repeats int
	servers map[site]*server
	members map[[2]int]*acctest.Workspace // by managed and existing members
	floors  map[int]*acctest.Workspace    // by objects
}

// site is what a server is like: how many members it has and how far away it is.
type site struct {
	existing int
	latency  time.Duration
}

// trial is a plan to measure.
type trial struct {
	managed   int
	existing  int
	strategy  string
	latency   time.Duration
	perMinute int // 0: no limit
}

// figure is what a plan took. The CPU time is that of the CLI and the provider.
type figure struct {
	requests int
	wall     time.Duration
	cpu      time.Duration
}

// sideBySide measures plans of as many terraform_data resources and the trials in turns, and gives
// the medians, the floor's first.
func (l *laboratory) sideBySide(tb testing.TB, repeats, floor int, trials ...trial) []figure {
	tb.Helper()
	runs := make([][]figure, len(trials)+1)
	for range repeats {
		runs[0] = append(runs[0], timed(tb, l.floor(tb, floor)))
		for i, t := range trials {
			runs[i+1] = append(runs[i+1], l.plan(tb, t))
		}
	}
	medians := make([]figure, len(runs))
	for i, figures := range runs {
		slices.SortFunc(figures, func(a, b figure) int { return int(a.wall - b.wall) })
		medians[i] = figures[len(figures)/2]
	}
	return medians
}

// plan measures one plan, which must find nothing to do.
func (l *laboratory) plan(tb testing.TB, t trial) figure {
	tb.Helper()
	s := l.server(tb, site{t.existing, t.latency})
	perMinute := 100_000
	if t.perMinute > 0 {
		// A new one, since every plan starts with a minute of its own.
		s = start(tb, site{t.existing, t.latency}, t.perMinute)
		perMinute = t.perMinute
	}
	w := l.workspace(tb, t.managed, t.existing)
	w.Setenv("WEBWORK_BASE_URL", s.BaseURL)
	w.Setenv("WEBWORK_READ_STRATEGY", t.strategy)
	w.Setenv("WEBWORK_REQUESTS_PER_MINUTE", strconv.Itoa(perMinute))
	s.ForgetRequests()
	taken := timed(tb, w)
	taken.requests = len(s.Requests())
	return taken
}

// timed plans in a directory.
func timed(tb testing.TB, w *acctest.Workspace) figure {
	tb.Helper()
	before, began := cpuTime(tb), time.Now()
	w.PlanEmpty()
	return figure{wall: time.Since(began), cpu: cpuTime(tb) - before}
}

// cpuTime is what all processes used that this one has started and that have ended.
func cpuTime(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// contracts gives the requests to plan as many contracts.
func (l *laboratory) contracts(tb testing.TB, count int) int {
	tb.Helper()
	const projects = 6
	s := simtest.Start(tb, simulator.Options{
		Populate: simulator.Population{Members: count / projects, Projects: projects, Contracts: count}, Latency: distant,
		Jitter: simkit.NoJitter(),
	})
	w := providertest.Workspace(tb, l.cli, s)
	providertest.ManageContracts(tb, w, s, count)
	w.Init()
	w.PlanEmpty()
	return len(s.Requests())
}

// invitations gives the requests of the apply that invites as many people.
func (l *laboratory) invitations(tb testing.TB, count int) (writes, others int) {
	tb.Helper()
	s := simtest.Start(tb, simulator.Options{Populate: simulator.Population{Members: 99}, Latency: distant, Jitter: simkit.NoJitter()})
	w := providertest.Workspace(tb, l.cli, s)
	w.Write("main.tf", providertest.Header+`
resource "webwork_member" "new" {
  count     = `+strconv.Itoa(count)+`
  email     = "new${count.index}@example.com"
  firstname = "New"
  lastname  = "Person"
  role      = "Regular User"
}
`)
	if result := w.Run("plan", "-out=next.tfplan"); result.ExitCode != 0 {
		tb.Fatal(result.Output())
	}
	s.ForgetRequests()
	w.Apply("next.tfplan")
	writes = len(s.Writes())
	return writes, len(s.Requests()) - writes
}

// startUp is how much longer the CLI takes to print schemas with the provider than without it.
func (l *laboratory) startUp(tb testing.TB) time.Duration {
	tb.Helper()
	schema := func(w *acctest.Workspace) time.Duration {
		var runs []time.Duration
		for range l.repeats {
			began := time.Now()
			if result := w.Run("providers", "schema", "-json"); result.ExitCode != 0 {
				tb.Fatal(result.Output())
			}
			runs = append(runs, time.Since(began))
		}
		slices.Sort(runs)
		return runs[len(runs)/2]
	}
	const smallest = 10
	return schema(l.workspace(tb, smallest, 1000)) - schema(l.floor(tb, smallest))
}

func (l *laboratory) server(tb testing.TB, at site) *server {
	tb.Helper()
	if l.servers[at] == nil {
		l.servers[at] = start(tb, at, 0)
	}
	return l.servers[at]
}

// start starts a server. The account is a member, too.
func start(tb testing.TB, at site, perMinute int) *server {
	tb.Helper()
	return simtest.Start(tb, simulator.Options{
		Populate: simulator.Population{Members: at.existing - 1}, Latency: at.latency, RequestsPerMinute: perMinute,
		Jitter: simkit.NoJitter(),
	})
}

// workspace is a directory that manages some of the existing members. They are the same on every
// server.
func (l *laboratory) workspace(tb testing.TB, managed, existing int) *acctest.Workspace {
	tb.Helper()
	key := [2]int{managed, existing}
	if l.members[key] == nil {
		s := l.server(tb, site{existing: existing})
		w := providertest.Workspace(tb, l.cli, s)
		providertest.ManageMembers(tb, w, s, managed)
		w.Init()
		l.members[key] = w
	}
	return l.members[key]
}

// floor is a directory with as many resources that cost the CLI no more than they must: it keeps
// their values itself.
func (l *laboratory) floor(tb testing.TB, count int) *acctest.Workspace {
	tb.Helper()
	if l.floors[count] != nil {
		return l.floors[count]
	}
	w := acctest.NewWorkspace(tb, l.cli, acctest.WebWork())
	w.Write("main.tf", `
locals {
  members = tomap(jsondecode(file("members.json")))
}

resource "terraform_data" "all" {
  for_each = local.members
  input = {
    email     = each.value.email
    firstname = each.value.firstname
    lastname  = each.value.lastname
    role      = each.value.role
  }
}
`)
	var members map[string]map[string]string
	written := l.workspace(tb, count, max(count, 1000)).Read("members.json")
	if err := json.Unmarshal([]byte(written), &members); err != nil {
		tb.Fatal(err)
	}
	w.Write("members.json", written)
	state := acctest.Objects{Type: "terraform_data", Name: "all", Attributes: map[string]map[string]any{}}
	for key, member := range members {
		types := map[string]string{}
		for name := range member {
			types[name] = "string"
		}
		typed := map[string]any{"value": member, "type": []any{"object", types}}
		state.Attributes[key] = map[string]any{"id": key, "input": typed, "output": typed, "triggers_replace": nil}
	}
	w.WriteState(state)
	w.Init()
	l.floors[count] = w
	return w
}
