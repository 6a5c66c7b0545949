package api

import "github.com/workspace-as-code/terraform-provider-webwork/internal/remote"

// Capabilities are what a dialect can do. Nobody else need know which dialect it is.
type Capabilities struct {
	// Name is what users call the dialect: the value of api_version.
	Name string
	// Workspaces says that the account's workspaces can be listed, with the account's own role in each. Where they cannot, the
	// credentials stand for one workspace, of which the API tells nothing, not even the id.
	Workspaces bool
	// Filters says that WebWork itself narrows lists by status, by a project's name, and by the project and member of a contract.
	// Where it does not, the whole list is read and narrowed here.
	Filters bool
	// Invitations says that the answer to an invitation has the link by which it is accepted.
	Invitations bool
	// EveryField says that answers have all that data sources show. Otherwise some of it is null.
	EveryField bool
	// Limits are the attributes of a resource, by its type without the provider's name, that cannot have any value.
	Limits map[string][]Limit
	// Together are attributes of a resource, likewise by its type, that every update sends together. Those that are to stay are sent
	// as WebWork shows them.
	Together map[string][]string
}

// Limit is what an attribute can be given in a dialect that does not take every value.
type Limit struct {
	Attribute string
	// New are the values that a new object can be given, Changed those that an existing one can be changed to.
	New, Changed []string
	// Whole says that the attribute is a number that has no fraction. Then there are no lists of values.
	Whole bool
	// Secret says that the value is not to be shown.
	Secret bool
}

// InexpressibleError is a change that a dialect has no words for. Nothing was sent.
type InexpressibleError struct {
	// Op is the method and path of the request that would have been sent.
	Op string
	// Reason says what cannot be said.
	Reason string
}

// Error says what cannot be said.
func (e *InexpressibleError) Error() string { return e.Op + ": " + e.Reason }

// Is reports that nothing was sent.
func (*InexpressibleError) Is(target error) bool { return target == remote.ErrNotSent }
