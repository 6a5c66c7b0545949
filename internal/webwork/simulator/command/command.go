// Package command is the simulate command: a simulated WebWork for trying configurations.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// The time that a client has to send the headers of a request, and that requests have to end when
// the command stops.
const (
	headerTimeout   = 10 * time.Second
	shutdownTimeout = 5 * time.Second
)

// flags are what the command line says.
type flags struct {
	listen      string
	allowRemote bool
	seed        string
	variants    []string
	faults      []string
	options     simulator.Options
}

// Command is the simulate command. It prints the environment with which the provider finds the
// simulator and serves until it is interrupted.
func Command() *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Serve a WebWork that lives in memory, for trying configurations",
		Long:  long(),
		Example: `  terraform-provider-webwork simulate --members 50 > webwork.env &
  source webwork.env
  terraform plan`,
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return f.run(ctx, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	set := cmd.Flags()
	set.StringVar(&f.listen, "listen", "127.0.0.1:0", "address to listen on; port 0 chooses a free one")
	set.BoolVar(&f.allowRemote, "allow-remote", false, "listen on other than loopback addresses too; there is no encryption")
	set.StringVar(&f.seed, "seed", "", "JSON `file` with what the workspaces hold at first")
	set.IntVar(&f.options.Populate.Members, "members", 0, "number of made-up members")
	set.IntVar(&f.options.Populate.Projects, "projects", 0, "number of made-up projects")
	set.DurationVar(&f.options.Latency, "latency", 0, "time that each answer takes")
	set.IntVar(&f.options.RequestsPerMinute, "requests-per-minute", 0, "rate limit of each user; 0 is none")
	set.BoolVar(&f.options.ReadOnly, "read-only", false, "refuse writes, as for a token without the scope to write")
	set.StringSliceVar(&f.variants, "variant", nil, "`name` of a variant; may be repeated")
	set.StringArrayVar(&f.faults, "fault", nil, "a `fault` such as lost-answer:method=POST,nth=2; may be repeated")
	set.Uint64Var(&f.options.FaultSeed, "fault-seed", 0, "makes the choices of faults with a probability")
	set.StringVar(&f.options.Token, "token", simulator.DefaultToken, "the token that is valid")
	return cmd
}

// remembered bounds the memory of a command that runs for long.
const remembered = 1000

func (f flags) run(ctx context.Context, stdout, stderr io.Writer) error {
	if !f.allowRemote && !isLoopback(f.listen) {
		return fmt.Errorf("%s can be reached from other machines: listen on 127.0.0.1, or say --allow-remote", f.listen)
	}
	sim, err := f.simulator()
	if err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", f.listen)
	if err != nil {
		return fmt.Errorf("the simulator cannot listen: %w", err)
	}
	server := &http.Server{Handler: sim, ReadHeaderTimeout: headerTimeout}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()

	if err := announce(stdout, sim, listener.Addr().String()); err != nil {
		return errors.Join(err, server.Close())
	}
	_, _ = fmt.Fprintln(stderr, "A simulated WebWork listens on "+listener.Addr().String()+". It sends no e-mails. Ctrl-C stops it.")
	select {
	case err := <-served:
		return fmt.Errorf("the simulator stopped: %w", err)
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	if server.Shutdown(ending) != nil {
		_ = server.Close() // whoever still waits has waited long enough
	}
	_, _ = fmt.Fprintf(stderr, "Stopped. A real WebWork would have sent %d invitations.\n", len(sim.Invitations()))
	return nil
}

// simulator makes the simulator that the flags describe.
func (f flags) simulator() (*simulator.Simulator, error) {
	options := f.options
	options.Remember = remembered
	var err error
	if options.Variants, err = simulator.ParseVariants(f.variants...); err != nil {
		return nil, fmt.Errorf("--variant: %w", err)
	}
	if options.Seed, err = readSeed(f.seed); err != nil {
		return nil, fmt.Errorf("--seed: %w", err)
	}
	for name, value := range map[string]int{
		"members": options.Populate.Members, "projects": options.Populate.Projects, "requests-per-minute": options.RequestsPerMinute,
	} {
		if value < 0 {
			return nil, fmt.Errorf("--%s: %d is negative", name, value)
		}
	}
	sim, err := simulator.New(options)
	if err != nil {
		return nil, fmt.Errorf("the simulator cannot start: %w", err)
	}
	for _, text := range f.faults {
		fault, err := simulator.ParseFault(text)
		if err != nil {
			return nil, fmt.Errorf("--fault: %w", err)
		}
		sim.Inject(fault)
	}
	return sim, nil
}

func readSeed(path string) (simulator.Seed, error) {
	if path == "" {
		return simulator.Seed{}, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return simulator.Seed{}, fmt.Errorf("the seed cannot be opened: %w", err)
	}
	defer func() { _ = file.Close() }()
	seed, err := simulator.ReadSeed(file)
	if err != nil {
		return simulator.Seed{}, fmt.Errorf("%s: %w", path, err)
	}
	return seed, nil
}

// announce prints the environment with which the provider finds the simulator.
func announce(stdout io.Writer, sim *simulator.Simulator, address string) error {
	lines := [][2]string{
		{"WEBWORK_BASE_URL", sim.BaseURL("http://" + address)},
		{"WEBWORK_TOKEN", sim.Token()},
		{"WEBWORK_WORKSPACE_ID", strconv.FormatInt(sim.WorkspaceID(), 10)},
	}
	if !isLoopback(address) {
		lines = append(lines, [2]string{"WEBWORK_ALLOW_INSECURE_HTTP", "true"})
	}
	for _, line := range lines {
		if _, err := fmt.Fprintf(stdout, "export %s=%s\n", line[0], shellWord(line[1])); err != nil {
			return fmt.Errorf("the environment cannot be printed: %w", err)
		}
	}
	return nil
}

// shellWord quotes a value for the shell where it needs that.
func shellWord(value string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:", r)
	}
	if value != "" && strings.TrimLeftFunc(value, plain) == "" {
		return value
	}
	return "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
}

// isLoopback reports whether only this machine reaches an address.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// long is the description of the command, with all variants and faults.
func long() string {
	var text strings.Builder
	text.WriteString("Serves a WebWork that lives in memory. WebWork itself has no sandbox and really sends its invitations; " +
		"the simulator sends nothing, and forgets everything when it stops. An invitation_link leads to the simulator: " +
		"whoever opens it accepts.\n\nVariants, for what WebWork's documentation leaves open:\n")
	question := ""
	for _, variant := range simulator.Variants() {
		if variant.Question != question {
			question = variant.Question
			text.WriteString("  " + question + "\n")
		}
		_, _ = fmt.Fprintf(&text, "    %-26s %s\n", variant.Name, variant.Description)
	}
	text.WriteString("\nFaults, each optionally followed by :method=,path=,nth=,times=,probability=,delay=,retry-after= :\n")
	for _, kind := range simulator.FaultKinds() {
		text.WriteString("    " + string(kind) + "\n")
	}
	return text.String()
}
