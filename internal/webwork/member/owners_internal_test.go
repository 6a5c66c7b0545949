package member

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// TestOwnersAreCountedWhole has an Owner go between the pages of the list by which those are counted who stay.
func TestOwnersAreCountedWhole(t *testing.T) {
	t.Parallel()
	const others = 120
	for after, want := range map[int]int{0: others, 1: others - 1} {
		var server *simtest.Server
		var first int64
		pages := 0
		server = simtest.Start(t, simulator.Options{}, func(handler http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				handler.ServeHTTP(w, r)
				if !strings.HasSuffix(r.URL.Path, "/members") {
					return
				}
				if pages++; pages == after {
					if err := server.PurgeMember(first); err != nil {
						t.Error(err)
					}
				}
			})
		})
		for i := range others {
			added, err := server.AddMember(simulator.Member{Email: fmt.Sprintf("owner.%d@acme.example", i), Role: api.RoleOwner, Status: api.StatusActive})
			if err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				first = added.ID
			}
		}
		transports, err := httpkit.New(httpkit.Options{Credentials: httpkit.Static(server.Token())})
		if err != nil {
			t.Fatal(err)
		}
		client, err := v2.New(transports, server.BaseURL)
		if err != nil {
			t.Fatal(err)
		}
		count, err := otherOwners(t.Context(), session.New(client, session.Settings{}, nil), fmt.Sprint(simulator.DefaultAccount))
		if err != nil || count != want {
			t.Errorf("%d Owners stay, %v; want %d", count, err, want)
		}
	}
}
