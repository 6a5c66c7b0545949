// Command terraform-provider-webwork is the provider that Terraform starts, and a few commands for
// people.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/simulate"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/explain"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/export"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/login"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
	simulator "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/command"
)

// magicCookie is the variable by which Terraform makes itself known to the plugins it starts.
const magicCookie = "TF_PLUGIN_MAGIC_COOKIE"

func main() {
	build, _ := debug.ReadBuildInfo()
	version := versionOf(version, build)
	run := commands(version).ExecuteContext
	if os.Getenv(magicCookie) != "" {
		run = func(context.Context) error { return tfkit.Serve(provider.Address, provider.New(version)) }
	}
	os.Exit(exitCode(run(context.Background())))
}

// exitCode reports an error, and gives the code with which the process ends.
func exitCode(err error) int {
	if err == nil {
		return 0
	}
	if ended, ok := errors.AsType[*simulate.ExitError](err); ok {
		return ended.ExitCode() // the command that ended has said why
	}
	if errors.Is(err, explain.ErrChanges) {
		return explain.ExitCodeOfChanges // what they are stands on the standard output
	}
	fmt.Fprintln(os.Stderr, "Error:", err)
	if examined, ok := errors.AsType[*doctorkit.ExitError](err); ok {
		return examined.ExitCode()
	}
	if exported, ok := errors.AsType[*export.ExitError](err); ok {
		return exported.ExitCode()
	}
	return 1
}

func commands(version string) *cobra.Command {
	root := &cobra.Command{
		Use:   "terraform-provider-webwork",
		Short: "Terraform provider for WebWork Time Tracker",
		Long: "This is a Terraform provider: Terraform and OpenTofu start it themselves.\n" +
			"Called by hand it offers the commands below.",
		Version:       version,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(login.Command(), doctor.Command(version), export.Command(version), explain.Command(), simulator.Command(), &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "terraform-provider-webwork "+version)
			return err //nolint:wrapcheck // it is the terminal's
		},
	})
	return root
}
