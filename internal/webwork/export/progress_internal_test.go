package export

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestProgressIsForTerminals(t *testing.T) {
	t.Parallel()
	var terminal bytes.Buffer
	shown, silent := &progress{terminal: &terminal}, &progress{}
	for _, p := range []*progress{shown, silent} {
		p.asked(1)
		p.begin(viewers)
		p.asked(2)
		p.end()
	}
	want := clearLine + "Reading the workspaces, request 1 …" + clearLine + "Reading the project viewers, request 2 …" + clearLine
	if got := terminal.String(); got != want {
		t.Errorf("got %q", got)
	}
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, pipe := range []io.Writer{&terminal, file} {
		if (streams{err: pipe}).terminal() != nil {
			t.Errorf("%T counts as a terminal", pipe)
		}
	}
}

type answering struct{}

func (answering) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
}

func TestNothingButReadsIsSent(t *testing.T) {
	t.Parallel()
	r := &reader{next: answering{}, asked: func(int64) {}}
	for method, allowed := range map[string]bool{http.MethodGet: true, http.MethodPost: false, http.MethodPut: false, http.MethodDelete: false} {
		request, err := http.NewRequestWithContext(t.Context(), method, "http://localhost/", strings.NewReader(""))
		if err != nil {
			t.Fatal(err)
		}
		answer, err := r.RoundTrip(request)
		if answer != nil {
			_ = answer.Body.Close()
		}
		if (err == nil) != allowed {
			t.Errorf("%s: %v", method, err)
		}
	}
	if r.requests.Load() != 1 {
		t.Errorf("%d requests were counted", r.requests.Load())
	}
}

func TestModules(t *testing.T) {
	t.Parallel()
	for address, name := range map[string]string{
		"module.people": "people", "module.a.module.b": "b", `module.a["x"].module.b[0]`: "b", "module.module": "module",
	} {
		in, err := parseModule(address)
		if err != nil || in.name() != name || in.called() != (strings.Count(address, ".") == 1) {
			t.Errorf("%s: %v, %q", address, err, in.name())
		}
	}
}
