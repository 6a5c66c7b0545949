package session

import "sync"

// departures are the projects that leave their companies in this run, by the id of the company.
type departures struct {
	mu       sync.Mutex
	projects map[string]map[string]bool
}

// ProjectLeaves notes that this run deletes a project, or gives it another company.
func (s *Session) ProjectLeaves(companyID, projectID string) {
	s.departures.mu.Lock()
	defer s.departures.mu.Unlock()
	if s.departures.projects == nil {
		s.departures.projects = map[string]map[string]bool{}
	}
	if s.departures.projects[companyID] == nil {
		s.departures.projects[companyID] = map[string]bool{}
	}
	s.departures.projects[companyID][projectID] = true
}

// ProjectsLeaving is how many projects leave a company in this run.
func (s *Session) ProjectsLeaving(companyID string) int64 {
	s.departures.mu.Lock()
	defer s.departures.mu.Unlock()
	return int64(len(s.departures.projects[companyID]))
}
