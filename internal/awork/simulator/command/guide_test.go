package command_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// guide is the page of the documentation about the simulator.
func guide(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(filepath.FromSlash("../../../../awork/templates/guides/simulator.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// TestTheGuideNamesEveryField compares its table with what a seed can have.
func TestTheGuideNamesEveryField(t *testing.T) {
	t.Parallel()
	page := guide(t)
	for name, object := range map[string]any{
		"workspace": simulator.Workspace{}, "role": simulator.Role{}, "user": simulator.User{}, "company": simulator.Company{},
		"project type, type of work": simulator.Sort{}, "project role": simulator.ProjectRole{}, "project": simulator.Project{},
		"project status": simulator.ProjectStatus{}, "workflow": simulator.Workflow{}, "project template": simulator.Template{},
		"team": simulator.Team{}, "webhook": simulator.Webhook{},
	} {
		row := regexp.MustCompile(`(?m)^\| ` + name + ` \| (.*) \|$`).FindStringSubmatch(page)
		if row == nil {
			t.Errorf("the guide has no row for a %s", name)
			continue
		}
		ofAll := regexp.MustCompile(`All objects can have .*`).FindString(page)
		for _, field := range reflect.VisibleFields(reflect.TypeOf(object)) {
			tag, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if tag != "" && !strings.Contains(row[1]+ofAll, "`"+tag+"`") {
				t.Errorf("the guide lacks the field %s of a %s", tag, name)
			}
		}
	}
}

func TestTheGuideNamesWhatExists(t *testing.T) {
	t.Parallel()
	page := guide(t)
	flags := regexp.MustCompile(`--(variant|fault) ([a-z0-9][^\s`+"`"+`]*)`).FindAllStringSubmatch(page, -1)
	if len(flags) < 4 {
		t.Errorf("the guide has only %d variants and faults", len(flags))
	}
	for _, flag := range flags {
		var err error
		if flag[1] == "variant" {
			_, err = simulator.ParseVariants(flag[2])
		} else {
			_, err = simkit.ParseFault(flag[2])
		}
		if err != nil {
			t.Errorf("%s: %v", flag[0], err)
		}
	}
}
