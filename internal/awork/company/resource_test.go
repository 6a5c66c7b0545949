package company_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

const address = "awork_company.globex"

// globex declares a company.
func globex(name, attributes string) string {
	return fmt.Sprintf("resource \"awork_company\" \"globex\" {\n  name = %q\n  %s\n}\n", name, attributes)
}

func holds(name string, value knownvalue.Check) statecheck.StateCheck {
	return acctest.Holds(address, value, name)
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func texts(values ...string) knownvalue.Check {
	checks := make([]knownvalue.Check, len(values))
	for i, value := range values {
		checks[i] = text(value)
	}
	return knownvalue.SetExact(checks)
}

func lookFor(server *providertest.Server, name string) (simulator.Company, bool) {
	return server.Companies.Find(func(c simulator.Company) bool { return c.Name == name })
}

func find(t *testing.T, server *providertest.Server, name string) simulator.Company {
	t.Helper()
	found, ok := lookFor(server, name)
	if !ok {
		t.Fatalf("there is no company %s", name)
	}
	return found
}

// projectFor makes a project for a company, and gives its id.
func projectFor(t *testing.T, server *providertest.Server, name string) string {
	t.Helper()
	company := find(t, server, name).ID
	made, err := server.Projects.Add(simulator.Project{ProjectForm: simulator.ProjectForm{Name: "Shop"}})
	acctest.Must(t, err)
	acctest.Must(t, server.Projects.Set(made.ID, func(p *simulator.Project) { p.CompanyID = reference(p.CompanyID, company) }))
	return made.ID
}

// reference is an id in the form in which an object has those of others.
func reference[ID ~string](_ *ID, id string) *ID { return new(ID(id)) }

func TestAccCompanyEveryAttributeChanges(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"documented": nil, "null keeps": {simulator.NullKeeps}, "empty stays": {simulator.EmptyStays}, "nulls absent": {simulator.NullsAbsent},
		"put with everything": {simulator.PutRefused}, "names unique": {simulator.NamesUnique}, "other success codes": {simulator.SuccessSwapped},
		"thin lists": {simulator.ThinLists}, "collisions": {simulator.CollidesTwice}, "minds case": {simulator.EqMindsCase},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{Variants: variants})
			same := acctest.SameID(address)
			providertest.Run(t,
				providertest.Step(server, globex("Globex", "description = <<-EOT\n    Shoes.\n  EOT\n  industry = \"Retail\"\n  tags = [\"gold\", \"2024\"]"), same,
					holds("description", text("Shoes.\n")), holds("industry", text("Retail")), holds("tags", texts("2024", "gold")),
					holds("force_destroy", knownvalue.Bool(false)), holds("move_to_company_id", knownvalue.Null())),
				providertest.Step(server, globex("Globex & Söhne", "description = \"Boots.\"\n  industry = \"Trade\"\n  tags = [\"gold\", \"vip\"]"), same,
					holds("name", text("Globex & Söhne")), holds("description", text("Boots.")), holds("industry", text("Trade")), holds("tags", texts("gold", "vip"))),
				providertest.Step(server, globex("Globex & Söhne", "tags = []"), same,
					holds("description", knownvalue.Null()), holds("industry", knownvalue.Null()), holds("tags", knownvalue.SetSizeExact(0))),
				providertest.Step(server, globex("Globex & Söhne", `force_destroy = true`), same, holds("tags", knownvalue.Null())),
			)
			if _, left := lookFor(server, "Globex & Söhne"); left {
				t.Error("the company is still there")
			}
		})
	}
}

// What other people set stays: contact infos, a description that is not declared here, and the colour of tags.
func TestAccCompanyKeepsWhatIsForeign(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	renamed := providertest.Step(server, globex("Globex Ltd", `description = "Shoes."`))
	renamed.PreConfig = func() {
		acctest.Must(t, server.Companies.Set(find(t, server, "Globex").ID, func(c *simulator.Company) {
			c.Tags = []simulator.Tag{{Name: "gold", Color: new("yellow")}}
			c.ContactInfos = []simulator.ContactInfo{{ContactInfoForm: simulator.ContactInfoForm{Type: "email", Value: new("pay@globex.example")}}}
		}))
	}
	providertest.Run(t, providertest.Step(server, globex("Globex", `description = "Shoes."`)), renamed, resource.TestStep{
		Config: providertest.Config(server, "", globex("Globex Ltd", `description = "Shoes."`)),
		Check: func(*terraform.State) error {
			kept := find(t, server, "Globex Ltd")
			if len(kept.Tags) != 1 || kept.Tags[0].Color == nil || len(kept.ContactInfos) != 1 || *kept.Description != "Shoes." {
				return fmt.Errorf("left of it: %+v", kept)
			}
			return nil
		},
	})
}

func TestAccCompanyImport(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	imported := func(id string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: id}
	}
	byID := imported("")
	byID.ImportStateIdFunc = func(*terraform.State) (string, error) { return find(t, server, "Globex").ID, nil }
	wrong := func(id, message string) resource.TestStep {
		s := imported(id)
		s.ImportStateVerify, s.ExpectError = false, acctest.Message(message)
		return s
	}
	foreign, err := server.Companies.Add(simulator.Company{CompanyForm: simulator.CompanyForm{Name: "Umbrella"}, IsExternal: true})
	acctest.Must(t, err)
	for range 2 {
		_, err := server.Companies.Add(simulator.Company{CompanyForm: simulator.CompanyForm{Name: "Twice"}})
		acctest.Must(t, err)
	}
	providertest.Run(t,
		providertest.Step(server, globex("Globex", "industry = \"Retail\"\n  tags = [\"gold\"]")),
		byID, imported("name:Globex"), imported(server.WorkspaceID()+"/name:Globex"),
		wrong("Globex", "name: and the name, such as name:Globex"),
		wrong("name:Nobody", "awork shows no company with the name Nobody"),
		wrong("name:Twice", "Twice"),
		wrong(foreign.ID, "is a company of another workspace, which is not managed here."),
	)
}

func TestAccCompanyImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	server := providertest.Start(t, simulator.Options{})
	providertest.Run(t,
		providertest.Step(server, globex("Globex", "")),
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	)
}

func TestAccCompanyDrift(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	step := providertest.Step(server, globex("Globex", "industry = \"Retail\"\n  tags = [\"gold\"]"), holds("tags", texts("gold")))
	change := func(by func(*simulator.Company)) func() {
		return func() { acctest.Must(t, server.Companies.Set(find(t, server, "Globex").ID, by)) }
	}
	providertest.Run(t, step,
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(c *simulator.Company) { c.Industry = nil })),
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(c *simulator.Company) { c.Tags = append(c.Tags, simulator.Tag{Name: "vip"}) })),
		acctest.Planning(step, address, plancheck.ResourceActionCreate, func() { acctest.Must(t, server.Companies.Delete(find(t, server, "Globex").ID)) }),
	)
}

func TestAccCompanyTwins(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	made, err := server.Companies.Add(simulator.Company{CompanyForm: simulator.CompanyForm{Name: "Globex", Industry: new("Retail")}})
	acctest.Must(t, err)
	providertest.Run(t,
		providertest.Failure(server, "", globex("Globex", ""), "exists already in this workspace. To manage it here, import it:"),
		providertest.StepWith(server, "adopt_existing = true", globex("Globex", `tags = ["gold"]`), holds("id", text(made.ID)), holds("industry", knownvalue.Null())),
	)
}

func TestAccCompanyWithProjects(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		attributes, refusal, heir string
	}{
		"stays":  {refusal: "1 project is for it. Set move_to_company_id to the company that they are to be for, or force_destroy = true"},
		"forced": {attributes: "force_destroy = true"},
		"moved":  {attributes: "move_to_company_id = awork_company.heir.id", heir: "Heir"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{})
			const heir = "resource \"awork_company\" \"heir\" {\n  name = \"Heir\"\n  force_destroy = true\n}\n"
			var project string
			gone := providertest.Step(server, heir)
			if test.refusal != "" {
				gone = providertest.Failure(server, "", heir, test.refusal)
			}
			gone.PreConfig = func() { project = projectFor(t, server, "Globex") }
			after := resource.TestStep{Config: providertest.Config(server, "", heir), Check: func(*terraform.State) error {
				left, _ := server.Projects.Get(project)
				switch {
				case test.heir == "" && left.CompanyID != nil:
					return fmt.Errorf("the project is for %s", *left.CompanyID)
				case test.heir != "" && (left.CompanyID == nil || string(*left.CompanyID) != find(t, server, test.heir).ID):
					return fmt.Errorf("the project is for %v", left.CompanyID)
				}
				return nil
			}}
			if test.refusal != "" {
				after.PreConfig = func() { acctest.Must(t, server.Projects.Delete(project)) }
				after.Check = nil
			}
			providertest.Run(t, providertest.Step(server, globex("Globex", test.attributes)+heir), gone, after)
		})
	}
}

func TestAccCompanyRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	for config, message := range map[string]string{
		globex("Globex ", ""):                        `name was given "Globex ", which begins or ends with a space.`,
		globex("Globex", `description = ""`):         `description was given "", which is empty.`,
		globex("Globex", `tags = [" gold"]`):         "which begins or ends with a space.",
		globex("Globex", `move_to_company_id = "x"`): `move_to_company_id was given "x", which is no id.`,
	} {
		providertest.Run(t, providertest.Failure(server, "", config, message))
	}
}
