package remote_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// TestDenied has a service that says with 401 what others say with 403.
func TestDenied(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer                             remote.Error
		forbidden, unauthorized, uncertain bool
	}{
		"denied by 401":               {remote.Error{Status: http.StatusUnauthorized, Denied: true}, true, false, false},
		"of the credentials by 401":   {remote.Error{Status: http.StatusUnauthorized}, false, true, false},
		"by 403":                      {remote.Error{Status: http.StatusForbidden}, true, false, false},
		"a gateway's, of anything":    {remote.Error{Status: http.StatusBadGateway}, false, false, true},
		"the service's, of the value": {remote.Error{Status: http.StatusBadRequest, Own: true}, false, false, false},
	} {
		err := fmt.Errorf("reading: %w", &test.answer)
		if remote.IsForbidden(err) != test.forbidden || remote.IsUnauthorized(err) != test.unauthorized || remote.IsUncertain(err) != test.uncertain {
			t.Errorf("%s: forbidden is %t, unauthorized %t, uncertain %t",
				name, remote.IsForbidden(err), remote.IsUnauthorized(err), remote.IsUncertain(err))
		}
	}
}
