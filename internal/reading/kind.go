// Package reading is what all data sources have in common: one object by its id or natural key,
// or all that match a filter, in the same form either way.
package reading

import (
	"cmp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Kind is a kind of object T and the model M in which data sources show it.
type Kind[T, M any] struct {
	// Noun is what people call one object, such as "project viewer". Nouns is what they call several; where it is left out, the noun with an s.
	Noun, Nouns string
	// Attributes describe M. All of them are computed.
	Attributes map[string]schema.Attribute
	// Show makes the model of an object.
	Show func(object T, view View) M
	// Order is the order of lists, as slices.SortFunc takes it. Services rarely document their
	// own, and a list that changes its order would change whatever refers to it.
	Order func(a, b T) int
	// Account says that the objects belong to the account rather than to a workspace, so that no
	// workspace has to be chosen.
	Account bool
	// IDs are what the ids of the service look like; numbers where it is left out.
	IDs tfkit.IDs
}

// nouns is what people call several objects.
func (k Kind[T, M]) nouns() string { return cmp.Or(k.Nouns, k.Noun+"s") }

// attribute is how a noun is written in the names of data sources and attributes.
func attribute(noun string) string { return strings.ReplaceAll(noun, " ", "_") }

// ByID orders objects by their ids, which are numbers without leading zeros.
func ByID[T interface{ ObjectID() string }](a, b T) int {
	return tfkit.CompareIDs(a.ObjectID(), b.ObjectID())
}
