package simulator

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// appPath is the path under which people play what happens in the web app, where a Go program would
// call the methods of webapp.go.
const appPath = "/app"

// AppURL is where what happens in the web app is played, where the simulator is found at a server's
// URL. Objects are written there as in a seed.
func (s *Simulator) AppURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + appPath
}

// app is the web app. It knows no rate limit, no faults and no latency, and is not remembered.
type app struct{ *simkit.WebApp }

func newApp(s *Simulator) app {
	a := app{simkit.NewWebApp(appPath, func(token string) bool {
		_, known := s.tokens.Use(token)
		return known
	})}
	a.Route("GET /workspaces", func(*http.Request) (any, error) { return s.Snapshot().Workspaces, nil })
	a.Route("GET /invitations", func(*http.Request) (any, error) { return s.Invitations(), nil })

	a.Route("POST /members", adds(checkMember, s.AddMember))
	a.Route("PATCH /members/{id}", changesByID(checkMember, s.SetMember))
	a.acts("POST /members/{id}/accept", s.AcceptInvitation)
	a.acts("POST /members/{id}/archive", s.ArchiveMember)
	a.acts("POST /members/{id}/restore", s.RestoreMember)
	a.acts("POST /members/{id}/purge", s.PurgeMember)
	a.Route("POST /members/{id}/invite-anew", func(r *http.Request) (any, error) {
		id, err := pathID(r, "id")
		if err != nil {
			return nil, err
		}
		return s.InviteAnew(id)
	})
	a.assigns("PUT /members/{id}/projects/{project}", s.AssignProject)
	a.assigns("DELETE /members/{id}/projects/{project}", s.UnassignProject)

	a.Route("POST /projects", adds(checkProject, s.AddProject))
	a.Route("PATCH /projects/{id}", changesByID(checkProject, s.SetProject))
	a.acts("POST /projects/{id}/archive", s.ArchiveProject)
	a.acts("POST /projects/{id}/restore", s.RestoreProject)
	a.acts("POST /projects/{id}/purge", s.PurgeProject)

	a.Route("POST /contracts", adds(checkContract, s.AddContract))
	a.Route("PATCH /contracts/{id}", changesByID(checkContract, s.SetContract))
	a.acts("DELETE /contracts/{id}", s.DeleteContract)

	a.Route("POST /webhooks", adds(checkWebhook, func(hook Webhook) (Webhook, error) { return s.AddWebhook(hook), nil }))
	a.Route("PATCH /webhooks", func(r *http.Request) (any, error) {
		return nil, simkit.Overlay(r.Body, checkWebhook, func(act func(*Webhook)) error { return s.SetWebhooks(r.URL.Query().Get("url"), act) })
	})
	a.Route("DELETE /webhooks", func(r *http.Request) (any, error) { return nil, s.DeleteWebhooks(r.URL.Query().Get("url")) })
	return a
}

// acts is a route to an act on the object of the path.
func (a app) acts(pattern string, act func(int64) error) {
	a.Route(pattern, func(r *http.Request) (any, error) {
		id, err := pathID(r, "id")
		if err != nil {
			return nil, err
		}
		return nil, act(id)
	})
}

// assigns is a route to an act on a project viewer and a project.
func (a app) assigns(pattern string, act func(viewerID, projectID int64) error) {
	a.Route(pattern, func(r *http.Request) (any, error) {
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
		return nil, simkit.Overlay(r.Body, check, func(act func(*T)) error { return set(id, act) })
	}
}

// adds is a route to the creation of the object in the body.
func adds[T any](check func(T) error, add func(T) (T, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		var object T
		if err := simkit.ReadObject(r.Body, &object); err != nil {
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
