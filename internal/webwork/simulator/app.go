package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// appPath is the path under which people play what happens in the web app, where a Go program would
// call the methods of webapp.go.
const appPath = "/app"

// AppURL is where what happens in the web app is played, where the simulator is found at a server's
// URL. Objects are written there as in a seed.
func (s *Simulator) AppURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + appPath
}

// app is the face that stands for the web app. It needs a token, so that no page in a browser can
// use it unseen; it knows no rate limit, no faults and no latency, and is not remembered.
type app struct {
	*Simulator

	mux *http.ServeMux
}

func newApp(s *Simulator) *app {
	a := &app{Simulator: s, mux: http.NewServeMux()}
	a.route("GET /workspaces", func(*http.Request) (any, error) { return s.Snapshot().Workspaces, nil })
	a.route("GET /invitations", func(*http.Request) (any, error) { return s.Invitations(), nil })

	a.route("POST /members", adds(checkMember, s.AddMember))
	a.route("PATCH /members/{id}", changesByID(checkMember, s.SetMember))
	a.acts("POST /members/{id}/accept", s.AcceptInvitation)
	a.acts("POST /members/{id}/archive", s.ArchiveMember)
	a.acts("POST /members/{id}/restore", s.RestoreMember)
	a.acts("POST /members/{id}/purge", s.PurgeMember)
	a.route("POST /members/{id}/invite-anew", func(r *http.Request) (any, error) {
		id, err := pathID(r, "id")
		if err != nil {
			return nil, err
		}
		return s.InviteAnew(id)
	})
	a.assigns("PUT /members/{id}/projects/{project}", s.AssignProject)
	a.assigns("DELETE /members/{id}/projects/{project}", s.UnassignProject)

	a.route("POST /projects", adds(checkProject, s.AddProject))
	a.route("PATCH /projects/{id}", changesByID(checkProject, s.SetProject))
	a.acts("POST /projects/{id}/archive", s.ArchiveProject)
	a.acts("POST /projects/{id}/restore", s.RestoreProject)
	a.acts("POST /projects/{id}/purge", s.PurgeProject)

	a.route("POST /contracts", adds(checkContract, s.AddContract))
	a.route("PATCH /contracts/{id}", changesByID(checkContract, s.SetContract))
	a.acts("DELETE /contracts/{id}", s.DeleteContract)

	a.route("POST /webhooks", adds(checkWebhook, func(hook Webhook) (Webhook, error) { return s.AddWebhook(hook), nil }))
	a.route("PATCH /webhooks", func(r *http.Request) (any, error) {
		return nil, overlay(r.Body, checkWebhook, func(act func(*Webhook)) error { return s.SetWebhooks(r.URL.Query().Get("url"), act) })
	})
	a.route("DELETE /webhooks", func(r *http.Request) (any, error) { return nil, s.DeleteWebhooks(r.URL.Query().Get("url")) })
	return a
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

// acts is a route to an act on the object of the path.
func (a *app) acts(pattern string, act func(int64) error) {
	a.route(pattern, func(r *http.Request) (any, error) {
		id, err := pathID(r, "id")
		if err != nil {
			return nil, err
		}
		return nil, act(id)
	})
}

// assigns is a route to an act on a project viewer and a project.
func (a *app) assigns(pattern string, act func(viewerID, projectID int64) error) {
	a.route(pattern, func(r *http.Request) (any, error) {
		viewer, err := pathID(r, "id")
		if err != nil {
			return nil, err
		}
		project, err := pathID(r, "project")
		if err != nil {
			return nil, err
		}
		return nil, act(viewer, project)
	})
}

// changesByID is a route to a change of the object of the path.
func changesByID[T any](check func(T) error, set func(int64, func(*T)) error) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		id, err := pathID(r, "id")
		if err != nil {
			return nil, err
		}
		return nil, overlay(r.Body, check, func(act func(*T)) error { return set(id, act) })
	}
}

// overlay lays a body over an object, so that what it leaves out stays as it is.
func overlay[T any](body io.Reader, check func(T) error, set func(func(*T)) error) error {
	content, err := io.ReadAll(body)
	if err != nil {
		return fmt.Errorf("the body could not be read: %w", err)
	}
	var wrong error
	err = set(func(object *T) {
		changed := clone(*object)
		if wrong = readObject(bytes.NewReader(content), &changed); wrong == nil {
			wrong = check(changed)
		}
		if wrong == nil {
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

// adds is a route to the creation of the object in the body.
func adds[T any](check func(T) error, add func(T) (T, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		var object T
		if err := readObject(r.Body, &object); err != nil {
			return nil, err
		}
		if err := check(object); err != nil {
			return nil, err
		}
		return add(object)
	}
}

func pathID(r *http.Request, name string) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue(name), 10, 64)
	if err != nil || id <= 0 {
		return 0, fmt.Errorf("%q in the path is no id", r.PathValue(name))
	}
	return id, nil
}
