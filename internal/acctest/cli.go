package acctest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/hashicorp/go-version"
)

// Product tells the two CLIs apart; its value is what the CLI calls itself.
type Product string

// The CLIs that the provider supports.
const (
	Terraform Product = "Terraform"
	OpenTofu  Product = "OpenTofu"
)

// Environment variables that choose the CLI.
const (
	// EnvAcc enables acceptance tests, here and in terraform-plugin-testing.
	EnvAcc = "TF_ACC"
	// EnvCLI is the path of the one CLI to test with, here and in terraform-plugin-testing.
	EnvCLI = "TF_ACC_TERRAFORM_PATH"
	// EnvCLIs lists several, separated as in PATH, for tests that ask for CLIs.
	EnvCLIs = "ACC_TERRAFORM_PATHS"
)

// CLI is one installed Terraform or OpenTofu.
type CLI struct {
	Path    string // absolute
	Product Product
	Version *version.Version
}

// String names the product and its version, such as "OpenTofu 1.12.6".
func (c CLI) String() string { return fmt.Sprintf("%s %s", c.Product, c.Version) }

// Supports says whether the CLI is new enough for a feature. A pre-release counts as its release.
func (c CLI) Supports(feature Feature) bool {
	since, ok := feature.since()[c.Product]

	return ok && c.Version.Core().GreaterThanOrEqual(version.Must(version.NewVersion(since)))
}

// Require skips the test unless the CLI has the feature.
func (c CLI) Require(tb testing.TB, feature Feature) {
	tb.Helper()

	if !c.Supports(feature) {
		tb.Skipf("%s has no %s", c, feature)
	}
}

// Require skips the test unless the CLI that terraform-plugin-testing uses has the feature.
func Require(tb testing.TB, feature Feature) {
	tb.Helper()
	requireAcc(tb)

	path, err := defaultPath()
	if err != nil {
		tb.Fatal(err)
	}

	cli, err := Probe(tb, path)
	if err != nil {
		tb.Fatal(err)
	}

	cli.Require(tb, feature)
}

// CLIs gives the CLIs to test with: those of EnvCLIs, else that of EnvCLI, else terraform or tofu
// from PATH. The test fails if there is none and is skipped if acceptance tests are not enabled.
func CLIs(tb testing.TB) []CLI {
	tb.Helper()
	requireAcc(tb)

	paths := filepath.SplitList(os.Getenv(EnvCLIs))

	if len(paths) == 0 {
		path, err := defaultPath()
		if err != nil {
			tb.Fatal(err)
		}

		paths = []string{path}
	}

	clis := make([]CLI, 0, len(paths))

	for _, path := range paths {
		cli, err := Probe(tb, path)
		if err != nil {
			tb.Fatal(err)
		}

		clis = append(clis, cli)
	}

	return clis
}

// EachCLI runs a test, in parallel, with each of the CLIs to test with.
func EachCLI(t *testing.T, test func(t *testing.T, cli CLI)) {
	t.Helper()

	for _, cli := range CLIs(t) {
		t.Run(cli.String(), func(t *testing.T) {
			t.Parallel()
			test(t, cli)
		})
	}
}

// Probe asks the CLI at a path, or of a name in PATH, what it is.
func Probe(tb testing.TB, path string) (CLI, error) {
	tb.Helper()

	found, err := exec.LookPath(path)
	if err != nil {
		return CLI{}, fmt.Errorf("finding the CLI: %w", err)
	}

	found, err = filepath.Abs(found)
	if err != nil {
		return CLI{}, fmt.Errorf("finding the CLI: %w", err)
	}

	command := exec.CommandContext(tb.Context(), found, "version")
	command.Env = baseEnv(tb.TempDir())
	command.Dir = tb.TempDir()

	output, err := command.Output()
	if err != nil {
		return CLI{}, fmt.Errorf("asking %s for its version: %w", found, err)
	}

	product, number, err := parseVersion(string(output))
	if err != nil {
		return CLI{}, fmt.Errorf("%s: %w", found, err)
	}

	return CLI{Path: found, Product: product, Version: number}, nil
}

func requireAcc(tb testing.TB) {
	tb.Helper()

	if os.Getenv(EnvAcc) == "" {
		tb.Skipf("acceptance tests run only if %s is set", EnvAcc)
	}
}

func defaultPath() (string, error) {
	if path := os.Getenv(EnvCLI); path != "" {
		return path, nil
	}

	for _, name := range []string{"terraform", "tofu"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}

	return "", fmt.Errorf("neither terraform nor tofu is in PATH, and %s is not set: %w", EnvCLI, exec.ErrNotFound)
}

func parseVersion(output string) (Product, *version.Version, error) {
	match := regexp.MustCompile(`^(Terraform|OpenTofu) v(\S+)`).FindStringSubmatch(output)
	if match == nil {
		return "", nil, fmt.Errorf("%w: %q", errNotCLI, output)
	}

	number, err := version.NewVersion(match[2])
	if err != nil {
		return "", nil, fmt.Errorf("reading the version: %w", err)
	}

	return Product(match[1]), number, nil
}
