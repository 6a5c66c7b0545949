// Command schema prints the schema of a provider, webwork unless another is named, as `terraform providers schema -json` would. With -check it compares it instead with
// that of the newest release, and fails if something that worked may work no longer and CHANGELOG.md does not say so.
//
// It asks the provider itself: a CLI prints only what its own version knows (list resources and
// actions need Terraform 1.14, OpenTofu has neither), and the documentation must not depend on
// which CLI happens to be installed.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-framework/provider"

	awork "github.com/workspace-as-code/terraform-provider-webwork/internal/awork/provider"
	webwork "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

// providers are those of this repository, by name. The first of all that was released is the one that -check is about.
func providers() map[string]provider.Provider {
	return map[string]provider.Provider{name: webwork.New("docs")(), "awork": awork.New("docs")()}
}

const name = "webwork"

// The repository's files, seen from its root.
const (
	releases  = "testdata/releases" // a directory for each, see RELEASING.md
	changelog = "CHANGELOG.md"
)

var (
	errSilent   = errors.New("a breaking change is not announced")
	errReleases = errors.New(releases + " has no release")
	errProvider = errors.New("there is no such provider here")
)

func main() {
	check := flag.Bool("check", false, "compare with the newest release")
	flag.Parse()

	run := func(ctx context.Context, to io.Writer) error { return printSchema(ctx, to, cmp.Or(flag.Arg(0), name)) }
	if *check {
		run = checkSchema
	}

	if err := run(context.Background(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func printSchema(ctx context.Context, to io.Writer, of string) error {
	served, known := providers()[of]
	if !known {
		return fmt.Errorf("%w: %s", errProvider, of)
	}

	schemas, err := describe(ctx, of, served)
	if err != nil {
		return err
	}

	encoder := json.NewEncoder(to)
	encoder.SetIndent("", " ")

	if err := encoder.Encode(schemas); err != nil {
		return fmt.Errorf("printing the schema: %w", err)
	}

	return nil
}

func checkSchema(ctx context.Context, to io.Writer) error {
	now, err := describe(ctx, name, providers()[name])
	if err != nil {
		return err
	}

	release, err := newest(releases)
	if err != nil {
		return err
	}

	content, err := os.ReadFile(filepath.Join(releases, release, "schema.json"))
	if err != nil {
		return fmt.Errorf("reading the schema of %s: %w", release, err)
	}

	var then tfjson.ProviderSchemas
	if err := json.Unmarshal(content, &then); err != nil {
		return fmt.Errorf("reading the schema of %s: %w", release, err)
	}

	notes, err := os.ReadFile(changelog)
	if err != nil {
		return fmt.Errorf("reading what is announced: %w", err)
	}

	broken := breaches(then.Schemas[name], now.Schemas[name])
	unsaid := silent(broken, announced(string(notes)))

	for _, one := range unsaid {
		fmt.Fprintf(to, "- %s\n", one)
	}

	if len(unsaid) > 0 {
		return fmt.Errorf("%w: since %s the above has changed. Say so in the unreleased section of %s under BREAKING CHANGES:, with the names in "+
			"backticks. If %s is not out yet, record it again: make freeze", errSilent, release, changelog, release)
	}

	fmt.Fprintf(to, "What worked with %s works still; %d breaking changes are announced.\n", release, len(broken))

	return nil
}

// newest is the name of the directory with the highest version.
func newest(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", fmt.Errorf("looking for releases: %w", err)
	}

	var versions []*version.Version

	for _, entry := range entries {
		if one, err := version.NewSemver(entry.Name()); err == nil {
			versions = append(versions, one)
		}
	}

	if len(versions) == 0 {
		return "", errReleases
	}

	return slices.MaxFunc(versions, (*version.Version).Compare).Original(), nil
}
