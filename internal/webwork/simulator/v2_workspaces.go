package simulator

func (v *v2) workspaceRoutes() {
	v.register("GET /workspaces", []string{"page", "per_page"}, false, listWorkspaces)
}

func listWorkspaces(c *call) (answer, error) {
	var own []*workspace
	for _, w := range c.state.workspaces {
		if c.belongs(w) {
			own = append(own, w)
		}
	}
	return listPage(c, workspaceList, "", own, func(w *workspace) object {
		o := object{always("id", w.ID), always("owner_id", w.OwnerID)}
		status := StatusActive
		if !c.account.Machine {
			self := c.self(w)
			status = self.Status
			o = append(o, always("user_id", self.ID), always("role", self.Role))
		}
		return append(o,
			always("workspace_name", name(w.Name)),
			always("status", status),
			always("created_at", w.CreatedAt.Format("2006-01-02T15:04:05.000000Z")),
			always("activated_at", w.CreatedAt.Format("2006-01-02 15:04:05")),
		)
	})
}
