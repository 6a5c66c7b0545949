package export

import (
	"io/fs"
	"path"
	"slices"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

const (
	// urlsVariable is the variable with the addresses of webhooks, and urlsFile has its value.
	urlsVariable = "webhook_urls"
	urlsFile     = "webhooks.auto.tfvars"
	// providerSource is what required_providers has.
	providerSource = "workspace-as-code/webwork"
)

// layout says what goes into which file.
type layout struct {
	style style
	in    module
	// prefix begins the names of files beside those of an earlier export.
	prefix string
	seal   string
	// moves is what moves to where the document has it, and standing the roster to which the document is added.
	moves    *managed
	standing *standing
	// held are the files that there are.
	held fs.FS
	// root is what other files of the root module declare already, inner what those of the module of the resources do.
	root, inner declarations
}

// inHCL are the files of a document whose resources are written out. Where the resources are in a module, it has a directory of its own: import blocks and the values of
// variables belong to the root module.
func (l layout) inHCL(d document) ([]file, error) {
	var all []file
	dir := ""
	if len(l.in) > 0 {
		dir = l.in.dir()
		all = append(all, l.versions("", l.root))
		if l.in.called() {
			all = append(all, l.call(d))
		}
	}
	all = append(all, l.versions(dir, l.inner))
	for _, s := range d.sections {
		resources := l.file(dir, s.kind.name+".tf", func(body *hclwrite.Body) { l.style.resources(body, s) })
		imports := l.file("", "import_"+s.kind.name+".tf", func(body *hclwrite.Body) { l.style.imports(body, s, l.in, d.workspaceID) })
		resources.partial, imports.partial = s.partial, s.partial
		all = append(all, resources, imports)
	}
	all = append(all, l.file(dir, "data.tf", func(body *hclwrite.Body) {
		for _, source := range d.sources {
			next(body, "data", source.kind.resource, source.labelled).SetAttributeRaw(source.lookup.name, source.lookup.value)
		}
	}))
	return append(all, l.variables(dir, d), l.values(d)), nil
}

func (l layout) file(dir, name string, write func(*hclwrite.Body)) file {
	return render(path.Join(dir, l.prefix+name), l.seal, write)
}

// owns reports whether a file is one of those that say what a directory's files may say only once.
func (l layout) owns(name string) bool {
	base := path.Base(name)
	if l.style.name == rosterStyle {
		return base == rosterFile
	}
	return base == l.prefix+"terraform.tf" || base == l.prefix+"module_"+l.in.name()+".tf"
}

// versions says which provider a module needs, unless another file of its directory does.
func (l layout) versions(dir string, others declarations) file {
	return l.file(dir, "terraform.tf", func(body *hclwrite.Body) {
		if !others.provider {
			l.require(body)
		}
	})
}

func (l layout) require(body *hclwrite.Body) {
	block := next(body, "terraform")
	block.SetAttributeRaw("required_version", text(l.style.requires))
	block.AppendNewline()
	block.AppendNewBlock("required_providers", nil).Body().SetAttributeValue("webwork",
		cty.ObjectVal(map[string]cty.Value{"source": cty.StringVal(providerSource)}))
}

// call has the root module call the module, unless another file does.
func (l layout) call(d document) file {
	return l.file("", "module_"+l.in.name()+".tf", func(body *hclwrite.Body) {
		if l.root.modules[l.in.name()] {
			return
		}
		block := next(body, "module", l.in.name())
		block.SetAttributeRaw("source", text("./"+l.in.dir()))
		if len(d.urls) > 0 {
			block.SetAttributeTraversal(l.prefix+urlsVariable, traversal("var", l.prefix+urlsVariable))
			l.declareURLs(body)
		}
	})
}

func (l layout) variables(dir string, d document) file {
	return l.file(dir, "variables.tf", func(body *hclwrite.Body) {
		if len(d.urls) > 0 {
			l.declareURLs(body)
		}
	})
}

func (l layout) declareURLs(body *hclwrite.Body) {
	block := next(body, "variable", l.prefix+urlsVariable)
	block.SetAttributeRaw("type", hclwrite.TokensForFunctionCall("map", hclwrite.TokensForIdentifier("string")))
	block.SetAttributeRaw("description", text("Addresses of the webhooks, which carry keys."))
	block.SetAttributeRaw("sensitive", hclwrite.TokensForValue(cty.True))
}

// values has the addresses of the webhooks.
func (l layout) values(d document) file {
	made := l.file("", urlsFile, func(body *hclwrite.Body) {
		if len(d.urls) == 0 {
			return
		}
		urls := make([]hclwrite.ObjectAttrTokens, len(d.urls))
		for i, url := range d.urls {
			urls[i] = hclwrite.ObjectAttrTokens{Name: text(url.label), Value: text(url.value)}
		}
		body.SetAttributeRaw(l.prefix+urlsVariable, hclwrite.TokensForObject(urls))
	})
	made.secret = true
	made.partial = slices.ContainsFunc(d.sections, func(s section) bool { return s.kind == webhooks && s.partial })
	return made
}
