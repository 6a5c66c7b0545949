// Package command is the simulate command: a simulated WebWork for trying configurations.
package command

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// flags are what the command line says.
type flags struct {
	listen      string
	allowRemote bool
	url         string
	seed        string
	apiVersion  string
	latency     latency
	variants    []string
	faults      []string
	options     simulator.Options
	exec        bool
	command     []string // what --exec runs
}

// Command is the simulate command. It prints the environment with which the provider finds the
// simulator and serves until it is interrupted, or runs a command in that environment.
func Command() *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:   "simulate [--exec -- COMMAND ...]",
		Short: "Serve a WebWork that lives in memory, for trying configurations",
		Long:  long(),
		Example: `  # Run one command against a simulated WebWork that ends with it.
  terraform-provider-webwork simulate --members 50 --exec -- terraform plan

  # Serve until Ctrl-C, and work in the same shell meanwhile.
  terraform-provider-webwork simulate --seed seed.json > webwork.env &
  source webwork.env
  terraform plan`,
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
	set.StringVar(&f.url, "url", "", "`address` by which others find the simulator, such as http://webwork:8080, with --allow-remote")
	set.StringVar(&f.seed, "seed", "", "JSON `file` with what the workspaces hold at first")
	set.IntVar(&f.options.Populate.Members, "members", 0, "number of made-up members")
	set.IntVar(&f.options.Populate.Projects, "projects", 0, "number of made-up projects")
	set.Var(&f.latency, "latency", "`time` that each answer takes, such as 50ms, or two times between which chance chooses, 20ms-80ms")
	set.IntVar(&f.options.RequestsPerMinute, "requests-per-minute", 0, "rate limit of each user; 0 is none")
	set.BoolVar(&f.options.ReadOnly, "read-only", false, "refuse writes, as for a token without the scope to write")
	set.StringSliceVar(&f.variants, "variant", nil, "`name` of a variant; may be repeated")
	set.StringArrayVar(&f.faults, "fault", nil, "a `fault` such as lost-answer:method=POST,nth=2; may be repeated")
	set.Uint64Var(&f.options.FaultSeed, "fault-seed", 0, "makes the choices of chance, in faults and latencies")
	set.StringVar(&f.options.Token, "token", "", "the `token` that is valid; another one at each start if it is not given")
	set.StringVar(&f.apiVersion, "api-version", "v2", "`version` of the API that the environment leads to, v2 or the legacy v1; both are served")
	set.StringVar(&f.options.APIKey, "api-key", "", "the `key` that is valid for the legacy API; another one at each start if it is not given")
	set.StringVar(&f.options.ClientSecret, "client-secret", "",
		"the `secret` of the OAuth2 application "+simulator.DefaultClientID+"; another one at each start if it is not given")
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

// latency is the time that answers take: one, or between two.
type latency struct{ least, most time.Duration }

// String is what the help shows.
func (l *latency) String() string {
	if l.most == l.least {
		return l.least.String()
	}
	return l.least.String() + "-" + l.most.String()
}

// Type is what the help calls it.
func (l *latency) Type() string { return "time" }

// Set reads a time such as 50ms, or two such as 20ms-80ms.
func (l *latency) Set(text string) error {
	from, to, two := strings.Cut(text, "-")
	if !two {
		to = from
	}
	least, err := time.ParseDuration(from)
	if err != nil {
		return err
	}
	most, err := time.ParseDuration(to)
	switch {
	case err != nil:
		return err
	case least < 0 || most < least:
		return fmt.Errorf("%s is less than %s", to, from)
	}
	*l = latency{least: least, most: most}
	return nil
}

// jitter is what chance adds to the least time.
func (l *latency) jitter(seed uint64) *simkit.Jitter {
	span := simkit.Span{Most: l.most - l.least}
	return &simkit.Jitter{Reads: span, Writes: span, Deletes: span, Seed: seed}
}
