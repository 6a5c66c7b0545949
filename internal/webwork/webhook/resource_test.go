package webhook_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const (
	address = "webwork_webhook.hook"
	key     = "sesame-4711" // what an address may carry, and messages must not
	target  = "https://hooks.example/" + key
	moved   = "https://hooks.example/moved/" + key
)

// hook is a webhook for some events.
func hook(url string, events ...string) string { return named("hook", url, events...) }

func named(name, url string, events ...string) string {
	if events == nil {
		events = []string{"tracker.started"}
	}
	return fmt.Sprintf("resource \"webwork_webhook\" %q {\n  url = %q\n  events = [\"%s\"]\n}\n", name, url, strings.Join(events, `", "`))
}

func has(name string, value knownvalue.Check) statecheck.StateCheck {
	return pt.Holds(address, value, name)
}

// only checks that the simulator has exactly one webhook, and gives it.
func only(t *testing.T, server *simtest.Server) simulator.Webhook {
	t.Helper()
	hooks := server.Snapshot().Workspaces[0].Webhooks
	if len(hooks) != 1 {
		t.Fatalf("there are %d webhooks, want 1: %v", len(hooks), hooks)
	}
	return hooks[0]
}

// unchanging checks that attributes keep the values that the check saw first.
func unchanging(t *testing.T, names ...string) resource.TestCheckFunc {
	t.Helper()
	first := map[string]string{}
	return func(state *terraform.State) error {
		for _, name := range names {
			value := state.RootModule().Resources[address].Primary.Attributes[name]
			if _, seen := first[name]; !seen {
				first[name] = value
			}
			if value == "" || value != first[name] {
				return fmt.Errorf("%s changed from %q to %q", name, first[name], value)
			}
		}
		return nil
	}
}

func checked(step resource.TestStep, check resource.TestCheckFunc) resource.TestStep {
	step.Check = check
	return step
}

func TestAccWebhookInEveryVariant(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{
		nil,
		{simulator.WebhookIDChanges},
		{simulator.WebhookIDNewest},
		{simulator.WebhookIDNewest, simulator.UpdateObject, simulator.WebhookListWithoutToken},
		{simulator.WebhookIDNewest, simulator.WebhookTokenOnce},
		{simulator.WebhookTokenOnce},
		{simulator.WebhookListWithoutToken, simulator.ThinLists},
		{simulator.WebhookEventsSorted, simulator.UpdateEmpty},
		{simulator.WorkspaceInBody, simulator.DeleteBodyRequired, simulator.PagingAbsent},
		{simulator.WorkspaceInQuery, simulator.DeleteBodyStripped, simulator.PagingIgnored, simulator.CreateCreated},
		{simulator.NullsAbsent, simulator.NumbersAsStrings, simulator.ListsLag},
	} {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: variants, Populate: simulator.Population{Webhooks: 3}})
			same := unchanging(t, "id", "token")
			pt.Run(t,
				checked(pt.Step(server, hook(target, "tracker.stopped", "member.invited"), has("workspace_id", pt.ID(1))), same),
				checked(pt.Step(server, hook(target, "member.invited", "tracker.started")), same),
				checked(pt.Step(server, hook(moved)), same),
				checked(pt.Planning(pt.Step(server, hook(target)), address, plancheck.ResourceActionUpdate, func() {
					pt.Must(t, server.SetWebhooks(moved, func(w *simulator.Webhook) { w.Events = []string{"member.updated"} }))
				}), same),
				pt.Planning(pt.Step(server, hook(target)), address, plancheck.ResourceActionCreate, func() { pt.Must(t, server.DeleteWebhooks(target)) }),
			)
			if left := server.Snapshot().Workspaces[0].Webhooks; len(left) != 3 {
				t.Errorf("%d webhooks are left, want the 3 of others", len(left))
			}
		})
	}
}

func TestAccWebhookRequests(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	pt.Run(t, resource.TestStep{Config: pt.Config(server, "", hook(target))}, resource.TestStep{Config: pt.Config(server, "", hook(moved))})
	for method, path := range map[string]string{http.MethodPost: "/webhooks", http.MethodPut: "/webhooks/*", http.MethodDelete: "/webhooks/*"} {
		if got := server.Count(method, path); got != 1 {
			t.Errorf("%s %s was sent %d times, want 1", method, path, got)
		}
	}
}

// Two webhooks call one address: ids that changed are told apart by token, or else by events.
func TestAccWebhookWithTwin(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{
		{simulator.WebhookIDNewest}, {simulator.WebhookIDNewest, simulator.WebhookTokenOnce},
	} {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: variants})
			same := unchanging(t, "id", "token")
			twin := func() { server.AddWebhook(simulator.Webhook{URL: target, Events: []string{"member.deleted"}}) }
			// The list gives all of them other ids, as a run of somebody else does.
			outside := func() {
				twin()
				list(t, server)
			}
			pt.Run(t,
				checked(pt.Step(server, hook(target)), same),
				checked(pt.Planning(pt.Step(server, hook(target)), address, plancheck.ResourceActionNoop, outside), same),
				checked(pt.Step(server, hook(moved)), same),
			)
			if left := only(t, server); left.URL != target || left.Events[0] != "member.deleted" {
				t.Errorf("the twin was changed: %v", left)
			}
		})
	}
}

// list reads all webhooks past the provider, over the current API whichever the provider speaks.
func list(t *testing.T, server *simtest.Server) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.Simulator.BaseURL(server.URL)+"/webhooks?workspace_id=1", nil)
	pt.Must(t, err)
	request.Header.Set("Authorization", "Bearer "+server.Token())
	response, err := http.DefaultClient.Do(request)
	pt.Must(t, err)
	pt.Must(t, response.Body.Close())
	if response.StatusCode != http.StatusOK {
		t.Fatalf("listing webhooks answered %s", response.Status)
	}
}

func TestAccWebhookCannotBeToldApart(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.WebhookIDNewest, simulator.WebhookTokenOnce}})
	unclear := pt.Failure(server, "", hook(target), "2 others call the same address")
	unclear.PreConfig = func() {
		pt.Must(t, server.SetWebhooks(target, func(w *simulator.Webhook) { w.Events = []string{"member.updated"} }))
		server.AddWebhook(simulator.Webhook{URL: target, Events: []string{"member.deleted"}})
		list(t, server)
	}
	cleared := pt.Step(server, hook(target))
	cleared.PreConfig = func() {
		pt.Must(t, server.DeleteWebhooks(target))
		server.AddWebhook(simulator.Webhook{URL: target, Events: []string{"member.updated"}})
	}
	pt.Run(t, pt.Step(server, hook(target)), unclear, cleared)
}

func TestAccWebhookExists(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	existing := server.AddWebhook(simulator.Webhook{URL: target, Events: []string{"member.invited"}})
	pt.Run(t,
		pt.Failure(server, "", hook(target), fmt.Sprintf("id = %q", existing.ID)),
		pt.StepWith(server, "adopt_existing = true", hook(target), has("id", knownvalue.StringExact(existing.ID)), has("token", knownvalue.StringExact(existing.Token))),
		pt.Failure(server, "", hook(target)+named("again", target), "exists already in this workspace"),
		pt.Failure(server, "", named("one", moved)+named("two", moved), "Two resources stand for https://hooks.example"),
		// A tainted webhook looks like a new one, for which another stands in the way.
		resource.TestStep{Config: pt.Config(server, "", hook(target)), Taint: []string{address}, ExpectError: pt.Message("terraform untaint keeps it")},
	)
	if got := server.Count(http.MethodPost, "/webhooks"); got != 0 {
		t.Errorf("%d webhooks were created, want none", got)
	}
	if ids := pt.Replaced(t, server, hook(target), address, 1, nil); ids[0] == ids[1] {
		t.Errorf("the ids are %v, want two", ids)
	}
}

func TestAccWebhookImport(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	existing := server.AddWebhook(simulator.Webhook{URL: target, Events: []string{"member.invited", "webwork.unheard-of"}})
	config := hook(target, "webwork.unheard-of", "member.invited")
	imported := func(id string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateId: id, ImportStateVerify: true}
	}
	wrong := func(id, message string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateId: id, ExpectError: pt.Message(message)}
	}
	pt.Run(t,
		pt.Step(server, config+fmt.Sprintf("import {\n  to = %s\n  id = \"1/%s\"\n}\n", address, target),
			has("id", knownvalue.StringExact(existing.ID)), has("token", knownvalue.StringExact(existing.Token))),
		imported(existing.ID), imported("1/"+existing.ID), imported(target), imported("1/"+target),
		wrong("https://other.example/x", "WebWork shows no webhook with the url https://other.example/…"),
		wrong("unheard-of", "Could not import webhook"),
		wrong("2/"+target, "The import names workspace 2"),
	)
}

func TestAccWebhookImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	for _, variants := range [][]simulator.Variant{nil, {simulator.WebhookIDChanges}, {simulator.WebhookIDNewest}} {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{Variants: variants})
			same := unchanging(t, "id", "token")
			pt.Run(t,
				checked(pt.Step(server, hook(target), statecheck.ExpectIdentity(address, map[string]knownvalue.Check{
					"workspace_id": pt.ID(1), "id": knownvalue.NotNull(),
				})), same),
				checked(pt.Step(server, hook(target, "member.invited")), same),
				checked(pt.Step(server, hook(moved)), same),
			)
			if variants == nil {
				existing := server.AddWebhook(simulator.Webhook{URL: target, Events: []string{"tracker.started"}})
				pt.Run(t, pt.Step(server, hook(target)+fmt.Sprintf("import {\n  to = %s\n  identity = { id = %q }\n}\n", address, existing.ID),
					has("id", knownvalue.StringExact(existing.ID))))
			}
		})
	}
}

func TestAccWebhookLostAnswers(t *testing.T) {
	t.Parallel()
	for _, kind := range []simkit.FaultKind{
		simkit.FaultLostAnswer, simkit.FaultServerErrorAfter, simkit.FaultTruncated, simkit.FaultBadJSON,
		simkit.FaultServerError,
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			server := pt.Start(t, simulator.Options{})
			for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete} {
				server.Inject(simkit.Fault{Kind: kind, Method: method, Nth: 1})
			}
			pt.Run(t,
				pt.Step(server, hook(target), has("token", knownvalue.NotNull())),
				resource.TestStep{Config: pt.Config(server, "", hook(moved)), PreConfig: func() { only(t, server) }},
			)
			if left := server.Snapshot().Workspaces[0].Webhooks; len(left) != 0 {
				t.Errorf("%d webhooks are left", len(left))
			}
		})
	}
}

// Lists may show a new webhook late; it is looked for several times before it is sent again.
func TestAccWebhookIsNotCreatedTwice(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.ListsLag}})
	server.Inject(simkit.Fault{Kind: simkit.FaultLostAnswer, Method: http.MethodPost, Nth: 1})
	pt.Run(t, pt.Step(server, hook(target), has("token", knownvalue.NotNull())))
	if got := server.Count(http.MethodPost, "/webhooks"); got != 1 {
		t.Errorf("%d creations were sent, want 1", got)
	}
}

// A list that fails is no proof that the webhook is gone.
func TestAccWebhookIsNotLost(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.WebhookIDNewest}})
	failing := pt.Failure(server, "max_retries = 0", hook(target), "looking for it under another id failed as well")
	var fault *simkit.Injection
	failing.PreConfig = func() {
		list(t, server)
		fault = server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Method: http.MethodGet, Path: "/webhooks"})
	}
	pt.Run(t, pt.Step(server, hook(target)), failing,
		pt.Planning(pt.Step(server, hook(target)), address, plancheck.ResourceActionNoop, func() { fault.Remove() }))
}

func TestAccWebhookRefusesBadInput(t *testing.T) {
	t.Parallel()
	server := pt.Start(t, simulator.Options{})
	for config, message := range map[string]string{
		hook("hooks.example"):           "url was given an address without https:// before it.",
		hook("ftp://hooks.example"):     "url was given an address that begins with ftp://.",
		hook(target, ""):                `events was given "", which is not written like the known values. Events are written in small letters with a dot between, such as member.invited.`,
		hook(target, "Tracker.Started"): `Did you mean "tracker.started"?`,
		hook(target, "tracker"):         `Did you mean "tracker.started" or "tracker.stopped"?`,
		"resource \"webwork_webhook\" \"hook\" {\n  url = \"" + target + "\"\n  events = []\n}\n":     `events was given an empty set. At least one event is needed, such as "tracker.started". To have WebWork call nobody, remove the resource.`,
		"resource \"webwork_webhook\" \"hook\" {\n  url = \"" + target + "\"\n  events = [null]\n}\n": "events was given null among its elements.",
	} {
		pt.Run(t, pt.Failure(server, "", config, message))
	}
	if writes := server.Writes(); len(writes) != 0 {
		t.Errorf("bad input led to %d writes", len(writes))
	}
}

func TestAccWebhookMessagesAndLogsKeepTheKey(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := pt.Start(t, simulator.Options{Variants: []simulator.Variant{simulator.WebhookTokenOnce}})
		w := pt.Workspace(t, cli, server)
		w.Setenv("TF_LOG_PROVIDER", "TRACE")
		w.Setenv("TF_VAR_url", target)
		declared := strings.ReplaceAll(hook("$", "project.archived"), `"$"`, "var.url")
		config := "variable \"url\" {\n  type = string\n  sensitive = true\n}\n" + declared
		w.Write("main.tf", pt.Header+config)
		says := func(output string, phrases ...string) {
			t.Helper()
			for _, phrase := range phrases {
				if !pt.Message(phrase).MatchString(output) {
					t.Errorf("the output lacks %q:\n%s", phrase, output)
				}
			}
			hooks := server.Snapshot().Workspaces[0].Webhooks
			for line := range strings.Lines(output) {
				if strings.Contains(line, key) || len(hooks) > 0 && strings.Contains(line, hooks[0].Token) {
					t.Errorf("the output has a secret: %s", line)
				}
			}
		}
		fault := server.Inject(simkit.Fault{Kind: simkit.FaultLostAnswer, Method: http.MethodPost, Nth: 1})
		says(w.Apply().Output(), `events was given "project.archived", which is not among the known values and is passed on as it is.`, "https://hooks.example", "Token not known")
		fault.Remove()
		w.PlanEmpty()
		w.Write("main.tf", pt.Header+config+strings.Replace(declared, `"hook"`, `"again"`, 1))
		says(w.Run("plan").Output(), "https://hooks.example", "exists already in this workspace")
		w.Write("main.tf", pt.Header+config)
		server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Method: http.MethodPut})
		w.Setenv("WEBWORK_MAX_RETRIES", "0")
		w.Setenv("TF_VAR_url", moved)
		says(w.Run("apply").Output(), "Could not update webhook", "https://hooks.example")
	})
}
