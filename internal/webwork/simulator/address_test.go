package simulator_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestLinksLeadToTheSimulatorWhateverItIsCalled(t *testing.T) {
	t.Parallel()
	a := start(t, simulator.Options{URL: "http://webwork:8080/", AnyIP: true})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://10.9.8.7/api/v2/members?workspace_id=1",
		strings.NewReader(`{"email":"jane@acme.example","firstname":"Jane","lastname":"Doe","role":"Regular User"}`))
	done(t, err)
	request.Header = http.Header{"Authorization": {"Bearer " + a.Token()}, "Content-Type": {"application/json"}}
	a.send(request).ok().has(`"invitation_link":"http://webwork:8080/dashboard/accept-invitation/`).lacks("10.9.8.7")
}
