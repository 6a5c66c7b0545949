package simulator

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// readBody reads the form of a write. Only the bodies of DELETE and of restores can be missing.
func (c *call) readBody() error {
	body, err := io.ReadAll(c.request.Body)
	if err != nil {
		return refuse(invalid, "The body could not be read.")
	}
	method := c.request.Method
	if method == http.MethodDelete && c.state.variants[DeleteBodyStripped] {
		body = nil
	}
	switch {
	case method == http.MethodGet && len(body) > 0:
		return refuse(invalid, "A GET has no body.")
	case len(body) > 0 && !strings.HasPrefix(c.request.Header.Get("Content-Type"), "application/json"):
		return refuse(invalid, "The Content-Type of the body must be application/json.")
	case len(body) == 0 && method == http.MethodDelete && c.state.variants[DeleteBodyRequired]:
		return refuse(invalid, "The body is missing.")
	}
	c.form, err = readForm(body, c.state.variants)
	return err
}

// findWorkspace finds the workspace that the request is about, which has to be the account's own.
func (c *call) findWorkspace() error {
	id, err := c.workspaceID()
	if err != nil {
		return err
	}
	if id == "" {
		return refuseField(invalid, "workspace_id", "The workspace_id field is required.")
	}
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return refuseField(invalid, "workspace_id", "The workspace_id field must be an integer.")
	}
	c.workspace = c.state.workspace(number)
	if c.workspace == nil || !c.belongs(c.workspace) {
		return refuse(forbidden, "You do not have access to this workspace.")
	}
	role := c.role()
	c.manager = role == RoleOwner || role == RoleExecutiveManager
	return nil
}

// workspaceID is the workspace_id where it counts: the query of a read, and of a write what the
// variants say.
func (c *call) workspaceID() (string, error) {
	inBody, err := c.workspaceInBody()
	if err != nil {
		return "", err
	}
	inQuery := c.query.Get("workspace_id")
	variants, method := c.state.variants, c.request.Method
	stripped := method == http.MethodDelete && variants[DeleteBodyStripped]
	switch {
	case method == http.MethodGet || variants[WorkspaceInQuery]:
		return inQuery, nil
	case variants[WorkspaceInBody] && !stripped || method == http.MethodDelete && variants[DeleteBodyRequired]:
		return inBody, nil
	case inQuery == "":
		return inBody, nil
	case inBody != "" && inBody != inQuery:
		return "", refuseField(invalid, "workspace_id", "The workspace_id of the query is not that of the body.")
	}
	return inQuery, nil
}

func (c *call) workspaceInBody() (string, error) {
	raw, ok := c.form.raw["workspace_id"]
	if !ok {
		return "", nil
	}
	var id int64
	if err := json.Unmarshal(raw, &id); err != nil || id == 0 {
		return "", refuseField(invalid, "workspace_id", "The workspace_id field must be an integer.")
	}
	return strconv.FormatInt(id, 10), nil
}

// id is the id in the path.
func (c *call) id() (int64, error) {
	text := c.request.PathValue("id")
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 || strconv.FormatInt(id, 10) != text {
		return 0, refuse(invalid, "%q in the path is not an id.", text)
	}
	return id, nil
}

// filter is a parameter of the query that must be one of the values.
func (c *call) filter(name string, values ...string) (string, error) {
	value, sent := c.query.Get(name), c.query.Has(name)
	if sent && !slices.Contains(values, value) {
		return "", refuseField(invalid, name, "The selected %s is invalid.", name)
	}
	return value, nil
}

// number is a parameter of the query that must be an id; 0 where it is missing.
func (c *call) number(name string) (int64, error) {
	if !c.query.Has(name) {
		return 0, nil
	}
	id, err := strconv.ParseInt(c.query.Get(name), 10, 64)
	if err != nil || id <= 0 {
		return 0, refuseField(invalid, name, "The %s field must be an integer.", name)
	}
	return id, nil
}
