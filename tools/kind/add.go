package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"
)

// files are templates of a kind's files. Their paths say where they go, with room, one and all in place of its names.
//
//go:embed files
var files embed.FS

var (
	errThere  = errors.New("is there already")
	errAnchor = errors.New("does not have the line that tools/kind/add.go adds to")
)

// line is one by which an existing file learns of the kind.
type line struct{ file, after, text string }

// lines are in the order in which they are added. Where several follow the same one, the last stands first.
func lines() []line {
	const (
		client      = "internal/webwork/api/client.go"
		collections = "internal/webwork/session/collections.go"
		front       = "internal/webwork/provider/provider.go"
		module      = "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/"
	)

	return []line{
		{client, "type Documented struct {", "{{.Kinds}} remote.Fields"},
		{client, "type Scope interface {", "{{.Kinds}}() {{.Kinds}}"},
		{"internal/webwork/api/v2/documented.go", "return api.Documented{", "{{.Kinds}}: {{.Kind}}Fields(),"},
		{"internal/webwork/session/spaces.go", "const (", `{{.Kinds}} = "{{.Noun}}"`},
		{collections, "type Collections struct {", "{{.Kinds}} *collection.Collection[string, api.{{.Kind}}]"},
		{collections, "return Collections{", "{{.Kinds}}: new{{.Kinds}}(s, documented.{{.Kinds}}, log),"},
		{front, `"` + module + `project"`, `"` + module + `{{.Package}}"`},
		{front, "return []func() resource.Resource{", "{{.Package}}.NewResource,"},
		{front, "return []func() datasource.DataSource{", "{{.Package}}.NewDataSource, {{.Package}}.NewDataSources,"},
		{front, "return []func() list.ListResource{", "{{.Package}}.NewListResource,"},
		{"internal/webwork/simulator/v2.go", "v.webhookRoutes()", "v.{{.Var}}Routes()"},
	}
}

// add writes a kind's files and lines below the repository's root, and gives the paths of all that it wrote. It writes nothing
// where one of the files is there.
func add(root string, kind names) ([]string, error) {
	contents := map[string][]byte{}

	var order []string

	err := fs.WalkDir(files, "files", func(from string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}

		to := target(from, kind)
		if _, err := os.Stat(filepath.Join(root, to)); err == nil {
			return fmt.Errorf("%s %w", to, errThere)
		}

		text, err := files.ReadFile(from)
		if err != nil {
			return fmt.Errorf("reading a template: %w", err)
		}

		order = append(order, to)
		contents[to], err = formatted(to, filled(string(text), kind))

		return err
	})
	if err != nil {
		return nil, err
	}

	for _, one := range lines() {
		if contents[one.file] == nil {
			order = append(order, one.file)
		}

		if contents[one.file], err = inserted(root, one, contents[one.file], kind); err != nil {
			return nil, err
		}
	}

	return order, write(root, order, contents)
}

func write(root string, order []string, contents map[string][]byte) error {
	for _, name := range order {
		to := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil { //nolint:gosec // as git makes them
			return fmt.Errorf("writing %s: %w", name, err)
		}

		if err := os.WriteFile(to, contents[name], 0o644); err != nil { //nolint:gosec // as git makes them
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}

	return nil
}

// target is where a template's file goes.
func target(from string, kind names) string {
	return strings.NewReplacer(
		"files/", "", ".tmpl", "",
		"/room/", "/"+kind.Package+"/",
		"/one/", "/webwork_"+kind.Type+"/", "/all/", "/webwork_"+kind.Types+"/",
		"/one.go", "/"+kind.Type+".go", "/all.go", "/"+kind.Types+".go", "_all.go", "_"+kind.Types+".go",
	).Replace(from)
}

// inserted is a file with a line more: what was added before, or else what the repository has.
func inserted(root string, one line, content []byte, kind names) ([]byte, error) {
	if content == nil {
		var err error
		if content, err = os.ReadFile(filepath.Join(root, filepath.FromSlash(one.file))); err != nil {
			return nil, fmt.Errorf("adding a line: %w", err)
		}
	}

	before, after, found := strings.Cut(string(content), one.after+"\n")
	if !found {
		return nil, fmt.Errorf("%s %w: %s", one.file, errAnchor, one.after)
	}

	return formatted(one.file, before+one.after+"\n"+filled(one.text, kind)+"\n"+after)
}

// formatted formats what is Go.
func formatted(name, text string) ([]byte, error) {
	if path.Ext(name) != ".go" {
		return []byte(text), nil
	}

	content, err := format.Source([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("%s is not Go: %w", name, err)
	}

	return content, nil
}

// filled is a template with the kind's names.
func filled(text string, kind names) string {
	var to bytes.Buffer
	if err := template.Must(template.New("").Option("missingkey=error").Parse(text)).Execute(&to, kind); err != nil {
		panic(err) // the templates are constants, and each is filled in by a test
	}

	return to.String()
}
