package rest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/rest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

const (
	base  = "https://api.awork.com/api/v1"
	jane  = "11111111-1111-4111-8111-111111111111"
	admin = "22222222-2222-4222-8222-222222222222"
	space = "33333333-3333-4333-8333-333333333333"
)

// reply is what a service answers.
type reply struct {
	status int
	body   string
	header map[string]string
}

// wire is the network: it notes what is asked, and answers as the test says.
type wire struct {
	answer func(*http.Request, string) reply

	mu    sync.Mutex
	asked []string
}

// RoundTrip implements http.RoundTripper.
func (w *wire) RoundTrip(request *http.Request) (*http.Response, error) {
	var body []byte
	if request.Body != nil {
		var err error
		if body, err = io.ReadAll(request.Body); err != nil {
			return nil, err
		}
	}
	w.mu.Lock()
	w.asked = append(w.asked, strings.TrimSpace(request.Method+" "+strings.TrimPrefix(request.URL.RequestURI(), "/api/v1")+" "+string(body)))
	w.mu.Unlock()
	said := w.answer(request, string(body))
	if said.status == 0 {
		said.status = http.StatusOK
	}
	answer := &http.Response{
		StatusCode: said.status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(said.body)), Request: request,
	}
	for name, value := range said.header {
		answer.Header.Set(name, value)
	}
	return answer, nil
}

// requests are those that were asked so far.
func (w *wire) requests() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.asked)
}

// newWire is a service that answers the same to everything.
func newWire(said reply) *wire {
	return &wire{answer: func(*http.Request, string) reply { return said }}
}

// open makes a client that finds the service there.
func open(t *testing.T, network http.RoundTripper, options ...func(*httpkit.Options)) *rest.Client {
	t.Helper()
	set := httpkit.Options{Credentials: httpkit.Static("key-that-nobody-may-see"), Transport: network}
	for _, option := range options {
		option(&set)
	}
	client, err := rest.Open(set, base)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// sameJSON compares by value.
func sameJSON(t *testing.T, got, want string) bool {
	t.Helper()
	var one, other any
	if json.Unmarshal([]byte(got), &one) != nil || json.Unmarshal([]byte(want), &other) != nil {
		return got == want
	}
	a, err := json.Marshal(one)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(other)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Equal(a, b)
}
