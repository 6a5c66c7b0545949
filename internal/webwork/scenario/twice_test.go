package scenario_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// label is how people know the sample's object of a key.
func (s sample) label(key string) string {
	return map[string]string{
		"webwork_member":                    "jane" + key + "@example.com",
		"webwork_project_viewer":            "petra" + key + "@client.example",
		"webwork_project_viewer_assignment": "client" + key + "@client.example",
		"webwork_contract":                  "parent" + key + "@example.com",
		"webwork_project":                   "Website " + key,
		"webwork_webhook":                   "https://hooks.example",
	}[s.kind]
}

// noun is what people call such an object.
func (s sample) noun() string {
	return strings.ReplaceAll(strings.TrimPrefix(s.kind, "webwork_"), "_", " ")
}

// resourcesOnly is the sample's own resource under a further name.
func (s sample) resourcesOnly(name string) string {
	return strings.TrimPrefix(s.of(name, ""), header+s.parents)
}

// TestAccImportedTwice imports each object to two addresses.
func TestAccImportedTwice(t *testing.T) {
	t.Parallel()
	eachSample(t, "", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		ids := identifiers(w)
		if result := w.Run("state", "rm", s.kind+".old"); result.ExitCode != 0 {
			t.Fatal(result.Output())
		}
		var imports strings.Builder
		for address, id := range ids {
			if strings.HasPrefix(address, s.kind+".old[") {
				fmt.Fprintf(&imports, "import {\n  to = %s\n  id = %q\n}\n", address, id)
				fmt.Fprintf(&imports, "import {\n  to = %s\n  id = %q\n}\n", strings.Replace(address, ".old", ".other", 1), id)
			}
		}
		w.Write("main.tf", s.of("old", "")+s.resourcesOnly("other")+imports.String())
		server.ForgetRequests()
		v := samePlansBut(t, w, atEither)
		v.expect(t, failure, 5, "One object under two addresses", s.noun(), "terraform state rm")
		s.expectNamed(t, v, ids)
		expectUntouched(t, server)
	})
}

// expectNamed fails the test unless each object is named by one error, with its id and label.
func (s sample) expectNamed(t *testing.T, v verdict, ids map[string]any) {
	t.Helper()
	for _, key := range []string{"1", "2", "3", "4", "5"} {
		id := fmt.Sprint(ids[fmt.Sprintf("%s.old[%q]", s.kind, key)])
		named := 0
		for _, entry := range v.errors {
			if strings.Contains(entry, id) && strings.Contains(entry, s.label(key)) {
				named++
			}
		}
		if named != 1 {
			t.Errorf("%d errors name %s (id %s), want 1: %v", named, s.label(key), id, v)
		}
	}
}

// TestAccHeldTwice has two addresses in state for each object, and one of them leaves the configuration: that must not take the object
// from the other.
func TestAccHeldTwice(t *testing.T) {
	t.Parallel()
	eachSample(t, "", func(t *testing.T, w *acctest.Workspace, server *simtest.Server, s sample) {
		before := server.Snapshot()
		copyInState(t, w, s.kind, "old", "other")
		server.ForgetRequests()

		w.Write("main.tf", s.of("old", "")+s.resourcesOnly("other"))
		both := samePlansBut(t, w, atEither)
		both.expect(t, failure, 5, "One object under two addresses", s.noun(), "terraform state rm", "removed { lifecycle { destroy = false } }")

		w.Write("main.tf", s.of("old", ""))
		one := samePlansBut(t, w, atEither)
		one.expect(t, failure, 5, "One object under two addresses", s.noun(), "terraform state rm", "removed { lifecycle { destroy = false } }")
		s.expectNamed(t, one, identifiers(w))
		if result := w.Run("apply"); result.ExitCode != failure {
			t.Errorf("the apply did not fail:\n%s", result.Output())
		}
		if result := w.Run("state", "rm", s.kind+".other"); result.ExitCode != 0 {
			t.Fatal(result.Output())
		}
		w.PlanEmpty()
		expectHeld(t, w, s.kind+".old")
		expectUntouched(t, server)
		expectSame(t, server, before)
	})
}

// TestAccDestroyedAtBoth takes both addresses of each object away: it is removed once, and the second time is a success.
func TestAccDestroyedAtBoth(t *testing.T) {
	t.Parallel()
	eachSample(t, "", func(t *testing.T, w *acctest.Workspace, _ *simtest.Server, s sample) {
		copyInState(t, w, s.kind, "old", "other")
		w.Write("main.tf", header+s.parents)
		samePlans(t, w).expect(t, changes, 0)
		w.Apply()
		w.PlanEmpty()
	})
}

// TestAccTwoWebhooksOfOneAddress has two webhooks call one address, each with an id of its own.
func TestAccTwoWebhooksOfOneAddress(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		var config strings.Builder
		config.WriteString(header)
		for name, event := range map[string]string{"first": "tracker.started", "second": "tracker.stopped"} {
			hook := server.AddWebhook(simulator.Webhook{URL: "https://hooks.example/same", Events: []string{event}})
			fmt.Fprintf(&config, "resource \"webwork_webhook\" %q {\n  url    = \"https://hooks.example/same\"\n  events = [%q]\n}\n", name, event)
			fmt.Fprintf(&config, "import {\n  to = webwork_webhook.%s\n  id = %q\n}\n", name, hook.ID)
		}
		w.Write("main.tf", config.String())
		samePlans(t, w).expect(t, changes, 0)
		w.Apply()
		empty := samePlans(t, w)
		empty.expect(t, nothingToDo, 0)
		empty.expectWarnings(t, 0)
		expectUntouched(t, server)
		w.Write("main.tf", strings.Replace(config.String(), `["tracker.stopped"]`, `["member.invited"]`, 1))
		w.Apply()
		w.PlanEmpty()
		events := map[string]bool{}
		for _, hook := range server.Snapshot().Workspaces[0].Webhooks {
			events[hook.Events[0]] = true
		}
		if want := map[string]bool{"tracker.started": true, "member.invited": true}; !maps.Equal(events, want) {
			t.Errorf("the webhooks have the events %v, want %v", events, want)
		}
	})
}

// TestAccAdoptedWhileKeysChangeHands has a new resource ask for the natural key that an object in state still has and is about to give
// up: to adopt that object would have two addresses pull at it from then on.
func TestAccAdoptedWhileKeysChangeHands(t *testing.T) {
	t.Parallel()
	for kind, c := range map[string]struct{ before, after string }{
		"webwork_member": {
			ann("lead", "ann@example.com", "Ann", "Doe"),
			ann("lead", "ann.doe@example.com", "Ann", "Doe") + ann("another", "ann@example.com", "Annika", "Roe"),
		},
		"webwork_project": {named("lead", "Website"), named("lead", "Old website") + named("another", "Website")},
		"webwork_webhook": {called("lead", "a"), called("lead", "b") + called("another", "a")},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{}, jitter(t))
				w := workspace(t, cli, server)
				w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
				w.Write("main.tf", header+c.before)
				w.Apply()
				activate(t, server)
				id := w.State(kind + ".lead")["id"]
				server.ForgetRequests()
				w.Write("main.tf", header+c.after)
				samePlansBut(t, w, atEither).expect(t, failure, 1, fmt.Sprint(id))
				expectUntouched(t, server)
				w.Apply("-target=" + kind + ".lead")
				w.Apply()
				w.PlanEmpty()
				if now := w.State(kind + ".lead")["id"]; now != id {
					t.Errorf("the id changed from %v to %v", id, now)
				}
				if other := w.State(kind + ".another")["id"]; other == id {
					t.Errorf("both addresses hold %v", id)
				}
			})
		})
	}
}

// TestAccDeclaredTwice declares something new at two addresses, or something new where another address holds it.
func TestAccDeclaredTwice(t *testing.T) {
	t.Parallel()
	viewer := "\nresource \"webwork_project_viewer\" \"second\" {\n  email     = \"ann@example.com\"\n  firstname = \"Ann\"\n  lastname  = \"Doe\"\n}\n"
	for name, c := range map[string]struct{ first, second, label string }{
		"member":            {ann("first", "ann@example.com", "Ann", "Doe"), ann("second", "Ann@Example.com", "Ann", "Doe"), "nn@"},
		"viewer and member": {ann("first", "ann@example.com", "Ann", "Doe"), viewer, "ann@example.com"},
		"viewer":            {strings.Replace(viewer, "second", "first", 1), viewer, "ann@example.com"},
		"project":           {named("first", "Website"), named("second", "Website"), "Website"},
		"webhook":           {called("first", "a"), called("second", "a"), "https://hooks.example"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{}, jitter(t))
				w := workspace(t, cli, server)
				w.Write("main.tf", header+c.first+c.second)
				form := func(entry string) string { return strings.ToLower(atEither(entry)) }
				samePlansBut(t, w, form).expect(t, failure, 1, "declared twice", strings.ToLower(c.label))
				expectUntouched(t, server)

				w.Write("main.tf", header+c.first)
				w.Apply()
				activate(t, server)
				server.ForgetRequests()
				w.Write("main.tf", header+c.first+c.second)
				samePlansBut(t, w, form).expect(t, failure, 1, strings.ToLower(c.label))
				if name != "viewer and member" {
					w.Setenv("WEBWORK_ADOPT_EXISTING", "true")
					samePlansBut(t, w, form).expect(t, failure, 1, "one object under two addresses", strings.ToLower(c.label))
				}
				expectUntouched(t, server)
			})
		})
	}
}

// TestAccDependentDeclaredTwice is TestAccDeclaredTwice for what depends on others.
func TestAccDependentDeclaredTwice(t *testing.T) {
	t.Parallel()
	for kind, c := range map[string]struct{ who, name string }{
		"webwork_contract":                  {"user_id = webwork_member.parent[\"1\"].id", "parent1@example.com on Parent"},
		"webwork_project_viewer_assignment": {"viewer_id = webwork_project_viewer.parent[\"1\"].id", "Parent for client1@client.example"},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				server := startWithin(t, simulator.Options{}, jitter(t))
				w := workspace(t, cli, server)
				w.Write("main.tf", header+parents)
				w.Apply()
				server.ForgetRequests()
				resource := "\nresource \"" + kind + "\" %q {\n  " + c.who + "\n  project_id = webwork_project.parent.id\n}\n"
				w.Write("main.tf", header+parents+fmt.Sprintf(resource, "first")+fmt.Sprintf(resource, "second"))
				samePlansBut(t, w, atEither).expect(t, failure, 1, "Declared twice", "Two resources stand for "+c.name+".")
				expectUntouched(t, server)
			})
		})
	}
}

// TestAccImportedByCommand imports with the CLI's command, which the provider meets in a process of its own each time.
func TestAccImportedByCommand(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := startWithin(t, simulator.Options{}, jitter(t))
		w := workspace(t, cli, server)
		member, err := server.AddMember(simulator.Member{Email: "ann@example.com", FirstName: "Ann", LastName: "Doe", Role: simulator.RoleRegularUser})
		providertest.Must(t, err)
		w.Write("main.tf", header+ann("first", "ann@example.com", "Ann", "Doe")+ann("second", "ann@example.com", "Ann", "Doe"))
		w.Import("webwork_member.first", "ann@example.com")
		w.Import("webwork_member.second", fmt.Sprint(member.ID))
		samePlansBut(t, w, atEither).expect(t, failure, 1, "One object under two addresses", fmt.Sprintf("ann@example.com (member %d)", member.ID))
		expectUntouched(t, server)
	})
}
