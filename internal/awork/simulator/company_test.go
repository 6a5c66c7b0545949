package simulator_test

import (
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// company creates a company and gives its path.
func (a *api) company(name string) string {
	a.t.Helper()
	return "/companies/" + a.post("/companies", fields{"name": name}).ok().text("id")
}

func TestACompanyFromCreationToDeletion(t *testing.T) {
	t.Parallel()
	a := with(t)
	client := "/companies/" + a.post("/companies", fields{"name": "Client", "industry": "Retail"}).ok().text("id")
	a.get(client).ok().has(`"industry":"Retail"`).has(`"projectsCount":0`).has(`"companyContactInfos":[]`)
	a.put(client, fields{"name": "Client Ltd"}).ok().has(`"industry":null`)
	a.put(client, fields{"industry": "Retail"}).refused("validation-failed").has(`"$.name"`)
	equal(t, "another of that name", a.company("Client Ltd") == client, false)
	a.get("/companies?filterby=" + query("name eq 'client ltd'")).ok().has(idOf(client))
	a.post(client+"/addtags", []fields{{"name": "gold"}}).ok()
	a.get("/companies/tags").ok().has("gold")
	a.post(client+"/delete", nil).is(http.StatusNoContent)
	a.get(client).is(http.StatusNotFound)
	a.post(client+"/delete", nil).is(http.StatusNotFound)
}

func TestContactInfosOfCompanies(t *testing.T) {
	t.Parallel()
	a := with(t)
	client := a.company("Client")
	infos := client + "/contactinfo"
	email := infos + "/" + a.post(infos, fields{"type": "email", "subType": "invoice", "value": "pay@client.example"}).ok().text("id")
	a.get(client).ok().has("pay@client.example")
	a.put(email, fields{"type": "custom", "label": "Portal", "value": "x"}).ok().has(`"label":"Portal"`).has(`"subType":null`)
	for _, body := range []fields{
		{"type": "messenger"}, {"type": "phone", "subType": "invoice"}, {"type": "custom", "subType": "other"}, {"value": "x"},
	} {
		a.post(infos, body).refused("validation-failed")
	}
	equal(t, "infos", len(a.get(infos).ok().list()), 1)
	a.delete(email).is(http.StatusNoContent)
	a.delete(email).is(http.StatusNotFound)
}

func TestWhatBecomesOfTheProjectsOfACompany(t *testing.T) {
	t.Parallel()
	for operation, want := range map[string]string{
		"": "null", "delete-only-company": "null", "move": "other", "delete-all": "gone", "delete-all-without-timeentries": "gone",
	} {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			a := with(t)
			client, other := a.company("Client"), a.company("Other")
			project := a.project(fields{"name": "Website", "companyId": idOf(client)})
			a.get(client).ok().has(`"projectsCount":1`)
			var body any
			if operation != "" {
				body = fields{"deleteOperation": operation, "moveToCompany": idOf(other)}
			}
			a.post(client+"/delete", body).is(http.StatusNoContent)
			switch r := a.get(project); want {
			case "gone":
				r.is(http.StatusNotFound)
			case "other":
				r.ok().has(`"companyId":"` + idOf(other) + `"`)
			default:
				r.ok().has(`"companyId":null`).has(`"company":null`)
			}
		})
	}
	a := with(t)
	client := a.company("Client")
	a.post(client+"/delete", fields{"deleteOperation": "move"}).refused("validation-failed")
	a.post(client+"/delete", fields{"deleteOperation": "move", "moveToCompany": simulator.DefaultAdmin}).refused("invalid-operation")
	a.post(client+"/delete", fields{"deleteOperation": "burn"}).refused("validation-failed")
}

func TestRightsOnCompanies(t *testing.T) {
	t.Parallel()
	a := with(t)
	client := a.company("Client")
	limited := a.allowed(permission("company-master-data", "read"))
	limited.get(client).ok()
	limited.put(client, fields{"name": "X"}).denied()
	limited.post("/companies", fields{"name": "X"}).denied()
	limited.post(client+"/contactinfo", fields{"type": "phone"}).denied()
	limited.post(client+"/addtags", []fields{{"name": "x"}}).denied()
}
