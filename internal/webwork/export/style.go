package export

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

// style is a way to write the objects of a document.
type style struct {
	name string
	// requires is the Terraform that reads what is written.
	requires string
	// address is where an object stands in its module.
	address func(k kind, label string) hcl.Traversal
	// sources begins the type of data sources where these have labels of their own; longest is how long a label may be.
	sources string
	longest int
	// finish gives the document the form of the style, if that needs more than resources and imports.
	finish func(d *draft)
	// files are all files of a document.
	files func(l layout, d document) ([]file, error)
	// resources writes the objects of a section, and imports how they come into state.
	resources func(body *hclwrite.Body, s section)
	imports   func(body *hclwrite.Body, s section, within module, workspaceID string)
}

// styles are all styles. The first is the one that is used unless another is asked for.
func styles(unmanaged bool) []style {
	return []style{blocks(), forEach(unmanaged), inRoster()}
}

func chooseStyle(name string, unmanaged bool) (style, error) {
	all := styles(unmanaged)
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.name
	}
	if at := slices.Index(names, name); at >= 0 {
		return all[at], nil
	}
	return style{}, fmt.Errorf("--style is %q. There are: %s", name, strings.Join(names, ", "))
}

// importID names an object to Terraform. With the workspace before it, which not every API tells, it never means an object of another one.
func importID(workspaceID, id string) hclwrite.Tokens {
	if workspaceID == "" {
		return text(id)
	}
	return text(workspaceID + "/" + id)
}

// blocks has a resource for each object.
func blocks() style {
	address := func(k kind, label string) hcl.Traversal { return traversal(k.resource, label) }
	return style{
		name: "blocks", requires: ">= 1.5", address: address, sources: "data.", files: layout.inHCL,
		resources: func(body *hclwrite.Body, s section) {
			for _, o := range s.objects {
				block := next(body, "resource", s.kind.resource, o.label)
				for _, a := range o.attributes {
					block.SetAttributeRaw(a.name, a.value)
				}
			}
		},
		imports: func(body *hclwrite.Body, s section, in module, workspaceID string) {
			for _, o := range s.objects {
				block := next(body, "import")
				block.SetAttributeTraversal("to", in.prefix(address(s.kind, o.label)))
				block.SetAttributeRaw("id", importID(workspaceID, o.id))
			}
		},
	}
}

// forEach has one resource for each kind, and the objects in a map beside it.
func forEach(unmanaged bool) style {
	all := "all"
	if unmanaged {
		all = "unmanaged"
	}
	address := func(k kind, label string) hcl.Traversal { return at(traversal(k.resource, all), label) }
	local := func(k kind) string {
		if unmanaged {
			return "unmanaged_" + k.name
		}
		return k.name
	}
	return style{
		name: "for_each", requires: ">= 1.7", address: address, sources: "data.", files: layout.inHCL,
		resources: func(body *hclwrite.Body, s section) {
			if len(s.objects) == 0 {
				return
			}
			next(body, "locals").SetAttributeRaw(local(s.kind), objectsOf(s))
			block := next(body, "resource", s.kind.resource, all)
			block.SetAttributeTraversal("for_each", traversal("local", local(s.kind)))
			for _, a := range attributesIn(s) {
				value := traversal("each", "value", a.name)
				if a.required {
					block.SetAttributeTraversal(a.name, value)
				} else {
					block.SetAttributeRaw(a.name, hclwrite.TokensForFunctionCall("try", hclwrite.TokensForTraversal(value), hclwrite.TokensForIdentifier("null")))
				}
			}
		},
		imports: func(body *hclwrite.Body, s section, in module, workspaceID string) {
			ids := make(map[string]string, len(s.objects))
			for _, o := range s.objects {
				ids[o.label] = workspaceID + "/" + o.id
			}
			importAll(body, in.prefix(traversal(s.kind.resource, all)), labelsOf(s), ids)
		},
	}
}

// importAll imports the instances of a resource that have these keys, by the ids of their objects.
func importAll(body *hclwrite.Body, resource hcl.Traversal, keys []string, ids map[string]string) {
	if len(keys) == 0 {
		return
	}
	objects := make([]hclwrite.ObjectAttrTokens, len(keys))
	for i, key := range keys {
		objects[i] = hclwrite.ObjectAttrTokens{Name: text(key), Value: text(ids[key])}
	}
	block := next(body, "import")
	block.SetAttributeRaw("for_each", hclwrite.TokensForObject(objects))
	block.SetAttributeRaw("to", withKey(resource))
	block.SetAttributeTraversal("id", traversal("each", "value"))
}

func labelsOf(s section) []string {
	all := make([]string, len(s.objects))
	for i, o := range s.objects {
		all[i] = o.label
	}
	return all
}

// objectsOf writes the objects of a section as a map by their labels.
func objectsOf(s section) hclwrite.Tokens {
	objects := make([]hclwrite.ObjectAttrTokens, len(s.objects))
	for i, o := range s.objects {
		attributes := make([]hclwrite.ObjectAttrTokens, len(o.attributes))
		for j, a := range o.attributes {
			attributes[j] = hclwrite.ObjectAttrTokens{Name: hclwrite.TokensForIdentifier(a.name), Value: a.value}
		}
		objects[i] = hclwrite.ObjectAttrTokens{Name: text(o.label), Value: hclwrite.TokensForObject(attributes)}
	}
	return hclwrite.TokensForObject(objects)
}

// attributesIn are the attributes that any object of a section has, in their order.
func attributesIn(s section) []attribute {
	var all []attribute
	for _, o := range s.objects {
		after := 0
		for _, a := range o.attributes {
			found := slices.IndexFunc(all, func(other attribute) bool { return other.name == a.name })
			if found < 0 {
				all = slices.Insert(all, after, a)
				found = after
			}
			after = found + 1
		}
	}
	return all
}

// next is the body of a new block, with an empty line before it.
func next(body *hclwrite.Body, kind string, labels ...string) *hclwrite.Body {
	body.AppendNewline()
	return body.AppendNewBlock(kind, labels).Body()
}

// withKey is the instance of a resource at each.key.
func withKey(resource hcl.Traversal) hclwrite.Tokens {
	tokens := append(hclwrite.TokensForTraversal(resource), &hclwrite.Token{Type: hclsyntax.TokenOBrack, Bytes: []byte("[")})
	tokens = append(tokens, hclwrite.TokensForTraversal(traversal("each", "key"))...)
	return append(tokens, &hclwrite.Token{Type: hclsyntax.TokenCBrack, Bytes: []byte("]")})
}
