// Package command is the simulate command: a simulated awork for trying configurations.
package command

import (
	"crypto/rand"
	"fmt"
	"strconv"

	"github.com/hashicorp/go-uuid"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/simulate"
)

// flags are what the command line says of an awork.
type flags struct {
	seed    string
	options simulator.Options
}

// Command is the simulate command. It prints the environment with which the provider finds the
// simulator and serves until it is interrupted, or runs a command in that environment.
func Command() *cobra.Command {
	var f flags
	return simulate.Command(simulate.Service[*simulator.Simulator]{
		Name:   "awork",
		Prefix: "AWORK_",
		Help: `awork itself has no sandbox and really sends its invitations; the simulator
sends nothing, and forgets everything when it stops. What no client may do, such as an invitation that makes a second
workspace, is told when it stops, and makes the command fail.`,
		Example: `  # Run one command against a simulated awork that ends with it.
  terraform-provider-awork simulate --users 50 --roles 5 --exec -- terraform plan

  # Serve until Ctrl-C, and work in the same shell meanwhile.
  terraform-provider-awork simulate --seed seed.json > awork.env &
  source awork.env
  terraform plan`,
		Variants:    variants(),
		Flags:       f.add,
		Check:       f.check,
		Make:        f.simulator,
		Environment: f.environment,
		Sent:        sent,
		Harm:        harm,
	})
}

func variants() []simulate.Variant {
	var all []simulate.Variant
	for _, info := range simulator.Variants() {
		all = append(all, simulate.Variant{Name: string(info.Name), Question: info.Question, Description: info.Description})
	}
	return all
}

// sent counts the e-mails that a real awork would have sent.
func sent(sim *simulator.Simulator) string {
	return fmt.Sprintf("%d e-mails, %d of them invitations", len(sim.Mails()), len(sim.Invitations()))
}

// harm tells what no client may do.
func harm(sim *simulator.Simulator) []string {
	var told []string
	for _, violation := range sim.Violations() {
		told = append(told, violation.Request+": "+violation.What)
	}
	return told
}

// numbers are the flags that cannot be below 0.
func (f *flags) numbers() []struct {
	flag, help string
	value      *int
} {
	people := &f.options.Populate
	return []struct {
		flag, help string
		value      *int
	}{
		{"users", "number of made-up users, spread over the made-up roles", &people.Users},
		{"roles", "number of made-up roles", &people.Roles},
		{"companies", "number of made-up companies", &people.Companies},
		{"projects", "number of made-up projects", &people.Projects},
		{"members", "number of made-up members of the made-up projects", &people.Members},
		{"requests-per-minute", "limit of the workspace in a minute; 0 is none", &f.options.RequestsPerMinute},
		{"requests-per-second", "limit of the workspace in a second; 0 is none", &f.options.RequestsPerSecond},
	}
}

func (f *flags) add(set *pflag.FlagSet) {
	set.StringVar(&f.seed, "seed", "", "JSON `file` with what the workspace holds at first")
	for _, number := range f.numbers() {
		set.IntVar(number.value, number.flag, 0, number.help)
	}
	set.StringVar(&f.options.Token, "token", "", "the API `key` that is valid; another one at each start if it is not given")
	set.StringVar(&f.options.ClientSecret, "client-secret", "",
		"the `secret` of the OAuth2 application "+simulator.DefaultClientID+"; another one at each start if it is not given")
}

// check looks at what the flags say that their types allow.
func (f *flags) check() error {
	for _, number := range f.numbers() {
		if err := simulate.NotNegative(number.flag, *number.value); err != nil {
			return err
		}
	}
	return nil
}

// simulator makes the simulator that the flags describe.
func (f *flags) simulator(gateway simkit.Options, variants []string) (*simulator.Simulator, error) {
	options := f.options
	options.URL, options.AnyIP, options.Remember = gateway.URL, gateway.AnyIP, gateway.Remember
	options.Latency, options.Jitter, options.FaultSeed = gateway.Latency, gateway.Jitter, gateway.FaultSeed
	if options.Token == "" {
		options.Token = "simulated-" + rand.Text()
	}
	if options.ClientSecret == "" {
		options.ClientSecret = rand.Text()
	}
	var err error
	if options.Variants, err = simulator.ParseVariants(variants...); err != nil {
		return nil, fmt.Errorf("--variant: %w", err)
	}
	if options.Seed, err = f.readSeed(); err != nil {
		return nil, err
	}
	sim, err := simulator.New(options)
	if err != nil {
		return nil, fmt.Errorf("the simulator cannot start: %w", err)
	}
	return sim, nil
}

// readSeed reads the seed. Without a file it is an empty workspace whose id is another one at each
// start: state of an earlier simulator then is state of another workspace, and the provider says so.
func (f *flags) readSeed() (simulator.Seed, error) {
	if f.seed != "" {
		return simulate.ReadSeed(f.seed, simulator.ReadSeed)
	}
	id, err := uuid.GenerateUUID()
	if err != nil {
		return simulator.Seed{}, fmt.Errorf("the workspace gets no id: %w", err)
	}
	return simulator.Seed{Workspace: simulator.Workspace{ID: id, Name: simulator.WorkspaceName}}, nil
}

// Rates that nobody reaches.
const (
	unlimitedPerMinute = 100_000
	unlimitedPerSecond = 10_000
)

// environment is what has the provider find the simulator, and nothing but it: whatever could lead to
// the real awork, or to another account there, is set or emptied. What is a matter of taste is left
// alone.
func (f *flags) environment(sim *simulator.Simulator) []simulate.Variable {
	address := sim.URL()
	perMinute, perSecond := unlimitedPerMinute, unlimitedPerSecond
	if f.options.RequestsPerMinute > 0 {
		perMinute = f.options.RequestsPerMinute
	}
	if f.options.RequestsPerSecond > 0 {
		perSecond = f.options.RequestsPerSecond
	}
	insecure := ""
	if !simulate.IsLocal(address) {
		insecure = "true"
	}
	return []simulate.Variable{
		{Name: "AWORK_BASE_URL", Value: sim.BaseURL(address)},
		{Name: "AWORK_TOKEN", Value: sim.Token()},
		{Name: "AWORK_WORKSPACE_ID", Value: sim.WorkspaceID()},
		{Name: "AWORK_OAUTH_TOKEN_URL", Value: sim.TokenURL(address)},
		{Name: "AWORK_OAUTH_CLIENT_ID"},
		{Name: "AWORK_OAUTH_CLIENT_SECRET"},
		{Name: "AWORK_OAUTH_REFRESH_TOKEN"},
		{Name: "AWORK_OAUTH_TOKEN_FILE"},
		{Name: "AWORK_OAUTH_SCOPES"},
		{Name: "AWORK_ALLOW_INSECURE_HTTP", Value: insecure},
		{Name: "AWORK_REQUESTS_PER_MINUTE", Value: strconv.Itoa(perMinute)},
		{Name: "AWORK_REQUESTS_PER_SECOND", Value: strconv.Itoa(perSecond)},
		{Name: "AWORK_MAX_DEACTIVATION_SHARE", Value: "1"},
		{Name: "AWORK_SIMULATOR", Value: sim.AppURL(address)},
	}
}
