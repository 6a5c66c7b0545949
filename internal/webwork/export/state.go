package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

const (
	megabyte = 1 << 20
	// mostState is how many bytes of a state are read: many times what a state of 10,000 objects has.
	mostState = 512 * megabyte
)

// managed is what states hold.
type managed struct {
	// ids are those of each kind; people are of one kind here, whichever way they are managed.
	ids map[string]map[string]bool
	// webhooks are described further, since their ids may differ from answer to answer.
	webhooks []api.Webhook
	// labels are the names that resources of each type have.
	labels map[string]*names
	// addresses are where resources of each type stand, by their ids.
	addresses map[string]map[string]string
	// loose are the project viewers whose projects are not managed.
	loose map[string]bool
}

// person is the kind under which states hold people.
const person = "person"

// readStates reads what `terraform show -json` wrote.
func readStates(files []string) ([]*tfjson.State, error) {
	states := make([]*tfjson.State, len(files))
	for i, name := range files {
		state, err := readState(name)
		if err != nil {
			return nil, fmt.Errorf("the state %s: %w", name, err)
		}
		states[i] = state
	}
	return states, nil
}

// managedIn is what states hold. Objects of another workspace are not those that are looked for, as far as it is known which that is.
func managedIn(states []*tfjson.State, workspaceID string) *managed {
	held := &managed{
		ids: map[string]map[string]bool{}, labels: map[string]*names{}, addresses: map[string]map[string]string{}, loose: map[string]bool{},
	}
	for _, state := range states {
		if state.Values != nil {
			held.add(state.Values.RootModule, workspaceID)
		}
	}
	return held
}

func readState(name string) (*tfjson.State, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, mostState+1))
	switch {
	case err != nil:
		return nil, err
	case len(content) > mostState:
		return nil, fmt.Errorf("it has more than %d MB", mostState/megabyte)
	}
	var form struct {
		FormatVersion string          `json:"format_version"`
		PlannedValues json.RawMessage `json:"planned_values"`
	}
	if err := json.Unmarshal(content, &form); err != nil || form.FormatVersion == "" || form.PlannedValues != nil {
		return nil, errors.New("it is not what terraform show -json writes of a state. Write one with: terraform show -json > state.json")
	}
	state := &tfjson.State{}
	if err := state.UnmarshalJSON(content); err != nil {
		return nil, err
	}
	return state, nil
}

// add takes in what a module and those below it hold.
func (m *managed) add(module *tfjson.StateModule, workspaceID string) {
	if module == nil {
		return
	}
	for _, resource := range module.Resources {
		kind := resource.Type
		if resource.Mode == tfjson.DataResourceMode {
			kind = "data." + kind
		}
		if m.labels[kind] == nil {
			m.labels[kind] = &names{}
		}
		m.labels[kind].take(resource.Name)
		if resource.Mode != tfjson.ManagedResourceMode {
			continue
		}
		value := func(name string) string {
			text, _ := resource.AttributeValues[name].(string)
			return text
		}
		if in := value("workspace_id"); in != "" && workspaceID != "" && in != workspaceID {
			continue
		}
		m.place(resource.Type, value("id"), resource.Address)
		if resource.Type == viewers.resource && resource.AttributeValues["project_ids"] == nil {
			m.loose[value("id")] = true
		}
		switch resource.Type {
		case members.resource, viewers.resource:
			put(m.ids, person, value("id"))
		case webhooks.resource:
			token := value("token")
			m.webhooks = append(m.webhooks, api.Webhook{ID: value("id"), URL: value("url"), Token: &token})
		default:
			put(m.ids, resource.Type, value("id"))
		}
	}
	for _, child := range module.ChildModules {
		m.add(child, workspaceID)
	}
}

func (m *managed) place(kind, id, address string) {
	if m.addresses[kind] == nil {
		m.addresses[kind] = map[string]string{}
	}
	m.addresses[kind][id] = address
}

// address is where an object stands in a state; empty if it stands in none.
func (m *managed) address(k kind, id string) string {
	if m == nil {
		return ""
	}
	return m.addresses[k.resource][id]
}

// leavesProjects reports whether a state has a project viewer whose projects are not managed by it.
func (m *managed) leavesProjects(viewer string) bool { return m != nil && m.loose[viewer] }

func put(sets map[string]map[string]bool, name, element string) {
	if sets[name] == nil {
		sets[name] = map[string]bool{}
	}
	sets[name][element] = true
}

// claim finds the webhooks that states hold among those that exist: by id or token, or else by the address.
func (m *managed) claim(existing []api.Webhook) {
	if m == nil {
		return
	}
	var lost []api.Webhook
	for _, held := range m.webhooks {
		same := slices.IndexFunc(existing, func(w api.Webhook) bool {
			return w.ID == held.ID || w.Token != nil && *w.Token != "" && *w.Token == *held.Token
		})
		if same < 0 {
			lost = append(lost, held)
			continue
		}
		put(m.ids, webhooks.resource, existing[same].ID)
	}
	for _, held := range lost {
		for _, w := range existing {
			if w.URL == held.URL && !m.ids[webhooks.resource][w.ID] {
				put(m.ids, webhooks.resource, w.ID)
				break
			}
		}
	}
}

// has reports whether a state holds the thing. It is false where there are no states.
func (m *managed) has(t *thing) bool {
	if m == nil {
		return false
	}
	of := t.kind.resource
	if t.kind == members || t.kind == viewers {
		of = person
	}
	return m.ids[of][t.id]
}
