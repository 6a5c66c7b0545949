package command

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// unlimited is a rate limit that nobody reaches.
const unlimited = 100_000

// variable is one of the environment.
type variable struct{ name, value string }

// environment is what has the provider find the simulator, and nothing but it: whatever could lead
// to the real WebWork, or to another account there, is set or emptied. What is a matter of taste is
// left alone.
func (f *flags) environment(sim *simulator.Simulator) []variable {
	address := sim.URL()
	limit := unlimited
	if f.options.RequestsPerMinute > 0 {
		limit = f.options.RequestsPerMinute
	}
	insecure := ""
	if !isLocal(address) {
		insecure = "true"
	}
	base, token, email, key := sim.BaseURL(address), sim.Token(), "", ""
	if f.apiVersion == "v1" {
		base, token, email, key = sim.BaseURLV1(address), "", sim.Email(), sim.APIKey()
	}
	return []variable{
		{"WEBWORK_BASE_URL", base},
		{"WEBWORK_TOKEN", token},
		{"WEBWORK_WORKSPACE_ID", strconv.FormatInt(sim.WorkspaceID(), 10)},
		{"WEBWORK_API_VERSION", f.apiVersion},
		{"WEBWORK_TOKEN_URL", sim.TokenURL(address)},
		{"WEBWORK_CLIENT_ID", ""},
		{"WEBWORK_CLIENT_SECRET", ""},
		{"WEBWORK_REFRESH_TOKEN", ""},
		{"WEBWORK_TOKEN_FILE", ""},
		{"WEBWORK_OAUTH_SCOPES", ""},
		{"WEBWORK_EMAIL", email},
		{"WEBWORK_API_KEY", key},
		{"WEBWORK_ALLOW_INSECURE_HTTP", insecure},
		{"WEBWORK_REQUESTS_PER_MINUTE", strconv.Itoa(limit)},
		{"WEBWORK_MAX_ARCHIVAL_SHARE", "1"},
		{"WEBWORK_SIMULATOR", sim.AppURL(address)},
	}
}

// isLocal reports whether only this machine finds an address.
func isLocal(address string) bool {
	parsed, err := url.Parse(address)
	return err == nil && isLoopback(net.JoinHostPort(parsed.Hostname(), "0"))
}

// over lays the variables over an environment.
func over(environment []string, variables []variable) []string {
	merged := slices.DeleteFunc(slices.Clone(environment), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return slices.ContainsFunc(variables, func(v variable) bool { return v.name == name })
	})
	for _, v := range variables {
		merged = append(merged, v.name+"="+v.value)
	}
	return merged
}

// announce prints variables for a shell to take over, all at once: whoever waits for one of them has
// the others too.
func announce(stdout io.Writer, variables []variable) error {
	var lines strings.Builder
	for _, v := range variables {
		lines.WriteString("export " + v.name + "=" + shellWord(v.value) + "\n")
	}
	if _, err := io.WriteString(stdout, lines.String()); err != nil {
		return fmt.Errorf("the environment cannot be printed: %w", err)
	}
	return nil
}

// shellWord quotes a value for the shell where it needs that.
func shellWord(value string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:", r)
	}
	if strings.TrimLeftFunc(value, plain) == "" {
		return value
	}
	return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}

// isLoopback reports whether only this machine reaches an address.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
