package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// isID reports whether an attribute holds an id, or ids.
func isID(name string) bool {
	return name == "id" || strings.HasSuffix(name, "_id") && name != "client_id" || strings.HasSuffix(name, "_ids")
}

// ids collects the types of all attributes that hold ids, by their addresses.
func ids(into map[string]tftypes.Type, at string, attributes []*tfprotov6.SchemaAttribute) {
	for _, a := range attributes {
		address := at + "." + a.Name
		switch {
		case a.NestedType != nil:
			ids(into, address, a.NestedType.Attributes)
		case isID(a.Name):
			into[address] = a.Type
		}
	}
}

// TestIDsAreText holds every attribute and identity against the promise that ids are text.
func TestIDsAreText(t *testing.T) {
	t.Parallel()
	r := ready(t, environment{"WEBWORK_TOKEN": "t"}, nil)
	found := map[string]tftypes.Type{}
	ids(found, "provider", r.schema.Provider.Block.Attributes)
	for _, schemas := range []map[string]*tfprotov6.Schema{r.schema.ResourceSchemas, r.schema.DataSourceSchemas, r.schema.EphemeralResourceSchemas} {
		for name, schema := range schemas {
			ids(found, name, schema.Block.Attributes)
		}
	}
	for name, schema := range r.schema.ResourceSchemas {
		for _, attribute := range []string{"id", "workspace_id"} {
			if found[name+"."+attribute] == nil {
				t.Errorf("%s has no %s", name, attribute)
			}
		}
		if schema.Version != 0 {
			t.Errorf("the state of %s has version %d: it needs an upgrade", name, schema.Version)
		}
	}
	identities, err := r.server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil || len(identities.IdentitySchemas) != len(r.schema.ResourceSchemas) {
		t.Fatalf("there are %d identities of %d resources: %v", len(identities.IdentitySchemas), len(r.schema.ResourceSchemas), err)
	}
	for name, identity := range identities.IdentitySchemas {
		for _, a := range identity.IdentityAttributes {
			found["identity of "+name+"."+a.Name] = a.Type
		}
	}
	for address, is := range found {
		want := tftypes.Type(tftypes.String)
		if strings.HasSuffix(address, "_ids") {
			want = tftypes.Set{ElementType: tftypes.String}
		}
		if !is.Equal(want) {
			t.Errorf("%s is %s, want %s", address, is, want)
		}
	}
	if len(found) < 40 {
		t.Errorf("only %d ids were found", len(found))
	}
}

// badIDs are no ids of objects whose ids are numbers.
func badIDs() []string { return []string{"0101", "+1", " 1", "1 ", "0", "-1", "1.0", "abc", "", "1/2"} }

const isNoNumber = ", which is no id. An id is a positive number without sign, spaces or leading zeros, such as 100. " +
	"Use the id attribute of the resource or data source that stands for the object"

func TestBadIDs(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	r := ready(t, environmentOf(server), nil)
	viewer := func(id any) block {
		return block{"email": "a@b.example", "firstname": "A", "lastname": "B", "archived": false, "project_ids": []any{"9", id}}
	}
	for _, id := range badIDs() {
		for attribute, complaint := range map[string]string{
			"viewer_id": r.plan("webwork_project_viewer_assignment", block{"viewer_id": id, "project_id": "500"}),
			"project_id": r.plan("webwork_project_viewer_assignment", block{"viewer_id": "101", "project_id": id}) +
				r.plan("webwork_contract", block{"user_id": "100", "project_id": id}) +
				r.dataSource("webwork_contract", block{"user_id": "100", "project_id": id}) + r.dataSource("webwork_contracts", block{"project_id": id}),
			"user_id": r.plan("webwork_contract", block{"user_id": id, "project_id": "500"}) +
				r.dataSource("webwork_contract", block{"user_id": id, "project_id": "500"}) + r.dataSource("webwork_contracts", block{"user_id": id}),
			"project_ids": r.plan("webwork_project_viewer", viewer(id)),
			"id": r.dataSource("webwork_workspace", block{"id": id}) + r.dataSource("webwork_member", block{"id": id}) +
				r.dataSource("webwork_project", block{"id": id}) + r.dataSource("webwork_contract", block{"id": id}) +
				r.dataSource("webwork_project_viewer", block{"id": id}),
		} {
			want := map[string]int{"viewer_id": 1, "project_id": 4, "user_id": 3, "project_ids": 1, "id": 5}[attribute]
			message := "ERROR at AttributeName(\"" + attribute + "\"): Value not allowed: " + attribute + " was given \"" + id + "\"" + isNoNumber
			if got := strings.Count(complaint, message); got != want || strings.Count(complaint, "ERROR") != want {
				t.Errorf("%s %q: %d messages, want %d: %s", attribute, id, got, want, complaint)
			}
		}
	}
	for _, id := range []string{"", "a/b", "..", "a b", "é"} {
		contains(t, r.dataSource("webwork_webhook", block{"id": id}), `id was given "`+id+`", which is no id. An id consists of letters, digits, - and _`)
	}
	contains(t, r.dataSource("webwork_webhook", block{"id": "0101"}), `WebWork shows no webhook with the id 0101`)
	contains(t, r.refresh("webwork_project_viewer_assignment", block{"viewer_id": "999", "project_id": "500"}), "viewer 999")
	for _, request := range server.Requests() {
		for _, id := range []string{"0101/", "+1", "1.0", "abc"} {
			if strings.Contains(request.Path, id) {
				t.Errorf("WebWork was asked for %s", request.Path)
			}
		}
	}
}

// TestAssignmentID is known as soon as both of its parts are.
func TestAssignmentID(t *testing.T) {
	t.Parallel()
	r := ready(t, environmentOf(providertest.Start(t, simulator.Options{})), nil)
	for project, want := range map[any]tftypes.Value{
		"500":   tftypes.NewValue(tftypes.String, "101:500"),
		unknown: tftypes.NewValue(tftypes.String, unknown),
	} {
		planned := r.planned("webwork_project_viewer_assignment", block{"viewer_id": "101", "project_id": project})
		state, err := planned.PlannedState.Unmarshal(r.schema.ResourceSchemas["webwork_project_viewer_assignment"].ValueType())
		providertest.Must(t, err)
		held := map[string]tftypes.Value{}
		providertest.Must(t, state.As(&held))
		if !held["id"].Equal(want) {
			t.Errorf("with project %v the id is planned as %s, want %s", project, held["id"], want)
		}
	}
}

// imports takes a resource into state, by its id or by the identity, and gives what the provider complains of.
func (r *running) imports(name, id string, identity map[string]string) string {
	r.t.Helper()
	request := &tfprotov6.ImportResourceStateRequest{TypeName: name, ID: id}
	if identity != nil {
		schemas, err := r.server.GetResourceIdentitySchemas(r.t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
		providertest.Must(r.t, err)
		given := block{}
		for attribute, value := range identity {
			given[attribute] = value
		}
		as := schemas.IdentitySchemas[name].ValueType()
		encoded, err := tfprotov6.NewDynamicValue(as, given.value(as))
		providertest.Must(r.t, err)
		request.Identity = &tfprotov6.ResourceIdentityData{IdentityData: &encoded}
	}
	answer, err := r.server.ImportResourceState(r.t.Context(), request)
	providertest.Must(r.t, err)
	return said(answer.Diagnostics)
}

func TestImportRefusesMisspeltIDs(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	r := ready(t, environmentOf(server), nil)
	const misspelt = " is no id: ids are positive numbers without sign, spaces or leading zeros. Allowed are:"
	for kind, form := range map[string]string{
		"webwork_member":                    "the member's id, such as 100",
		"webwork_project":                   "the project's id, such as 500",
		"webwork_contract":                  "the contract's id, such as 100",
		"webwork_project_viewer":            "the project viewer's id, such as 100",
		"webwork_project_viewer_assignment": "viewer_id:project_id, such as 100:500",
	} {
		for _, id := range []string{"0101", "+1", "-1", " 1", "0", "1.0"} {
			contains(t, r.imports(kind, id, nil), "Import id not understood", `"`+id+`" was given. "`+id+`"`+misspelt, form)
			contains(t, r.imports(kind, "1/"+id, nil), `"1/`+id+`" was given. "`+id+`"`+misspelt, form)
			contains(t, r.imports(kind, id+"/100", nil), `"`+id+`"`+misspelt, form)
		}
		contains(t, r.imports(kind, "nothing", nil), `"nothing" was given. Allowed are:`, form)
	}
	for _, kind := range []string{"webwork_contract", "webwork_project_viewer_assignment"} {
		contains(t, r.imports(kind, "0500:100", nil), `"0500"`+misspelt)
		contains(t, r.imports(kind, "500:+100", nil), `"+100"`+misspelt)
	}
	contains(t, r.imports("webwork_project", "07/name:Website", nil), `"07"`+misspelt)
	contains(t, r.imports("webwork_member", "07/jane@example.com", nil), `"07"`+misspelt)
	contains(t, r.imports("webwork_webhook", "07/a1B2c3", nil), `"07"`+misspelt)
	contains(t, r.imports("webwork_webhook", "a b", nil), "Import id not understood", "the webhook's id, such as a1B2c3")
	if complaint := r.imports("webwork_webhook", "0101", nil); complaint != "" {
		t.Errorf("the id of a webhook may begin with a zero: %s", complaint)
	}
	if complaint := r.imports("webwork_member", "1/100", nil); complaint != "" {
		t.Errorf("importing by an id: %s", complaint)
	}
}

func TestImportRefusesIdentitiesThatAreNone(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	r := ready(t, environmentOf(server), nil)
	for _, id := range badIDs() {
		for _, kind := range []string{"webwork_member", "webwork_project", "webwork_contract", "webwork_project_viewer"} {
			contains(t, r.imports(kind, "", map[string]string{"id": id}), `The identity's id was given "`+id+`"`+isNoNumber)
		}
		if id != "" {
			contains(t, r.imports("webwork_member", "", map[string]string{"workspace_id": id, "id": "100"}), `The identity's workspace_id was given "`+id+`"`+isNoNumber)
		}
		assignment := func(viewer, project string) string {
			return r.imports("webwork_project_viewer_assignment", "", map[string]string{"viewer_id": viewer, "project_id": project})
		}
		contains(t, assignment(id, "500"), `The identity's viewer_id was given "`+id+`"`+isNoNumber)
		contains(t, assignment("101", id), `The identity's project_id was given "`+id+`"`+isNoNumber)
	}
	contains(t, r.imports("webwork_webhook", "", map[string]string{"id": "a/b"}), `The identity's id was given "a/b", which is no id. An id consists of letters`)
	contains(t, r.imports("webwork_member", "", map[string]string{"workspace_id": "2", "id": "100"}), "The import names workspace 2")
	for kind, identity := range map[string]map[string]string{
		"webwork_member":                    {"workspace_id": "1", "id": "100"},
		"webwork_webhook":                   {"id": "0_a-Z"},
		"webwork_project_viewer_assignment": {"viewer_id": "101", "project_id": "500"},
	} {
		if complaint := r.imports(kind, "", identity); complaint != "" {
			t.Errorf("importing %s by %v: %s", kind, identity, complaint)
		}
	}
	if got := server.Count("GET", "") - server.Count("GET", "/workspaces"); got != 0 {
		t.Errorf("imports by identity asked for %d objects", got)
	}
}
