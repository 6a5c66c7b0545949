package export

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	rostermodule "github.com/workspace-as-code/terraform-provider-webwork/modules/roster"
)

const (
	// peopleFile is the roster, rosterFile calls the module, which is in rosterDir, and movedFile says where things were before.
	peopleFile = "people.yaml"
	rosterFile = "roster.tf"
	movedFile  = "moved.tf"
	rosterDir  = "modules/roster"
	schemaFile = "roster.schema.json"
)

// inYAML are the files of a document whose people, projects and clients are a roster.
func (l layout) inYAML(d document) ([]file, error) {
	if l.standing != nil {
		return l.added(d)
	}
	written, err := d.roster.document()
	if err != nil {
		return nil, err
	}
	people := file{name: peopleFile, sparse: written == ""}
	people.content = signed(l.seal, []byte("# yaml-language-server: $schema="+rosterDir+"/"+schemaFile+"\n"+written))
	all := []file{people, l.file("", rosterFile, l.callRoster)}
	if !l.root.modules[l.in.name()] {
		all = append(all, l.module(false)...)
	}
	for _, s := range d.sections {
		if s.kind == webhooks {
			blocks := l.file("", s.kind.name+".tf", func(body *hclwrite.Body) { l.style.resources(body, s) })
			imports := l.file("", "import_"+s.kind.name+".tf", func(body *hclwrite.Body) { l.style.imports(body, s, nil, d.workspaceID) })
			blocks.partial, imports.partial = s.partial, s.partial
			all = append(all, blocks, imports, l.variables("", d), l.values(d))
			continue
		}
		all[0].partial = all[0].partial || s.partial
		all = append(all, l.imports(d, s, func(o object) bool { return l.moves.address(s.kind, o.id) == "" }))
	}
	return append(all, l.moved(d)), nil
}

// callRoster has the root module call the module, unless another file does.
func (l layout) callRoster(body *hclwrite.Body) {
	if !l.root.provider {
		l.require(body)
	}
	if l.in.called() && !l.root.modules[l.in.name()] {
		block := next(body, "module", l.in.name())
		block.SetAttributeRaw("source", text("./"+rosterDir))
		block.SetAttributeRaw("path", besideModule(peopleFile))
	}
}

// besideModule is the path of a file in the directory of the configuration.
func besideModule(name string) hclwrite.Tokens {
	tokens := hclwrite.Tokens{{Type: hclsyntax.TokenOQuote, Bytes: []byte(`"`)}, {Type: hclsyntax.TokenTemplateInterp, Bytes: []byte("${")}}
	tokens = append(tokens, hclwrite.TokensForTraversal(traversal("path", "module"))...)
	return append(tokens,
		&hclwrite.Token{Type: hclsyntax.TokenTemplateSeqEnd, Bytes: []byte("}")},
		&hclwrite.Token{Type: hclsyntax.TokenQuotedLit, Bytes: []byte("/" + name)},
		&hclwrite.Token{Type: hclsyntax.TokenCQuote, Bytes: []byte(`"`)})
}

// module are the files of the module itself, all of them or those of an earlier export.
func (l layout) module(renewed bool) []file {
	var all []file
	_ = fs.WalkDir(rostermodule.Files, ".", func(name string, entry fs.DirEntry, _ error) error {
		if entry.IsDir() {
			return nil
		}
		content, err := rostermodule.Files.ReadFile(name)
		made := file{name: path.Join(rosterDir, name), content: signed(l.seal, content), renewed: renewed}
		if path.Ext(name) == ".json" {
			made.content = signedJSON(l.seal, content)
		}
		all = append(all, made)
		return err
	})
	return all
}

// signedJSON is a JSON object with the signature in it, for JSON has no comments.
func signedJSON(seal string, content []byte) []byte {
	rest := bytes.TrimPrefix(content, []byte("{\n"))
	return append(fmt.Appendf(nil, "{ \"$comment\": \"%s%s\",\n", signature, checksum(seal, rest)), rest...)
}

// imports brings objects of a section into the module's state: those that are wanted, and those of which an earlier export has it so.
func (l layout) imports(d document, s section, wanted func(object) bool) file {
	name := "import_" + s.kind.name + ".tf"
	keys, ids := []string{}, map[string]string{}
	if l.standing != nil {
		keys, ids = l.imported(name)
	}
	for _, o := range s.objects {
		if !wanted(o) {
			continue
		}
		if _, twice := ids[o.label]; !twice {
			keys = append(keys, o.label)
		}
		ids[o.label] = d.workspaceID + "/" + o.id
	}
	made := l.file("", name, func(body *hclwrite.Body) {
		importAll(body, l.in.prefix(traversal(s.kind.resource, instances[s.kind.resource])), keys, ids)
	})
	made.partial = s.partial
	return made
}

// imported is what an earlier export imports, and nobody has edited since.
func (l layout) imported(name string) (keys []string, ids map[string]string) {
	ids = map[string]string{}
	content, err := fs.ReadFile(l.held, name)
	if err != nil || !isOwn(l.seal, content) {
		return nil, ids
	}
	parsed, diags := hclsyntax.ParseConfig(content, name, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, ids
	}
	attributes, _ := parsed.Body.Content(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "import"}}})
	for _, block := range attributes.Blocks {
		values, _ := block.Body.JustAttributes()
		pairs, _ := hcl.ExprMap(values["for_each"].Expr)
		for _, pair := range pairs {
			key, _ := pair.Key.Value(nil)
			id, _ := pair.Value.Value(nil)
			keys = append(keys, key.AsString())
			ids[key.AsString()] = id.AsString()
		}
	}
	return keys, ids
}

// added are the files of a roster that there is, with what it lacks.
func (l layout) added(d document) ([]file, error) {
	all := l.module(true)
	fresh := l.standing.fresh(d.roster)
	if !slices.ContainsFunc(fresh, func(s rosterSection) bool { return len(s.entries) > 0 }) {
		return all, nil
	}
	text, err := l.standing.with(fresh)
	if err != nil {
		return nil, err
	}
	all = append(all, file{name: l.standing.name, content: []byte(text), amended: true})
	for _, s := range d.sections {
		all = append(all, l.imports(d, s, func(o object) bool { return l.standing.lacks(s.kind, o.label) && l.moves.address(s.kind, o.id) == "" }))
	}
	return all, nil
}

// lacks reports whether what has a label is not in the roster: somebody or something, or a contract of such a person.
func (s *standing) lacks(k kind, label string) bool {
	if k == contracts {
		label, _, _ = strings.Cut(label, "/")
		k = members
	}
	return !s.taken[k][label]
}

// moved says where things of a state are from now on.
func (l layout) moved(d document) file {
	return l.file("", movedFile, func(body *hclwrite.Body) {
		for _, s := range d.sections {
			for _, o := range s.objects {
				was, now := l.moves.address(s.kind, o.id), l.in.prefix(l.style.address(s.kind, o.label))
				from, diags := hclsyntax.ParseTraversalAbs([]byte(was), movedFile, hcl.InitialPos)
				if was == "" || diags.HasErrors() || addressOf(from) == addressOf(now) {
					continue
				}
				block := next(body, "moved")
				block.SetAttributeTraversal("from", from)
				block.SetAttributeTraversal("to", now)
			}
		}
	})
}

// loose names what of a state the roster does not have, and what it has in another way: without its block it would be destroyed.
func (l layout) loose(d document) []string {
	kept := map[string]bool{}
	for _, s := range d.sections {
		for _, o := range s.objects {
			kept[l.moves.address(s.kind, o.id)] = true
		}
	}
	var all []string
	for resource := range instances {
		for id, address := range l.moves.addresses[resource] {
			if !kept[address] {
				all = append(all, fmt.Sprintf("%s (id %s) is in the state, but the roster does not manage it. Keep its block, or have Terraform forget it: terraform state rm '%s'",
					plaintext.Line(address), plaintext.Line(id), plaintext.Line(address)))
			}
		}
	}
	slices.Sort(all)
	return all
}
