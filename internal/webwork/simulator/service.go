package simulator

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// service is what the gateway in front of the simulator has to know of WebWork.
func (s *Simulator) service() simkit.Service {
	return simkit.Service{
		Handler:     s.root,
		App:         newApp(s),
		AppPath:     appPath,
		Elsewhere:   "http://webwork.test",
		Path:        underBase,
		Writes:      writes,
		Keys:        naturalKeys(),
		Credential:  credential,
		Credentials: s.tokens,
		Refuse:      s.refuseAsAPI,
		TellWait:    s.tellWait,
		NoJSON:      `{"success":true,"data":[{"id":`,
	}
}

// underBase is the path below the base of either API.
func underBase(path string) string {
	return strings.TrimPrefix(strings.TrimPrefix(path, v2Prefix), v1Prefix)
}

// writes reports whether a request could change something. The legacy API restores by GET.
func writes(r simkit.Request) bool {
	return r.Method != http.MethodGet || r.Matches("", "/*/restore/*")
}

// naturalKeys names the fields that tell new objects apart, by the path that creates them.
func naturalKeys() map[string][]string {
	return map[string][]string{
		"/members":                          {"email"},
		"/projects":                         {"name"},
		"/contracts":                        {"project_id", "user_id"},
		"/project-viewers":                  {"email"},
		"/project-viewers/*/assign-project": {"project_id"},
		"/webhooks":                         {"url"},
		"/users":                            {"email"},
		"/v1/webhooks":                      {"url"},
		"/project-viewers/assign-project":   {"project_viewer_id", "project_id"},
	}
}

// refuseAsAPI refuses a request whatever it asks for, in the form of the API that it speaks to.
func (s *Simulator) refuseAsAPI(w http.ResponseWriter, r *http.Request, status int) {
	message := map[int]string{
		http.StatusInternalServerError: "An error occurred",
		http.StatusTooManyRequests:     "Too Many Attempts.",
		http.StatusUnauthorized:        "Unauthenticated.",
	}[status]
	if strings.HasPrefix(r.URL.Path, v1Prefix+"/") {
		(&v1{Simulator: s}).refuseStatus(w, status, message)
		return
	}
	(&v2{Simulator: s}).refuseStatus(w, status, message)
}

// WorkspaceOf is the workspace that a request names, 0 where it names none.
func WorkspaceOf(request simkit.Request) int64 {
	if id, err := strconv.ParseInt(request.Query.Get("workspace_id"), 10, 64); err == nil {
		return id
	}
	var inBody struct {
		WorkspaceID int64 `json:"workspace_id"`
	}
	if json.Unmarshal(request.Body, &inBody) != nil {
		return 0
	}
	return inBody.WorkspaceID
}
