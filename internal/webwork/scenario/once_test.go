package scenario_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// gateway stands before WebWork and loses patience at once: it answers certain requests with a page of its own, while WebWork is still
// at work on them, or never begins.
type gateway struct {
	impatient request
	never     bool
	begins    chan struct{} // closed when WebWork gets to what the gateway gave up on
	begin     func()

	sent   atomic.Int64
	open   atomic.Bool // it lets everything through
	atWork sync.WaitGroup
}

func newGateway(impatient request, never bool) *gateway {
	begins := make(chan struct{})
	return &gateway{impatient: impatient, never: never, begins: begins, begin: sync.OnceFunc(func() { close(begins) })}
}

// finish has WebWork do what it was asked, and waits until it has.
func (g *gateway) finish() {
	g.begin()
	g.atWork.Wait()
}

func (g *gateway) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.impatient.fits(r) {
			next.ServeHTTP(w, r)
			return
		}
		g.sent.Add(1)
		if g.open.Load() {
			next.ServeHTTP(w, r)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, "the body could not be read", http.StatusBadRequest)
			return
		}
		if !g.never {
			later := r.Clone(context.WithoutCancel(r.Context()))
			later.Body = io.NopCloser(bytes.NewReader(body))
			g.atWork.Go(func() {
				<-g.begins
				next.ServeHTTP(httptest.NewRecorder(), later)
			})
		}
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusGatewayTimeout)
		_, _ = io.WriteString(w, "<html><head><title>504 Gateway Time-out</title></head></html>") // a client that has gone is no concern
	})
}

// behindGateways runs a test for each kind of creation: everything but the one object exists already.
func behindGateways(t *testing.T, never bool, test func(t *testing.T, w *acctest.Workspace, server *simtest.Server, g *gateway, address string)) {
	t.Helper()
	base := header + ann("ann", "ann@example.com", "Ann", "Doe") + named("website", "Website")
	for kind, c := range map[string]struct{ path, config string }{
		"webwork_member":         {"/members", ann("it", "bob@example.com", "Bob", "Doe")},
		"webwork_project":        {"/projects", named("it", "Shop")},
		"webwork_contract":       {"/contracts", "\nresource \"webwork_contract\" \"it\" {\n  user_id    = webwork_member.ann.id\n  project_id = webwork_project.website.id\n}\n"},
		"webwork_project_viewer": {"/project-viewers", "\nresource \"webwork_project_viewer\" \"it\" {\n  email     = \"petra@client.example\"\n  firstname = \"Petra\"\n  lastname  = \"Klein\"\n}\n"},
		"webwork_webhook":        {"/webhooks", called("it", "a")},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				g := newGateway(request{http.MethodPost, c.path}, never)
				g.open.Store(true)
				server := startWithin(t, simulator.Options{}, g.around)
				t.Cleanup(g.finish)
				w := workspace(t, cli, server)
				w.Write("main.tf", base)
				w.Apply()
				g.open.Store(false)
				g.sent.Store(0)
				w.Write("main.tf", base+c.config)
				test(t, w, server, g, kind+".it")
			})
		})
	}
}

// TestAccDoneBehindTheGateway has WebWork do what is asked when a gateway has given up, and the provider has looked for it in vain.
func TestAccDoneBehindTheGateway(t *testing.T) {
	t.Parallel()
	behindGateways(t, false, func(t *testing.T, w *acctest.Workspace, server *simtest.Server, g *gateway, address string) {
		w.Setenv("WEBWORK_REQUEST_TIMEOUT", "2m")
		apply := w.Begin("apply")
		eventually(t, "the creation", func() bool { return g.sent.Load() > 0 })
		before := len(server.Requests())
		eventually(t, "a look for it", func() bool { return len(server.Requests()) > before })
		g.finish()
		if result := apply.Wait(); result.ExitCode != 0 {
			t.Fatal(result.Output())
		}
		if sent := g.sent.Load(); sent != 1 {
			t.Errorf("%d POSTs were sent, want 1", sent)
		}
		if w.State(address)["id"] == nil {
			t.Error("state has no id")
		}
		w.PlanEmpty()
		expectNothingTwice(t, server)
	})
}

// TestAccNeverDoneBehindTheGateway has WebWork not do what is asked, which nobody can know.
func TestAccNeverDoneBehindTheGateway(t *testing.T) {
	t.Parallel()
	behindGateways(t, true, func(t *testing.T, w *acctest.Workspace, server *simtest.Server, g *gateway, address string) {
		w.Setenv("WEBWORK_REQUEST_TIMEOUT", "10s")
		begun := time.Now()
		result := w.Run("apply")
		expectFailure(t, result, "is not known", "Apply again", "504")
		if address != "webwork_member.it" && address != "webwork_project_viewer.it" {
			expectOutput(t, result, "import it", "import {")
		}
		if took := time.Since(begun); took < 10*time.Second {
			t.Errorf("it was looked for only for %s", took)
		}
		if sent := g.sent.Load(); sent != 1 {
			t.Errorf("%d POSTs were sent, want 1", sent)
		}
		g.open.Store(true)
		w.Apply()
		w.PlanEmpty()
		if sent := g.sent.Load(); sent != 2 {
			t.Errorf("%d POSTs were sent, want 2", sent)
		}
		if w.State(address)["id"] == nil {
			t.Error("state has no id")
		}
		expectNothingTwice(t, server)
	})
}

// TestAccDoneAfterAllPatience has WebWork do what is asked when nobody looks for it any more. The next apply finds an unfinished
// invitation; a project, contract or webhook is met by the import error.
func TestAccDoneAfterAllPatience(t *testing.T) {
	t.Parallel()
	behindGateways(t, false, func(t *testing.T, w *acctest.Workspace, server *simtest.Server, g *gateway, address string) {
		w.Setenv("WEBWORK_REQUEST_TIMEOUT", "3s")
		expectFailure(t, w.Run("apply"), "is not known", "Apply again")
		w.Setenv("WEBWORK_REQUEST_TIMEOUT", "")
		g.finish()
		switch address {
		case "webwork_member.it", "webwork_project_viewer.it":
			expectOutput(t, w.Apply(), "no second invitation is sent")
		default:
			expectFailure(t, w.Run("apply"), "exists already", "import {")
			w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
			w.Apply()
		}
		w.PlanEmpty()
		if sent := g.sent.Load(); sent != 1 {
			t.Errorf("%d POSTs were sent, want 1", sent)
		}
		expectNothingTwice(t, server)
	})
}

// expectNothingTwice fails the test if the workspace holds two projects, contracts or webhooks of one natural key, or if somebody was
// invited twice.
func expectNothingTwice(t *testing.T, server *simtest.Server) {
	t.Helper()
	held := server.Snapshot().Workspaces[0]
	times := map[string]int{}
	for _, project := range held.Projects {
		times["project "+project.Name]++
	}
	for _, contract := range held.Contracts {
		times[fmt.Sprintf("contract %d %d", contract.ProjectID, contract.UserID)]++
	}
	for _, hook := range held.Webhooks {
		times["webhook "+hook.URL]++
	}
	for _, invitation := range server.Invitations() {
		times["invitation "+strings.ToLower(invitation.Email)]++
	}
	for what, count := range times {
		if count != 1 {
			t.Errorf("%s exists %d times", what, count)
		}
	}
}
