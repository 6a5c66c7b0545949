package simkit_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// card is an object of a seed.
type card struct {
	Name string   `json:"name"`
	Tags []string `json:"tags"`
}

func TestAWebApp(t *testing.T) {
	t.Parallel()
	held := card{Name: "first", Tags: []string{"old"}}
	app := simkit.NewWebApp("/app", func(token string) bool { return token == "a-token" })
	app.Route("GET /note", func(*http.Request) (any, error) { return held, nil })
	app.Route("DELETE /note", func(*http.Request) (any, error) { return nil, errors.New("it stays") })
	app.Route("PATCH /note", func(r *http.Request) (any, error) {
		check := func(n card) error {
			if n.Name == "" {
				return errors.New("there is no name")
			}
			return nil
		}
		return nil, simkit.Overlay(r.Body, check, func(act func(*card)) error {
			act(&held)
			return nil
		})
	})
	ask := func(method, token, body string) (int, string) {
		request := httptest.NewRequestWithContext(t.Context(), method, "/app/note", strings.NewReader(body))
		request.Header.Set("Authorization", "Bearer "+token)
		answer := httptest.NewRecorder()
		app.ServeHTTP(answer, request)
		return answer.Code, answer.Body.String()
	}
	for _, step := range []struct {
		method, token, body string
		status              int
		says                string
	}{
		{"GET", "another", "", http.StatusUnauthorized, "token of the simulator is needed"},
		{"GET", "a-token", "", http.StatusOK, `"name": "first"`},
		{"PATCH", "a-token", `{"name": "second"}`, http.StatusNoContent, ""},
		{"GET", "a-token", "", http.StatusOK, "\"second\",\n  \"tags\": [\n    \"old\""},
		{"PATCH", "a-token", `{"name": ""}`, http.StatusBadRequest, "there is no name"},
		{"PATCH", "a-token", `{"title": "x"}`, http.StatusBadRequest, `unknown field "title"`},
		{"GET", "a-token", "", http.StatusOK, `"name": "second"`},
		{"DELETE", "a-token", "", http.StatusBadRequest, "it stays"},
		{"POST", "a-token", "", http.StatusMethodNotAllowed, ""},
	} {
		status, said := ask(step.method, step.token, step.body)
		if status != step.status || !strings.Contains(said, step.says) {
			t.Errorf("%s %s: %d %s", step.method, step.body, status, said)
		}
	}
}

func TestReadingASeed(t *testing.T) {
	t.Parallel()
	read, err := simkit.ReadSeed[[]card](strings.NewReader(`[{"name": "first"}]`))
	done(t, err)
	equal(t, "name", read[0].Name, "first")
	for document, says := range map[string]string{
		"[\n{\"title\": 1}]":  `line 2: json: unknown field "title"`,
		"[\n{\n\"name\": 1}]": "line 3",
		"[\n{\"name\" 1}]":    "line 2",
		"[] []":               "something follows the document",
		"":                    "EOF",
	} {
		if _, err := simkit.ReadSeed[[]card](strings.NewReader(document)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: the error does not say %q: %v", document, says, err)
		}
	}
}

func TestACloneSharesNothing(t *testing.T) {
	t.Parallel()
	first := card{Name: "first", Tags: []string{"old"}}
	second := simkit.Clone(first)
	second.Tags[0] = "new"
	equal(t, "the first", first.Tags[0], "old")
}

func TestBearer(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{"Bearer a b": "a b", "bearer a": "", "Basic a": "", "": ""} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody)
		request.Header.Set("Authorization", header)
		equal(t, header, simkit.Bearer(request), want)
	}
}
