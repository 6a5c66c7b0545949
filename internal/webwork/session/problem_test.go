package session_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/session"
)

// Names come from the service: none of them may steer a terminal or begin a command of a build log.
func TestDescribeIsFitToBeShown(t *testing.T) {
	t.Parallel()
	got := tfkit.Describe("Eve\x1b[2J\n::error::gone\u202e", "7")
	if strings.ContainsAny(got, "\x1b\n\u202e") || strings.Contains(got, "::error::") || !strings.Contains(got, "Eve") || !strings.HasSuffix(got, "(id 7)") {
		t.Errorf("got %q", got)
	}
}

func TestFailed(t *testing.T) {
	t.Parallel()
	lost := errors.New("connection reset by peer")
	for name, c := range map[string]struct {
		err  error
		want []string
	}{
		"refused":           {&remote.Error{Service: "WebWork", Op: "POST /members", Status: http.StatusUnprocessableEntity, Message: "Email is taken."}, []string{"POST /members: WebWork answered 422 Unprocessable Entity: Email is taken.", "Correct what WebWork objects to"}},
		"forbidden":         {&remote.Error{Service: "WebWork", Status: http.StatusForbidden}, []string{"403 Forbidden", "Owner or Executive manager", "write scope"}},
		"not found":         {&remote.Error{Service: "WebWork", Status: http.StatusNotFound, Own: true}, []string{"404 Not Found", "workspace_id"}},
		"no such API":       {&remote.Error{Service: "WebWork", Status: http.StatusNotFound}, []string{"404 Not Found", "base_url (WEBWORK_BASE_URL)", "/api/v2"}},
		"not trusted":       {fmt.Errorf("%w: %w", remote.ErrNotSent, &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}), []string{"set ca_file", "WEBWORK_CA_FILE"}},
		"expired":           {&remote.Error{Service: "WebWork", Status: http.StatusUnauthorized}, []string{"401 Unauthorized", "create a new one"}},
		"refused for good":  {&httpkit.AuthError{Credential: "the refresh token", Hint: "Sign in again."}, []string{"the refresh token was refused. Sign in again.", "Nothing more is asked"}},
		"too many":          {&remote.Error{Service: "WebWork", Status: http.StatusTooManyRequests}, []string{"429", "requests_per_minute"}},
		"broken":            {&remote.Error{Service: "WebWork", Status: http.StatusBadGateway}, []string{"502", "Try again later"}},
		"lost write":        {&remote.LostError{Op: "POST /members", Err: lost}, []string{"POST /members: connection reset", "is not known", "looks for what exists"}},
		"lost read":         {fmt.Errorf("list: %w", &remote.LostError{Reads: true, Op: "GET /members", Err: lost}), []string{"GET /members: connection reset", "no proper answer"}},
		"malformed write":   {&remote.MalformedError{Service: "WebWork", Op: "PUT /members/1", Status: http.StatusOK, Err: lost}, []string{"is not what WebWork documents", "is not known"}},
		"malformed read":    {&remote.MalformedError{Service: "WebWork", Reads: true, Op: "GET /members/1", Status: http.StatusOK, Err: lost}, []string{"is not what WebWork documents", "no proper answer"}},
		"not sent":          {&remote.LostError{Op: "POST /members", Err: fmt.Errorf("%w: dial", remote.ErrNotSent)}, []string{"Nothing was sent", "base_url"}},
		"interrupted":       {fmt.Errorf("%w: %w", remote.ErrNotSent, context.Canceled), []string{"was interrupted"}},
		"explained already": {fmt.Errorf("outside: %w", &tfkit.Problem{Summary: "Could not do it", Detail: "Because."}), []string{"Could not do it: Because."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			problem := session.Failed("invite member", "jane@example.com", c.err)
			for _, phrase := range c.want {
				if !strings.Contains(problem.Error(), phrase) {
					t.Errorf("%q lacks %q", problem.Error(), phrase)
				}
			}
			if known := strings.HasPrefix(problem.Summary, "Could not do"); !known && !strings.HasPrefix(problem.Error(), "Could not invite member: jane@example.com: ") {
				t.Errorf("%q names neither the action nor the object", problem.Error())
			}
		})
	}
}
