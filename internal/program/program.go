// Package program is the binary of a provider: Terraform starts it to be served, people start it for a few commands.
package program

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// magicCookie is the variable by which Terraform makes itself known to the plugins it starts.
const magicCookie = "TF_PLUGIN_MAGIC_COOKIE"

// Program is the binary of a provider.
type Program struct {
	// Name is that of the binary, such as "terraform-provider-acme"; Short says in a line what it is.
	Name, Short string
	// Version is what the binary calls itself.
	Version string
	// Address is where registries have the provider.
	Address string
	// Provider makes the provider.
	Provider func() provider.Provider
	// Commands are those of the binary beside version.
	Commands []*cobra.Command
}

// Coded is an error with the code with which the process ends.
type Coded interface {
	error
	ExitCode() int
}

// Silent is an error of which the command has said all there is to say.
type Silent interface {
	error
	Silent() bool
}

// Main serves the provider if Terraform has started the process, else it runs the command that was asked for. It gives the code with
// which the process ends.
func (p Program) Main() int {
	run := p.Root().ExecuteContext
	if os.Getenv(magicCookie) != "" {
		run = func(context.Context) error { return tfkit.Serve(p.Address, p.Provider) }
	}
	return ExitCode(run(context.Background()), os.Stderr)
}

// ExitCode reports an error, and gives the code with which the process ends.
func ExitCode(err error, stderr io.Writer) int {
	if err == nil {
		return 0
	}
	if silent, ok := errors.AsType[Silent](err); !ok || !silent.Silent() {
		_, _ = fmt.Fprintln(stderr, "Error:", err) // where it cannot be told, the code remains
	}
	if coded, ok := errors.AsType[Coded](err); ok {
		return coded.ExitCode()
	}
	return 1
}

// Root is the command of the binary, with those of which it has more.
func (p Program) Root() *cobra.Command {
	root := &cobra.Command{
		Use:   p.Name,
		Short: p.Short,
		Long: "This is a Terraform provider: Terraform and OpenTofu start it themselves.\n" +
			"Called by hand it offers the commands below.",
		Version:       p.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(p.Commands...)
	root.AddCommand(&cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), p.Name+" "+p.Version)
			return err
		},
	})
	return root
}

// Version is what a program calls itself, and tells the service: the linker's word, else that of the module it was built from,
// as `go run MODULE@VERSION` builds it.
func Version(linked string) string {
	build, _ := debug.ReadBuildInfo()
	return versionOf(linked, build)
}

func versionOf(linked string, build *debug.BuildInfo) string {
	switch {
	case linked != "":
		return linked
	case build != nil && strings.HasPrefix(build.Main.Version, "v"):
		return strings.TrimPrefix(build.Main.Version, "v")
	default:
		return "dev"
	}
}
