package projecttype_test

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

const address = "awork_project_type.website"

// website declares a project type.
func website(name, attributes string) string {
	return fmt.Sprintf("resource \"awork_project_type\" \"website\" {\n  name = %q\n  %s\n}\n", name, attributes)
}

func holds(name string, value knownvalue.Check) statecheck.StateCheck {
	return acctest.Holds(address, value, name)
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func find(t *testing.T, server *providertest.Server, name string) simulator.Sort {
	t.Helper()
	found, ok := server.ProjectTypes.Find(func(s simulator.Sort) bool { return s.Name == name })
	if !ok {
		t.Fatalf("there is no project type %s", name)
	}
	return found
}

// uses makes a project of the type, and gives its id.
func uses(t *testing.T, server *providertest.Server, typeName string) string {
	t.Helper()
	projectType := find(t, server, typeName).ID
	made, err := server.Projects.Add(simulator.Project{ProjectForm: simulator.ProjectForm{Name: "Shop"}})
	acctest.Must(t, err)
	acctest.Must(t, server.Projects.Set(made.ID, func(p *simulator.Project) { p.ProjectTypeID = reference(p.ProjectTypeID, projectType) }))
	return made.ID
}

// reference is an id in the form in which an object has those of others.
func reference[ID ~string](_ *ID, id string) *ID { return new(ID(id)) }

func TestAccProjectTypeEveryAttributeChanges(t *testing.T) {
	t.Parallel()
	for name, variants := range map[string][]simulator.Variant{
		"documented": nil, "null keeps": {simulator.NullKeeps}, "empty stays": {simulator.EmptyStays}, "nulls absent": {simulator.NullsAbsent},
		"put with everything": {simulator.PutRefused}, "names unique": {simulator.NamesUniqueArchived}, "other success codes": {simulator.SuccessSwapped},
		"lists lag": {simulator.ListsLag}, "collisions": {simulator.CollidesTwice},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{Variants: variants})
			same := acctest.SameID(address)
			providertest.Run(t,
				providertest.Step(server, website("Website", "description = \"New sites.\"\nicon = \"work\""), same,
					holds("description", text("New sites.")), holds("icon", text("work")), holds("is_preset", knownvalue.Bool(false)),
					holds("archived", knownvalue.Bool(false)), holds("on_destroy", text("archive"))),
				providertest.Step(server, website("Websites", "description = \"Sites.\"\nicon = \"award\""), same,
					holds("name", text("Websites")), holds("description", text("Sites.")), holds("icon", text("award"))),
				// The icon is not managed any more, and stays.
				providertest.Step(server, website("Websites", ""), same, holds("description", knownvalue.Null()), holds("icon", text("award"))),
				providertest.Step(server, website("Websites", `archived = true`), same, holds("archived", knownvalue.Bool(true))),
				providertest.Step(server, website("Back", `on_destroy = "delete"`), same, holds("archived", knownvalue.Bool(false)), holds("name", text("Back"))),
			)
			if _, left := server.ProjectTypes.Find(func(s simulator.Sort) bool { return s.Name == "Back" }); left {
				t.Error("the project type is still there")
			}
		})
	}
}

func TestAccProjectTypeImport(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	imported := func(id string) resource.TestStep {
		return resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateId: id}
	}
	byID := imported("")
	byID.ImportStateIdFunc = func(*terraform.State) (string, error) { return find(t, server, "Website").ID, nil }
	wrong := func(id, message string) resource.TestStep {
		s := imported(id)
		s.ImportStateVerify, s.ExpectError = false, acctest.Message(message)
		return s
	}
	providertest.Run(t,
		providertest.Step(server, website("Website", "description = \"New sites.\"\nicon = \"work\"")),
		byID, imported("name:Website"), imported(server.WorkspaceID()+"/name:Website"),
		wrong("Website", "name: and the name, such as name:Website"),
		wrong("name:Nothing", "awork shows no project type with the name Nothing"),
	)
}

func TestAccProjectTypeImportByIdentity(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.Identity)
	server := providertest.Start(t, simulator.Options{})
	providertest.Run(t,
		providertest.Step(server, website("Website", "")),
		resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	)
}

func TestAccProjectTypeDrift(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	step := providertest.Step(server, website("Website", `description = "New sites."`), holds("archived", knownvalue.Bool(false)))
	change := func(by func(*simulator.Sort)) func() {
		return func() { acctest.Must(t, server.ProjectTypes.Set(find(t, server, "Website").ID, by)) }
	}
	providertest.Run(t, step,
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(s *simulator.Sort) { s.Description = nil })),
		acctest.Planning(step, address, plancheck.ResourceActionUpdate, change(func(s *simulator.Sort) { s.IsArchived = true })),
		acctest.Planning(step, address, plancheck.ResourceActionCreate, func() { acctest.Must(t, server.ProjectTypes.Delete(find(t, server, "Website").ID)) }),
	)
}

func TestAccProjectTypeTwins(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	old, err := server.ProjectTypes.Add(simulator.Sort{SortForm: simulator.SortForm{Name: "Website"}, IsArchived: true})
	acctest.Must(t, err)
	made, err := server.ProjectTypes.Add(simulator.Sort{SortForm: simulator.SortForm{Name: "Support"}})
	acctest.Must(t, err)
	providertest.Run(t,
		providertest.Failure(server, "", website("Support", ""), "exists already in this workspace. To manage it here, import it:"),
		providertest.StepWith(server, "adopt_existing = true", website("Support", `description = "Help."`), holds("id", text(made.ID)), holds("description", text("Help."))),
	)
	if support := find(t, server, "Support"); !support.IsArchived || *support.Description != "Help." {
		t.Errorf("after destroying: %+v", support)
	}
	// What is archived comes back under its id.
	providertest.Run(t, providertest.Step(server, website("Website", `icon = "code"`), holds("id", text(old.ID)), holds("icon", text("code"))))
}

func TestAccProjectTypeIsDestroyed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		attributes string
		want       func(t *testing.T, server *providertest.Server, project simulator.Project)
	}{
		"archived": {"", func(t *testing.T, server *providertest.Server, project simulator.Project) {
			t.Helper()
			if kept := find(t, server, "Website"); !kept.IsArchived || project.ProjectTypeID == nil || string(*project.ProjectTypeID) != kept.ID {
				t.Errorf("%+v, of %+v", kept, project)
			}
		}},
		"deleted": {`on_destroy = "delete"`, func(t *testing.T, _ *providertest.Server, project simulator.Project) {
			t.Helper()
			if project.ProjectTypeID != nil {
				t.Errorf("the project has the type %s", *project.ProjectTypeID)
			}
		}},
		"replaced": {"on_destroy = \"delete\"\nreplacement_id = awork_project_type.other.id", func(t *testing.T, server *providertest.Server, project simulator.Project) {
			t.Helper()
			if other := find(t, server, "Other"); project.ProjectTypeID == nil || string(*project.ProjectTypeID) != other.ID {
				t.Errorf("the project is of %v, not of %s", project.ProjectTypeID, other.ID)
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := providertest.Start(t, simulator.Options{})
			const other = "resource \"awork_project_type\" \"other\" {\n  name = \"Other\"\n}\n"
			var project string
			gone := providertest.Step(server, other)
			gone.PreConfig = func() { project = uses(t, server, "Website") }
			providertest.Run(t, providertest.Step(server, website("Website", test.attributes)+other), gone)
			left, _ := server.Projects.Get(project)
			test.want(t, server, left)
		})
	}
}

func TestAccProjectTypeRefuses(t *testing.T) {
	t.Parallel()
	server := providertest.Start(t, simulator.Options{})
	for config, message := range map[string]string{
		website(" Website", ""):                                   `name was given " Website", which begins or ends with a space.`,
		website("Website", `description = ""`):                    `description was given "", which is empty.`,
		website("Website", `on_destroy = "remove"`):               `on_destroy was given "remove"`,
		website("Website", `replacement_id = "none"`):             `replacement_id was given "none", which is no id.`,
		website("Website", `icon = "aaaaaaaaaaaaaaaaaaaaaaaaaa"`): "which has 26 characters",
		website("Website", `archived = true`):                     "Nothing to archive",
	} {
		providertest.Run(t, providertest.Failure(server, "", config, message))
	}
}
