package scenario_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
)

// examples is where they stand.
const examples = "../../../awork/examples"

// workspaceID is the workspace of the examples.
const workspaceID = "3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b"

// Each example stands by itself, and plans empty once it is applied.
func TestAccAworkExamples(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(examples + "/*/*/*.tf")
	acctest.Must(t, err)
	files = append(files, examples+"/provider/provider.tf")
	for _, file := range files {
		name := strings.TrimPrefix(file, examples+"/")
		if base := filepath.Base(file); strings.HasPrefix(base, "import") {
			continue // for what a resource's example declares
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seed := simulator.Seed{Workspace: simulator.Workspace{ID: workspaceID}}
			if strings.HasPrefix(name, "data-sources") {
				seed.Users = []simulator.User{{Email: "jane.doe@example.com"}}
				seed.Companies = []simulator.Company{{CompanyForm: simulator.CompanyForm{Name: "Globex"}}}
				seed.ProjectTypes = []simulator.Sort{{SortForm: simulator.SortForm{Name: "Website"}}}
			}
			server := providertest.Start(t, simulator.Options{Seed: seed})
			w := providertest.Workspace(t, acctest.CLIs(t)[0], server)
			content, err := os.ReadFile(file)
			acctest.Must(t, err)
			w.Write("main.tf", string(content))
			w.Apply()
			w.PlanEmpty()
			w.Destroy()
		})
	}
}

func TestAccAworkExampleOfAWorkspace(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := providertest.Start(t, simulator.Options{})
		w := providertest.Workspace(t, cli, server)
		w.CopyFrom(examples + "/workspace")
		w.Apply()
		w.PlanEmpty()
		w.Destroy()
		if left, _ := server.Roles.Find(func(r simulator.Role) bool { return r.Name == "Planner" }); left.ID != "" {
			t.Errorf("the role %s is left", left.Name)
		}
	})
}
