package provider

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
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
	s := newSettings(getenv)
	if given.TokenFile != "" {
		app, diags := types.ObjectValueFrom(ctx, oauthTypes(), oauthModel{
			TokenFile: types.StringValue(given.TokenFile), Scopes: types.SetNull(types.StringType),
		})
		s.Diags.Append(diags...)
		config.OAuth = app
	}
	connection := read(ctx, s, config, agent)
	return connection, s.Diags
}

// open turns the provider block and the environment into a session. It sends no request: the
// first operation does.
func open(ctx context.Context, getenv func(string) string, config model, agent string) (*session.Session, diag.Diagnostics) {
	s := newSettings(getenv)
	connection := read(ctx, s, config, agent)
	brake := s.UnknownBrake("max_archival_share", "max_archivals", "max_invitations", "protected_people")
	switch {
	case s.Diags.HasError():
		return nil, s.Diags
	case brake != nil:
		s.Diags.Append(brake.Diagnostic())
		return nil, s.Diags
	case len(s.Unknown) > 0:
		return session.NewUnready(connection.Settings, s.NotYet("WebWork")), s.Diags
	}
	client, diags := connection.Client(nil)
	s.Diags.Append(diags...)
	if s.Diags.HasError() {
		return nil, s.Diags
	}
	return session.New(client, connection.Settings, func(ctx context.Context, message string) { tflog.Debug(ctx, message) }), s.Diags
}

// newSettings reads the settings of this provider.
func newSettings(getenv func(string) string) *tfkit.Settings {
	return &tfkit.Settings{Prefix: "WEBWORK_", Getenv: getenv, Variables: map[string]string{
		"oauth.client_id": "CLIENT_ID", "oauth.client_secret": "CLIENT_SECRET", "oauth.refresh_token": "REFRESH_TOKEN",
		"oauth.token_file": "TOKEN_FILE", "oauth.token_url": "TOKEN_URL",
	}}
}

// allowedIDs are the ids of workspaces, in words.
const allowedIDs = "positive numbers without sign, spaces or leading zeros, such as 7; the data source webwork_workspaces lists the ids of the account's workspaces"

func read(ctx context.Context, s *tfkit.Settings, config model, agent string) Connection {
	version := s.OneOf("api_version", config.APIVersion, "v2", "v1")
	c := Connection{
		APIVersion: version,
		BaseURL:    s.Text("base_url", config.BaseURL, dialectOf(version).baseURL),
		SignIn:     signIn(ctx, s, config, version),
		Settings: session.Settings{
			WorkspaceID:      s.ID("workspace_id", config.WorkspaceID, tfkit.IsNumber, allowedIDs),
			RestoreArchived:  s.Flag("restore_archived", config.RestoreArchived, true),
			AdoptExisting:    s.Flag("adopt_existing", config.AdoptExisting, false),
			MaxInvitations:   s.Limit("max_invitations", config.MaxInvitations, 0),
			MaxArchivals:     s.Limit("max_archivals", config.MaxArchivals, 0),
			MaxArchivalShare: s.Share("max_archival_share", config.MaxArchivalShare, defaultMaxArchivalShare),
			ProtectedPeople:  s.Emails("protected_people", config.ProtectedPeople, api.EmailKey),
			ReadRates:        s.Flag("read_rates", config.ReadRates, false),
			RequestTimeout:   s.Duration("request_timeout", config.RequestTimeout, defaultRequestTimeout),
			Each:             s.OneOf("read_strategy", config.ReadStrategy, "auto", "each") == "each",
		},
		HTTP: httpkit.Options{
			UserAgent: strings.Join(strings.Fields(agent+" "+s.Getvar("append_user_agent")), " "),
			Limits: []httpkit.Limit{httpkit.PerMinute(
				s.Number("requests_per_minute", config.RequestsPerMinute, defaultRequestsPerMinute, 1),
			)},
			MaxRetries:         s.Number("max_retries", config.MaxRetries, defaultMaxRetries, 0),
			CAFile:             s.Text("ca_file", config.CAFile, ""),
			AllowInsecureHTTP:  s.Flag("allow_insecure_http", config.AllowInsecureHTTP, false),
			InsecureHTTPOption: "allow_insecure_http",
			MaxAnswer:          api.MaxAnswer,
			Logger:             tfkit.Logger{},
		},
	}
	if address, err := url.Parse(c.BaseURL); err == nil && address.User != nil {
		s.Reject("base_url", "base_url (WEBWORK_BASE_URL) carries a user name or password. Leave it out, and sign in as the provider block lets you: with token, oauth, or email and api_key.")
	}
	c.Settings.Account = api.EmailKey(c.SignIn.account)
	c.HTTP.RequestTimeout = c.Settings.RequestTimeout
	c.HTTP.RenewHint = c.SignIn.Renewal
	c.HTTP.Credentials, c.HTTP.Secrets = c.SignIn.authority, c.SignIn.secrets
	return c
}

// Client speaks to WebWork over the connection. Around, unless it is nil, wraps the transport on
// the outside, where answers arrive once and in full, after waits and repeats.
func (c Connection) Client(around func(http.RoundTripper) http.RoundTripper) (api.Client, diag.Diagnostics) {
	s := newSettings(nil)
	client, err := httpkit.New(c.HTTP)
	if err != nil {
		s.Reject("ca_file", fmt.Sprintf("ca_file (WEBWORK_CA_FILE) cannot be used: %v.", err))
		return nil, s.Diags
	}
	if around != nil {
		client.Transport = around(client.Transport)
	}
	speaker, err := dialectOf(c.APIVersion).speak(client, c.BaseURL)
	if err != nil {
		s.Reject("base_url", fmt.Sprintf("base_url (WEBWORK_BASE_URL) cannot be used: %v.", err))
		return nil, s.Diags
	}
	return speaker, s.Diags
}

// DefaultURL reports whether the API is asked where WebWork has it.
func (c Connection) DefaultURL() bool { return c.BaseURL == dialectOf(c.APIVersion).baseURL }
