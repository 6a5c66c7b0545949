package explain_test

import (
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/explain"
)

// object is a part of a plan.
type object = map[string]any

// planOf is a plan of changes, with other parts of it over that.
func planOf(changes []object, parts object) string {
	plan := object{"format_version": "1.2", "planned_values": object{}, "resource_changes": changes}
	maps.Copy(plan, parts)
	encoded, err := json.Marshal(plan)
	if err != nil {
		panic(err)
	}
	return string(encoded)
}

// change is a change of a resource; the address has its type and name. Other parts of it come over that.
func change(address string, before, after object, parts ...object) object {
	path, _, _ := strings.Cut(address, "[")
	words := strings.Split(path, ".")
	actions := []string{"update"}
	switch {
	case before == nil:
		actions = []string{"create"}
	case after == nil:
		actions = []string{"delete"}
	}
	inner := object{"actions": actions, "before": before, "after": after}
	for _, more := range parts {
		maps.Copy(inner, more)
	}
	return object{"address": address, "mode": "managed", "type": words[0], "name": words[1], "change": inner}
}

// jane is a member as a plan has her, with other attributes over hers.
func jane(parts ...object) object {
	member := object{"id": "100", "email": "jane@example.com", "firstname": "Jane", "lastname": "Doe", "role": "Regular User", "archived": false}
	for _, more := range parts {
		maps.Copy(member, more)
	}
	return member
}

// explained is what the command prints about a plan.
func explained(t *testing.T, plan string) string {
	t.Helper()
	out, err := run(plan, "-")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func run(plan string, args ...string) (string, error) {
	command := explain.Command()
	var out strings.Builder
	command.SetOut(&out)
	command.SetErr(&out)
	command.SetIn(strings.NewReader(plan))
	command.SetArgs(args)
	command.SilenceErrors = true
	err := command.Execute()
	return out.String(), err
}

// expect checks that what is explained has all the words, in that order.
func expect(t *testing.T, got string, words ...string) {
	t.Helper()
	rest := got
	for _, word := range words {
		_, after, found := strings.Cut(rest, word)
		if !found {
			t.Errorf("%q is missing, or too early, in:\n%s", word, got)
			return
		}
		rest = after
	}
}

func expectNot(t *testing.T, got string, words ...string) {
	t.Helper()
	for _, word := range words {
		if strings.Contains(got, word) {
			t.Errorf("%q is in:\n%s", word, got)
		}
	}
}

func hasChanges(t *testing.T, plan string) bool {
	t.Helper()
	_, err := run(plan, "--detailed-exitcode", "-")
	if err != nil && !errors.Is(err, explain.ErrChanges) {
		t.Fatal(err)
	}
	return err != nil
}
