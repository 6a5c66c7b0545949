package export_test

import "testing"

// An export asks for the workspaces once, for each page once, and, where archived people are wanted, for the list of those who left.
func TestRequestsArePages(t *testing.T) {
	t.Parallel()
	// Of members, projects, contracts, viewers and webhooks. The list of viewers tells no total, and 20 may be a whole page.
	const pages = 6 + 1 + 7 + 2 + 1
	options := grown(t, 500)
	for args, want := range map[string]int{"--include-archived=false": pages + 1, "--include-archived": pages + 2, "--kinds=projects": 2} {
		server := start(t, options)
		run(t, server, "--out", t.TempDir(), args).with(t, 0)
		if got := len(server.Requests()); got != want {
			t.Errorf("%s takes %d requests, not %d", args, got, want)
		}
	}
}
