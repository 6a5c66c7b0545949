package simtest

import (
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Env is the environment with which a provider finds the server.
func (s *Server) Env() map[string]string {
	if s.V1 {
		env := s.EnvV1()
		env["WEBWORK_WORKSPACE_ID"] = strconv.FormatInt(s.WorkspaceID(), 10)
		return env
	}
	return map[string]string{
		"WEBWORK_BASE_URL":     s.BaseURL,
		"WEBWORK_TOKEN":        s.Token(),
		"WEBWORK_WORKSPACE_ID": strconv.FormatInt(s.WorkspaceID(), 10),
	}
}

// EnvV1 is Env for the legacy API, which does not tell the workspace.
func (s *Server) EnvV1() map[string]string {
	return map[string]string{
		"WEBWORK_API_VERSION": "v1",
		"WEBWORK_BASE_URL":    s.BaseURLV1(s.URL),
		"WEBWORK_EMAIL":       s.Email(),
		"WEBWORK_API_KEY":     s.APIKey(),
	}
}

// SpeakV1 has tests speak the legacy API. They name requests as version 2 does all the same.
func (s *Server) SpeakV1() { s.V1, s.BaseURL = true, s.BaseURLV1(s.URL) }

// Count counts the requests that Simulator.Count counts, by the names that version 2 has for them.
func (s *Server) Count(method, pattern string) int {
	return s.Simulator.Count(s.spoken(method, pattern))
}

// Tally is Simulator.Tally by the names of version 2.
func (s *Server) Tally(method, pattern string, fields ...string) map[string]int {
	method, pattern = s.spoken(method, pattern)
	return s.Simulator.Tally(method, pattern, fields...)
}

// Inject is Simulator.Inject by the names of version 2.
func (s *Server) Inject(fault simkit.Fault) *simkit.Injection {
	fault.Method, fault.Path = s.spoken(fault.Method, fault.Path)
	return s.Simulator.Inject(fault)
}

// spoken is what the API that tests speak calls an operation of version 2.
func (s *Server) spoken(method, pattern string) (string, string) {
	if !s.V1 || pattern == "" {
		return method, pattern
	}
	kind, rest, _ := strings.Cut(strings.TrimPrefix(pattern, "/"), "/")
	switch kind {
	case "members":
		kind = "users"
	case "webhooks":
		kind = "v1/webhooks"
	}
	id, action, below := strings.Cut(rest, "/")
	switch {
	case !below:
		return method, path.Join("/", kind, rest)
	case action == "restore":
		return http.MethodGet, path.Join("/", kind, action, id)
	default: // projects of viewers
		return http.MethodPost, path.Join("/", kind, action)
	}
}
