package provider_test

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// signedIn is the least that a provider needs.
func signedIn() environment { return environment{"WEBWORK_TOKEN": "some-token"} }

// setting is an attribute of the provider block, but for the ways to sign in.
type setting struct {
	attribute, variable string
	get                 func(provider.Connection) any
	otherwise           any
	configured          any    // in the provider block
	wantConfigured      any    // what it then is
	text                string // in the environment
	wantText            any
	malformed           []any // in the provider block
	malformedText       []string
	allowed             string
}

func settings() []setting {
	limit := func(of func(provider.Connection) *int64) func(provider.Connection) any {
		return func(c provider.Connection) any {
			if value := of(c); value != nil {
				return *value
			}
			return nil
		}
	}
	numbers := []string{"many", "1.5", "99999999999999999999", " "}
	booleans := []string{"yes", "2", " "}
	return []setting{
		{
			attribute: "workspace_id", variable: "WEBWORK_WORKSPACE_ID",
			get:       func(c provider.Connection) any { return c.Settings.WorkspaceID },
			otherwise: "", configured: "12", wantConfigured: "12", text: "34", wantText: "34",
			malformed: []any{"0", "-3", "012", "+1", " 1", "7.0", "acme"}, malformedText: append(numbers, "0", "012"),
			allowed: "Allowed: positive numbers without sign, spaces or leading zeros, such as 7; the data source webwork_workspaces lists the ids of the account's workspaces.",
		},
		{
			attribute: "base_url", variable: "WEBWORK_BASE_URL", get: func(c provider.Connection) any { return c.BaseURL },
			otherwise: "https://api.webwork-tracker.com/api/v2", configured: "https://a.example", wantConfigured: "https://a.example",
			text: "https://b.example", wantText: "https://b.example",
		},
		{
			attribute: "requests_per_minute", variable: "WEBWORK_REQUESTS_PER_MINUTE",
			get:       func(c provider.Connection) any { return c.HTTP.Limits[0].Requests },
			otherwise: 60, configured: 10, wantConfigured: 10, text: "20", wantText: 20,
			malformed: []any{0, -1}, malformedText: append(numbers, "0"), allowed: "Allowed: whole numbers of at least 1.",
		},
		{
			attribute: "max_retries", variable: "WEBWORK_MAX_RETRIES", get: func(c provider.Connection) any { return c.HTTP.MaxRetries },
			otherwise: 5, configured: 0, wantConfigured: 0, text: "0", wantText: 0,
			malformed: []any{-1}, malformedText: append(numbers, "-1"), allowed: "Allowed: whole numbers of at least 0.",
		},
		{
			attribute: "request_timeout", variable: "WEBWORK_REQUEST_TIMEOUT", get: func(c provider.Connection) any { return c.HTTP.RequestTimeout },
			otherwise: 30 * time.Second, configured: "2m", wantConfigured: 2 * time.Minute, text: "1.5s", wantText: 1500 * time.Millisecond,
			malformed: []any{"30", "0s", "-1s", "soon", ""}, malformedText: []string{"30", "0s", "soon"}, allowed: "Allowed: durations above zero, such as 45s or 2m.",
		},
		{
			attribute: "read_strategy", variable: "WEBWORK_READ_STRATEGY", get: func(c provider.Connection) any { return c.Settings.Each },
			otherwise: false, configured: "auto", wantConfigured: false, text: "each", wantText: true,
			malformed: []any{"EACH", "", "list"}, malformedText: []string{"all"}, allowed: "Allowed: auto and each.",
		},
		{
			attribute: "restore_archived", variable: "WEBWORK_RESTORE_ARCHIVED", get: func(c provider.Connection) any { return c.Settings.RestoreArchived },
			otherwise: true, configured: true, wantConfigured: true, text: "false", wantText: false,
			malformedText: booleans, allowed: "Allowed: true and false.",
		},
		{
			attribute: "adopt_existing", variable: "WEBWORK_ADOPT_EXISTING", get: func(c provider.Connection) any { return c.Settings.AdoptExisting },
			otherwise: false, configured: false, wantConfigured: false, text: "TRUE", wantText: true,
			malformedText: booleans, allowed: "Allowed: true and false.",
		},
		{
			attribute: "max_invitations", variable: "WEBWORK_MAX_INVITATIONS",
			get:       limit(func(c provider.Connection) *int64 { return c.Settings.MaxInvitations }),
			otherwise: nil, configured: 0, wantConfigured: int64(0), text: "7", wantText: int64(7),
			malformed: []any{-1}, malformedText: append(numbers, "-1"), allowed: "Allowed: whole numbers of at least 0.",
		},
		{
			attribute: "max_archivals", variable: "WEBWORK_MAX_ARCHIVALS",
			get:       limit(func(c provider.Connection) *int64 { return c.Settings.MaxArchivals }),
			otherwise: nil, configured: 20, wantConfigured: int64(20), text: "0", wantText: int64(0),
			malformed: []any{-1}, malformedText: append(numbers, "-1"), allowed: "Allowed: whole numbers of at least 0.",
		},
		{
			attribute: "max_archival_share", variable: "WEBWORK_MAX_ARCHIVAL_SHARE",
			get:       func(c provider.Connection) any { return c.Settings.MaxArchivalShare },
			otherwise: 0.25, configured: 0.5, wantConfigured: 0.5, text: "1", wantText: 1.0,
			malformed: []any{-0.1, 1.1, 25}, malformedText: []string{"25%", "-1", "2", "a quarter"}, allowed: "Allowed: numbers from 0 to 1, such as 0.25 for a quarter.",
		},
		{
			attribute: "protected_people", variable: "WEBWORK_PROTECTED_PEOPLE",
			get: func(c provider.Connection) any {
				return strings.Join(slices.Sorted(maps.Keys(c.Settings.ProtectedPeople)), " ")
			},
			otherwise: "", configured: []any{"Ada@Acme.example"}, wantConfigured: "ada@acme.example",
			text: "kim@acme.example, Ada@acme.example", wantText: "ada@acme.example kim@acme.example",
			malformed: []any{[]any{"ada"}, []any{""}}, malformedText: []string{"kim"}, allowed: "Allowed: e-mail addresses.",
		},
		{
			attribute: "read_rates", variable: "WEBWORK_READ_RATES", get: func(c provider.Connection) any { return c.Settings.ReadRates },
			otherwise: false, configured: false, wantConfigured: false, text: "1", wantText: true,
			malformedText: booleans, allowed: "Allowed: true and false.",
		},
		{
			attribute: "ca_file", variable: "WEBWORK_CA_FILE", get: func(c provider.Connection) any { return c.HTTP.CAFile },
			otherwise: "", configured: "/a.pem", wantConfigured: "/a.pem", text: "/b.pem", wantText: "/b.pem",
		},
		{
			attribute: "allow_insecure_http", variable: "WEBWORK_ALLOW_INSECURE_HTTP",
			get:       func(c provider.Connection) any { return c.HTTP.AllowInsecureHTTP },
			otherwise: false, configured: false, wantConfigured: false, text: "true", wantText: true,
			malformedText: booleans, allowed: "Allowed: true and false.",
		},
	}
}

// TestSettings reads each setting from everywhere.
func TestSettings(t *testing.T) {
	t.Parallel()
	for _, c := range settings() {
		t.Run(c.attribute, func(t *testing.T) {
			t.Parallel()
			for place, from := range map[string]struct {
				env    environment
				config block
				want   any
			}{
				"nowhere":            {nil, nil, c.otherwise},
				"an empty variable":  {environment{c.variable: ""}, nil, c.otherwise},
				"the environment":    {environment{c.variable: c.text}, nil, c.wantText},
				"the provider block": {nil, block{c.attribute: c.configured}, c.wantConfigured},
				"both":               {environment{c.variable: c.text}, block{c.attribute: c.configured}, c.wantConfigured},
			} {
				connection, notKnown, diags := read(t, signedIn().with(from.env), from.config)
				if len(diags) > 0 || len(notKnown) > 0 {
					t.Errorf("from %s: not known: %v; %s", place, notKnown, shown(diags))
				}
				if got := c.get(connection); !reflect.DeepEqual(got, from.want) {
					t.Errorf("from %s it is %v, not %v", place, got, from.want)
				}
			}
			connection, notKnown, diags := read(t, signedIn().with(environment{c.variable: c.text}), block{c.attribute: unknown})
			if len(diags) > 0 || !slices.Equal(notKnown, []string{c.attribute}) || !reflect.DeepEqual(c.get(connection), c.otherwise) {
				t.Errorf("unknown: %v are not known, it is %v; %s", notKnown, c.get(connection), shown(diags))
			}
		})
	}
}

// TestSettingsComplete fails when an attribute is added that nothing above or below reads.
func TestSettingsComplete(t *testing.T) {
	t.Parallel()
	// The ways to sign in and the version have tests of their own.
	tested := []string{"token", "oauth", "email", "api_key", "api_version"}
	for _, c := range settings() {
		tested = append(tested, c.attribute)
	}
	for name := range provider.Schema().Attributes {
		if !slices.Contains(tested, name) {
			t.Errorf("no test reads %s", name)
		}
	}
	for _, name := range tested {
		attribute, ok := provider.Schema().Attributes[name]
		if !ok {
			t.Errorf("there is no attribute %s", name)
			continue
		}
		variable := "WEBWORK_" + strings.ToUpper(name)
		if name != "oauth" && !strings.Contains(attribute.GetMarkdownDescription(), variable) {
			t.Errorf("the description of %s does not name %s", name, variable)
		}
	}
}

// TestMalformed gives each setting what it cannot be. The error is at the attribute and names where
// the value came from, the value, and what is allowed.
func TestMalformed(t *testing.T) {
	t.Parallel()
	for _, c := range settings() {
		t.Run(c.attribute, func(t *testing.T) {
			t.Parallel()
			for _, text := range c.malformedText {
				_, _, diags := read(t, signedIn().with(environment{c.variable: text}), nil)
				contains(t, shown(diags), "Error at "+c.attribute+": Value not allowed: "+c.variable+" is \""+text+"\".", c.allowed)
			}
			for _, value := range c.malformed {
				_, _, diags := read(t, signedIn().with(environment{c.variable: c.text}), block{c.attribute: value})
				contains(t, shown(diags), "Error at "+c.attribute+": Value not allowed: "+c.attribute+" is \"", c.allowed)
			}
			if _, isText := c.configured.(string); isText && c.malformed == nil {
				_, _, diags := read(t, signedIn(), block{c.attribute: ""})
				contains(t, shown(diags), "Error at "+c.attribute+": Value not allowed: "+c.attribute+" is empty. Leave it out, or set it to null, to use "+c.variable)
			}
		})
	}
}

// TestAPIVersion accepts v2 and, with credentials of its own, v1.
func TestAPIVersion(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env    environment
		config block
		want   string
	}{
		"v2":                     {nil, block{"api_version": "v2"}, ""},
		"v2 by environment":      {environment{"WEBWORK_API_VERSION": "v2"}, nil, ""},
		"configuration wins":     {environment{"WEBWORK_API_VERSION": "v1"}, block{"api_version": "v2"}, ""},
		"v1":                     {nil, block{"api_version": "v1", "email": "a@b.example", "api_key": "k"}, ""},
		"v1 by environment":      {environment{"WEBWORK_API_VERSION": "v1"}, block{"email": "a@b.example", "api_key": "k"}, ""},
		"another":                {nil, block{"api_version": "v3"}, `Error at api_version: Value not allowed: api_version is "v3". Allowed: v2 and v1.`},
		"another by environment": {environment{"WEBWORK_API_VERSION": "2"}, nil, `WEBWORK_API_VERSION is "2". Allowed: v2 and v1.`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, diags := read(t, signedIn().with(c.env), c.config)
			if got := shown(diags); c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("%q is missing in %q", c.want, got)
			}
		})
	}
}

// TestAllAtOnce reports everything that is wrong, not only the first.
func TestAllAtOnce(t *testing.T) {
	t.Parallel()
	_, complaint := start(t, environment{"WEBWORK_MAX_RETRIES": "x"}, block{"read_strategy": "y", "workspace_id": "0"})
	contains(t, complaint, "WEBWORK_MAX_RETRIES", "read_strategy is", "workspace_id is", "No credentials")
}

// TestUserAgent names the program, what runs it, and what the environment adds.
func TestUserAgent(t *testing.T) {
	t.Parallel()
	const own = "terraform-provider-webwork/1.2.3 Terraform/1.14.0"
	for want, added := range map[string]string{
		own: "", own + " acme-pipeline/7": "acme-pipeline/7", own + " two lines": " two\nlines ",
	} {
		connection, _, _ := read(t, signedIn().with(environment{"WEBWORK_APPEND_USER_AGENT": added}), nil)
		if got := connection.HTTP.UserAgent; got != want {
			t.Errorf("with %q it is %q, not %q", added, got, want)
		}
	}
}

// TestTransport has the settings of the transport take effect on the wire.
func TestTransport(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})

	failing := server.Inject(simkit.Fault{Kind: simkit.FaultServerError})
	complaint := ready(t, environmentOf(server), block{"max_retries": 0}).dataSource("webwork_workspaces", block{})
	contains(t, complaint, "Could not read the workspaces", "500")
	if got := failing.Count(); got != 1 {
		t.Errorf("%d requests, although none was to be repeated", got)
	}
	failing.Remove()

	server.Inject(simkit.Fault{Kind: simkit.FaultServerError, Times: 1})
	server.ForgetRequests()
	if complaint := ready(t, environmentOf(server), block{"max_retries": 1}).dataSource("webwork_workspaces", block{}); complaint != "" {
		t.Error(complaint)
	}
	if got := server.Count(http.MethodGet, "/workspaces"); got != 2 {
		t.Errorf("%d requests, although one was to be repeated", got)
	}

	server.Inject(simkit.Fault{Kind: simkit.FaultSlow})
	complaint = ready(t, environmentOf(server), block{"max_retries": 0, "request_timeout": "100ms"}).dataSource("webwork_workspaces", block{})
	contains(t, complaint, "no answer within 100ms")
}
