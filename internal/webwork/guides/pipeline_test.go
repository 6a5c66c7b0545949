package guides_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

const pipelines = root + "/examples/pipelines"

// Secrets of the pipelines.
const (
	readToken  = "kept-for-reading-only"
	writeToken = "kept-for-what-is-merged"
)

// runner carries out a pipeline's jobs, step by step, as its service does.
type runner struct {
	t         *testing.T
	workspace *acctest.Workspace
	// inputs are what somebody says who starts a job by hand.
	inputs map[string]string
	// written is where the runner collects what steps write for people.
	written string
}

// job is what happens, in a service's own terms, in one of a pipeline's jobs.
type job struct {
	env     map[string]string
	scripts []string
}

// run runs the job until a step fails, and gives the exit code and what was printed.
func (r *runner) run(j job) (code int, printed string) {
	r.t.Helper()
	w := *r.workspace
	for name, value := range j.env {
		w.Setenv(name, value)
	}
	w.CLI.Path = "/bin/bash"
	for _, script := range j.scripts {
		result := w.Start("-eo", "pipefail", "-c", "exec 2>&1\n"+script).Wait()
		printed += plain(result.Output())
		if code = result.ExitCode; code != 0 {
			break
		}
	}
	for name := range j.env { // a job leaves nothing to the next one
		w.Setenv(name, "")
	}
	return code, printed
}

// service is where a pipeline runs.
type service struct {
	name string
	// job reads a job of the pipeline: of a file and a name, where there are files.
	job func(r *runner, name string) job
	// explanation is what reviewers get.
	explanation func(r *runner) string
}

func services() []service {
	return []service{
		{name: "github", job: githubJob, explanation: func(r *runner) string { return read(r.t, filepath.Join(r.written, "comment.md")) }},
		{name: "gitlab", job: gitlabJob, explanation: func(r *runner) string { return r.workspace.Read("explanation.md") }},
	}
}

// TestAccPipelines plays what pipelines are for: a review that changes nothing, a merge that applies it, somebody who was archived in
// the app meanwhile and stays away, and a night that tells of it.
func TestAccPipelines(t *testing.T) {
	t.Parallel()
	for _, service := range services() {
		t.Run(service.name, func(t *testing.T) {
			t.Parallel()
			acctest.EachCLI(t, func(t *testing.T, cli acctest.CLI) {
				cli.Require(t, acctest.Mocks)
				server := providertest.Start(t, simulator.Options{})
				server.AddToken(readToken, simulator.Account{UserID: simulator.DefaultAccount, ReadOnly: true}, time.Time{})
				server.AddToken(writeToken, simulator.Account{UserID: simulator.DefaultAccount}, time.Time{})
				play(t, service, newRunner(t, cli, server), server)
			})
		})
	}
}

func newRunner(t *testing.T, cli acctest.CLI, server *simtest.Server) *runner {
	t.Helper()
	w := providertest.Workspace(t, cli, server)
	w.Setenv("WEBWORK_TOKEN", "")
	w.CopyFrom(pipelines)
	r := &runner{t: t, workspace: w, written: t.TempDir(), inputs: map[string]string{}}
	bin := tools(t, cli)
	// gh is GitHub's own; of it only the comment matters.
	const gh = "#!/bin/bash\ntest \"$1 $2\" = 'pr comment' && test -n \"$GH_TOKEN\" && cp \"${@: -1}\" \"$WRITTEN/comment.md\"\n"
	providertest.Must(t, os.WriteFile(filepath.Join(bin, "gh"), []byte(gh), 0o700))
	w.Setenv("WRITTEN", r.written)
	w.Setenv("GITHUB_STEP_SUMMARY", filepath.Join(r.written, "summary.md"))
	w.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	return r
}

func play(t *testing.T, service service, r *runner, server *simtest.Server) {
	t.Helper()
	jobs := func(want int, names ...string) string {
		t.Helper()
		var said strings.Builder
		code := 0
		for _, name := range names {
			var printed string
			code, printed = r.run(service.job(r, name))
			said.WriteString(printed)
			if code != 0 {
				break
			}
		}
		if code != want {
			t.Fatalf("%v ends with %d, not with %d:\n%s", names, code, want, said.String())
		}
		return strings.Join(strings.Fields(said.String()), " ")
	}
	expect := func(said string, words ...string) {
		t.Helper()
		for _, word := range words {
			if !strings.Contains(said, word) {
				t.Errorf("%q is missing in:\n%s", word, said)
			}
		}
	}
	people := r.workspace.Read("people.yaml")

	// A review reads, whatever it shows.
	jobs(0, "test", "plan")
	expect(service.explanation(r), "Mira Okafor", "| 2 | `max_invitations` `10` |")
	if writes := server.Writes(); len(writes) > 0 {
		t.Fatalf("the review wrote: %v", writes)
	}

	// The merge applies it, and nothing is left.
	expect(jobs(0, "apply"), "Apply complete! Resources: 2 added, 0 changed, 0 destroyed.", "No changes.")
	jobs(0, "nightly")

	// Somebody loses access in the app. The next merge is about somebody else, and does not give it back.
	mira, _ := server.MemberByEmail("mira@example.com")
	providertest.Must(t, server.ArchiveMember(mira.ID))
	expect(jobs(2, "nightly"), "archived")
	r.workspace.Write("people.yaml", people+"\nnora:\n  email: nora@example.com\n  firstname: Nora\n  lastname: Lind\n")
	jobs(0, "test", "plan")
	expect(service.explanation(r), "Restored in place", "Mira Okafor", "Nora Lind")
	server.ForgetRequests()
	expect(jobs(1, "apply"), "restore_archived")
	if writes := server.Writes(); len(writes) > 0 {
		t.Fatalf("an apply that stopped wrote: %v", writes)
	}

	// Until somebody says so.
	r.inputs["restore"] = "true"
	expect(jobs(0, "apply"), "Apply complete! Resources: 1 added, 1 changed, 0 destroyed.", "No changes.")

	// Somebody is added in the app.
	_, err := server.AddMember(simulator.Member{Email: "new@example.com", FirstName: "Nia", LastName: "New", Role: simulator.RoleRegularUser, Status: "active"})
	providertest.Must(t, err)
	expect(jobs(2, "nightly"), "new@example.com")
}

// workflow is what the workflows of GitHub in the examples have. What they may not have is an error.
type workflow struct {
	Name        string
	On          any
	Permissions map[string]string
	Concurrency map[string]any
	Env         map[string]string
	Jobs        map[string]struct {
		If          string
		Needs       string
		RunsOn      string `yaml:"runs-on"`
		Permissions map[string]string
		Environment string
		Env         map[string]string
		Steps       []struct {
			Name, If, Uses, Run string
			With, Env           map[string]string
		}
	}
}

// githubJobs are the files and jobs of GitHub by what they do.
func githubJobs() map[string][2]string {
	return map[string][2]string{"test": {"review", "test"}, "plan": {"review", "plan"}, "apply": {"apply", "apply"}, "nightly": {"nightly", "drift"}}
}

func githubJob(r *runner, name string) job {
	r.t.Helper()
	file, within := githubJobs()[name][0], githubJobs()[name][1]
	var flow workflow
	decodeStrictly(r.t, filepath.Join(pipelines, "github", file+".yml"), &flow)
	todo, found := flow.Jobs[within]
	if !found {
		r.t.Fatalf("%s.yml has no job %s", file, within)
	}
	j := job{env: r.evaluated(flow.Env, todo.Env)}
	for _, step := range todo.Steps {
		switch action, _, _ := strings.Cut(step.Uses, "@"); action {
		case "actions/checkout", "hashicorp/setup-terraform": // both are here
		case "":
			maps.Copy(j.env, r.evaluated(step.Env))
			script := step.Run
			if step.If == "!cancelled()" { // also after a step that failed, which fails the job all the same
				before := j.scripts[len(j.scripts)-1]
				j.scripts = j.scripts[:len(j.scripts)-1]
				script = "(\n" + before + "\n) || failed=$?\n" + script + "\nexit \"${failed:-0}\""
			}
			j.scripts = append(j.scripts, script)
		default:
			r.t.Fatalf("%s.yml uses %s, which is not known here", file, action)
		}
	}
	return j
}

var expression = regexp.MustCompile(`\$\{\{ (.*?) \}\}`)

// evaluated are variables with their expressions put in.
func (r *runner) evaluated(layers ...map[string]string) map[string]string {
	r.t.Helper()
	restore := r.inputs["restore"]
	if restore == "" {
		restore = "false"
	}
	known := map[string]string{
		"secrets.WEBWORK_READ_TOKEN": readToken, "secrets.WEBWORK_WRITE_TOKEN": writeToken, "inputs.restore || false": restore,
		"github.token": "of-the-job", "github.event.pull_request.html_url": "https://github.com/acme/people/pull/1",
	}
	all := map[string]string{}
	for _, layer := range layers {
		for name, value := range layer {
			all[name] = expression.ReplaceAllStringFunc(value, func(found string) string {
				value, there := known[expression.FindStringSubmatch(found)[1]]
				if !there {
					r.t.Fatalf("nothing is known of %s", found)
				}
				return value
			})
		}
	}
	return all
}

// pipeline is what GitLab's file has besides jobs, and gitlabJobs the jobs.
type pipeline struct {
	Stages    []string
	Default   map[string]any
	Variables map[string]string
	Jobs      map[string]struct {
		Stage         string
		Rules         []map[string]string
		Variables     map[string]string
		Script        []string
		Artifacts     map[string]any
		Environment   string
		ResourceGroup string `yaml:"resource_group"`
	} `yaml:",inline"`
}

func gitlabJob(r *runner, name string) job {
	r.t.Helper()
	var flow pipeline
	decodeStrictly(r.t, filepath.Join(pipelines, "gitlab", ".gitlab-ci.yml"), &flow)
	todo, found := flow.Jobs[name]
	if !found || !slices.Contains(flow.Stages, todo.Stage) || len(todo.Rules) == 0 {
		r.t.Fatalf("the file has no job %s with a stage and rules", name)
	}
	j := job{env: map[string]string{}, scripts: []string{strings.Join(todo.Script, "\n")}} // lines share a shell there
	known := map[string]string{"$WEBWORK_READ_TOKEN": readToken, "$WEBWORK_WRITE_TOKEN": writeToken}
	for _, layer := range []map[string]string{flow.Variables, todo.Variables} {
		maps.Copy(j.env, layer)
	}
	for variable, value := range j.env {
		if secret, there := known[value]; there {
			j.env[variable] = secret
		} else if strings.Contains(value, "$") {
			r.t.Fatalf("nothing is known of %s", value)
		}
	}
	if restore := r.inputs["restore"]; restore != "" {
		j.env["RESTORE"] = restore
	}
	return j
}

// decodeStrictly reads a file that has nothing but what is known.
func decodeStrictly(t *testing.T, path string, into any) {
	t.Helper()
	file, err := os.Open(path)
	providertest.Must(t, err)
	defer file.Close()
	decoder := yaml.NewDecoder(file)
	decoder.KnownFields(true)
	providertest.Must(t, decoder.Decode(into))
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	providertest.Must(t, err)
	return string(content)
}
