package scenario_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
)

// mistake is something wrong that somebody types, and all that the CLI then says.
type mistake struct {
	// kind is the type of the resource, or of the data source where it begins with "data.".
	kind string
	// typed are the attributes that differ from usual ones.
	typed string

	// summary and detail are the message, at the attribute to which the CLI points, if to any; a warning says so in its summary.
	at, summary, detail string
}

// What several messages have in common.
const (
	notAllowed = "Value not allowed"
	anID       = "An id is a positive number without sign, spaces or leading zeros, such as 100. Use the id attribute of the resource or data source that stands for the object, or the number in the address of its page in the app."
	held       = "If a resource of another address holds it, a moved block keeps it, terraform state rm lets go of it, and adopt_existing = true in the provider block takes it over. If this resource is tainted, terraform untaint keeps it, and -replace with its address replaces it on purpose. create_before_destroy cannot replace it: remove that setting, or set adopt_existing = true. If this stops a destroy, use terraform destroy -refresh=false."
)

// usual are the attributes of something without a mistake.
func usual(kind string) []string {
	return map[string][]string{
		"webwork_member":                    {`email = "ann@example.com"`, `firstname = "Ann"`, `lastname = "Lee"`, `role = "Regular User"`},
		"webwork_project":                   {`name = "Intranet"`},
		"webwork_contract":                  {`user_id = "100"`, `project_id = "500"`},
		"webwork_project_viewer":            {`email = "rosa@client.example"`, `firstname = "Rosa"`, `lastname = "Lind"`},
		"webwork_project_viewer_assignment": {`viewer_id = "102"`, `project_id = "500"`},
		"webwork_webhook":                   {`url = "https://hooks.example/tracking"`, `events = ["tracker.started"]`},
	}[kind]
}

// block is the resource or data source with the mistake.
func (m mistake) block(name string) string {
	word, kind, found := strings.Cut(m.kind, ".")
	if !found {
		word, kind = "resource", m.kind
	}
	var typed strings.Builder
	for _, line := range usual(m.kind) {
		attribute, _, _ := strings.Cut(line, " ")
		if !strings.Contains("\n"+m.typed, "\n"+attribute+" ") {
			typed.WriteString("  " + line + "\n")
		}
	}
	for line := range strings.Lines(m.typed) {
		typed.WriteString("  " + strings.TrimSpace(line) + "\n")
	}
	return fmt.Sprintf("%s %q %q {\n%s}\n", word, kind, name, typed.String())
}

// message is what the CLI says of one thing.
type message struct{ at, summary, detail string }

func (m message) String() string { return fmt.Sprintf("at %q: %s: %s", m.at, m.summary, m.detail) }

// message is what the CLI says to the mistake.
func (m mistake) message() message { return message{m.at, m.summary, m.detail} }

// diagnostic is a message in the CLI's JSON.
type diagnostic struct {
	Severity string `json:"severity"`
	Summary  string `json:"summary"`
	Detail   string `json:"detail"`
	Snippet  struct {
		Context string `json:"context"`
		Code    string `json:"code"`
	} `json:"snippet"`
}

// name is the name of the block in which the mistake is.
func (d diagnostic) name() string {
	parts := strings.Split(d.Snippet.Context, `"`)
	if len(parts) < 4 {
		return ""
	}
	return parts[3]
}

func (d diagnostic) message() message {
	m := message{summary: d.Summary, detail: d.Detail}
	if d.Severity == "warning" {
		m.summary = "Warning: " + m.summary
	}
	if attribute, _, assigned := strings.Cut(d.Snippet.Code, "="); assigned {
		m.at = strings.TrimSpace(attribute)
	}
	return m
}

// about are the messages about the block of that name, each once.
func about(all []diagnostic, name string) (told []message) {
	for _, d := range all {
		if m := d.message(); d.name() == name && !slices.Contains(told, m) {
			told = append(told, m)
		}
	}
	return told
}

// expectSaid fails the test unless the message is all that was said.
func expectSaid(t *testing.T, to string, got []message, want message) {
	t.Helper()
	if len(got) != 1 || got[0] != want {
		t.Errorf("to %s\nthe CLI says\n%v\nwant\n%v", to, got, want)
	}
}

// diagnostics reads what a command said with -json: validate says it in one document, plan in lines.
func diagnostics(t *testing.T, result acctest.Result) (all []diagnostic) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(result.Stdout))
	for decoder.More() {
		var document struct {
			Diagnostics []diagnostic `json:"diagnostics"`
			Diagnostic  *diagnostic  `json:"diagnostic"`
		}
		if err := decoder.Decode(&document); err != nil {
			t.Fatalf("%s printed %q: %v", result.Command, result.Stdout, err)
		}
		all = append(all, document.Diagnostics...)
		if document.Diagnostic != nil {
			all = append(all, *document.Diagnostic)
		}
	}
	return all
}

// tell makes each mistake in one configuration and expects what the CLI says, word by word.
func tell(t *testing.T, w *acctest.Workspace, mistakes []mistake, command string) {
	t.Helper()
	var config strings.Builder
	config.WriteString(header)
	for i, m := range mistakes {
		config.WriteString(m.block(fmt.Sprintf("mistake%d", i)))
	}
	w.Write("main.tf", config.String())
	all := diagnostics(t, w.Run(command, "-json"))
	for i, m := range mistakes {
		expectSaid(t, m.block("mistake"), about(all, fmt.Sprintf("mistake%d", i)), m.message())
	}
}
