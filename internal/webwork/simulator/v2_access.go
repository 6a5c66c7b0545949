package simulator

// role is the role of the account in the workspace. A token that belongs to nobody may do what an
// owner may.
func (c *call) role() string {
	if c.account.Machine {
		return RoleOwner
	}
	return c.self(c.workspace).Role
}

// self is the account's own person.
func (c *call) self(w *workspace) *Member { return w.people.Get(c.account.UserID) }

// belongs reports whether the account has access to the workspace.
func (c *call) belongs(w *workspace) bool {
	if c.account.Machine {
		return true
	}
	self := c.self(w)
	return self != nil && !self.Archived()
}

// seesRates reports whether the account may see what people earn.
func (c *call) seesRates() bool {
	switch {
	case c.state.variants[RatesHidden]:
		return false
	case c.account.Machine:
		return true
	}
	self := c.self(c.workspace)
	return self.Role == RoleOwner || self.Role == RoleExecutiveManager && self.RateStatus == 1
}

// seesPerson reports whether the account's role lets it see a person: managers of the workspace
// see all, team managers their team, others themselves.
func (c *call) seesPerson(member *Member) bool {
	if c.manager {
		return true
	}
	self := c.self(c.workspace)
	team := self.TeamName
	return member == self ||
		self.Role == RoleTeamManager && team != nil && member.TeamName != nil && *member.TeamName == *team
}

// seesProject reports whether somebody whom the account sees works on a project.
func (c *call) seesProject(project *Project) bool {
	if c.manager {
		return true
	}
	for _, contract := range c.workspace.byProject[project.ID] {
		if c.seesPerson(c.workspace.people.Get(contract.UserID)) {
			return true
		}
	}
	return false
}
