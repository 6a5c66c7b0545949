package export

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// text writes a text as a literal. Whatever it holds stays a text: quotes, line breaks, ${ and %{ are escaped.
func text(value string) hclwrite.Tokens { return hclwrite.TokensForValue(cty.StringVal(value)) }

// literal writes a value that an attribute has.
func literal(value tftypes.Value) (hclwrite.Tokens, error) {
	switch {
	case value.Type().Is(tftypes.String):
		var is string
		err := value.As(&is)
		return text(is), err
	case value.Type().Is(tftypes.Bool):
		var is bool
		err := value.As(&is)
		return hclwrite.TokensForValue(cty.BoolVal(is)), err
	case value.Type().Is(tftypes.Number):
		is := new(big.Float)
		err := value.As(&is)
		return hclwrite.TokensForValue(cty.NumberVal(is)), err
	default:
		elements, err := texts(value)
		written := make([]hclwrite.Tokens, len(elements))
		for i, element := range elements {
			written[i] = text(element)
		}
		return list(written), err
	}
}

// texts are the elements of a list or set of texts.
func texts(value tftypes.Value) ([]string, error) {
	var elements []tftypes.Value
	if err := value.As(&elements); err != nil {
		return nil, fmt.Errorf("%s is nothing that an export knows: %w", value.Type(), err)
	}
	all := make([]string, len(elements))
	for i, element := range elements {
		if err := element.As(&all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// list writes a list, with each element on a line of its own where there are several.
func list(elements []hclwrite.Tokens) hclwrite.Tokens {
	const several = 2
	if len(elements) < several {
		return hclwrite.TokensForTuple(elements)
	}
	newline := &hclwrite.Token{Type: hclsyntax.TokenNewline, Bytes: []byte("\n")}
	tokens := hclwrite.Tokens{{Type: hclsyntax.TokenOBrack, Bytes: []byte("[")}, newline}
	for _, element := range elements {
		tokens = append(append(tokens, element...), &hclwrite.Token{Type: hclsyntax.TokenComma, Bytes: []byte(",")}, newline)
	}
	return append(tokens, &hclwrite.Token{Type: hclsyntax.TokenCBrack, Bytes: []byte("]")})
}

// traversal is the way along names that lead from one to the next, such as webwork_project.website.
func traversal(root string, names ...string) hcl.Traversal {
	way := hcl.Traversal{hcl.TraverseRoot{Name: root}}
	for _, name := range names {
		way = append(way, hcl.TraverseAttr{Name: name})
	}
	return way
}

// addressOf writes a way as Terraform writes addresses.
func addressOf(way hcl.Traversal) string { return string(hclwrite.TokensForTraversal(way).Bytes()) }

// at is one element of a map.
func at(way hcl.Traversal, key string) hcl.Traversal {
	return append(slices.Clip(way), hcl.TraverseIndex{Key: cty.StringVal(key)})
}

// within is an attribute of what the way leads to.
func within(way hcl.Traversal, name string) hclwrite.Tokens {
	return hclwrite.TokensForTraversal(append(slices.Clip(way), hcl.TraverseAttr{Name: name}))
}
