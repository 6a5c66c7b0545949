package export

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// module is where the resources are called from the root module: nowhere else if it is empty.
type module hcl.Traversal

// parseModule reads an address such as module.people or module.clients["acme"].module.people.
func parseModule(address string) (module, error) {
	if address == "" {
		return nil, nil
	}
	wrong := fmt.Errorf("--module is %q. An address of a module reads like module.people", address)
	way, diags := hclsyntax.ParseTraversalAbs([]byte(address), "--module", hcl.InitialPos)
	if diags.HasErrors() {
		return nil, wrong
	}
	expectName := false
	for _, step := range way {
		name, index := "", false
		switch step := step.(type) {
		case hcl.TraverseRoot:
			name = step.Name
		case hcl.TraverseAttr:
			name = step.Name
		default:
			index = true
		}
		switch {
		case index && expectName:
			return nil, wrong
		case index:
		case expectName:
			expectName = false
		case name == "module":
			expectName = true
		default:
			return nil, wrong
		}
	}
	if expectName {
		return nil, wrong
	}
	return module(way), nil
}

// name is that of the innermost module.
func (m module) name() string {
	for i := len(m) - 1; i > 0; i-- {
		if step, ok := m[i].(hcl.TraverseAttr); ok {
			return step.Name
		}
	}
	return ""
}

// dir is where the files of the module are, below those of the root module.
func (m module) dir() string {
	if len(m) == 0 {
		return "."
	}
	return "modules/" + m.name()
}

// called reports whether one module block in the root module calls it.
func (m module) called() bool {
	const short = 2 // module.people
	return len(m) == short
}

// prefix is an address in the module, as the root module has it.
func (m module) prefix(address hcl.Traversal) hcl.Traversal {
	if len(m) == 0 {
		return address
	}
	inner := append(slices.Clip(hcl.Traversal(m)), hcl.TraverseAttr{Name: address.RootName()})
	return append(inner, address[1:]...)
}
