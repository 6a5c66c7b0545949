package export_test

import "testing"

// An export asks for the workspaces once, for each page once, and, where archived people are wanted, for the list of those who left.
func TestRequestsArePages(t *testing.T) {
	t.Parallel()
	// Of members, projects, contracts, viewers and webhooks. The list of viewers tells no total, and 20 may be a whole page.
	const pages = 6 + 1 + 7 + 2 + 1
	options := grown(t)
	for args, want := range map[string]int{"--include-archived=false": pages + 1, "--include-archived": pages + 2, "--kinds=projects": 2} {
		server := start(t, options)
		run(t, server, "--out", t.TempDir(), args).with(t, 0)
		if got := len(server.Requests()); got != want {
			t.Errorf("%s takes %d requests, not %d", args, got, want)
		}
	}
}

// The legacy API has no pages and no list of who left. Its list of projects has little more than names, so that each is read by itself.
func TestRequestsOfTheLegacyAPIAreLists(t *testing.T) {
	t.Parallel()
	const lists, projects = 5, 80
	for args, want := range map[string]int{
		"--include-archived=false": lists + projects, "--include-archived": lists + projects, "--kinds=projects": 1 + projects, "--kinds=projects,project_viewers": 3 + projects,
	} {
		server := start(t, grown(t))
		server.SpeakV1()
		env := server.EnvV1()
		env["WEBWORK_REQUESTS_PER_MINUTE"] = "100000"
		dir := t.TempDir()
		runIn(t, env, "--out", dir, args).with(t, 0, "The workspace of the credentials, read with")
		has(t, contents(t, dir), "import_projects.tf", `id = "50001"`)
		if got := len(server.Requests()); got != want {
			t.Errorf("%s takes %d requests, not %d", args, got, want)
		}
	}
}
