package httpkit_test

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// spaces are as many as are read.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// TestAnswersAreBounded unpacks a small answer that swells, and reads one that does not end.
func TestAnswersAreBounded(t *testing.T) {
	t.Parallel()
	const most = 1 << 20
	for _, test := range []struct {
		name    string
		packed  bool
		size    int64
		status  int
		most    int64
		problem string
	}{
		{"packed", true, 1 << 30, http.StatusOK, most, "the answer is larger than 1048576 bytes, the limit for answers"},
		{"endless", false, 1 << 40, http.StatusOK, most, "the answer is larger than 1048576 bytes, the limit for answers"},
		{"one too many", true, most + 1, http.StatusOK, most, "the answer is larger than 1048576 bytes, the limit for answers"},
		{"as much as may be", true, most, http.StatusOK, most, ""},
		{"by default", true, 32<<20 + 1, http.StatusOK, 0, "the answer is larger than 33554432 bytes, the limit for answers"},
		{"refusal", true, 1 << 30, http.StatusBadRequest, 0, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				sent := 0
				client := newClient(t, httpkit.Options{MaxAnswer: test.most, MaxRetries: 3, Transport: serve(t, http.HandlerFunc(
					func(w http.ResponseWriter, _ *http.Request) {
						sent++
						var to io.Writer = w
						if test.packed {
							w.Header().Set("Content-Encoding", "gzip")
							packer := gzip.NewWriter(w)
							defer func() { _ = packer.Close() }()
							to = packer
						}
						w.WriteHeader(test.status)
						_, _ = fmt.Fprint(to, `"`)
						_, _ = io.Copy(to, io.LimitReader(spaces{}, test.size-2))
						_, _ = fmt.Fprint(to, `"`)
					},
				))})
				status, body, err := call(t.Context(), t, client, http.MethodGet, pipeURL, "")
				if sent != 1 {
					t.Errorf("it was asked for %d times", sent)
				}
				if test.problem != "" {
					if err == nil || httpkit.Cause(err).Error() != test.problem || errors.Is(err, httpkit.ErrNotSent) {
						t.Errorf("got %d bytes, %v", len(body), err)
					}
					return
				}
				if status != test.status || err != nil || len(body) > most {
					t.Errorf("got %d, %d bytes, %v", status, len(body), err)
				}
			})
		})
	}
}

func TestHeadersAreBounded(t *testing.T) {
	t.Parallel()
	var sent atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		sent.Add(1)
		w.Header().Set("X-Filler", strings.Repeat("x", 1<<20))
	}))
	t.Cleanup(server.Close)
	_, _, err := call(t.Context(), t, newClient(t, httpkit.Options{}), http.MethodPost, server.URL, "")
	if err == nil || !strings.Contains(err.Error(), "headers exceeded 262144 bytes") || sent.Load() != 1 {
		t.Errorf("got %v after %d requests", err, sent.Load())
	}
}
