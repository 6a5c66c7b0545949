// Package command is the simulate command: a simulated WebWork for trying configurations.
package command

import (
	"crypto/rand"
	"fmt"
	random "math/rand/v2"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/simulate"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// flags are what the command line says of a WebWork.
type flags struct {
	seed       string
	apiVersion string
	options    simulator.Options
}

// Command is the simulate command. It prints the environment with which the provider finds the
// simulator and serves until it is interrupted, or runs a command in that environment.
func Command() *cobra.Command {
	var f flags
	return simulate.Command(simulate.Service[*simulator.Simulator]{
		Name:   "WebWork",
		Prefix: "WEBWORK_",
		Help: `WebWork itself has no sandbox and really sends its invitations; the simulator
sends nothing, and forgets everything when it stops. An invitation_link leads to the simulator: whoever opens it accepts.
Projects can be restored unless a variant says otherwise.`,
		Example: `  # Run one command against a simulated WebWork that ends with it.
  terraform-provider-webwork simulate --members 50 --exec -- terraform plan

  # Serve until Ctrl-C, and work in the same shell meanwhile.
  terraform-provider-webwork simulate --seed seed.json > webwork.env &
  source webwork.env
  terraform plan`,
		Variants:    variants(),
		Flags:       f.add,
		Check:       f.check,
		Make:        f.simulator,
		Environment: f.environment,
		Sent:        func(sim *simulator.Simulator) string { return fmt.Sprintf("%d invitations", len(sim.Invitations())) },
	})
}

func variants() []simulate.Variant {
	var all []simulate.Variant
	for _, info := range simulator.Variants() {
		all = append(all, simulate.Variant{Name: string(info.Name), Question: info.Question, Description: info.Description})
	}
	return all
}

func (f *flags) add(set *pflag.FlagSet) {
	set.StringVar(&f.seed, "seed", "", "JSON `file` with what the workspaces hold at first")
	set.IntVar(&f.options.Populate.Members, "members", 0, "number of made-up members")
	set.IntVar(&f.options.Populate.Projects, "projects", 0, "number of made-up projects")
	set.IntVar(&f.options.RequestsPerMinute, "requests-per-minute", 0, "rate limit of each user; 0 is none")
	set.BoolVar(&f.options.ReadOnly, "read-only", false, "refuse writes, as for a token without the scope to write")
	set.StringVar(&f.options.Token, "token", "", "the `token` that is valid; another one at each start if it is not given")
	set.StringVar(&f.apiVersion, "api-version", "v2", "`version` of the API that the environment leads to, v2 or the legacy v1; both are served")
	set.StringVar(&f.options.APIKey, "api-key", "", "the `key` that is valid for the legacy API; another one at each start if it is not given")
	set.StringVar(&f.options.ClientSecret, "client-secret", "",
		"the `secret` of the OAuth2 application "+simulator.DefaultClientID+"; another one at each start if it is not given")
}

// check looks at what the flags say that their types allow.
func (f *flags) check() error {
	for _, number := range []struct {
		flag  string
		value int
	}{
		{"members", f.options.Populate.Members},
		{"projects", f.options.Populate.Projects},
		{"requests-per-minute", f.options.RequestsPerMinute},
	} {
		if err := simulate.NotNegative(number.flag, number.value); err != nil {
			return err
		}
	}
	if f.apiVersion != "v2" && f.apiVersion != "v1" {
		return fmt.Errorf("--api-version is %q. Allowed: v2 and v1", f.apiVersion)
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
	if options.APIKey == "" {
		options.APIKey = rand.Text()
	}
	if options.ClientSecret == "" {
		options.ClientSecret = rand.Text()
	}
	var err error
	if options.Variants, err = simulator.ParseVariants(variants...); err != nil {
		return nil, fmt.Errorf("--variant: %w", err)
	}
	// Whoever tries configurations wants to go back.
	if !slices.ContainsFunc(options.Variants, func(v simulator.Variant) bool { return v.Question() == simulator.ProjectRestoreWorks.Question() }) {
		options.Variants = append(options.Variants, simulator.ProjectRestoreWorks)
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
	if f.seed == "" {
		const least, most = 100_000, 1_000_000
		id := least + random.Int64N(most-least) //nolint:gosec // nobody has anything from guessing it
		return simulator.Seed{Workspaces: []simulator.Workspace{{ID: id, Name: simulator.WorkspaceName}}}, nil
	}
	return simulate.ReadSeed(f.seed, simulator.ReadSeed)
}

// unlimited is a rate limit that nobody reaches.
const unlimited = 100_000

// environment is what has the provider find the simulator, and nothing but it: whatever could lead
// to the real WebWork, or to another account there, is set or emptied. What is a matter of taste is
// left alone.
func (f *flags) environment(sim *simulator.Simulator) []simulate.Variable {
	address := sim.URL()
	limit := unlimited
	if f.options.RequestsPerMinute > 0 {
		limit = f.options.RequestsPerMinute
	}
	insecure := ""
	if !simulate.IsLocal(address) {
		insecure = "true"
	}
	base, token, email, key := sim.BaseURL(address), sim.Token(), "", ""
	if f.apiVersion == "v1" {
		base, token, email, key = sim.BaseURLV1(address), "", sim.Email(), sim.APIKey()
	}
	return []simulate.Variable{
		{Name: "WEBWORK_BASE_URL", Value: base},
		{Name: "WEBWORK_TOKEN", Value: token},
		{Name: "WEBWORK_WORKSPACE_ID", Value: strconv.FormatInt(sim.WorkspaceID(), 10)},
		{Name: "WEBWORK_API_VERSION", Value: f.apiVersion},
		{Name: "WEBWORK_TOKEN_URL", Value: sim.TokenURL(address)},
		{Name: "WEBWORK_CLIENT_ID", Value: ""},
		{Name: "WEBWORK_CLIENT_SECRET", Value: ""},
		{Name: "WEBWORK_REFRESH_TOKEN", Value: ""},
		{Name: "WEBWORK_TOKEN_FILE", Value: ""},
		{Name: "WEBWORK_OAUTH_SCOPES", Value: ""},
		{Name: "WEBWORK_EMAIL", Value: email},
		{Name: "WEBWORK_API_KEY", Value: key},
		{Name: "WEBWORK_ALLOW_INSECURE_HTTP", Value: insecure},
		{Name: "WEBWORK_REQUESTS_PER_MINUTE", Value: strconv.Itoa(limit)},
		{Name: "WEBWORK_MAX_ARCHIVAL_SHARE", Value: "1"},
		{Name: "WEBWORK_SIMULATOR", Value: sim.AppURL(address)},
	}
}
