package provider

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/rest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

const (
	defaultRequestsPerMinute    = 1000
	defaultRequestsPerSecond    = 50
	defaultMaxRetries           = 5
	defaultRequestTimeout       = 30 * time.Second
	defaultMaxDeactivationShare = 0.25
)

// Connection is how awork is reached, as the settings say. Making one sends no request.
type Connection struct {
	BaseURL string
	SignIn  SignIn
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
// is how the command names itself to awork, such as "terraform-provider-awork/1.2.3 doctor".
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
	brake := s.UnknownBrake("max_deactivation_share", "max_deactivations", "max_invitations", "protected_people")
	switch {
	case s.Diags.HasError():
		return nil, s.Diags
	case brake != nil:
		s.Diags.Append(brake.Diagnostic())
		return nil, s.Diags
	case len(s.Unknown) > 0:
		return session.NewUnready(connection.Settings, s.NotYet("awork")), s.Diags
	}
	client, diags := connection.Client()
	s.Diags.Append(diags...)
	if s.Diags.HasError() {
		return nil, s.Diags
	}
	return session.New(client, connection.Settings, func(ctx context.Context, message string) { tflog.Debug(ctx, message) }), s.Diags
}

// newSettings reads the settings of this provider.
func newSettings(getenv func(string) string) *tfkit.Settings {
	return &tfkit.Settings{Prefix: "AWORK_", Getenv: getenv}
}

func read(ctx context.Context, s *tfkit.Settings, config model, agent string) Connection {
	baseURL := today(s, "base_url", s.Text("base_url", config.BaseURL, api.BaseURL))
	c := Connection{
		BaseURL: baseURL,
		SignIn:  signIn(ctx, s, config, baseURL),
		Settings: session.Settings{
			WorkspaceID: strings.ToLower(s.ID("workspace_id", config.WorkspaceID, tfkit.IsGUID,
				"ids that are GUIDs, such as 3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b; the data source awork_workspace tells the id of the token's workspace")),
			RestoreDeactivated:   s.Flag("restore_deactivated", config.RestoreDeactivated, true),
			AdoptExisting:        s.Flag("adopt_existing", config.AdoptExisting, false),
			MaxInvitations:       s.Limit("max_invitations", config.MaxInvitations, 0),
			MaxDeactivations:     s.Limit("max_deactivations", config.MaxDeactivations, 0),
			MaxDeactivationShare: s.Share("max_deactivation_share", config.MaxDeactivationShare, defaultMaxDeactivationShare),
			ProtectedPeople:      s.Emails("protected_people", config.ProtectedPeople, api.EmailKey),
			ReadPersonal:         s.Flag("read_personal", config.ReadPersonal, false),
			RequestTimeout:       s.Duration("request_timeout", config.RequestTimeout, defaultRequestTimeout),
			Each:                 s.OneOf("read_strategy", config.ReadStrategy, "auto", "each") == "each",
		},
		HTTP: httpkit.Options{
			UserAgent: strings.Join(strings.Fields(agent+" "+s.Getvar("append_user_agent")), " "),
			Limits: []httpkit.Limit{
				httpkit.PerMinute(s.Number("requests_per_minute", config.RequestsPerMinute, defaultRequestsPerMinute, 1)),
				{Requests: s.Number("requests_per_second", config.RequestsPerSecond, defaultRequestsPerSecond, 1), Window: time.Second},
			},
			MaxRetries:         s.Number("max_retries", config.MaxRetries, defaultMaxRetries, 0),
			CAFile:             s.Text("ca_file", config.CAFile, ""),
			AllowInsecureHTTP:  s.Flag("allow_insecure_http", config.AllowInsecureHTTP, false),
			InsecureHTTPOption: "allow_insecure_http",
			Logger:             tfkit.Logger{},
		},
	}
	if address, err := url.Parse(c.BaseURL); err == nil && address.User != nil {
		s.Reject("base_url", "base_url (AWORK_BASE_URL) carries a user name or password. Leave it out, and sign in as the provider block lets you: with token or oauth.")
	}
	c.HTTP.RequestTimeout = c.Settings.RequestTimeout
	c.HTTP.RenewHint = c.SignIn.Renewal
	c.HTTP.Credentials, c.HTTP.Secrets = c.SignIn.authority, c.SignIn.secrets
	return c
}

// Client speaks to awork over the connection.
func (c Connection) Client() (api.Client, diag.Diagnostics) {
	s := newSettings(nil)
	if _, err := httpkit.ParseURL(c.BaseURL); err != nil {
		s.Reject("base_url", fmt.Sprintf("base_url (AWORK_BASE_URL) cannot be used: %v.", err))
		return nil, s.Diags
	}
	client, err := rest.Open(c.HTTP, c.BaseURL)
	if err != nil {
		s.Reject("ca_file", fmt.Sprintf("ca_file (AWORK_CA_FILE) cannot be used: %v.", err))
		return nil, s.Diags
	}
	return client, s.Diags
}

// DefaultURL reports whether the API is asked where awork has it.
func (c Connection) DefaultURL() bool { return c.BaseURL == api.BaseURL }
