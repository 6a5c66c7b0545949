// Command terraform-provider-awork is the provider that Terraform starts, and a few commands for
// people.
package main

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/login"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/provider"
	simulator "github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator/command"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/program"
)

// version is set by the linker when a release is built.
var version string

func main() { os.Exit(binary(program.Version(version)).Main()) }

// binary is the program of a version.
func binary(version string) program.Program {
	return program.Program{
		Name: "terraform-provider-awork", Short: "Terraform provider for awork", Version: version,
		Address: provider.Address, Provider: provider.New(version),
		Commands: []*cobra.Command{login.Command(), simulator.Command()},
	}
}
