package simulator

import (
	"net/http"
	"strconv"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func (v *v2) viewerRoutes() {
	v.read("/project-viewers", listViewers, "email", "page", "per_page")
	v.read("/project-viewers/{id}", getViewer)
	v.write("POST /project-viewers", createViewer)
	v.write("DELETE /project-viewers/{id}", archiveViewer)
	v.write("POST /project-viewers/{id}/restore", restoreViewer)
	v.write("POST /project-viewers/{id}/assign-project", assignProject)
	v.write("DELETE /project-viewers/{id}/unassign-project", unassignProject, "project_id")
}

func isViewer(m *Member) bool { return m.Role == RoleProjectViewer }

// viewerObject is a project viewer as /project-viewers shows them. It has no deleted_at: an
// archived viewer shows by the status left.
func (c *call) viewerObject(m *Member) object { return c.viewerAsOf(m, c.state.single(viewerList)) }

// viewerAsOf is a project viewer as a view knows them.
func (c *call) viewerAsOf(m *Member, v simkit.View) object {
	projects := []object{}
	for _, project := range c.state.viewerProjects(c.workspace, m, v) {
		projects = append(projects, object{always("project_id", project.ID), always("project_name", name(project.Name))})
	}
	status := m.Status
	if m.Archived() {
		status = StatusLeft
	}
	return object{
		always("id", m.ID),
		always("email", m.Email),
		always("firstname", name(m.FirstName)),
		always("lastname", name(m.LastName)),
		always("status", status),
		always("member_since", m.CreatedAt),
		detail("projects", projects),
	}
}

func listViewers(c *call) (answer, error) {
	rows, err := c.people(func(m *Member) bool {
		return isViewer(m) && (!m.Archived() || !c.state.archivedHidden(false))
	})
	if err != nil {
		return answer{}, err
	}
	known := c.state.view(viewerList)
	return listPage(c, viewerList, "", rows, func(m *Member) object { return c.viewerAsOf(m, known) })
}

func getViewer(c *call) (answer, error) {
	id, err := c.id()
	if err != nil {
		return answer{}, err
	}
	viewer, err := c.state.person(c.workspace, id, "Project viewer")
	if err != nil {
		return answer{}, err
	}
	if !isViewer(viewer) || !c.seesPerson(viewer) {
		return answer{}, refuse(notFound, "Project viewer not found")
	}
	return answer{message: "Project viewer retrieved successfully", data: c.viewerObject(viewer)}, nil
}

func createViewer(c *call) (answer, error) {
	person := Member{
		Email:     c.form.text("email", required, emailAddress, shortEnough).get(),
		FirstName: c.form.text("firstname", required, shortEnough).get(),
		LastName:  c.form.text("lastname", required, shortEnough).get(),
		Role:      RoleProjectViewer,
	}
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	viewer, _, err := c.state.invite(c.workspace, c.normalised(person))
	if err != nil {
		return answer{}, err
	}
	return c.created(http.StatusCreated, "Project viewer created successfully", c.viewerObject(viewer)), nil
}

func archiveViewer(c *call) (answer, error) {
	viewer, err := c.archivable("Project viewer", isViewer)
	if err != nil {
		return answer{}, err
	}
	c.state.archivePerson(c.workspace, viewer)
	return c.done("Project viewer deleted successfully"), nil
}

func restoreViewer(c *call) (answer, error) {
	err := c.restorePerson("Project viewer", isViewer)
	return c.done("Project viewer restored successfully"), err
}

// assignment finds the viewer of the path and takes the project's id.
func (c *call) assignment() (*Member, int64, error) {
	id, err := c.id()
	if err != nil {
		return nil, 0, err
	}
	needed := required
	projectID, err := c.number("project_id")
	if err != nil {
		return nil, 0, err
	}
	if projectID != 0 {
		needed = optional
	}
	if inBody := c.form.integer("project_id", needed, positive); inBody.sent {
		if projectID != 0 && projectID != inBody.get() {
			c.form.problemf("project_id", "The project_id of the body is not the %s of the query.", strconv.FormatInt(projectID, 10))
		}
		projectID = inBody.get()
	}
	if err := c.form.finish(); err != nil {
		return nil, 0, err
	}
	viewer, err := c.state.writablePerson(c.workspace, id, "Project viewer")
	if err != nil {
		return nil, 0, err
	}
	if !isViewer(viewer) {
		return nil, 0, refuse(notFound, "Project viewer not found")
	}
	return viewer, projectID, nil
}

func assignProject(c *call) (answer, error) {
	viewer, projectID, err := c.assignment()
	if err != nil {
		return answer{}, err
	}
	if err := c.state.assign(c.workspace, viewer, projectID); err != nil {
		return answer{}, err
	}
	return c.done("Project assigned to viewer successfully"), nil
}

func unassignProject(c *call) (answer, error) {
	viewer, projectID, err := c.assignment()
	if err != nil {
		return answer{}, err
	}
	if err := c.state.unassign(c.workspace, viewer, projectID); err != nil {
		return answer{}, err
	}
	return c.done("Project unassigned from viewer successfully"), nil
}
