package scenario_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// rosterMistake is what people get wrong in a roster, and what the module says.
type rosterMistake struct {
	yaml, message string
	// unseen are those that the schema for editors cannot find: it sees one file, and no more than its form.
	unseen bool
}

// person begins with somebody who is right; what follows is indented as that entry's attributes are.
const person = "projects:\n  website: { name: Website }\npeople:\n  mira:\n    email: mira@example.com\n    firstname: Mira\n    lastname: Okafor\n"

var mistakes = map[string]rosterMistake{ //nolint:gochecknoglobals // a table that two tests go through
	"unknown project":         {person + "    projects: { websit: { hours: 20 } }\n", `people.mira (people.yaml): there is no project "websit" in the roster.`, true},
	"unknown key":             {person + "    e-mail: mira@example.com\n", `people.mira (people.yaml): there is no "e-mail". Allowed: managed, id, email, firstname`, false},
	"unknown key of contract": {person + "    projects: { website: { hour: 20 } }\n", `people.mira.projects.website (people.yaml): there is no "hour". Allowed: hours, screenshots, status, rate.`, false},
	"unknown section":         {"persons: {}\n", `people.yaml: there is no "persons" in a roster. Allowed: people, projects, clients.`, false},
	"same address": {
		person + "  mo: { email: Mira@Example.com, firstname: Mo, lastname: Ra }\n", "people.mira and people.mo have the same e-mail address, mira@example.com.", true,
	},
	"member and client": {
		person + "clients:\n  petra: { email: mira@example.com, firstname: Petra, lastname: Novak }\n",
		"people.mira and clients.petra have the same e-mail address, mira@example.com. Somebody is either a member or a client.", true,
	},
	"address as handle": {
		"people:\n  mira@example.com: { email: mira@example.com, firstname: Mira, lastname: Okafor }\n",
		"people.mira@example.com (people.yaml): a handle is made of a-z, 0-9, _ and -", false,
	},
	"handle twice":         {person + "  mira: { email: mo@example.com, firstname: Mo, lastname: Ra }\n", "people.yaml: mira is there twice, of which YAML takes the last.", true},
	"section twice":        {person + "people:\n  mo: { email: mo@example.com, firstname: Mo, lastname: Ra }\n", "people.yaml: people is there twice, of which YAML takes the last.", true},
	"no address":           {"people:\n  mira: { firstname: Mira, lastname: Okafor }\n", "people.mira (people.yaml): email is missing.", false},
	"no id":                {"people:\n  olivia: { managed: false }\n", "people.olivia (people.yaml): id is missing.", false},
	"role of an Owner":     {"people:\n  olivia: { managed: false, id: 12, role: Owner }\n", "people.olivia (people.yaml): role does not go with managed: false.", false},
	"id of a member":       {person + "    id: 12\n", "people.mira (people.yaml): id goes with managed: false only.", false},
	"no day":               {person + "    until: 31.03.2027\n", "people.mira (people.yaml): until is no day. Write it as 2027-03-31.", false},
	"day that is not":      {person + "    until: 2027-02-30\n", "people.mira (people.yaml): until is no day.", false},
	"words for a number":   {person + "    weekly_hours_limit: forty\n", "people.mira (people.yaml): weekly_hours_limit is no number.", false},
	"words for a truth":    {person + "    archived: left\n", "people.mira (people.yaml): archived is neither true nor false.", false},
	"a name that is No":    {"people:\n  no-le: { email: no@example.com, firstname: No, lastname: Le }\n", "people.no-le (people.yaml): firstname is false to YAML, as yes, no, on and off are. Put it in quotes.", true},
	"projects as a list":   {person + "    projects: [website]\n", "people.mira (people.yaml): projects is no map. Write each project with what its contract has", false},
	"hours alone":          {person + "    projects: { website: 20 }\n", "people.mira.projects.website (people.yaml): this is no map of hours, screenshots, status, rate.", false},
	"address alone":        {"people:\n  mira: mira@example.com\n", "people.mira (people.yaml): this is no map of managed, id, email", false},
	"people as a list":     {"people:\n  - { email: mira@example.com }\n", "people.yaml: people is no map from handles to entries.", false},
	"projects of a client": {"clients:\n  petra: { email: p@client.example, firstname: Petra, lastname: Novak, projects: website }\n", "clients.petra (people.yaml): projects is no list.", false},
	"indented too far":     {"people:\n  mira:\n    email: mira@example.com\n      firstname: Mira\n", "people.yaml: this is no YAML. The line is told by: echo 'yamldecode(", true},
	"nothing":              {"# to be written\n", "people.yaml: this is no YAML.", true},
}

func TestAccRosterMistakes(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		w := acctest.NewWorkspace(t, cli, acctest.WebWork())
		w.CopyFrom(filepath.Join(modules, "roster", "read"))
		plan := func() acctest.Result {
			return w.Run("plan", "-var=path=roster", `-var=defaults={"role":"Regular User"}`)
		}
		for name, mistake := range mistakes {
			w.Write("roster/people.yaml", mistake.yaml)
			result := plan()
			if expectFailure(t, result, "The roster has mistakes.", mistake.message); t.Failed() {
				t.Fatalf("that was %s", name)
			}
		}

		// Each of the files is right by itself.
		w.Write("roster/people.yaml", person)
		w.Write("roster/team/design.yml", "people:\n  mira: { email: other@example.com, firstname: Mira, lastname: Other }\n")
		expectFailure(t, plan(), "people.mira is in several files: people.yaml and team/design.yml.")
		w.Write("roster/team/design.yml", "people:\n  mo: { email: mo@example.com, firstname: Mo, lastname: Ra }\n")
		if result := plan(); result.ExitCode != 0 {
			t.Errorf("a roster without mistakes has some:\n%s", result.Output())
		}
		w.Write("guide/people.yaml", guideBlock(t, rosterGuide, "yaml", "people:"))
		if result := w.Run("plan", "-var=path=guide"); result.ExitCode != 0 {
			t.Errorf("the roster of the guide has mistakes:\n%s", result.Output())
		}
		expectFailure(t, w.Run("plan", "-var=path=nowhere"), "nowhere: there is no such file, or no YAML file in such a folder.")
		expectFailure(t, w.Run("plan", "-var=path=roster"), "people.mira (people.yaml): role is missing.")
	})
}

// What WebWork has is checked by the provider, at the address that has the handle. A roster with a mistake plans nothing, whatever is targeted.
func TestAccRosterValues(t *testing.T) {
	t.Parallel()
	acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
		server := start(t, simulator.Options{})
		w := rosterExample(t, cli, server)
		right := w.Read("people/design.yaml")
		for wrong, message := range map[string][2]string{
			"role: Regular user":      {"lastname: Tanaka", `Did you mean "Regular User"?`},
			"timezone: Europe/Madird": {"timezone: Europe/Madrid", `Did you mean "Europe/Madrid"?`},
			"screenshots: blured":     {"screenshots: full", `Did you mean "blurred"?`},
		} {
			line := wrong
			if message[0] == "lastname: Tanaka" {
				line = message[0] + "\n    " + wrong
			}
			w.Write("people/design.yaml", strings.Replace(right, message[0], line, 1))
			expectFailure(t, w.Run("plan"), message[1], `with module.roster.webwork_`)
		}
		w.Write("people/design.yaml", strings.Replace(right, "firstname: Mira", "forename: Mira", 1))
		expectFailure(t, w.Run("plan", "-target=module.roster.webwork_project.project"), `people.mira (design.yaml): there is no "forename".`)
		if writes := server.Writes(); len(writes) > 0 {
			t.Errorf("written: %v", writes)
		}
	})
}
