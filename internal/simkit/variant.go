package simkit

import (
	"fmt"
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/suggest"
)

// Variant names one reading of something that a service's documentation leaves open.
type Variant interface {
	~string
	// Question is what the documentation leaves open. At most one variant answers a question;
	// without any, the default holds.
	Question() string
}

// VariantSet is the variants that hold.
type VariantSet[V Variant] map[V]bool

// NewVariantSet has variants hold. One that is not known, or two answers to one question, is an error.
func NewVariantSet[V Variant](known, chosen []V) (VariantSet[V], error) {
	set := VariantSet[V]{}
	answers := map[string]V{}
	for _, variant := range chosen {
		if !slices.Contains(known, variant) {
			return nil, suggest.Unknown("variant", string(variant), known)
		}
		question := variant.Question()
		if other, ok := answers[question]; ok && other != variant {
			return nil, fmt.Errorf("the variants %q and %q contradict each other about %s", other, variant, question)
		}
		answers[question] = variant
		set[variant] = true
	}
	return set, nil
}

// Any reports whether one of the variants holds.
func (s VariantSet[V]) Any(variants ...V) bool {
	return slices.ContainsFunc(variants, func(v V) bool { return s[v] })
}
