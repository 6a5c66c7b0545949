package doctorkit

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

// Credentials are by what the account signs in.
type Credentials struct {
	Kind string `json:"kind"`
	// Expires is null where nobody tells.
	Expires *time.Time `json:"expires"`
}

// SignIn reports by what kind of credentials the account signs in, and when they expire; untold is what to say where that is not told.
func (r *Report) SignIn(kind string, expiry time.Time, told bool, untold string) *Credentials {
	const day = 24 * time.Hour
	if !told {
		r.Finef("Credentials: %s. %s", kind, untold)
		return &Credentials{Kind: kind}
	}
	date := expiry.UTC().Format("2 January 2006 15:04 UTC")
	if left := time.Until(expiry); left > 0 {
		r.Finef("Credentials: %s. The token expires on %s, in %s.", kind, date, Count(int(left/day), "day"))
	} else {
		r.Oddf("Credentials: %s. The token expired on %s.", kind, date)
	}
	return &Credentials{Kind: kind, Expires: new(expiry.UTC())}
}

// BaseURL is where the service is reached.
type BaseURL struct {
	Host    string `json:"host"`
	Default bool   `json:"default"`
}

// Address reports where the service is reached. It is nil for what is no address.
func (r *Report) Address(baseURL string, isDefault, allowHTTP bool) *BaseURL {
	address, err := url.Parse(baseURL)
	if err != nil {
		return nil
	}
	switch {
	case isDefault:
		r.Finef("Base URL: at %s, the default.", address.Host)
	case address.Scheme == "http" && allowHTTP:
		r.Oddf("Base URL: at %s, over plain http, which shows the token to the network.", address.Host)
	default:
		r.Finef("Base URL: at %s, which is not the default.", address.Host)
	}
	return &BaseURL{Host: address.Host, Default: isDefault}
}

// RateLimit reports what the answers told about the rate limit, beside the limits that the provider keeps to by itself. Of each header
// only the number that it begins with is shown.
func (r *Report) RateLimit(told map[string]string, own []httpkit.Limit) {
	limits := make([]string, len(own))
	for i, limit := range own {
		limits[i] = limit.String()
	}
	upTo := strings.Join(limits, " and ")
	if len(told) == 0 {
		r.Finef("Rate limit: no header tells of it. The provider counts by itself, up to %s.", upTo)
		return
	}
	var headers []string
	for _, name := range slices.Sorted(maps.Keys(told)) {
		headers = append(headers, strings.TrimSpace(name+" "+told[name]))
	}
	r.Finef("Rate limit: told by %s (newest values). The provider sends up to %s, and fewer where these say so.", plaintext.List(headers), upTo)
}

// DoubtfulSettings reports settings that the provider would warn of, and tells more on standard error.
func (r *Report) DoubtfulSettings(diags diag.Diagnostics, stderr io.Writer) error {
	for _, warning := range diags.Warnings() {
		r.Oddf("Settings: %s.", place(warning))
		if _, err := fmt.Fprintln(stderr, "Warning:", plaintext.Clean(warning.Detail())); err != nil {
			return fmt.Errorf("warning of settings: %w", err)
		}
	}
	return nil
}

// WrongSettings reports settings that the provider would refuse. Its error says how they are set, which may be private.
func (r *Report) WrongSettings(diags diag.Diagnostics) error {
	var lines []string
	for _, d := range diags.Errors() {
		r.Fatalf("Settings: %s.", place(d))
		lines = append(lines, d.Summary()+": "+d.Detail())
	}
	return errors.New(strings.Join(lines, "\n"))
}

// place is what is wrong with a setting, and with which one, but not how it is set.
func place(d diag.Diagnostic) string {
	if at, ok := d.(diag.DiagnosticWithPath); ok {
		return d.Summary() + " (" + at.Path().String() + ")"
	}
	return d.Summary()
}
