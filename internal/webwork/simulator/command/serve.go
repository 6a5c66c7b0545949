package command

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	random "math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// The time that a client has to send the headers of a request, and that requests have to end when
// the command stops.
const (
	headerTimeout   = 10 * time.Second
	shutdownTimeout = 5 * time.Second
)

// remembered bounds the memory of a command that runs for long.
const remembered = 1000

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func (f *flags) run(ctx context.Context, s streams) error {
	if err := f.check(); err != nil {
		return err
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", f.listen)
	if err != nil {
		return fmt.Errorf("the simulator cannot listen on %s: %w. With port 0 a free one is chosen", f.listen, reason(err))
	}
	sim, err := f.simulator(listener.Addr())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: sim, ReadHeaderTimeout: headerTimeout}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()

	if f.exec {
		err = execute(ctx, f.command, f.environment(sim), s)
	} else {
		err = f.serve(ctx, sim, listener.Addr(), served, s)
	}
	stop(ctx, server, sim)
	_, _ = fmt.Fprintf(s.err, "The simulated WebWork stopped. A real one would have sent %d invitations.\n", len(sim.Invitations()))
	return err
}

// serve prints the environment and waits until it is told to stop.
func (f *flags) serve(ctx context.Context, sim *simulator.Simulator, at net.Addr, served <-chan error, s streams) error {
	ctx, restore := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer restore()
	if err := announce(s.out, f.environment(sim)); err != nil {
		return err
	}
	_, _ = fmt.Fprintln(s.err, "A simulated WebWork listens on "+at.String()+". It sends no e-mails. Ctrl-C stops it.")
	select {
	case err := <-served:
		return fmt.Errorf("the simulator stopped: %w", err)
	case <-ctx.Done():
		return nil
	}
}

// stop ends what is going on.
func stop(ctx context.Context, server *http.Server, sim *simulator.Simulator) {
	sim.Close()
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	if server.Shutdown(ending) != nil {
		_ = server.Close() // whoever still waits has waited long enough
	}
}

// simulator makes the simulator that the flags describe, for an address that a server listens on.
func (f *flags) simulator(at net.Addr) (*simulator.Simulator, error) {
	options := f.options
	options.Remember = remembered
	options.Latency, options.Jitter = f.latency.least, f.latency.jitter(options.FaultSeed)
	options.URL, options.AnyIP = f.address(at)
	if options.Token == "" {
		options.Token = "simulated-" + rand.Text()
	}
	if options.APIKey == "" {
		options.APIKey = rand.Text()
	}
	if options.ClientSecret == "" {
		options.ClientSecret = rand.Text()
	}
	var err error
	if options.Variants, err = simulator.ParseVariants(f.variants...); err != nil {
		return nil, fmt.Errorf("--variant: %w", err)
	}
	// Whoever tries configurations wants to go back.
	if !slices.ContainsFunc(options.Variants, func(v simulator.Variant) bool { return v.Question() == simulator.ProjectRestoreWorks.Question() }) {
		options.Variants = append(options.Variants, simulator.ProjectRestoreWorks)
	}
	if options.Seed, err = readSeed(f.seed); err != nil {
		return nil, fmt.Errorf("--seed: %w", err)
	}
	sim, err := simulator.New(options)
	if err != nil {
		return nil, fmt.Errorf("the simulator cannot start: %w", err)
	}
	for _, text := range f.faults {
		fault, err := simkit.ParseFault(text)
		if err != nil {
			return nil, fmt.Errorf("--fault: %w", err)
		}
		sim.Inject(fault)
	}
	return sim, nil
}

// address is where the simulator is found, and whether it is found by other IP addresses too.
func (f *flags) address(at net.Addr) (url string, anyIP bool) {
	listens, ok := at.(*net.TCPAddr)
	anyIP = ok && listens.IP.IsUnspecified()
	switch {
	case f.url != "":
		return f.url, anyIP
	case anyIP:
		return fmt.Sprintf("http://127.0.0.1:%d", listens.Port), true
	}
	return "http://" + at.String(), false
}

// readSeed reads the seed. Without a file it is an empty workspace whose id is another one at each
// start: state of an earlier simulator then is state of another workspace, and the provider says so.
func readSeed(path string) (simulator.Seed, error) {
	if path == "" {
		const least, most = 100_000, 1_000_000
		id := least + random.Int64N(most-least) //nolint:gosec // nobody has anything from guessing it
		return simulator.Seed{Workspaces: []simulator.Workspace{{ID: id, Name: simulator.WorkspaceName}}}, nil
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
