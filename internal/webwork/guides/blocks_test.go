package guides_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"gopkg.in/yaml.v3"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
)

// TestBlocksAreWritten reads every block of every page and script of the examples as what it says it is.
func TestBlocksAreWritten(t *testing.T) {
	t.Parallel()
	for _, p := range pages(t) {
		for _, b := range p.blocks {
			if err := readable(t, b); err != nil {
				t.Errorf("%s: %v in:\n%s", p.path, err, b.text)
			}
		}
	}
	scripts, err := filepath.Glob(root + "/examples/*/*.sh")
	providertest.Must(t, err)
	for _, script := range scripts {
		if err := shell(t, read(t, script)); err != nil {
			t.Errorf("%s: %v", script, err)
		}
	}
}

func readable(t *testing.T, b block) error {
	t.Helper()
	switch b.language {
	case "hcl", "terraform":
		if _, diags := hclsyntax.ParseConfig([]byte(b.text), "block.tf", hcl.InitialPos); diags.HasErrors() {
			return diags
		}
	case "yaml":
		return yaml.Unmarshal([]byte(b.text), new(any))
	case "json":
		return json.Unmarshal([]byte(b.text), new(any))
	case "sh":
		return shell(t, strings.ReplaceAll(b.text, "…", "x"))
	case "diff", "text", "markdown":
	default:
		t.Errorf("nothing is known of the language %q, so that nothing can be tested in:\n%s", b.language, b.text)
	}
	return nil
}

// shell has a shell read commands and run none.
func shell(t *testing.T, commands string) error {
	t.Helper()
	command := exec.CommandContext(t.Context(), "/bin/bash", "-n")
	command.Stdin = strings.NewReader(commands)
	return command.Run()
}

// TestAccBlocksAreValid has the CLI validate every block of HCL, by itself, against the provider's schema. What a block refers to may be elsewhere.
func TestAccBlocksAreValid(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, acctest.WebWork())
		w.Write("main.tf", providertest.Header)
		w.Init()
		for _, p := range pages(t) {
			for _, b := range p.blocks {
				if b.language != "hcl" && b.language != "terraform" || !partOfConfiguration(cli, b.text) {
					continue
				}
				text := b.text
				if !strings.Contains(text, "required_providers") {
					text = providertest.Header + text
				}
				w.Write("main.tf", text)
				for _, fault := range faults(t, w) {
					t.Errorf("%s: %s in:\n%s", p.path, fault, b.text)
				}
			}
		}
	})
}

// partOfConfiguration says whether the CLI takes a block as a configuration: tests and modules are tested where they are.
func partOfConfiguration(cli acctest.CLI, text string) bool {
	for words, feature := range map[string]acctest.Feature{"\nremoved {": acctest.Removed, "\naction \"": acctest.Actions} {
		if strings.Contains("\n"+text, words) && !cli.Supports(feature) {
			return false
		}
	}
	for _, words := range []string{"mock_provider ", "run \"", "module \"", "file("} {
		if strings.Contains(text, words) {
			return false
		}
	}
	return true
}

func faults(t *testing.T, w *acctest.Workspace) []string {
	t.Helper()
	var answer struct {
		Diagnostics []struct {
			Severity string `json:"severity"`
			Summary  string `json:"summary"`
			Detail   string `json:"detail"`
		} `json:"diagnostics"`
	}
	result := w.Run("validate", "-json")
	if err := json.Unmarshal([]byte(result.Stdout), &answer); err != nil {
		t.Fatalf("%v:\n%s", err, result.Output())
	}
	var said []string
	for _, d := range answer.Diagnostics {
		if d.Severity == "error" && !strings.HasPrefix(d.Summary, "Reference to undeclared") {
			said = append(said, d.Summary+": "+d.Detail)
		}
	}
	return said
}

// TestEveryGuideIsFollowed keeps the list of guides that are followed, and of those whose blocks other tests run.
func TestEveryGuideIsFollowed(t *testing.T) {
	t.Parallel()
	tests := map[string]string{}
	for _, guide := range walks() {
		tests[guide.page] = "TestAccGuides"
	}
	for page, test := range elsewhere() {
		if tests[page] != "" {
			t.Errorf("%s is followed, and also in the list of others", page)
		}
		tests[page] = test
	}
	source := testNames(t)
	for _, p := range pages(t) {
		runs := false
		for _, b := range p.blocks {
			runs = runs || b.language != "text"
		}
		switch test := tests[p.path]; {
		case test == "" && runs:
			t.Errorf("nothing runs the blocks of %s: add it to walks", p.path)
		case test != "" && !strings.Contains(source, "func "+test+"("):
			t.Errorf("%s names the test %s, which does not exist", p.path, test)
		}
		delete(tests, p.path)
	}
	for page := range tests {
		t.Errorf("there is no page %s", page)
	}
}

// testNames is the text of all tests, and of those that make kind writes.
func testNames(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, dir := range []string{"internal", "tools/kind"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, _ os.DirEntry, err error) error {
			if err == nil && (strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_test.go.tmpl")) {
				all.WriteString(read(t, path))
			}
			return err
		})
		providertest.Must(t, err)
	}
	return all.String()
}
