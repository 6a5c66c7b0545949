package simulator

import (
	"net/http"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// appPath is the path under which people play what happens in the web app, where a Go program would use
// the collections of objects.
const appPath = "/app"

// AppURL is where what happens in the web app is played, where the simulator is found at a server's
// URL. Objects are written there as in a seed.
func (s *Simulator) AppURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + appPath
}

// newApp makes the web app. It knows no rate limit, no faults and no latency, and is not remembered.
func newApp(s *Simulator) *simkit.WebApp {
	a := simkit.NewWebApp(appPath, func(token string) bool {
		_, known := s.tokens.Use(token)
		return known
	})
	a.Route("GET /workspace", func(*http.Request) (any, error) { return s.Snapshot(), nil })
	a.Route("GET /mails", func(*http.Request) (any, error) { return orEmpty(s.Mails()), nil })
	a.Route("GET /violations", func(*http.Request) (any, error) { return orEmpty(s.Violations()), nil })
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
	routesOf(a, "webhooks", func() *Objects[Webhook] { return s.Webhooks })
	return a
}

// routesOf are the routes to the objects of a kind.
func routesOf[T any](a *simkit.WebApp, kind string, objects func() *Objects[T]) {
	a.Route("GET /"+kind, func(*http.Request) (any, error) { return orEmpty(objects().All()), nil })
	a.Route("POST /"+kind, func(r *http.Request) (any, error) {
		var object T
		if err := simkit.ReadObject(r.Body, &object); err != nil {
			return nil, err
		}
		return objects().Add(object)
	})
	a.Route("PATCH /"+kind+"/{id}", func(r *http.Request) (any, error) {
		return nil, simkit.Overlay(r.Body, sound[T], func(act func(*T)) error { return objects().Set(r.PathValue("id"), act) })
	})
	a.Route("DELETE /"+kind+"/{id}", func(r *http.Request) (any, error) { return nil, objects().Delete(r.PathValue("id")) })
}

// sound finds nothing wrong with an object: the collection that takes it looks at it itself.
func sound[T any](T) error { return nil }
