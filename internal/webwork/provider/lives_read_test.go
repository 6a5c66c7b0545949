package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// textOf is an attribute of a data source that is text.
func textOf(t *testing.T, values map[string]tftypes.Value, name string) string {
	t.Helper()
	var text string
	providertest.Must(t, values[name].As(&text))
	return text
}

// TestSingularDataSources reads an object of each kind by its id and by its natural key, which is the same, and names what is not there,
// or is asked for in two ways or none.
func TestSingularDataSources(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, company())
	p := walks(t, server)
	contract := p().Text("webwork_contract", made(t, p(), "webwork_contract", providertest.Held{}, lives()["webwork_contract"].born), "id")
	hook := p().Text("webwork_webhook", made(t, p(), "webwork_webhook", providertest.Held{}, lives()["webwork_webhook"].born), "id")
	for kind, test := range map[string]struct {
		id           string
		key, missing providertest.Attributes
	}{
		"member":         {"100", providertest.Attributes{"email": "Jane@acme.example"}, providertest.Attributes{"email": "nobody@acme.example"}},
		"project":        {"500", providertest.Attributes{"name": "Website"}, providertest.Attributes{"name": "None"}},
		"project_viewer": {"102", providertest.Attributes{"email": "kim@client.example"}, providertest.Attributes{"email": "nobody@client.example"}},
		"workspace":      {"7", providertest.Attributes{"name": "Acme"}, providertest.Attributes{"name": "None"}},
		"contract":       {contract, providertest.Attributes{"user_id": "100", "project_id": "500"}, providertest.Attributes{"user_id": "100", "project_id": "501"}},
		"webhook":        {hook, providertest.Attributes{"url": "https://hooks.example/a"}, providertest.Attributes{"url": "https://hooks.example/none"}},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			source := "webwork_" + kind
			byID, said := p().ReadData(source, providertest.Attributes{"id": test.id})
			if said != "" {
				t.Fatal(said)
			}
			byKey, said := p().ReadData(source, test.key)
			if said != "" || textOf(t, byKey, "id") != test.id {
				t.Fatalf("by %v there is %v: %s", test.key, byKey["id"], said)
			}
			for name, value := range byID {
				if _, asked := test.key[name]; !asked && !value.Equal(byKey[name]) {
					t.Errorf("%s is %v by id, and %v by %v", name, value, byKey[name], test.key)
				}
			}
			for _, wrong := range []struct {
				config providertest.Attributes
				says   string
			}{
				{test.missing, "Could not find"},
				{providertest.Attributes{"id": "999999"}, "Could not find"},
				{with(test.key, providertest.Attributes{"id": test.id}), "remove one of the two"},
				{providertest.Attributes{}, "Value missing"},
			} {
				_, said := p().ReadData(source, wrong.config)
				expect(t, said, "ERROR", wrong.says)
			}
		})
	}
}

// TestImportByWords imports by what people know: an address, a name, two ids. What is imported is what an import by the id has.
func TestImportByWords(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, company())
	p := walks(t, server)
	made(t, p(), "webwork_contract", providertest.Held{}, lives()["webwork_contract"].born)
	made(t, p(), "webwork_webhook", providertest.Held{}, lives()["webwork_webhook"].born)
	made(t, p(), "webwork_project_viewer_assignment", providertest.Held{}, lives()["webwork_project_viewer_assignment"].born)
	for resource, words := range map[string][]string{
		"webwork_member":                    {"jane@acme.example", "7/JANE@acme.example"},
		"webwork_project":                   {"name:Website", "7/name:Website"},
		"webwork_contract":                  {"500:100", "7/500:100"},
		"webwork_project_viewer":            {"kim@client.example"},
		"webwork_project_viewer_assignment": {"102:500", "7/102:500"},
		"webwork_webhook":                   {"https://hooks.example/a"},
	} {
		t.Run(resource, func(t *testing.T) {
			t.Parallel()
			for _, word := range words {
				held, said := p().ImportID(resource, word)
				if strings.Contains(said, "ERROR") || held.State == nil {
					t.Errorf("importing %s: %s", word, said)
					continue
				}
				same, said := p().ImportID(resource, p().Text(resource, held, "id"))
				if strings.Contains(said, "ERROR") || !p().Resource(resource, same.State).Equal(p().Resource(resource, held.State)) {
					t.Errorf("importing %s is another object than its id: %s", word, said)
				}
			}
			for _, wrong := range []string{"0", "8/1", "no such thing", ""} {
				if _, said := p().ImportID(resource, wrong); !strings.Contains(said, "ERROR") {
					t.Errorf("importing %q is no error: %q", wrong, said)
				}
			}
		})
	}
}

// TestWebhookTokenWithoutState opens a webhook, as newer CLIs do where nothing may be kept.
func TestWebhookTokenWithoutState(t *testing.T) {
	t.Parallel()
	for _, variants := range [][]simulator.Variant{{}, {simulator.WebhookTokenOnce}} {
		t.Run(fmt.Sprint(variants), func(t *testing.T) {
			t.Parallel()
			p := walks(t, providertest.Start(t, companyWith(variants...)))
			held := made(t, p(), "webwork_webhook", providertest.Held{}, lives()["webwork_webhook"].born)
			opened, said := p().Open("webwork_webhook", providertest.Attributes{"id": p().Text("webwork_webhook", held, "id")})
			if len(variants) > 0 {
				expect(t, said, "WARNING: Token not known")
			} else if said != "" || textOf(t, opened, "token") != p().Text("webwork_webhook", held, "token") {
				t.Errorf("the token is %v, and it is said: %q", opened["token"], said)
			}
			if url := textOf(t, opened, "url"); url != "https://hooks.example/a" {
				t.Errorf("the address is %s", url)
			}
			for _, id := range []string{"none", ""} {
				_, said = p().Open("webwork_webhook", providertest.Attributes{"id": id})
				expect(t, said, "ERROR")
			}
		})
	}
}
