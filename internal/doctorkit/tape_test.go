package doctorkit_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/doctorkit"
)

type transport func(*http.Request) (*http.Response, error)

func (t transport) RoundTrip(request *http.Request) (*http.Response, error) { return t(request) }

// TestTape keeps what an answer shows beside the objects in it, and hands it on whole.
func TestTape(t *testing.T) {
	t.Parallel()
	headers := http.Header{"X-Ratelimit-Remaining": {"59; w=60"}, "Retry-After": {"soon"}, "Content-Type": {"application/json"}}
	for i := range 100 {
		headers.Set(fmt.Sprintf("X-Rate-Limit-%d", i), "7")
	}
	tape := doctorkit.NewTape()
	recorded := tape.Record(transport(func(*http.Request) (*http.Response, error) {
		return &http.Response{Header: headers, Body: io.NopCloser(strings.NewReader(`{"id":7}`))}, nil
	}))
	for range 2 {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://service.example/things/7", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := recorded.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		if err := answer.Body.Close(); err != nil {
			t.Error(err)
		}
		if err != nil || string(body) != `{"id":7}` || string(tape.Newest) != string(body) {
			t.Errorf("the answer is %q, recorded as %q: %v", body, tape.Newest, err)
		}
	}
	if tape.Requests != 2 || len(tape.Limits) != 20 {
		t.Errorf("%d requests, and limits %v", tape.Requests, tape.Limits)
	}
	for name, number := range tape.Limits {
		wanted := map[string]string{"X-Ratelimit-Remaining": "59", "Retry-After": ""}
		if want, named := wanted[name]; number != "7" && (!named || number != want) {
			t.Errorf("%s begins with %q", name, number)
		}
	}
}

// TestLacking compares a single object with its item in a list.
func TestLacking(t *testing.T) {
	t.Parallel()
	item := doctorkit.FieldsOf(json.RawMessage(`{"id":7,"name":"a"}`))
	single := doctorkit.FieldsOf(json.RawMessage(`{"id":7,"name":"a","rate":1,"anna@acme.example":1,"created_at":null}`))
	if got := doctorkit.Lacking(item, single); !slices.Equal(got, []string{"created_at", "rate"}) {
		t.Errorf("the item lacks %v", got)
	}
	if got := doctorkit.Lacking(single, item); !reflect.DeepEqual(got, []string{}) {
		t.Errorf("with more fields it lacks %#v", got)
	}
	many := doctorkit.Fields{}
	for i := range 1000 {
		many[strings.Repeat("a", i%60)+string(rune('a'+i%26))] = nil
	}
	if got := doctorkit.Lacking(nil, many); len(got) != 100 {
		t.Errorf("%d of %d fields are named", len(got), len(many))
	}
	if got := doctorkit.FieldsOf(json.RawMessage(`[1]`)); got != nil {
		t.Errorf("a list has the fields %v", got)
	}
}
