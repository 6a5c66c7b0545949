package provider

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

const (
	defaultRequestsPerMinute = 60
	defaultMaxRetries        = 5
	defaultRequestTimeout    = 30 * time.Second
	defaultMaxArchivalShare  = 0.25
)

// Connection is how WebWork is reached, as the settings say. Making one sends no request.
type Connection struct {
	// APIVersion is the version of the API that is spoken, v2 or v1.
	APIVersion string
	BaseURL    string
	SignIn     SignIn
	// Settings are what resources and data sources go by.
	Settings session.Settings
	// HTTP is what the client is made with.
	HTTP httpkit.Options
}

// Given are settings that a command takes on its command line, where they go before the
// environment. Zero fields are not given.
type Given struct {
	WorkspaceID string
	BaseURL     string
	TokenFile   string
}

// FromEnvironment reads the settings as the provider does, for a command of the binary. The agent
// is how the command names itself to WebWork, such as "terraform-provider-webwork/1.2.3 doctor".
func FromEnvironment(ctx context.Context, getenv func(string) string, given Given, agent string) (Connection, diag.Diagnostics) {
	config := model{OAuth: types.ObjectNull(oauthTypes())}
	if given.WorkspaceID != "" {
		config.WorkspaceID = types.StringValue(given.WorkspaceID)
	}
	if given.BaseURL != "" {
		config.BaseURL = types.StringValue(given.BaseURL)
	}
	s := &source{getenv: getenv}
	if given.TokenFile != "" {
		app, diags := types.ObjectValueFrom(ctx, oauthTypes(), oauthModel{
			TokenFile: types.StringValue(given.TokenFile), Scopes: types.SetNull(types.StringType),
		})
		s.diags.Append(diags...)
		config.OAuth = app
	}
	connection := s.read(ctx, config, agent)
	return connection, s.diags
}

// open turns the provider block and the environment into a session. It sends no request: the
// first operation does.
func open(ctx context.Context, getenv func(string) string, config model, agent string) (*session.Session, diag.Diagnostics) {
	s := &source{getenv: getenv}
	connection := s.read(ctx, config, agent)
	switch {
	case s.diags.HasError():
		return nil, s.diags
	case slices.ContainsFunc(s.unknown, isBrake):
		s.diags.Append(unknownBrake(s.unknown).Diagnostic())
		return nil, s.diags
	case len(s.unknown) > 0:
		return session.NewUnready(connection.Settings, notYet(s.unknown)), s.diags
	}
	client, diags := connection.Client(nil)
	s.diags.Append(diags...)
	if s.diags.HasError() {
		return nil, s.diags
	}
	return session.New(client, connection.Settings, func(ctx context.Context, message string) { tflog.Debug(ctx, message) }), s.diags
}

func (s *source) read(ctx context.Context, config model, agent string) Connection {
	version := s.oneOf("api_version", "WEBWORK_API_VERSION", config.APIVersion, "v2", "v1")
	c := Connection{
		APIVersion: version,
		BaseURL:    s.text("base_url", "WEBWORK_BASE_URL", config.BaseURL, dialectOf(version).baseURL),
		SignIn:     s.signIn(ctx, config, version),
		Settings: session.Settings{
			WorkspaceID:      s.id("workspace_id", "WEBWORK_WORKSPACE_ID", config.WorkspaceID),
			RestoreArchived:  s.flag("restore_archived", "WEBWORK_RESTORE_ARCHIVED", config.RestoreArchived, true),
			AdoptExisting:    s.flag("adopt_existing", "WEBWORK_ADOPT_EXISTING", config.AdoptExisting, false),
			MaxInvitations:   s.limit("max_invitations", "WEBWORK_MAX_INVITATIONS", config.MaxInvitations, 0),
			MaxArchivals:     s.limit("max_archivals", "WEBWORK_MAX_ARCHIVALS", config.MaxArchivals, 0),
			MaxArchivalShare: s.share("max_archival_share", "WEBWORK_MAX_ARCHIVAL_SHARE", config.MaxArchivalShare, defaultMaxArchivalShare),
			ProtectedPeople:  s.people("protected_people", "WEBWORK_PROTECTED_PEOPLE", config.ProtectedPeople),
			ReadRates:        s.flag("read_rates", "WEBWORK_READ_RATES", config.ReadRates, false),
			RequestTimeout:   s.duration("request_timeout", "WEBWORK_REQUEST_TIMEOUT", config.RequestTimeout, defaultRequestTimeout),
			Each:             s.oneOf("read_strategy", "WEBWORK_READ_STRATEGY", config.ReadStrategy, "auto", "each") == "each",
		},
		HTTP: httpkit.Options{
			UserAgent: strings.Join(strings.Fields(agent+" "+s.getenv("WEBWORK_APPEND_USER_AGENT")), " "),
			Limits: []httpkit.Limit{httpkit.PerMinute(
				s.number("requests_per_minute", "WEBWORK_REQUESTS_PER_MINUTE", config.RequestsPerMinute, defaultRequestsPerMinute, 1),
			)},
			MaxRetries:         s.number("max_retries", "WEBWORK_MAX_RETRIES", config.MaxRetries, defaultMaxRetries, 0),
			CAFile:             s.text("ca_file", "WEBWORK_CA_FILE", config.CAFile, ""),
			AllowInsecureHTTP:  s.flag("allow_insecure_http", "WEBWORK_ALLOW_INSECURE_HTTP", config.AllowInsecureHTTP, false),
			InsecureHTTPOption: "allow_insecure_http",
			Logger:             logger{},
		},
	}
	if address, err := url.Parse(c.BaseURL); err == nil && address.User != nil {
		s.reject("base_url", "base_url (WEBWORK_BASE_URL) carries a user name or password. Leave it out, and sign in as the provider block lets you: with token, oauth, or email and api_key.")
	}
	c.Settings.Account = api.EmailKey(c.SignIn.account)
	c.HTTP.RequestTimeout = c.Settings.RequestTimeout
	c.HTTP.RenewHint = c.SignIn.Renewal
	c.HTTP.Credentials, c.HTTP.Secrets = c.SignIn.credentials, c.SignIn.secrets
	return c
}

// Client speaks to WebWork over the connection. Around, unless it is nil, wraps the transport on
// the outside, where answers arrive once and in full, after waits and repeats.
func (c Connection) Client(around func(http.RoundTripper) http.RoundTripper) (api.Client, diag.Diagnostics) {
	s := &source{}
	client, err := httpkit.New(c.HTTP)
	if err != nil {
		s.reject("ca_file", fmt.Sprintf("ca_file (WEBWORK_CA_FILE) cannot be used: %v.", err))
		return nil, s.diags
	}
	if around != nil {
		client.Transport = around(client.Transport)
	}
	speaker, err := dialectOf(c.APIVersion).speak(client, c.BaseURL)
	if err != nil {
		s.reject("base_url", fmt.Sprintf("base_url (WEBWORK_BASE_URL) cannot be used: %v.", err))
		return nil, s.diags
	}
	return speaker, s.diags
}

// DefaultURL reports whether the API is asked where WebWork has it.
func (c Connection) DefaultURL() bool { return c.BaseURL == dialectOf(c.APIVersion).baseURL }

// isBrake reports whether a setting is one that stops a plan. While it is not known it would stop nothing.
func isBrake(attribute string) bool {
	return slices.Contains([]string{"max_archival_share", "max_archivals", "max_invitations", "protected_people"}, attribute)
}

func unknownBrake(unknown []string) *session.Problem {
	brakes := slices.DeleteFunc(slices.Clone(unknown), func(attribute string) bool { return !isBrake(attribute) })
	slices.Sort(brakes)
	return &session.Problem{
		Summary: "Brake not known",
		Detail: fmt.Sprintf("%s of the provider block depends on values that are known only after apply, so that it could stop nothing in this plan. "+
			"Set it to a constant or a variable.", strings.Join(slices.Compact(brakes), ", ")),
		Attribute: brakes[0],
	}
}

func notYet(unknown []string) *session.Problem {
	slices.Sort(unknown)
	return &session.Problem{
		Summary: "Provider configuration not known yet",
		Detail: fmt.Sprintf("%s of the provider block depends on values that are known only after apply, but this operation needs WebWork now. "+
			"Apply what those values come from first, for example with -target, or set them from variables.", strings.Join(slices.Compact(unknown), ", ")),
	}
}

// logger passes the transport's lines on to Terraform's log.
type logger struct{}

func (logger) Trace(ctx context.Context, msg string, fields map[string]any) {
	tflog.Trace(ctx, msg, fields)
}

func (logger) Debug(ctx context.Context, msg string, fields map[string]any) {
	tflog.Debug(ctx, msg, fields)
}

func (logger) Info(ctx context.Context, msg string, fields map[string]any) {
	tflog.Info(ctx, msg, fields)
}

func (logger) Warn(ctx context.Context, msg string, fields map[string]any) {
	tflog.Warn(ctx, msg, fields)
}
