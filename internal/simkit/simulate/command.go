// Package simulate is the simulate command of a provider: a simulated service for trying configurations.
//
// It knows no service; what is peculiar to one is given to it as a Service.
package simulate

import (
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Simulator is a simulated service.
type Simulator interface {
	http.Handler
	// URL is where it is found.
	URL() string
	// Inject puts a fault in force.
	Inject(fault simkit.Fault) *simkit.Injection
	// Close ends all waiting.
	Close()
}

// Service is what only a service itself knows, for the command that simulates it as S.
type Service[S Simulator] struct {
	// Name is what the service is called, such as Acme.
	Name string
	// Prefix is what the names of the provider's variables begin with, such as ACME_.
	Prefix string
	// Help is told before the variants, and Example below.
	Help, Example string
	// Variants are those that the simulator has.
	Variants []Variant
	// Flags adds the service's own flags.
	Flags func(set *pflag.FlagSet)
	// Check looks at what they say that their types allow.
	Check func() error
	// Make makes the simulator that the flags describe.
	Make func(options simkit.Options, variants []string) (S, error)
	// Environment is what has the provider find the simulator, and nothing but it.
	Environment func(S) []Variable
	// Sent tells at the end what a real service would have sent, such as "3 invitations".
	Sent func(S) string
	// Harm tells what a client did that none may do, which makes the command fail. It may be nil.
	Harm func(S) []string
}

// Variant describes a variant of a simulator.
type Variant struct{ Name, Question, Description string }

// flags are what the command line says.
type flags[S Simulator] struct {
	service     Service[S]
	listen      string
	allowRemote bool
	url         string
	latency     latency
	variants    []string
	faults      []string
	faultSeed   uint64
	exec        bool
	command     []string // what --exec runs
}

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// Command is the simulate command of a service. It prints the environment with which the provider finds
// the simulator and serves until it is interrupted, or runs a command in that environment.
func Command[S Simulator](service Service[S]) *cobra.Command {
	f := flags[S]{service: service}
	cmd := &cobra.Command{
		Use:          "simulate [--exec -- COMMAND ...]",
		Short:        fmt.Sprintf("Serve %s that lives in memory, for trying configurations", article(service.Name)),
		Long:         f.long(),
		Example:      service.Example,
		SilenceUsage: true,
		Args: func(cmd *cobra.Command, args []string) error {
			f.command = args
			return checkCommand(f.exec, args, cmd.ArgsLenAtDash())
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.run(cmd.Context(), streams{in: cmd.InOrStdin(), out: cmd.OutOrStdout(), err: cmd.ErrOrStderr()})
		},
	}
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return flagError(cmd.Flags(), err) })
	set := cmd.Flags()
	set.BoolVar(&f.exec, "exec", false, "run the command that follows -- in the printed environment, and end with it and its exit code")
	set.StringVar(&f.listen, "listen", "127.0.0.1:0", "`address` to listen on; port 0 chooses a free one")
	set.BoolVar(&f.allowRemote, "allow-remote", false, "listen on other than loopback addresses too; there is no encryption")
	set.StringVar(&f.url, "url", "", "`address` by which others find the simulator, such as http://simulator:8080, with --allow-remote")
	set.Var(&f.latency, "latency", "`time` that each answer takes, such as 50ms, or two times between which chance chooses, 20ms-80ms")
	set.StringSliceVar(&f.variants, "variant", nil, "`name` of a variant; may be repeated")
	set.StringArrayVar(&f.faults, "fault", nil, "a `fault` such as lost-answer:method=POST,nth=2; may be repeated")
	set.Uint64Var(&f.faultSeed, "fault-seed", 0, "makes the choices of chance, in faults and latencies")
	service.Flags(set)
	return cmd
}

// checkCommand minds that what --exec runs stands behind --, so that its own flags are left alone.
func checkCommand(exec bool, args []string, dash int) error {
	const example = "simulate --exec -- terraform plan"
	switch {
	case exec && len(args) == 0:
		return fmt.Errorf("--exec has no command to run. Write it behind --: %s", example)
	case exec && dash != 0:
		return fmt.Errorf("%q stands before --. Write the whole command behind it: %s", args[0], example)
	case !exec && len(args) > 0:
		return fmt.Errorf("there is nothing to do with %q. Did you mean: %s", args[0], example)
	}
	return nil
}

func (f *flags[S]) run(ctx context.Context, s streams) error {
	if err := f.check(); err != nil {
		return err
	}
	return f.serve(ctx, s)
}
