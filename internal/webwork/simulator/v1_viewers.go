package simulator

import (
	"strconv"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func (v *v1) viewerRoutes() {
	v.read("/project-viewers", v1ListViewers, "email")
	v.read("/project-viewers/{id}", v1GetViewer)
	v.write("POST /project-viewers", v1CreateViewer)
	v.write("DELETE /project-viewers/{id}", func(c *call) (v1Answer, error) { return v1Archive(c, "Project viewer", isViewer) })
	if !v.state.variants[V1ViewerRestoreAsUser] {
		v.write("GET /project-viewers/restore/{id}", func(c *call) (v1Answer, error) {
			return v1Done(), c.restorePerson("Project viewer", isViewer)
		})
	}
	v.write("POST /project-viewers/assign-project", v1Assign)
	if v.state.variants[V1UnassignByDelete] {
		v.write("DELETE /project-viewers/unassign-project", v1Unassign, "project_viewer_id", "project_id")
	} else {
		v.write("POST /project-viewers/unassign-project", v1Unassign)
	}
}

// v1ViewerAsOf is a project viewer as a view knows them.
func (c *call) v1ViewerAsOf(m *Member, v simkit.View) object {
	var projects any
	if shown := c.state.viewerProjects(c.workspace, m, v); c.state.variants[V1ViewerProjectIDs] {
		ids := make([]string, len(shown))
		for i, project := range shown {
			ids[i] = strconv.FormatInt(project.ID, 10)
		}
		projects = ids
	} else {
		objects := make([]object, len(shown))
		for i, project := range shown {
			objects[i] = object{always("project_id", project.ID), always("project_name", name(project.Name))}
		}
		projects = objects
	}
	status := m.Status
	if m.Archived() {
		status = StatusLeft
	}
	return object{
		always("id", m.ID),
		always("firstname", name(m.FirstName)),
		always("lastname", name(m.LastName)),
		always("email", m.Email),
		always("status", status),
		always("member_since", m.CreatedAt),
		always("projects", projects),
	}
}

func v1ListViewers(c *call) (v1Answer, error) {
	rows, err := c.people(func(m *Member) bool {
		return isViewer(m) && (!m.Archived() || !c.state.archivedHidden(false))
	})
	if err != nil {
		return v1Answer{}, err
	}
	known := c.state.view(viewerList)
	return v1Selected(c, viewerList, rows, func(m *Member) object { return c.v1ViewerAsOf(m, known) }, "Project viewer")
}

func v1GetViewer(c *call) (v1Answer, error) {
	id, err := c.id()
	if err != nil {
		return v1Answer{}, err
	}
	viewer, err := c.state.person(c.workspace, id, "Project viewer")
	if err == nil && (!isViewer(viewer) || !c.seesPerson(viewer)) {
		err = v1Missing("Project viewer")
	}
	if err != nil {
		return v1Answer{}, v1NotShown(err, "Project viewer")
	}
	return v1Answer{data: c.v1ViewerAsOf(viewer, c.state.single(viewerList))}, nil
}

func v1CreateViewer(c *call) (v1Answer, error) {
	return v1Invite(c, Member{
		Email:     c.form.text("email", required, emailAddress, shortEnough).get(),
		FirstName: c.form.text("firstname", required, shortEnough).get(),
		LastName:  c.form.text("lastname", required, shortEnough).get(),
		Role:      RoleProjectViewer,
	})
}

// v1Assignment finds the viewer and the project that a form names, or the query where proxies drop forms.
func v1Assignment(c *call) (*Member, int64, error) {
	for _, name := range []string{"project_viewer_id", "project_id"} {
		if c.query.Has(name) {
			c.form.raw[name] = []byte(strconv.Quote(c.query.Get(name)))
		}
	}
	viewerID, projectID := c.form.wholeID("project_viewer_id"), c.form.wholeID("project_id")
	if err := c.form.finish(); err != nil {
		return nil, 0, err
	}
	viewer, err := c.state.writablePerson(c.workspace, viewerID, "Project viewer")
	if err == nil && !isViewer(viewer) {
		err = refuse(notFound, "Project viewer not found")
	}
	return viewer, projectID, err
}

func v1Assign(c *call) (v1Answer, error) {
	viewer, projectID, err := v1Assignment(c)
	if err != nil {
		return v1Answer{}, err
	}
	return v1Done(), c.state.assign(c.workspace, viewer, projectID)
}

func v1Unassign(c *call) (v1Answer, error) {
	viewer, projectID, err := v1Assignment(c)
	if err != nil {
		return v1Answer{}, err
	}
	return v1Done(), c.state.unassign(c.workspace, viewer, projectID)
}
