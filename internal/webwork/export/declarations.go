package export

import (
	"io/fs"
	"path"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// declarations are what a directory's files declare that must not be declared again.
type declarations struct {
	provider bool // in required_providers
	modules  map[string]bool
}

// declaredIn reads a directory's configuration but for the files that the export writes itself. What cannot be read declares nothing: the
// CLI will say what is wrong with it.
func declaredIn(files fs.FS, dir string, own func(name string) bool) declarations {
	found := declarations{modules: map[string]bool{}}
	names, _ := fs.Glob(files, path.Join(dir, "*.tf"))
	for _, name := range names {
		if own(name) {
			continue
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			continue
		}
		parsed, _ := hclsyntax.ParseConfig(content, name, hcl.InitialPos)
		if parsed == nil {
			continue
		}
		if body, ok := parsed.Body.(*hclsyntax.Body); ok {
			found.add(body)
		}
	}
	return found
}

func (d *declarations) add(body *hclsyntax.Body) {
	for _, block := range body.Blocks {
		switch {
		case block.Type == "module" && len(block.Labels) == 1:
			d.modules[block.Labels[0]] = true
		case block.Type == "terraform":
			for _, inner := range block.Body.Blocks {
				if _, has := inner.Body.Attributes["webwork"]; inner.Type == "required_providers" && has {
					d.provider = true
				}
			}
		}
	}
}
