// Command terraform-provider-webwork is the provider that Terraform starts, and a few commands for
// people.
package main

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/program"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/explain"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/export"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/login"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
	simulator "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/command"
)

// version is set by the linker when a release is built.
var version string

func main() { os.Exit(binary(program.Version(version)).Main()) }

// binary is the program of a version.
func binary(version string) program.Program {
	return program.Program{
		Name: "terraform-provider-webwork", Short: "Terraform provider for WebWork Time Tracker", Version: version,
		Address: provider.Address, Provider: provider.New(version),
		Commands: []*cobra.Command{login.Command(), doctor.Command(version), export.Command(version), explain.Command(), simulator.Command()},
	}
}
