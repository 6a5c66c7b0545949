package export

import (
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// document is all that is going to be written, in no certain style.
type document struct {
	workspaceID string
	sections    []section
	// sources are data sources: what others refer to and no resource of the document is.
	sources []*thing
	// urls are the addresses of webhooks by the webhooks' labels.
	urls []secret
	// roster has the same, where the style is that.
	roster roster
}

// section is what there is of one kind.
type section struct {
	kind    kind
	objects []object
	// partial says that something could not be read. An earlier export may have had it, and whoever is not declared any more is destroyed.
	partial bool
}

// object is one resource with its import.
type object struct {
	label      string
	id         string
	title      string
	attributes []attribute
}

// attribute is one attribute of a resource, with the value ready to be written, and as WebWork has it.
type attribute struct {
	name     string
	value    hclwrite.Tokens
	literal  tftypes.Value
	required bool
}

// secret is a value that goes to a variable.
type secret struct{ label, value string }
