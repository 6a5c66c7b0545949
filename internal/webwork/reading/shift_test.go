package reading_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// shifting starts a server of people who are active, of whom one is gone after each of the given pages, the first one first.
func shifting(t *testing.T, people int, after func(page int) bool) *simtest.Server {
	t.Helper()
	var server *simtest.Server
	pages := 0
	server = simtest.Start(t, simulator.Options{Populate: simulator.Population{Members: people}}, func(handler http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			handler.ServeHTTP(w, r)
			if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/members") {
				pages++
				if after(pages) {
					if err := server.PurgeMember(gone(server)); err != nil {
						t.Error(err)
					}
				}
			}
		})
	})
	return server
}

// gone is the first person but the account.
func gone(server *simtest.Server) int64 { return server.Snapshot().Workspaces[0].Members[1].ID }

// TestListsThatShiftAreReadAgain has somebody go after any page of the list: nobody else may be left out, with a filter or without.
func TestListsThatShiftAreReadAgain(t *testing.T) {
	t.Parallel()
	for _, filter := range []attributes{nil, {"role": "Regular User"}} {
		for after := range 5 {
			t.Run(fmt.Sprintf("filter %v, after page %d", filter, after), func(t *testing.T) {
				t.Parallel()
				server := shifting(t, 330, func(page int) bool { return page == after })
				p := configure(t, server, nil)
				shown := map[string]bool{}
				for _, item := range p.list("members", filter) {
					var member map[string]tftypes.Value
					var id string
					if item.As(&member) != nil || member["id"].As(&id) != nil {
						t.Fatal(item)
					}
					shown[id] = true
				}
				for _, member := range server.Snapshot().Workspaces[0].Members {
					if (filter == nil || member.Role == "Regular User") && !shown[fmt.Sprint(member.ID)] {
						t.Errorf("%s is left out", member.Email)
					}
				}
				pages, once := server.Count(http.MethodGet, "/members"), (len(shown)+99)/100
				if pages > 2*once || (after == 0 || after >= once) && pages != once {
					t.Errorf("%d pages were read of %d", pages, once)
				}
			})
		}
	}
}

// TestListsThatNeverRestAreAnError fails rather than leave somebody out.
func TestListsThatNeverRestAreAnError(t *testing.T) {
	t.Parallel()
	for _, filter := range []attributes{nil, {"role": "Regular User"}} {
		p := configure(t, shifting(t, 330, func(int) bool { return true }), nil)
		_, reported := p.read("webwork_members", filter)
		for _, words := range []string{"ERROR Could not read members: ", "the list was read 4 times and may lack something each time: its total went from", "Rather than leave somebody out", "Try again"} {
			if !strings.Contains(reported, words) {
				t.Errorf("filter %v: reported is %q, without %q", filter, reported, words)
			}
		}
	}
}
