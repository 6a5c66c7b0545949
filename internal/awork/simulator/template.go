package simulator

import "errors"

// Workflow is a set of statuses that projects share.
type Workflow struct {
	Object
	Name       string  `json:"name"`
	Icon       *string `json:"icon"`
	IsArchived bool    `json:"isArchived"`
}

func (w *Workflow) label() (name string, archived bool) { return w.Name, w.IsArchived }

// Template is what projects can be made of.
type Template struct {
	Object
	Name          string  `json:"name"`
	Description   *string `json:"description"`
	ProjectTypeID string  `json:"projectTypeId,omitempty"`
	WorkflowID    string  `json:"workflowId,omitempty"`
	TimeBudget    *int64  `json:"timeBudget"`
	Billable      string  `json:"isBillableByDefault"` // on, off or auto
}

func (t *Template) label() (name string, archived bool) { return t.Name, false }

func completeWorkflow(workflow *Workflow) error {
	if workflow.Name == "" {
		return errors.New("there is no name")
	}
	return nil
}

func (s *state) completeTemplate(template *Template) error {
	if template.Name == "" {
		return errors.New("there is no name")
	}
	fill(&template.Billable, "auto")
	return errors.Join(s.projectTypes.resolve(&template.ProjectTypeID), s.workflows.resolve(&template.WorkflowID))
}

func templateRoutes() []route {
	return []route{
		{pattern: "GET /workflows", do: listWorkflows, parameters: inLists("showarchived")},
		{pattern: "GET /workflows/{id}", do: getWorkflow},
		{pattern: "GET /projecttemplates", do: listTemplates, parameters: inLists()},
		{pattern: "GET /projecttemplates/{id}", do: getTemplate},
	}
}

func workflowWire(w *Workflow) any { return w }

func templateWire(t *Template) any {
	return struct {
		Object
		Name          string  `json:"name"`
		Description   *string `json:"description"`
		ProjectTypeID *string `json:"projectTypeId"`
		WorkflowID    *string `json:"workflowId"`
		TimeBudget    *int64  `json:"timeBudget"`
		Billable      string  `json:"isBillableByDefault"`
	}{t.Object, t.Name, t.Description, orNull(t.ProjectTypeID), orNull(t.WorkflowID), t.TimeBudget, t.Billable}
}

func listWorkflows(c *call) (answer, error) {
	archived, err := c.flag("showarchived")
	if err != nil {
		return answer{}, err
	}
	return listOf(c, c.state.workflows.listed(func(w *Workflow) bool { return archived || !w.IsArchived }), workflowWire)
}

func getWorkflow(c *call) (answer, error) {
	workflow, err := c.state.workflows.find(c.id())
	if err != nil {
		return answer{}, err
	}
	return ok(workflowWire(workflow)), nil
}

func listTemplates(c *call) (answer, error) {
	return listOf(c, c.state.templates.listed(func(*Template) bool { return true }), templateWire)
}

func getTemplate(c *call) (answer, error) {
	template, err := c.state.templates.find(c.id())
	if err != nil {
		return answer{}, err
	}
	return ok(templateWire(template)), nil
}
