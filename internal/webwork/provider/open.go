package provider

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

const (
	defaultBaseURL           = "https://api.webwork-tracker.com/api/v2"
	defaultTokenURL          = "https://webwork-tracker.com/oauth/token"
	defaultRequestsPerMinute = 60
	defaultMaxRetries        = 5
	defaultRequestTimeout    = 30 * time.Second
)

// open turns the provider block and the environment into a session. It sends no request: the
// first operation does.
func open(_ context.Context, config model, agent string) (*session.Session, diag.Diagnostics) {
	s := &source{}
	settings := session.Settings{
		WorkspaceID:     s.number("workspace_id", "WEBWORK_WORKSPACE_ID", config.WorkspaceID, 1),
		RestoreArchived: s.flag("restore_archived", "WEBWORK_RESTORE_ARCHIVED", config.RestoreArchived, true),
		AdoptExisting:   s.flag("adopt_existing", "WEBWORK_ADOPT_EXISTING", config.AdoptExisting, false),
		MaxInvitations:  s.number("max_invitations", "WEBWORK_MAX_INVITATIONS", config.MaxInvitations, 0),
		MaxArchivals:    s.number("max_archivals", "WEBWORK_MAX_ARCHIVALS", config.MaxArchivals, 0),
		ReadRates:       s.flag("read_rates", "WEBWORK_READ_RATES", config.ReadRates, false),
		Each:            s.oneOf("read_strategy", s.text("read_strategy", "WEBWORK_READ_STRATEGY", config.ReadStrategy), "auto", "each") == "each",
	}
	if s.oneOf("api_version", s.text("api_version", "WEBWORK_API_VERSION", config.APIVersion), "v2", "v1") == "v1" {
		s.reject("api_version", "This version of the provider speaks v2 only.")
	}
	options := httpkit.Options{
		UserAgent:          agent,
		RenewHint:          "Create a new token at " + tokenPage + " and set it as token or WEBWORK_TOKEN; for OAuth, sign in again with terraform-provider-webwork login",
		RequestsPerMinute:  int(orDefault(s.number("requests_per_minute", "WEBWORK_REQUESTS_PER_MINUTE", config.RequestsPerMinute, 1), defaultRequestsPerMinute)),
		MaxRetries:         int(orDefault(s.number("max_retries", "WEBWORK_MAX_RETRIES", config.MaxRetries, 0), defaultMaxRetries)),
		RequestTimeout:     s.duration("request_timeout", s.text("request_timeout", "WEBWORK_REQUEST_TIMEOUT", config.RequestTimeout)),
		CAFile:             s.text("ca_file", "WEBWORK_CA_FILE", config.CAFile),
		AllowInsecureHTTP:  s.flag("allow_insecure_http", "WEBWORK_ALLOW_INSECURE_HTTP", config.AllowInsecureHTTP, false),
		InsecureHTTPOption: "allow_insecure_http",
		Logger:             logger{},
	}
	baseURL := s.text("base_url", "WEBWORK_BASE_URL", config.BaseURL)
	options.Credentials, options.Secrets = credentials(s, config)
	if s.diags.HasError() {
		return nil, s.diags
	}
	if len(s.unknown) > 0 {
		return session.NewUnready(settings, notYet(s.unknown)), s.diags
	}
	return connect(s, options, baseURL, settings)
}

func connect(s *source, options httpkit.Options, baseURL string, settings session.Settings) (*session.Session, diag.Diagnostics) {
	if baseURL == "" {
		baseURL = defaultBaseURL
	}
	http, err := httpkit.New(options)
	if err != nil {
		s.reject("ca_file", fmt.Sprintf("The client could not be set up: %v.", err))
		return nil, s.diags
	}
	client, err := v2.New(http, baseURL)
	if err != nil {
		s.reject("base_url", fmt.Sprintf("%v.", err))
		return nil, s.diags
	}
	return session.New(client, settings, func(ctx context.Context, message string) { tflog.Debug(ctx, message) }), s.diags
}

func notYet(unknown []string) *session.Problem {
	return &session.Problem{
		Summary: "Provider configuration not known yet",
		Detail: fmt.Sprintf("%s of the provider block depends on values that are known only after apply, but this operation needs WebWork now. "+
			"Apply what those values come from first, for example with -target, or set them from variables.", strings.Join(slices.Compact(sorted(unknown)), ", ")),
		Attribute: "",
	}
}

// userAgent names the program and what runs it.
func userAgent(version, terraform string) string {
	agent := fmt.Sprintf("terraform-provider-webwork/%s Terraform/%s", version, terraform)
	if more := os.Getenv("WEBWORK_APPEND_USER_AGENT"); more != "" {
		agent += " " + more
	}
	return agent
}

func (s *source) oneOf(attribute, value string, allowed ...string) string {
	if value != "" && !slices.Contains(allowed, value) {
		s.reject(attribute, fmt.Sprintf("%s was given %q. Allowed are %s.", attribute, value, strings.Join(allowed, " and ")))
	}
	return value
}

func (s *source) duration(attribute, text string) time.Duration {
	if text == "" {
		return defaultRequestTimeout
	}
	value, err := time.ParseDuration(text)
	if err != nil || value <= 0 {
		s.reject(attribute, fmt.Sprintf("%s was given %q. Allowed is a duration such as 45s or 2m.", attribute, text))
	}
	return value
}

func orDefault(value *int64, otherwise int64) int64 {
	if value == nil {
		return otherwise
	}
	return *value
}

func sorted(values []string) []string {
	out := slices.Clone(values)
	slices.Sort(out)
	return out
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
