package simulate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// The time that a client has to send the headers of a request, and that requests have to end when
// the command stops.
const (
	headerTimeout   = 10 * time.Second
	shutdownTimeout = 5 * time.Second
)

// remembered bounds the memory of a command that runs for long.
const remembered = 1000

// serve makes the simulator, and has it served until it is stopped or the command has ended.
func (f *flags[S]) serve(ctx context.Context, s streams) error {
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
		err = execute(ctx, f.command, f.service.Environment(sim), s)
	} else {
		err = f.wait(ctx, sim, listener.Addr(), served, s)
	}
	stop(ctx, server, sim)
	_, _ = fmt.Fprintf(s.err, "The simulated %s stopped. A real one would have sent %s.\n", f.service.Name, f.service.Sent(sim))
	if harm := f.harm(sim, s.err); err == nil {
		return harm
	}
	return err
}

// harm tells what a client did that none may do. An error says that there was such a thing.
func (f *flags[S]) harm(sim S, to io.Writer) error {
	if f.service.Harm == nil {
		return nil
	}
	told := f.service.Harm(sim)
	for _, what := range told {
		_, _ = fmt.Fprintln(to, "No client may do this:", what)
	}
	if len(told) > 0 {
		return fmt.Errorf("a client did what would have done harm to a real %s", f.service.Name)
	}
	return nil
}

// wait prints the environment and waits until it is told to stop.
func (f *flags[S]) wait(ctx context.Context, sim S, at net.Addr, served <-chan error, s streams) error {
	ctx, restore := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer restore()
	if err := announce(s.out, f.service.Environment(sim)); err != nil {
		return err
	}
	_, _ = fmt.Fprintln(s.err, "A simulated "+f.service.Name+" listens on "+at.String()+". It sends no e-mails. Ctrl-C stops it.")
	select {
	case err := <-served:
		return fmt.Errorf("the simulator stopped: %w", err)
	case <-ctx.Done():
		return nil
	}
}

// stop ends what is going on.
func stop(ctx context.Context, server *http.Server, sim Simulator) {
	sim.Close()
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	if server.Shutdown(ending) != nil {
		_ = server.Close() // whoever still waits has waited long enough
	}
}

// simulator makes the simulator that the flags describe, for an address that a server listens on.
func (f *flags[S]) simulator(at net.Addr) (S, error) {
	options := simkit.Options{
		Remember: remembered, FaultSeed: f.faultSeed, Latency: f.latency.least, Jitter: f.latency.jitter(f.faultSeed),
	}
	options.URL, options.AnyIP = f.address(at)
	sim, err := f.service.Make(options, f.variants)
	if err != nil {
		return sim, err
	}
	for _, text := range f.faults {
		fault, err := simkit.ParseFault(text)
		if err != nil {
			return sim, fmt.Errorf("--fault: %w", err)
		}
		sim.Inject(fault)
	}
	return sim, nil
}

// address is where the simulator is found, and whether it is found by other IP addresses too.
func (f *flags[S]) address(at net.Addr) (url string, anyIP bool) {
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

// ReadSeed reads the seed of a file.
func ReadSeed[D any](path string, read func(io.Reader) (D, error)) (D, error) {
	var none D
	file, err := os.Open(path)
	if err != nil {
		return none, fmt.Errorf("--seed: the seed cannot be opened: %w", err)
	}
	defer func() { _ = file.Close() }()
	seed, err := read(file)
	if err != nil {
		return none, fmt.Errorf("--seed: %s: %w", path, err)
	}
	return seed, nil
}
