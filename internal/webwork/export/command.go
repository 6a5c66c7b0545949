// Package export is the export command: it writes the configuration of what exists in a workspace, with the import blocks that bring it
// into state.
package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// flags are what the command line says.
type flags struct {
	given    provider.Given
	out      string
	kinds    []string
	style    string
	archived bool
	rates    bool
	states   []string
	moves    []string
	refresh  string
	force    bool
	include  []string
	exclude  []string
	module   string
}

// Command is the export command; the version is that of the binary.
func Command(version string) *cobra.Command { return CommandIn(os.Getenv, version) }

// CommandIn is Command with another environment than that of the process.
func CommandIn(getenv func(string) string, version string) *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the configuration of what exists, with import blocks",
		Long: `Reads a workspace as the provider would, from the same WEBWORK_… variables, and writes the configuration of all that it holds, with
import blocks: planning with it imports everything and changes nothing. It reads only; every request is a GET.

Owners and the account itself become data sources, since no configuration may change them. Addresses of webhooks carry keys and go to
webhooks.auto.tfvars, which nobody else may read and .gitignore names. What is archived is left out unless it is asked for. Files
are overwritten only if an export with the same options wrote them and nobody has edited them since.

The style roster writes people.yaml, with people, projects and clients, and the module of Terraform that makes resources of it. From then on
people are added, moved and removed in that file. With --state, what a state holds already is moved into the roster and not imported.
--refresh-roster adds who and what was created in the app since, and leaves the rest of the file as it is, byte by byte.

With --unmanaged, only what no state holds counts. Without --out it is listed and nothing is written. Owners and the account itself
never count.

Exit codes: 0 if everything is exported, or is managed; 2 if something is not managed; 3 if something could not be read or declared, which
is named and has no block; 1 for any other error.`,
		Example: `  terraform-provider-webwork export --out webwork
  terraform -chdir=webwork init && terraform -chdir=webwork plan

  terraform show -json > state.json
  terraform-provider-webwork export --unmanaged state.json`,
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && len(f.states) == 0 {
				return fmt.Errorf("there is nothing to do with %q", args[0])
			}
			f.states = append(f.states, args...)
			return f.run(cmd.Context(), streams{cmd.OutOrStdout(), cmd.ErrOrStderr()}, getenv, version, cmd.Flags().Changed("out"))
		},
	}
	set := cmd.Flags()
	set.StringVar(&f.out, "out", ".", "`directory` to write to; it is made if it is not there")
	set.StringSliceVar(&f.kinds, "kinds", nil, "`kinds` to export: "+strings.Join(kindNames(), ", ")+" (default all)")
	set.StringVar(&f.style, "style", "blocks", "how resources are written: blocks, one for each object; for_each, one for each kind; or roster, as people.yaml and a module")
	set.StringVar(&f.refresh, "refresh-roster", "", "add what is new in the app to a roster that there is: `file` below --out")
	set.Lookup("refresh-roster").NoOptDefVal = peopleFile
	set.StringArrayVar(&f.moves, "state", nil, "for a roster: `file` that terraform show -json wrote; what it holds is moved with moved blocks, and not imported")
	set.BoolVar(&f.archived, "include-archived", false, "export archived people and projects, too, with archived = true")
	set.BoolVar(&f.rates, "with-rates", false, "write the pay rates of contracts that have their own, as far as the account sees them")
	set.StringArrayVar(&f.states, "unmanaged", nil, "only what is in no state: `file` that terraform show -json wrote; further ones may follow")
	set.BoolVar(&f.force, "force", false, "overwrite files that are edited or not from an export")
	set.StringArrayVar(&f.include, "include", nil, "only what matches the `pattern`, such as '*@acme.example' or 'Website*': e-mail addresses and names; may be repeated")
	set.StringArrayVar(&f.exclude, "exclude", nil, "not what matches the `pattern`; may be repeated")
	set.StringVar(&f.module, "module", "", "`address` of the module that the resources go to, such as module.people")
	set.StringVar(&f.given.WorkspaceID, "workspace-id", "", "`id` of the workspace (WEBWORK_WORKSPACE_ID)")
	set.StringVar(&f.given.BaseURL, "base-url", "", "`address` of the API (WEBWORK_BASE_URL)")
	set.StringVar(&f.given.TokenFile, "token-file", "", "`file` that the login command wrote (WEBWORK_TOKEN_FILE)")
	return cmd
}

// streams are where the command writes to.
type streams struct{ out, err io.Writer }

// terminal is the stream for progress; nil where it is none.
func (s streams) terminal() io.Writer {
	if file, ok := s.err.(*os.File); ok && isatty.IsTerminal(file.Fd()) {
		return file
	}
	return nil
}

// run exports. What is wrong with the options is said before anything is read.
func (f flags) run(ctx context.Context, to streams, getenv func(string) string, version string, out bool) error {
	if f.style == rosterStyle || f.refresh != "" {
		return f.runRoster(ctx, to, getenv, version)
	}
	kinds, err := chooseKinds(f.kinds)
	selected := selection{kinds: kinds, archived: f.archived, rates: f.rates, filter: filter{f.include, f.exclude}, variable: urlsVariable}
	as, unknown := chooseStyle(f.style, len(f.states) > 0)
	in, wrong := parseModule(f.module)
	if len(f.moves) > 0 {
		wrong = errors.Join(wrong, errors.New("--state goes with --style roster and --refresh-roster. To see what is in no state, use --unmanaged"))
	}
	if err := errors.Join(err, unknown, wrong, selected.filter.check()); err != nil {
		return err
	}
	held, err := readStates(f.states)
	if err != nil {
		return err
	}
	found, requests, err := f.read(ctx, to, getenv, version, kinds, f.archived)
	if err != nil {
		return err
	}
	l := layout{style: as, in: in, seal: f.seal()}
	if len(f.states) > 0 {
		l.prefix = "unmanaged_"
		selected.managed, selected.variable = managedIn(held, found.workspace.ID), l.prefix+urlsVariable
	}
	made, tallies := compose(ctx, found, selected, as)
	told := &report{out: to.out, err: to.err, tallies: tallies, document: made}
	told.begin(found.workspace, requests)
	if out || len(f.states) == 0 {
		names, stay, err := f.write(l, made)
		told.wrote(f.out, names, stay)
		if err != nil {
			return err
		}
	}
	return told.end(len(f.states) > 0)
}

// read reads the workspace, and tells how many requests that took.
func (f flags) read(ctx context.Context, to streams, getenv func(string) string, version string, kinds chosen, archived bool) (*inventory, int64, error) {
	shown := &progress{terminal: to.terminal()}
	requests := &reader{asked: shown.asked}
	opened, err := f.open(ctx, to.err, getenv, version, requests)
	if err != nil {
		return nil, 0, err
	}
	found, err := read(ctx, opened, kinds, archived, shown.begin)
	shown.end()
	return found, requests.requests.Load(), err
}

// open signs in as the provider does.
func (f flags) open(ctx context.Context, stderr io.Writer, getenv func(string) string, version string, requests *reader) (*session.Session, error) {
	connection, diags := provider.FromEnvironment(ctx, getenv, f.given, "terraform-provider-webwork/"+version+" export")
	for _, warning := range diags.Warnings() {
		fmt.Fprintln(stderr, "Warning:", warning.Detail())
	}
	if diags.HasError() {
		return nil, refusal(diags)
	}
	client, diags := connection.Client(func(next http.RoundTripper) http.RoundTripper {
		requests.next = next
		return requests
	})
	if diags.HasError() {
		return nil, refusal(diags)
	}
	return session.New(client, connection.Settings, func(context.Context, string) {}), nil
}

// seal tells apart exports of which one must not overwrite the other's files.
func (f flags) seal() string {
	return fmt.Sprintf("%q", [][]string{f.kinds, {f.style, f.module, fmt.Sprint(f.archived), fmt.Sprint(len(f.states) > 0)}, f.include, f.exclude})
}

// write writes the files of a document.
func (f flags) write(l layout, made document) (names, stay []string, err error) {
	if err := os.MkdirAll(f.out, folder); err != nil {
		return nil, nil, err
	}
	root, err := os.OpenRoot(f.out)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	l.held, l.root, l.inner = root.FS(), declaredIn(root.FS(), ".", l.owns), declaredIn(root.FS(), l.in.dir(), l.owns)
	files, err := l.style.files(l, made)
	if err != nil {
		return nil, nil, err
	}
	w := writer{root: root, seal: l.seal, force: f.force, once: len(f.states) > 0}
	return w.write(files)
}

// refusal is what is wrong with the settings.
func refusal(diags diag.Diagnostics) error {
	var all []error
	for _, d := range diags.Errors() {
		all = append(all, errors.New(d.Summary()+": "+d.Detail()))
	}
	return errors.Join(all...)
}
