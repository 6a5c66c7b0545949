package simulator

import (
	"net/http"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// apiPath is the path under which the API is found.
const apiPath = "/api/v1"

// service is what the gateway in front of the simulator has to know of awork.
func (s *Simulator) service() simkit.Service {
	return simkit.Service{
		Handler:     s.root,
		App:         newApp(s),
		AppPath:     appPath,
		Elsewhere:   "http://awork.test",
		Path:        underBase,
		Writes:      writes,
		Keys:        naturalKeys(),
		Credential:  simkit.Bearer,
		Credentials: s.tokens,
		Refuse:      s.face.refuseStatus,
		TellWait:    s.tellWait,
		Astray:      s.astray,
		NoJSON:      `[{"id":`,
	}
}

func underBase(path string) string { return strings.TrimPrefix(path, apiPath) }

// writes reports whether a request could change something.
func writes(r simkit.Request) bool { return r.Method != http.MethodGet }

// naturalKeys names the fields that tell new objects apart, by the path that creates them.
func naturalKeys() map[string][]string {
	return map[string][]string{
		"/invitations": {"email"},
		"/roles":       {"name"},
		"/companies":   {"name"},
		"/projects":    {"name"},
		"/teams":       {"name"},
		"/webhooks":    {"uri"},

		"/companies/*/contactinfo":     {"type", "subType", "value"},
		"/projecttypes":                {"name"},
		"/typeofwork":                  {"name"},
		"/projectroles":                {"name"},
		"/projects/*/addprojectmember": {"userId"},
		"/projects/*/projectstatuses":  {"name"},
	}
}

// webPage is what awork answers to whatever is none of its API: the page of its app, and as if all were
// well.
func webPage(w http.ResponseWriter, _ *http.Request) { page(w, http.StatusOK, "awork") }

func page(w http.ResponseWriter, status int, title string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// What is written is buffered: it cannot fail.
	_, _ = w.Write([]byte("<!DOCTYPE html><html><head><title>" + title + "</title></head><body>" + title + "</body></html>"))
}
