package simulator

// hoursInAWeek is the weekly limit of a new contract.
const hoursInAWeek = 168

// contractShown reports whether a contract shows: that of an archived member or project does not.
func (s *state) contractShown(w *workspace, contract *Contract) bool {
	member, project := w.people.Get(contract.UserID), w.projects.Get(contract.ProjectID)
	if member == nil || project == nil {
		return false
	}
	return s.variants[ContractsStay] || !member.Archived() && !project.Archived()
}

// contract finds a contract that shows.
func (s *state) contract(w *workspace, id int64) (*Contract, error) {
	contract := w.contracts.Get(id)
	if contract == nil || !s.contractShown(w, contract) {
		return nil, refuse(notFound, "Contract not found")
	}
	return contract, nil
}

// addContract stores a contract, filling in what WebWork gives a new one.
func (s *state) addContract(w *workspace, contract Contract) (*Contract, error) {
	key := pair{contract.ProjectID, contract.UserID}
	if w.byPair[key] != nil && !s.variants[DuplicatesAllowed] {
		return nil, refuseField(duplicate, "user_id", "A contract of this member in this project already exists.")
	}
	if old, ok := w.dropped[key]; ok && contract.ID == 0 && s.variants[ContractRevived] {
		contract.ID = old
	}
	if contract.ID == 0 {
		s.lastContract++
		contract.ID = s.lastContract
	}
	s.lastContract = max(s.lastContract, contract.ID)
	if w.contracts.Get(contract.ID) != nil {
		return nil, refuseField(invalid, "id", "There are two contracts with the id %d.", contract.ID)
	}
	fillPointer(&contract.WeeklyHoursLimit, hoursInAWeek)
	fill(&contract.Screenshots, "full")
	fill(&contract.Status, ContractActive)
	fill(&contract.CreatedAt, s.today())
	fill(&contract.UpdatedAt, contract.CreatedAt)
	w.contracts.Add(contract.ID, &contract, s.received())
	if w.byPair[key] == nil {
		w.byPair[key] = &contract
	}
	if w.byProject[contract.ProjectID] == nil {
		w.byProject[contract.ProjectID] = map[int64]*Contract{}
	}
	w.byProject[contract.ProjectID][contract.ID] = &contract
	return &contract, nil
}

// parents refuses a new contract under a member or project that is archived or does not exist.
func (s *state) parents(w *workspace, contract Contract) error {
	if project := w.projects.Get(contract.ProjectID); project == nil || project.Archived() {
		return s.missingParent("project_id", "Project")
	}
	if member := w.people.Get(contract.UserID); member == nil || member.Archived() {
		return s.missingParent("user_id", "Member")
	}
	return nil
}

// deleteContract deletes a contract. Lists may show it for a while.
func (s *state) deleteContract(w *workspace, contract *Contract) {
	if until, lingers := s.lingers(contractList); lingers {
		w.contracts.Bury(contract.ID, until)
		s.forgetContract(w, contract)
		return
	}
	s.dropContract(w, contract)
}

// dropContract has a contract gone at once.
func (s *state) dropContract(w *workspace, contract *Contract) {
	w.contracts.Remove(contract.ID)
	s.forgetContract(w, contract)
}

// forgetContract takes a contract that is gone out of the indexes.
func (s *state) forgetContract(w *workspace, contract *Contract) {
	key := pair{contract.ProjectID, contract.UserID}
	w.dropped[key] = contract.ID
	delete(w.byPair, key)
	delete(w.byProject[contract.ProjectID], contract.ID)
	for _, other := range w.byProject[contract.ProjectID] {
		if other.UserID == contract.UserID { // which only DuplicatesAllowed lets be
			w.byPair[key] = other
		}
	}
}

func (s *state) dropContracts(w *workspace, which func(*Contract) bool) {
	for _, contract := range w.contracts.Where(which) {
		s.dropContract(w, contract)
	}
}
