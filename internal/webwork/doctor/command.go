// Package doctor is the doctor command: it looks at what a WebWork account shows to the provider
// and reports it in words that can go into a bug report, or as one JSON document.
package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
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
			e := &examination{report: doctorkit.NewReport(cmd.OutOrStdout(), asJSON), tape: doctorkit.NewTape()}
			err := e.begin(cmd.Context(), cmd.ErrOrStderr(), getenv, given, version)
			e.document.Requests, e.document.Findings = e.tape.Requests, e.report.Findings
			return e.report.Close(e.document, err)
		},
	}
	set := cmd.Flags()
	set.BoolVar(&asJSON, "json", false, "print one JSON document")
	set.StringVar(&given.WorkspaceID, "workspace-id", "", "`id` of the workspace to look at (WEBWORK_WORKSPACE_ID)")
	set.StringVar(&given.BaseURL, "base-url", "", "`address` of the API (WEBWORK_BASE_URL)")
	set.StringVar(&given.TokenFile, "token-file", "", "`file` that the login command wrote (WEBWORK_TOKEN_FILE)")
	return cmd
}

// begin examines. Its error is why it came to an end early, which a finding tells too, without what is private.
func (e *examination) begin(ctx context.Context, stderr io.Writer, getenv func(string) string, given provider.Given, version string) error {
	e.document.Version, e.document.Platform = version, runtime.GOOS+"/"+runtime.GOARCH
	e.report.Finef("terraform-provider-webwork %s on %s.", version, e.document.Platform)

	connection, diags := provider.FromEnvironment(ctx, getenv, given, "terraform-provider-webwork/"+version+" doctor")
	connection.HTTP.Logger = httpkit.Announcer(func(msg string) { _, _ = fmt.Fprintln(stderr, msg+".") })
	e.connection = connection
	for _, warning := range diags.Warnings() {
		e.report.Oddf("Settings: %s.", place(warning))
		if _, err := fmt.Fprintln(stderr, "Warning:", plaintext.Clean(warning.Detail())); err != nil {
			return err
		}
	}
	if !diags.HasError() {
		var failed diag.Diagnostics
		e.client, failed = connection.Client(e.tape.Record)
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
		e.report.Fatalf("Settings: %s.", place(d))
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
