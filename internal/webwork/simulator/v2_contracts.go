package simulator

import (
	"maps"
	"net/http"
	"slices"
)

// The kinds of rate that can hold for a contract.
const (
	customRate = 1
	memberRate = 2
)

func (v *v2) contractRoutes() {
	v.read("/contracts", listContracts, "project_id", "user_id", "status", "page", "per_page")
	v.read("/contracts/{id}", getContract)
	v.write("POST /contracts", createContract)
	v.write("PUT /contracts/{id}", updateContract)
	v.write("DELETE /contracts/{id}", deleteContract)
}

// contractObject is a contract as /contracts shows it.
func (c *call) contractObject(contract *Contract) object {
	member, project := c.workspace.people.Get(contract.UserID), c.workspace.projects.Get(contract.ProjectID)
	rate, rateType := contract.Rate, customRate
	if rate == nil {
		rate, rateType = member.Rate, memberRate
	}
	if !c.seesRates() || project.NotBillable {
		rate = nil
	}
	var label *string
	if text, ok := screenshotModes()[contract.Screenshots]; ok {
		label = &text
	}
	return object{
		always("id", contract.ID),
		always("project_id", contract.ProjectID),
		always("project_name", name(project.Name)),
		always("project_icon", project.Icon),
		always("user_id", contract.UserID),
		always("user_firstname", name(member.FirstName)),
		always("user_lastname", name(member.LastName)),
		always("user_email", member.Email),
		always("user_role", member.Role),
		detail("weekly_hours_limit", contract.WeeklyHoursLimit),
		detail("screenshots", contract.Screenshots),
		detail("screenshots_label", label),
		detail("rate", rate),
		detail("rate_type", rateType),
		always("status", contract.Status),
		always("currency", member.Currency),
		always("created_at", contract.CreatedAt),
		always("updated_at", contract.UpdatedAt),
	}
}

// namedContract is a contract as lists and single reads show it; other answers lack its name.
func (c *call) namedContract(contract *Contract) object {
	o := c.contractObject(contract)
	project, member := c.workspace.projects.Get(contract.ProjectID), c.workspace.people.Get(contract.UserID)
	both := project.Name + " - " + member.FirstName + " " + member.LastName
	return slices.Insert(o, 1, always("contract_name", name(both)))
}

func listContracts(c *call) (answer, error) {
	status, err := c.filter("status", contractStatuses()...)
	if err != nil {
		return answer{}, err
	}
	projectID, err := c.number("project_id")
	if err != nil {
		return answer{}, err
	}
	userID, err := c.number("user_id")
	if err != nil {
		return answer{}, err
	}
	w := c.workspace
	rows := w.contracts.Seen(c.state.view(contractList), func(contract *Contract) bool {
		return (projectID == 0 || projectID == contract.ProjectID) && (userID == 0 || userID == contract.UserID) &&
			(status == "" || status == contract.Status) && c.state.contractShown(w, contract) &&
			c.seesPerson(w.people.Get(contract.UserID))
	})
	return listPage(c, contractList, "Contracts retrieved successfully", rows, c.namedContract)
}

// contract finds the contract of the path.
func (c *call) contract() (*Contract, error) {
	id, err := c.id()
	if err != nil {
		return nil, err
	}
	contract, err := c.state.contract(c.workspace, id)
	if err != nil {
		return nil, err
	}
	if !c.seesPerson(c.workspace.people.Get(contract.UserID)) {
		return nil, refuse(notFound, "Contract not found")
	}
	return contract, nil
}

func getContract(c *call) (answer, error) {
	contract, err := c.contract()
	if err != nil {
		return answer{}, err
	}
	if !c.workspace.contracts.Knows(c.state.single(contractList), contract.ID) {
		return answer{}, refuse(notFound, "Contract not found")
	}
	return answer{message: "Contract retrieved successfully", data: c.namedContract(contract)}, nil
}

// fillContract takes the fields out of the form that both a creation and an update have.
func (c *call) fillContract(contract *Contract) {
	c.form.integer("weekly_hours_limit", optional, notNegative).to(&contract.WeeklyHoursLimit)
	modes := slices.Sorted(maps.Keys(screenshotModes()))
	c.form.text("screenshots", optional, oneOf(modes...)).into(&contract.Screenshots)
	rate := c.form.decimal("rate", optional, notNegative)
	if rate.value != nil && c.seesRates() {
		contract.Rate = rate.value
	}
}

func createContract(c *call) (answer, error) {
	contract := Contract{
		ProjectID: c.form.integer("project_id", required, positive).get(),
		UserID:    c.form.integer("user_id", required, positive).get(),
	}
	c.fillContract(&contract)
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	if err := c.state.parents(c.workspace, contract); err != nil {
		return answer{}, err
	}
	created, err := c.state.addContract(c.workspace, contract)
	if err != nil {
		return answer{}, err
	}
	return c.created(http.StatusCreated, "Contract created successfully", c.contractObject(created)), nil
}

func updateContract(c *call) (answer, error) {
	contract, err := c.contract()
	if err != nil {
		return answer{}, err
	}
	changed := *contract
	c.fillContract(&changed)
	c.form.text("status", optional, oneOf(contractStatuses()...)).into(&changed.Status)
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	changed.UpdatedAt = c.state.today()
	*contract = changed
	// The message is the documented one.
	return c.updated("Contract retrieved successfully", true, c.contractObject(contract), "status"), nil
}

func deleteContract(c *call) (answer, error) {
	contract, err := c.contract()
	if err != nil {
		return answer{}, err
	}
	if err := c.form.finish(); err != nil {
		return answer{}, err
	}
	c.state.deleteContract(c.workspace, contract)
	return c.done("Contract deleted successfully"), nil
}
