package acctest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
)

// Plugin is a provider that Workspaces install from its built binary.
type Plugin struct {
	// Name is the provider's type: "webwork".
	Name string
	// Package is what `go build` makes the binary from: an import path, or a directory that begins
	// with "./".
	Package string
}

const (
	namespace = "workspace-as-code"

	// pluginVersion satisfies the constraints that examples have, unlike a pre-release or 0.0.0.
	pluginVersion = "0.1.0"
)

// WebWork is the provider of this repository.
func WebWork() Plugin {
	return Plugin{Name: "webwork", Package: "github.com/workspace-as-code/terraform-provider-webwork"}
}

// mirrors remembers what this process has built, so that each plugin is built once.
var mirrors sync.Map //nolint:gochecknoglobals // a build outlives every single test

type mirror func() (dir string, err error)

// mirror builds the plugin and lays it out as a filesystem mirror for both registries.
func (p Plugin) mirror(ctx context.Context) (string, error) {
	// One test's end must not fail the build for the others that wait for it.
	ctx = context.WithoutCancel(ctx)
	built, _ := mirrors.LoadOrStore(p, mirror(sync.OnceValues(func() (string, error) { return p.build(ctx) })))

	lay, ok := built.(mirror)
	if !ok {
		return "", errors.ErrUnsupported
	}

	return lay()
}

// build writes below .build of the repository and not into a temporary directory, since nothing
// removes what a whole test process shares.
func (p Plugin) build(ctx context.Context) (string, error) {
	root, err := repository()
	if err != nil {
		return "", err
	}

	dir := filepath.Join(root, ".build", "acctest", p.Name)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return "", fmt.Errorf("making room for the provider: %w", err)
	}

	scratch, err := os.MkdirTemp(dir, "build-")
	if err != nil {
		return "", fmt.Errorf("making room for the provider: %w", err)
	}
	defer os.RemoveAll(scratch)

	binary := filepath.Join(scratch, "provider")
	flags := "-ldflags=-s -w -X main.version=" + pluginVersion
	command := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", flags, "-o", binary, p.Package)

	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", p.Package, err, output)
	}

	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		if err := p.place(binary, filepath.Join(dir, host)); err != nil {
			return "", fmt.Errorf("laying out the mirror: %w", err)
		}
	}

	return dir, nil
}

// place puts the binary where a mirror has it for one registry, in one step: another test process
// may be running what was there.
func (p Plugin) place(binary, registry string) error {
	dir := filepath.Join(registry, namespace, p.Name, pluginVersion, runtime.GOOS+"_"+runtime.GOARCH)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}

	link := binary + "-" + filepath.Base(registry)
	if err := os.Link(binary, link); err != nil {
		return err
	}

	return os.Rename(link, filepath.Join(dir, fmt.Sprintf("terraform-provider-%s_v%s", p.Name, pluginVersion)))
}

// repository finds the directory that holds go.mod, upwards from where the test runs.
func repository() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("finding the repository: %w", err)
	}

	for dir := start; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}

		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("finding the repository above %s: %w", start, os.ErrNotExist)
		}
	}
}
