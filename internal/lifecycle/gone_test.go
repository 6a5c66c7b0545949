package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
)

// What is not shown is gone for an account that sees everything, and an error for any other and for an import.
func TestGone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		seesAll  bool
		deletes  bool // what is removed is gone
		imported bool
		said     string
		says     string
	}{
		"everything is seen":       {seesAll: true},
		"the role is not known":    {said: "Could not read thing", says: "Nobody knows, so it may be hidden rather than archived. Ask."},
		"it would be deleted":      {deletes: true, said: "Could not read thing", says: "Nobody knows, so it may be hidden rather than deleted. Ask."},
		"imported, not there":      {imported: true, said: "Could not import thing", says: "Check the id and workspace_id."},
		"imported, and seeing all": {seesAll: true, imported: true, said: "Could not import thing", says: "Check the id and workspace_id."},
	} {
		s := newService(t, settings{})
		s.people = !c.deletes
		s.partial = !c.seesAll
		var diags diag.Diagnostics
		s.kind().Gone(t.Context(), key, c.imported, errNotFound, &diags)
		expect(t, name, "said", said(diags), c.said)
		if len(diags) > 0 && (!strings.HasPrefix(diags[0].Detail(), key+": ") || !strings.Contains(diags[0].Detail(), c.says)) {
			t.Errorf("%s: it says %q, want %q", name, diags[0].Detail(), c.says)
		}
	}
}

// What an import that finds none, or several, says.
func TestWhatNamedSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		things  []thing
		deletes bool
		want    string
	}{
		"none":             {want: "the service shows no thing with the key Jane. What is archived may be hidden: import it by its id."},
		"none, no archive": {deletes: true, want: "the service shows no thing with the key Jane."},
		"two":              {things: []thing{{id: "1", key: key}, {id: "2", key: key}}, want: "There are several with the key Jane: jane@example.com (id 1), jane@example.com (id 2). Import one of them by its id."},
	} {
		s := newService(t, settings{}, c.things...)
		s.people = !c.deletes
		_, problem := s.kind().Named(t.Context(), "Jane", key)
		if problem == nil || problem.Detail != c.want {
			t.Errorf("%s: got %+v, want %q", name, problem, c.want)
		}
	}
}

// A webhook's address may carry a key, so no error points at the line that has it.
func TestSecretKeysAreNotPointedAt(t *testing.T) {
	t.Parallel()
	for secret, want := range map[bool]string{true: "nothing", false: "key"} {
		s := newService(t, settings{}, thing{id: "1", key: key})
		kind := s.kind()
		kind.Secret = secret
		_, diags := kind.Create(t.Context(), lifecycle.Instance{Key: key, Label: "a thing"}, s.creation(key))
		got := "nothing"
		if at, ok := diags[0].(diag.DiagnosticWithPath); ok {
			got = at.Path().String()
		}
		expect(t, "in the way", "it points at", got, want)
	}
}
