package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// appPath is the path under which people play what happens in the web app, where a Go program would use
// the collections of objects.
const appPath = "/app"

// AppURL is where what happens in the web app is played, where the simulator is found at a server's
// URL. Objects are written there as in a seed.
func (s *Simulator) AppURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + appPath
}

// app is the face that stands for the web app. It needs a token, so that no page in a browser can use
// it unseen; it knows no rate limit, no faults and no latency, and is not remembered.
type app struct {
	*Simulator

	mux *http.ServeMux
}

func newApp(s *Simulator) *app {
	a := &app{Simulator: s, mux: http.NewServeMux()}
	a.route("GET /workspace", func(*http.Request) (any, error) { return s.Snapshot(), nil })
	a.route("GET /mails", func(*http.Request) (any, error) { return orEmpty(s.Mails()), nil })
	a.route("GET /violations", func(*http.Request) (any, error) { return orEmpty(s.Violations()), nil })
	routesOf(a, "users", func() *Objects[User] { return s.Users })
	routesOf(a, "roles", func() *Objects[Role] { return s.Roles })
	routesOf(a, "companies", func() *Objects[Company] { return s.Companies })
	routesOf(a, "projecttypes", func() *Objects[Sort] { return s.ProjectTypes })
	routesOf(a, "typeofwork", func() *Objects[Sort] { return s.TypesOfWork })
	routesOf(a, "projectroles", func() *Objects[ProjectRole] { return s.ProjectRoles })
	routesOf(a, "workflows", func() *Objects[Workflow] { return s.Workflows })
	routesOf(a, "projecttemplates", func() *Objects[Template] { return s.Templates })
	routesOf(a, "projectstatuses", func() *Objects[ProjectStatus] { return s.Statuses })
	routesOf(a, "projects", func() *Objects[Project] { return s.Projects })
	routesOf(a, "teams", func() *Objects[Team] { return s.Teams })
	return a
}

// routesOf are the routes to the objects of a kind.
func routesOf[T any](a *app, kind string, objects func() *Objects[T]) {
	a.route("GET /"+kind, func(*http.Request) (any, error) { return orEmpty(objects().All()), nil })
	a.route("POST /"+kind, func(r *http.Request) (any, error) {
		var object T
		if err := readObject(r.Body, &object); err != nil {
			return nil, err
		}
		return objects().Add(object)
	})
	a.route("PATCH /"+kind+"/{id}", func(r *http.Request) (any, error) {
		return nil, overlay(r.Body, func(act func(*T)) error { return objects().Set(r.PathValue("id"), act) })
	})
	a.route("DELETE /"+kind+"/{id}", func(r *http.Request) (any, error) { return nil, objects().Delete(r.PathValue("id")) })
}

// ServeHTTP lets in whoever has a token.
func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, known := a.tokens.Use(bearer(r)); !known {
		http.Error(w, "The token of the simulator is needed: Authorization: Bearer ...", http.StatusUnauthorized)
		return
	}
	http.StripPrefix(appPath, a.mux).ServeHTTP(w, r)
}

// route answers with what act gives, or with its error as a text.
func (a *app) route(pattern string, act func(*http.Request) (any, error)) {
	a.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		result, err := act(r)
		switch {
		case err != nil:
			http.Error(w, err.Error(), http.StatusBadRequest)
		case result == nil:
			w.WriteHeader(http.StatusNoContent)
		default:
			w.Header().Set("Content-Type", "application/json")
			encoder := json.NewEncoder(w)
			encoder.SetIndent("", "  ")
			_ = encoder.Encode(result) // a client that has gone is no concern of the server
		}
	})
}

// overlay lays a body over an object, so that what it leaves out stays as it is.
func overlay[T any](body io.Reader, set func(func(*T)) error) error {
	content, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("the body could not be read: %w", err)
	}
	var wrong error
	err = set(func(object *T) {
		changed := clone(*object)
		if wrong = readObject(bytes.NewReader(content), &changed); wrong == nil {
			*object = changed
		}
	})
	return errors.Join(wrong, err)
}

// readObject reads a JSON object over another one.
func readObject(body io.Reader, over any) error {
	decoder := json.NewDecoder(body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(over); err != nil {
		return fmt.Errorf("the body is not what a seed has there: %w", err)
	}
	return nil
}
