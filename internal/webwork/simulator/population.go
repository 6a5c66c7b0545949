package simulator

import (
	"fmt"
	"strings"
)

// Population says how many made-up objects of each kind there are. The same numbers make the same
// objects.
type Population struct {
	Members   int
	Projects  int
	Contracts int // each of another member or project; at most Members times Projects
	Viewers   int // each sees one project, if there are any
	Webhooks  int
}

func firstNames() []string {
	return []string{
		"Aisha", "Ben", "Chloé", "Daniel", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Karen", "Liam", "Mariam",
		"Noah", "Olga", "Pedro", "Quinn", "Rosa", "Samuel", "Tigran", "Ursula", "Victor", "Wei", "Ximena", "Yusuf", "Zoë", "Anahit",
	}
}

func lastNames() []string {
	return []string{
		"Abrahamyan", "Bauer", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Hughes", "Ivanova", "Jansen", "Khan",
		"Lopez", "Müller", "Nakamura", "O'Brien", "Petrosyan", "Quist", "Rossi", "Silva", "Tanaka", "Usman", "Vidal", "Wright",
	}
}

func projectWords() []string {
	return []string{"Website", "Mobile app", "Campaign", "Brand book", "Data platform", "Help desk", "Online shop", "Audit", "Newsletter"}
}

// populate adds made-up objects to the first workspace.
func (s *state) populate(p Population) error {
	w := s.workspaces[0]
	members := make([]*Member, 0, p.Members)
	for i := range p.Members {
		member, err := s.addPerson(w, madeUpMember(i, s.variants[OddValues]))
		if err != nil {
			return fmt.Errorf("made-up member %d: %w", i, err)
		}
		members = append(members, member)
	}
	projects := make([]*Project, 0, p.Projects)
	for i := range p.Projects {
		project, err := s.addProject(w, madeUpProject(i))
		if err != nil {
			return fmt.Errorf("made-up project %d: %w", i, err)
		}
		projects = append(projects, project)
	}
	if p.Contracts > len(members)*len(projects) {
		return fmt.Errorf("%d members and %d projects cannot have %d contracts", len(members), len(projects), p.Contracts)
	}
	for i := range p.Contracts {
		contract := Contract{UserID: members[i%len(members)].ID, ProjectID: projects[(i/len(members)+i%len(members))%len(projects)].ID}
		if _, err := s.addContract(w, contract); err != nil {
			return fmt.Errorf("made-up contract %d: %w", i, err)
		}
	}
	for i := range p.Viewers {
		viewer := Member{
			Email: fmt.Sprintf("viewer.%d@client.example", i+1), FirstName: pick(firstNames(), i), LastName: "Client",
			Role: RoleProjectViewer,
		}
		if len(projects) > 0 {
			viewer.ProjectIDs = []int64{projects[i%len(projects)].ID}
		}
		if _, err := s.addPerson(w, viewer); err != nil {
			return fmt.Errorf("made-up viewer %d: %w", i, err)
		}
	}
	for i := range p.Webhooks {
		s.addWebhook(w, Webhook{URL: fmt.Sprintf("https://hooks.example/webwork/%d", i+1), Events: []string{"member.invited"}})
	}
	return nil
}

func pick[T any](from []T, i int) T { return from[i%len(from)] }

// madeUpMember is mostly a regular user who is active; every 20th is still invited.
func madeUpMember(i int, odd bool) Member {
	roles := []string{
		RoleRegularUser, RoleRegularUser, RoleRegularUser, RoleProjectManager, RoleRegularUser, RoleRegularUser,
		RoleRegularUser, RoleTeamManager, RoleRegularUser, RoleRegularUser,
	}
	zones := []string{"Asia/Yerevan", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Europe/Lisbon"}
	member := Member{
		FirstName: pick(firstNames(), i), LastName: pick(lastNames(), i), Role: pick(roles, i), Status: StatusActive,
		Timezone: new(pick(zones, i)), TeamName: new(pick([]string{"Development", "Design", "Marketing"}, i)),
		Title: new("Specialist"), Rate: new(float64(20 + i%60)), //nolint:mnd // made up
	}
	if odd && member.Role == RoleTeamManager {
		member.Role = RoleClient
	}
	if i%20 == 19 { //nolint:mnd // every 20th
		member.Status = StatusInactive
	}
	ascii := strings.NewReplacer("é", "e", "ë", "e", "í", "i", "ü", "u", "'", "")
	member.Email = strings.ToLower(ascii.Replace(fmt.Sprintf("%s.%s.%d@acme.example", member.FirstName, member.LastName, i+1)))
	return member
}

func madeUpProject(i int) Project {
	return Project{
		Name:      fmt.Sprintf("%s %d", pick(projectWords(), i), i+1),
		StartDate: new("2026-01-05"),
		Icon:      new("project-icon-1"),
	}
}
