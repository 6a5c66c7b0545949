package v2_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
)

func TestNewRefusesBaseURLs(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"", "api.webwork-tracker.com/api/v2", "ftp://example.com", "https://", "http://a b"} {
		if _, err := v2.New(http.DefaultClient, base); err == nil {
			t.Errorf("%q is accepted", base)
		}
	}
	_, err := v2.New(http.DefaultClient, "ftp://user:secret@example.com")
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("the error shows the password: %v", err)
	}
}

// An id that is none could lead to another path.
func TestIDsThatLeadElsewhere(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", ".", "..", "a/b", "a%2Fb", "a?b", "a#b", "a b", "a\n", "ä", strings.Repeat("x", 1000) + "/"} {
		client, requests := serve(t, http.StatusOK, `{"data":{"id":1}}`)
		_, err := client.In("1").Webhooks().Get(t.Context(), id)
		if !errors.Is(err, remote.ErrNotSent) || len(*requests) > 0 {
			t.Errorf("%.20q: %v after %d requests", id, err, len(*requests))
		}
		if len(err.Error()) > 200 {
			t.Errorf("the message has %d bytes", len(err.Error()))
		}
	}
}

// Bodies have ids as numbers, so that what is none is not sent: of an empty text it would become 0.
func TestIDsThatAreNoNumber(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", "abc", "0101", "+1", "-1", " 1", "1.0", "1e2", "1}", "null"} {
		client, requests := serve(t, http.StatusOK, `{"data":{"id":1}}`)
		workspace := client.In("1")
		_, err := workspace.Contracts().Create(t.Context(), api.ContractCreate{ProjectID: id, UserID: "2"})
		for what, err := range map[string]error{
			"contract":   err,
			"assignment": workspace.Viewers().Assign(t.Context(), "5", id),
			"removal":    workspace.Viewers().Unassign(t.Context(), "5", id),
			"workspace":  client.In(id).Members().Archive(t.Context(), "5"),
		} {
			if !errors.Is(err, remote.ErrNotSent) || len(*requests) > 0 {
				t.Errorf("%s with %q: %v after %d requests", what, id, err, len(*requests))
			}
		}
	}
}
