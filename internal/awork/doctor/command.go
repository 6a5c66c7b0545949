// Package doctor is the doctor command: it looks at what an awork account shows to the provider
// and reports it in words that can go into a bug report, or as one JSON document.
package doctor

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/provider"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// Command is the doctor command; the version is that of the binary.
func Command(version string) *cobra.Command { return CommandIn(os.Getenv, version) }

// CommandIn is Command with another environment than that of the process.
func CommandIn(getenv func(string) string, version string) *cobra.Command {
	var given provider.Given
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the access to awork, and what it shows to the provider",
		Long: `Signs in as the provider would, from the same AWORK_… variables, and reports what awork shows: the rights of the
account, where its answers differ from each other or from the documentation, and what that means for the provider.

It reads only: up to 9 requests, all of them GET. Inviting is not tried: that would be an invitation. The report on the
standard output holds no names, addresses, URLs, tokens, or ids of people and can go into a bug report as it is; what
quotes your own settings goes to the standard error.

A line that begins with - is as it should be, one with ! is worth a look, ? could not be looked at, and X would stop the
provider. Exit codes: 0 if the provider would work, 2 if something would stop it, 1 if something could not be looked at.`,
		Example: `  export AWORK_TOKEN=…
  terraform-provider-awork doctor
  terraform-provider-awork doctor --json | jq -r '.account.admin'`,
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
	set.StringVar(&given.WorkspaceID, "workspace-id", "", "`id` of the workspace to look at (AWORK_WORKSPACE_ID)")
	set.StringVar(&given.BaseURL, "base-url", "", "`address` of the API (AWORK_BASE_URL)")
	set.StringVar(&given.TokenFile, "token-file", "", "`file` that the login command wrote (AWORK_OAUTH_TOKEN_FILE)")
	return cmd
}

// begin examines. Its error is why it came to an end early, which a finding tells too, without what is private.
func (e *examination) begin(ctx context.Context, stderr io.Writer, getenv func(string) string, given provider.Given, version string) error {
	e.document.Version, e.document.Platform = version, runtime.GOOS+"/"+runtime.GOARCH
	e.report.Finef("terraform-provider-awork %s on %s.", version, e.document.Platform)

	connection, diags := provider.FromEnvironment(ctx, getenv, given, "terraform-provider-awork/"+version+" doctor")
	connection.HTTP.Logger = httpkit.Announcer(func(msg string) { _, _ = fmt.Fprintln(stderr, msg+".") })
	e.connection = connection
	if err := e.report.DoubtfulSettings(diags, stderr); err != nil {
		return err
	}
	if !diags.HasError() {
		var failed diag.Diagnostics
		e.client, failed = connection.Client(e.tape.Record)
		diags.Append(failed...)
	}
	if diags.HasError() {
		if e.connection.SignIn.Kind != "" {
			e.signIn()
		}
		return e.report.WrongSettings(diags)
	}
	return e.run(ctx)
}
