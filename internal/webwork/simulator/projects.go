package simulator

// addProject stores a project, filling in what WebWork gives a new one.
func (s *state) addProject(w *workspace, project Project) (*Project, error) {
	if project.ID == 0 {
		s.lastProject++
		project.ID = s.lastProject
	}
	s.lastProject = max(s.lastProject, project.ID)
	if w.projects.Get(project.ID) != nil {
		return nil, refuseField(invalid, "id", "There are two projects with the id %d.", project.ID)
	}
	fill(&project.OwnerID, w.OwnerID)
	fill(&project.Status, 1)
	fillPointer(&project.Rate, 0)
	fillPointer(&project.WeeklyHoursLimit, hoursInAWeek)
	fillPointer(&project.Screenshots, "blur")
	fill(&project.CreatedAt, s.today())
	fill(&project.UpdatedAt, project.CreatedAt)
	w.projects.Add(project.ID, &project, s.received())
	return &project, nil
}

// project finds a project that shows.
func (s *state) project(w *workspace, id int64) (*Project, error) {
	project := w.projects.Get(id)
	if project == nil || !s.shown(project.Archived()) {
		return nil, refuse(notFound, "Project not found")
	}
	return project, nil
}

// writableProject finds a project that can be changed.
func (s *state) writableProject(w *workspace, id int64) (*Project, error) {
	project := w.projects.Get(id)
	if project == nil || !s.writable(project.Archived()) {
		return nil, refuse(notFound, "Project not found")
	}
	return project, nil
}

func (s *state) archiveProject(w *workspace, project *Project) {
	if s.variants[ContractsGone] {
		s.dropContracts(w, func(c *Contract) bool { return c.ProjectID == project.ID })
	}
	if s.variants[ArchivedPurged] {
		s.purgeProject(w, project)
		return
	}
	now := s.today()
	project.DeletedAt = &now
}

// purgeProject deletes a project for good.
func (s *state) purgeProject(w *workspace, project *Project) {
	s.dropContracts(w, func(c *Contract) bool { return c.ProjectID == project.ID })
	w.projects.Remove(project.ID)
}

// activeContracts counts the active contracts of a project.
func (s *state) activeContracts(w *workspace, project *Project) int64 {
	var count int64
	for _, contract := range w.byProject[project.ID] {
		if contract.Status == ContractActive && s.contractShown(w, contract) {
			count++
		}
	}
	return count
}
