// Package doctor is the doctor command: it looks at what a WebWork account shows to the provider
// and reports it in words that can go into a bug report.
package doctor

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// Command is the doctor command; the version is that of the binary.
func Command(version string) *cobra.Command { return CommandIn(os.Getenv, version) }

// CommandIn is Command with another environment than that of the process.
func CommandIn(getenv func(string) string, version string) *cobra.Command {
	var given provider.Given
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the access to WebWork, and what it shows to the provider",
		Long: `Signs in as the provider would, from the same WEBWORK_… variables, and reports what WebWork shows: the role of the
account, where its answers differ from each other or from the documentation, and what that means for the provider.

It reads only: 12 to 17 requests, all of them GET, of the 60 that WebWork allows in a minute; a few more where the
account has over a hundred workspaces. The report holds no names, addresses, URLs, tokens, or ids of people and can go
into a bug report as it is. A line that begins with ! is worth a look.`,
		Example: `  export WEBWORK_TOKEN=…
  terraform-provider-webwork doctor`,
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return run(cmd.Context(), cmd.OutOrStdout(), getenv, given, version)
		},
	}
	set := cmd.Flags()
	set.StringVar(&given.WorkspaceID, "workspace-id", "", "`id` of the workspace to look at (WEBWORK_WORKSPACE_ID)")
	set.StringVar(&given.BaseURL, "base-url", "", "`address` of the API (WEBWORK_BASE_URL)")
	set.StringVar(&given.TokenFile, "token-file", "", "`file` that the login command wrote (WEBWORK_TOKEN_FILE)")
	return cmd
}

func run(ctx context.Context, out io.Writer, getenv func(string) string, given provider.Given, version string) error {
	connection, diags := provider.FromEnvironment(ctx, getenv, given, "terraform-provider-webwork/"+version+" doctor")
	if diags.HasError() {
		return problem(diags)
	}
	recorded := &tape{}
	client, failed := connection.Client(func(next http.RoundTripper) http.RoundTripper {
		recorded.next = next
		return recorded
	})
	if failed.HasError() {
		return problem(failed)
	}
	e := &examination{report: &report{out: out}, tape: recorded, connection: connection, client: client}
	e.factf("terraform-provider-webwork %s on %s/%s.", version, runtime.GOOS, runtime.GOARCH)
	for _, warning := range diags.Warnings() {
		e.oddf("%s", warning.Detail())
	}
	return errors.Join(e.run(ctx), e.failed)
}

// problem turns diagnostics into an error for the command line.
func problem(diags diag.Diagnostics) error {
	var lines []string
	for _, d := range diags.Errors() {
		lines = append(lines, d.Summary()+": "+d.Detail())
	}
	return errors.New(strings.Join(lines, "\n"))
}
