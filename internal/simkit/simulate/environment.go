package simulate

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Variable is one of the environment.
type Variable struct{ Name, Value string }

// IsLocal reports whether only this machine finds an address.
func IsLocal(address string) bool {
	parsed, err := url.Parse(address)
	return err == nil && isLoopback(net.JoinHostPort(parsed.Hostname(), "0"))
}

// over lays the variables over an environment.
func over(environment []string, variables []Variable) []string {
	merged := slices.DeleteFunc(slices.Clone(environment), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return slices.ContainsFunc(variables, func(v Variable) bool { return v.Name == name })
	})
	for _, v := range variables {
		merged = append(merged, v.Name+"="+v.Value)
	}
	return merged
}

// announce prints variables for a shell to take over, all at once: whoever waits for one of them has
// the others too.
func announce(stdout io.Writer, variables []Variable) error {
	var lines strings.Builder
	for _, v := range variables {
		lines.WriteString("export " + v.Name + "=" + shellWord(v.Value) + "\n")
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
