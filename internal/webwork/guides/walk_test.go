package guides_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// walk is what following a page to the letter needs that the page does not give.
type walk struct {
	page string
	// seed is what the workspace holds before.
	seed simulator.Seed
	// readOnly says that the reader has a token with the scope read.
	readOnly bool
	// files are directories of the repository that the reader has, by where they lie for them.
	files map[string]string
	// before is what the reader has done.
	before string
	// feature is what the CLI must be able to do.
	feature acctest.Feature
	// aside are blocks that are not run, or not compared, by words that each has, and why.
	aside map[string]string
}

// follow makes a script of the page's blocks, has a shell run it, and compares what is printed with what the page shows:
// files are written and edited where the text names them (an edit without a name is of the file before), and `sh` is run. A `text` after it is what it prints, in this order,
// where … stands for anything; if that has an error, the command must fail.
func follow(t *testing.T, cli acctest.CLI, guide walk) {
	t.Helper()
	server := providertest.Start(t, simulator.Options{Seed: guide.seed, ReadOnly: guide.readOnly})
	w := providertest.Workspace(t, cli, server)
	for to, from := range guide.files {
		providertest.Must(t, os.CopyFS(filepath.Join(w.Dir, to), os.DirFS(filepath.Join(root, from))))
	}
	script := compile(t, w, guide, server.Env())
	file := filepath.Join(t.TempDir(), "script")
	providertest.Must(t, os.WriteFile(file, []byte(script.text), 0o600))

	// Whoever follows a page agrees to what an apply or destroy asks.
	w.Setenv("TF_CLI_ARGS_apply", "-auto-approve")
	w.Setenv("TF_CLI_ARGS_destroy", "-auto-approve")
	w.Setenv("NO_COLOR", "1")
	w.Setenv("PATH", tools(t, cli)+string(os.PathListSeparator)+os.Getenv("PATH"))
	// A shell reads its script from a pipe as it goes, so that a page may open another one, which reads on.
	w.CLI.Path = "/bin/bash"
	result := w.Start("-c", "exec 2>&1; cat "+file+" | bash").Wait()
	outputs := strings.Split(result.Stdout, mark)
	for i, step := range script.steps {
		if i+1 >= len(outputs) {
			t.Fatalf("%s ends with %d before:\n%s\nIt printed:\n%s", guide.page, result.ExitCode, step.commands, plain(outputs[len(outputs)-1]))
		}
		at, output, _ := strings.Cut(outputs[i+1], "\n")
		t.Logf("%4ss  %s", at, firstLine(step.commands))
		if missing, found := lacks(plain(output), step.shown); found {
			t.Errorf("%s: after\n%s\nthe page shows %q. Printed was:\n%s", guide.page, step.commands, missing, plain(output))
		}
	}
	if result.ExitCode != 0 {
		t.Errorf("%s ends with %d:\n%s", guide.page, result.ExitCode, plain(outputs[len(outputs)-1]))
	}
}

// tools is a directory in which both names of the CLI are found.
func tools(t *testing.T, cli acctest.CLI) string {
	t.Helper()
	bin := t.TempDir()
	for _, name := range []string{"terraform", "tofu"} {
		providertest.Must(t, os.Symlink(cli.Path, filepath.Join(bin, name)))
	}
	return bin
}

// mark begins the output of a step, followed by the seconds since the script began.
const mark = "\n@@ step "

// step is a block of commands.
type step struct {
	commands string
	shown    string // what the page shows of its output
}

type script struct {
	text  string
	steps []step
}

func compile(t *testing.T, w *acctest.Workspace, guide walk, known map[string]string) script {
	t.Helper()
	var made script
	var text strings.Builder
	files := map[string]string{}
	last := "" // the file that was edited last
	used := map[string]bool{}
	var blocks []block
	for _, b := range readPage(t, guide.page).blocks {
		if words := asideBy(guide.aside, b.text); words != "" {
			used[words] = true
		} else {
			blocks = append(blocks, b)
		}
	}
	text.WriteString("set -e\n" + guide.before + "\n")
	for i, b := range blocks {
		switch {
		case b.language == "diff":
			last = cmp.Or(b.file, last)
			if _, written := files[last]; !written {
				files[last] = w.Read(last)
			}
			files[last] = edited(t, files[last], b.text)
			text.WriteString(heredoc(last, files[last]))
		case b.file != "":
			last = b.file
			files[last] = b.text
			text.WriteString(heredoc(b.file, b.text))
		case b.language == "sh":
			s := step{commands: b.text}
			if i+1 < len(blocks) && blocks[i+1].language == "text" {
				s.shown = blocks[i+1].text
			}
			made.steps = append(made.steps, s)
			text.WriteString(commands(withKnown(t, known, b.text), strings.Contains(s.shown, "Error")))
		}
	}
	for words := range guide.aside {
		if !used[words] {
			t.Errorf("%s has no block with %q", guide.page, words)
		}
	}
	made.text = text.String()
	return made
}

func asideBy(aside map[string]string, text string) string {
	for words := range aside {
		if strings.Contains(text, words) {
			return words
		}
	}
	return ""
}

func heredoc(file, text string) string {
	return fmt.Sprintf("mkdir -p \"$(dirname %[1]s)\"\ncat > %[1]s <<'END OF FILE'\n%sEND OF FILE\n", file, text)
}

func commands(block string, fails bool) string {
	before, after := "set -e", ""
	if fails {
		before, after = "set +e", "test $? -ne 0 || { echo 'This should have failed.'; exit 1; }\n"
	}
	return "printf '" + strings.ReplaceAll(mark, "\n", `\n`) + "%s\\n' $SECONDS\n" + before + "\n" + block + after
}

// left is a value that a page leaves out, since each reader has another one.
var left = regexp.MustCompile(`(?m)^export (\w+)=…\n`)

// withKnown takes out what is in the environment already.
func withKnown(t *testing.T, known map[string]string, block string) string {
	t.Helper()
	return left.ReplaceAllStringFunc(block, func(line string) string {
		name := left.FindStringSubmatch(line)[1]
		if known[name] == "" {
			t.Errorf("nothing is known to put in for %s", strings.TrimSpace(line))
		}
		return ""
	})
}

// decoration are colours, and the frames around messages.
var decoration = regexp.MustCompile("\x1b\\[[0-9;]*m|[│╷╵]")

// plain is what a CLI prints, without its decoration.
func plain(output string) string { return decoration.ReplaceAllString(output, "") }

// lacks gives the first part of what is shown that an output does not have after the part before.
func lacks(output, shown string) (string, bool) {
	rest := strings.Join(strings.Fields(output), " ")
	for line := range strings.Lines(shown) {
		for part := range strings.SplitSeq(line, "…") {
			part = strings.Join(strings.Fields(part), " ")
			_, after, found := strings.Cut(rest, part)
			if !found {
				return part, true
			}
			rest = after
		}
	}
	return "", false
}

func firstLine(text string) string { line, _, _ := strings.Cut(text, "\n"); return line }

func TestLacks(t *testing.T) {
	t.Parallel()
	const output = "  + a = 1\n  ~ b   = 2 -> 3\n\nPlan: 1 to add\n"
	for shown, want := range map[string]string{
		"~ b = 2 -> 3\nPlan: 1 to add\n": "",
		"~ b = … -> 3\n":                 "",
		"…\nPlan: 1\n":                   "",
		"Plan: 1 to add\n+ a = 1\n":      "+ a = 1", // not in this order
		"Plan: 2 to add\n":               "Plan: 2 to add",
	} {
		if got, _ := lacks(output, shown); got != want {
			t.Errorf("%q: missing is %q, want %q", shown, got, want)
		}
	}
}
