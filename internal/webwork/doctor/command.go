// Package doctor is the doctor command: it looks at what a WebWork account shows to the provider
// and reports it in words that can go into a bug report, or as one JSON document.
package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// Command is the doctor command; the version is that of the binary.
func Command(version string) *cobra.Command { return CommandIn(os.Getenv, version) }

// CommandIn is Command with another environment than that of the process.
func CommandIn(getenv func(string) string, version string) *cobra.Command {
	var given provider.Given
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the access to WebWork, and what it shows to the provider",
		Long: `Signs in as the provider would, from the same WEBWORK_… variables, and reports what WebWork shows: the role of the
account, where its answers differ from each other or from the documentation, and what that means for the provider.

It reads only: up to 17 requests, all of them GET, of the 60 that WebWork allows in a minute; a few more where the
account has over a hundred workspaces. The report on the standard output holds no names, addresses, URLs, tokens, or ids
of people and can go into a bug report as it is; what quotes your own settings goes to the standard error.

A line that begins with - is as it should be, one with ! is worth a look, ? could not be looked at, and X would stop the
provider. Exit codes: 0 if the provider would work, 2 if something would stop it, 1 if something could not be looked at.`,
		Example: `  export WEBWORK_TOKEN=…
  terraform-provider-webwork doctor
  terraform-provider-webwork doctor --json | jq -r '.workspace.role'`,
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			r := &report{out: cmd.OutOrStdout(), asJSON: asJSON}
			return r.close(run(cmd.Context(), r, cmd.ErrOrStderr(), getenv, given, version))
		},
	}
	set := cmd.Flags()
	set.BoolVar(&asJSON, "json", false, "print one JSON document")
	set.StringVar(&given.WorkspaceID, "workspace-id", "", "`id` of the workspace to look at (WEBWORK_WORKSPACE_ID)")
	set.StringVar(&given.BaseURL, "base-url", "", "`address` of the API (WEBWORK_BASE_URL)")
	set.StringVar(&given.TokenFile, "token-file", "", "`file` that the login command wrote (WEBWORK_TOKEN_FILE)")
	return cmd
}

// run examines. Its error is why it came to an end early, which a finding tells too, without what is private.
func run(ctx context.Context, r *report, stderr io.Writer, getenv func(string) string, given provider.Given, version string) error {
	r.Version, r.Platform = version, runtime.GOOS+"/"+runtime.GOARCH
	r.finef("terraform-provider-webwork %s on %s.", r.Version, r.Platform)

	connection, diags := provider.FromEnvironment(ctx, getenv, given, "terraform-provider-webwork/"+version+" doctor")
	connection.HTTP.Logger = httpkit.Announcer(func(msg string) { _, _ = fmt.Fprintln(stderr, msg+".") })
	e := &examination{report: r, tape: newTape(), connection: connection}
	for _, warning := range diags.Warnings() {
		e.oddf("Settings: %s.", place(warning))
		if _, err := fmt.Fprintln(stderr, "Warning:", plaintext.Clean(warning.Detail())); err != nil {
			return err
		}
	}
	if !diags.HasError() {
		var failed diag.Diagnostics
		e.client, failed = connection.Client(func(next http.RoundTripper) http.RoundTripper {
			e.tape.next = next
			return e.tape
		})
		diags.Append(failed...)
	}
	if diags.HasError() {
		return e.unsettled(diags)
	}
	return e.run(ctx)
}

// unsettled reports settings that the provider would refuse.
func (e *examination) unsettled(diags diag.Diagnostics) error {
	if e.connection.SignIn.Kind != "" {
		e.signIn()
	}
	var lines []string
	for _, d := range diags.Errors() {
		e.fatalf("Settings: %s.", place(d))
		lines = append(lines, d.Summary()+": "+d.Detail())
	}
	return errors.New(strings.Join(lines, "\n"))
}

// place is what is wrong with a setting, and with which one, but not how it is set: that may be private.
func place(d diag.Diagnostic) string {
	if at, ok := d.(diag.DiagnosticWithPath); ok {
		return d.Summary() + " (" + at.Path().String() + ")"
	}
	return d.Summary()
}
