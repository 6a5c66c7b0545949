package simulator

import (
	"maps"
	"slices"
)

func (v *v1) contractRoutes() {
	v.read("/contracts", v1ListContracts)
	v.read("/contracts/{id}", v1GetContract)
	v.write("POST /contracts", v1CreateContract)
	v.write("DELETE /contracts/{id}", v1DeleteContract)
	v.update("/contracts", "contract_id", v1UpdateContract)
}

// v1Contract is a contract. It does not tell whether the rate is its own or the member's.
func (c *call) v1Contract(contract *Contract) object {
	member, project := c.workspace.people.Get(contract.UserID), c.workspace.projects.Get(contract.ProjectID)
	rate := contract.Rate
	if rate == nil {
		rate = member.Rate
	}
	if !c.seesRates() || project.NotBillable {
		rate = nil
	}
	return object{
		always("id", contract.ID),
		always("user_id", contract.UserID),
		always("project_id", contract.ProjectID),
		always("notes", project.Notes),
		always("rate", money(rate)),
		always("weekly_hours_limit", contract.WeeklyHoursLimit),
		always("screenshots", contract.Screenshots),
		always("created_at", contract.CreatedAt),
		always("status", contract.Status),
		always("updated_at", contract.UpdatedAt),
	}
}

func v1ListContracts(c *call) (v1Answer, error) {
	w := c.workspace
	rows := w.contracts.Seen(c.state.view(contractList), func(contract *Contract) bool {
		return c.state.contractShown(w, contract) && c.seesPerson(w.people.Get(contract.UserID))
	})
	return v1List(c, contractList, rows, c.v1Contract), nil
}

func v1GetContract(c *call) (v1Answer, error) {
	contract, err := c.contract()
	if err == nil && !c.workspace.contracts.Knows(c.state.single(contractList), contract.ID) {
		err = v1Missing("Contract")
	}
	if err != nil {
		return v1Answer{}, v1NotShown(err, "Contract")
	}
	return v1Answer{data: c.v1Contract(contract)}, nil
}

// v1FillContract takes the fields out of the form that creations may have and updates need.
func v1FillContract(c *call, contract *Contract, needed need) {
	c.form.whole("weekly_hours_limit", needed, notNegative).to(&contract.WeeklyHoursLimit)
	modes := slices.Sorted(maps.Keys(screenshotModes()))
	c.form.text("screenshots", needed, oneOf(modes...)).into(&contract.Screenshots)
	if rate := c.form.whole("rate", needed, notNegative); rate.value != nil && c.seesRates() {
		contract.Rate = new(float64(*rate.value))
	}
}

func v1CreateContract(c *call) (v1Answer, error) {
	contract := Contract{ProjectID: c.form.wholeID("project_id"), UserID: c.form.wholeID("user_id")}
	v1FillContract(c, &contract, optional)
	if err := c.form.finish(); err != nil {
		return v1Answer{}, err
	}
	if err := c.state.parents(c.workspace, contract); err != nil {
		return v1Answer{}, err
	}
	_, err := c.state.addContract(c.workspace, contract)
	return v1Done(), err
}

func v1UpdateContract(c *call, id int64) (v1Answer, error) {
	contract, err := c.state.contract(c.workspace, id)
	if err != nil {
		return v1Answer{}, err
	}
	changed := *contract
	v1FillContract(c, &changed, required)
	if err := c.form.finish(); err != nil {
		return v1Answer{}, err
	}
	changed.UpdatedAt = c.state.today()
	*contract = changed
	return v1Done(), nil
}

func v1DeleteContract(c *call) (v1Answer, error) {
	_, err := deleteContract(c)
	return v1Done(), err
}
