package doctorkit_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// TestConnection has the words for how a service is reached.
func TestConnection(t *testing.T) {
	t.Parallel()
	soon, past := time.Now().Add(49*time.Hour), time.Now().Add(-time.Hour)
	limits := []httpkit.Limit{httpkit.PerMinute(60), {Requests: 5, Window: time.Second}}
	var settings diag.Diagnostics
	settings.AddAttributeError(path.Root("token"), "Token expired", "the token s3cret-token is of no use")
	settings.AddAttributeWarning(path.Root("token"), "Token expires soon", "the token s3cret-token\nexpires soon")
	for name, c := range map[string]struct {
		report func(*doctorkit.Report)
		line   string
	}{
		"not told":   {func(r *doctorkit.Report) { r.SignIn("API key", time.Time{}, false, "It does not expire.") }, "- Credentials: API key. It does not expire."},
		"expires":    {func(r *doctorkit.Report) { r.SignIn("token", soon, true, "") }, ", in 2 days."},
		"expired":    {func(r *doctorkit.Report) { r.SignIn("token", past, true, "") }, "! Credentials: token. The token expired on "},
		"default":    {func(r *doctorkit.Report) { r.Address("https://api.example/v1", true, false) }, "- Base URL: at api.example, the default."},
		"elsewhere":  {func(r *doctorkit.Report) { r.Address("https://api.test", false, false) }, "- Base URL: at api.test, which is not the default."},
		"http":       {func(r *doctorkit.Report) { r.Address("http://api.test", false, true) }, "! Base URL: at api.test, over plain http, "},
		"silent":     {func(r *doctorkit.Report) { r.RateLimit(nil, limits[:1]) }, "up to " + limits[0].String() + "."},
		"two limits": {func(r *doctorkit.Report) { r.RateLimit(nil, limits) }, "up to " + limits[0].String() + " and " + limits[1].String() + "."},
		"told": {
			func(r *doctorkit.Report) { r.RateLimit(map[string]string{"X-B": "", "X-A": "3"}, limits[:1]) },
			"told by X-A 3, X-B (newest values).",
		},
		"wrong setting": {func(r *doctorkit.Report) {
			if err := r.WrongSettings(settings); !strings.Contains(err.Error(), "s3cret-token") {
				t.Errorf("whoever runs it is told only %v", err)
			}
		}, "X Settings: Token expired (token)."},
		"doubtful setting": {func(r *doctorkit.Report) {
			var stderr strings.Builder
			if err := r.DoubtfulSettings(settings, &stderr); err != nil || stderr.String() != "Warning: the token s3cret-token expires soon\n" {
				t.Errorf("whoever runs it is told %q, %v", stderr.String(), err)
			}
		}, "! Settings: Token expires soon (token)."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			c.report(doctorkit.NewReport(&out, false))
			if said := out.String(); !strings.Contains(said, c.line) || strings.Count(said, "\n") != 1 || strings.Contains(said, "s3cret") {
				t.Errorf("the report is %q, without %q", said, c.line)
			}
		})
	}
}
