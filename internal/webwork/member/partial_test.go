package member_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator/simtest"
)

// An answer to an update that carries only some fields says nothing of the others, be they what was sent or not.
func TestAccMemberUpdateAnsweredInPart(t *testing.T) {
	t.Parallel()
	var ignores atomic.Bool
	const answer = `{"success":true,"data":{"id":100,"email":"jane.doe@example.com","avatar":false}}`
	server := simtest.Start(t, simulator.Options{}, func(handler http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodPut {
				handler.ServeHTTP(w, r)
				return
			}
			if !ignores.Load() {
				handler.ServeHTTP(httptest.NewRecorder(), r)
			}
			_, _ = io.WriteString(w, answer)
		})
	})
	providertest.Run(t,
		providertest.Step(server, jane()),
		// The address was sent and came back, the role was neither.
		providertest.Step(server, jane(`email="jane.doe@example.com"`), attribute("email", knownvalue.StringExact("jane.doe@example.com")),
			attribute("role", knownvalue.StringExact("Regular User"))),
		// The role was sent and did not come back.
		providertest.Step(server, jane(`email="jane.doe@example.com"`, `role="Team manager"`), attribute("role", knownvalue.StringExact("Team manager"))),
		resource.TestStep{
			PreConfig:   func() { ignores.Store(true) },
			Config:      providertest.Config(server, "", jane(`email="jane.doe@example.com"`, `role="Project manager"`)),
			ExpectError: regexp.MustCompile(`Could not change the role`),
		},
	)
}
