package simulator

import (
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// Variant names one reading of something that awork's documentation leaves open.
type Variant string

// VariantInfo describes a variant.
type VariantInfo struct {
	Name Variant
	// Question is what the documentation leaves open. At most one variant answers a question;
	// without any, the default holds.
	Question string
	// Description is the answer that the variant gives.
	Description string
}

// Question is what the variant answers.
func (v Variant) Question() string {
	for _, info := range Variants() {
		if info.Name == v {
			return info.Question
		}
	}
	return ""
}

// ParseVariants turns names into variants. A name that does not exist, or two answers to one question,
// is an error that lists what there is.
func ParseVariants(names ...string) ([]Variant, error) {
	variants := make([]Variant, 0, len(names))
	for _, name := range names {
		variants = append(variants, Variant(strings.TrimSpace(name)))
	}
	_, err := newVariantSet(variants)
	return variants, err
}

func newVariantSet(variants []Variant) (simkit.VariantSet[Variant], error) {
	var known []Variant
	for _, info := range Variants() {
		known = append(known, info.Name)
	}
	return simkit.NewVariantSet(known, variants)
}
