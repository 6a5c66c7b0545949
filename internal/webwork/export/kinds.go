package export

import (
	"fmt"
	"slices"
	"strings"
)

// kind is a kind of object that can be exported.
type kind struct {
	// name is what --kinds, the files and the report call it.
	name string
	// noun is what people call one of them.
	noun string
	// resource is its type in Terraform.
	resource string
}

var ( // constants, for which Go has no other form
	members   = kind{"members", "member", "webwork_member"}                         //nolint:gochecknoglobals // see above
	projects  = kind{"projects", "project", "webwork_project"}                      //nolint:gochecknoglobals // see above
	contracts = kind{"contracts", "contract", "webwork_contract"}                   //nolint:gochecknoglobals // see above
	viewers   = kind{"project_viewers", "project viewer", "webwork_project_viewer"} //nolint:gochecknoglobals // see above
	webhooks  = kind{"webhooks", "webhook", "webwork_webhook"}                      //nolint:gochecknoglobals // see above
	allKinds  = []kind{members, projects, contracts, viewers, webhooks}             //nolint:gochecknoglobals // see above
)

// kindNames are the names of all kinds.
func kindNames() []string {
	all := make([]string, len(allKinds))
	for i, k := range allKinds {
		all[i] = k.name
	}
	return all
}

// chosen is which kinds are exported, in the order of allKinds.
type chosen []kind

func (c chosen) has(k kind) bool { return slices.Contains(c, k) }

// needs reports whether a kind has to be read: it is exported, or others refer to it.
func (c chosen) needs(k kind) bool {
	switch k {
	case members:
		return c.has(members) || c.has(contracts) || c.has(viewers)
	case projects:
		return c.has(projects) || c.has(contracts) || c.has(viewers)
	case viewers: // who are members, too
		return c.has(viewers) || c.has(members) || c.has(contracts)
	default:
		return c.has(k)
	}
}

// chooseKinds finds kinds by their names; none stands for all.
func chooseKinds(wanted []string) (chosen, error) {
	if len(wanted) == 0 {
		return allKinds, nil
	}
	for _, name := range wanted {
		if !slices.Contains(kindNames(), name) {
			return nil, fmt.Errorf("--kinds has %q. There are: %s", name, strings.Join(kindNames(), ", "))
		}
	}
	return slices.DeleteFunc(slices.Clone(allKinds), func(k kind) bool { return !slices.Contains(wanted, k.name) }), nil
}
