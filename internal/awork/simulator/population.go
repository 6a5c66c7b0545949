package simulator

import (
	"fmt"
	"strings"
)

// Population says how many made-up objects of each kind there are. The same numbers make the same
// objects.
type Population struct {
	Roles     int
	Users     int // spread over the roles
	Companies int
	Projects  int // spread over the companies
	Members   int // of projects, spread over them and the users; at most Users times Projects
}

func firstNames() []string {
	return []string{
		"Aisha", "Ben", "Chloé", "Daniel", "Elena", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Karen", "Liam", "Mariam",
		"Noah", "Olga", "Pedro", "Quinn", "Rosa", "Samuel", "Tigran", "Ursula", "Victor", "Wei", "Ximena", "Yusuf", "Zoë",
	}
}

func lastNames() []string {
	return []string{
		"Abrahamyan", "Bauer", "Costa", "Dubois", "Eriksen", "Fischer", "García", "Hughes", "Ivanova", "Jansen", "Khan",
		"Lopez", "Müller", "Nakamura", "O'Brien", "Petrosyan", "Quist", "Rossi", "Silva", "Tanaka", "Usman", "Vidal", "Wright",
	}
}

func pick[T any](from []T, i int) T { return from[i%len(from)] }

// populate adds made-up objects.
func (s *state) populate(p Population) error {
	roles := []string{UserRole}
	for i := range p.Roles {
		role, err := s.addRole(Role{RoleForm: RoleForm{Name: fmt.Sprintf("Role %d", i+1)}, Permissions: presetPermissions()}, "")
		if err != nil {
			return fmt.Errorf("made-up role %d: %w", i+1, err)
		}
		roles = append(roles, role.ID)
	}
	if p.Roles > 0 {
		roles = roles[1:]
	}
	for i := range p.Users {
		user := madeUpUser(i)
		user.RoleID = pick(roles, i)
		if err := s.completeUser(&user); err != nil {
			return fmt.Errorf("made-up user %d: %w", i+1, err)
		}
		if _, err := s.users.add(user, ""); err != nil {
			return fmt.Errorf("made-up user %d: %w", i+1, err)
		}
	}
	return s.populateWork(p)
}

// populateWork adds made-up clients, projects and members.
func (s *state) populateWork(p Population) error {
	var companies []guid
	for i := range p.Companies {
		company, err := s.companies.add(Company{CompanyForm: CompanyForm{Name: fmt.Sprintf("%s Ltd %d", pick(lastNames(), i), i+1)}}, "")
		if err != nil {
			return fmt.Errorf("made-up company %d: %w", i+1, err)
		}
		companies = append(companies, guid(company.ID))
	}
	var projects []*Project
	for i := range p.Projects {
		project := Project{ProjectForm: ProjectForm{Name: fmt.Sprintf("%s %d", pick(projectWords(), i), i+1)}}
		if len(companies) > 0 {
			project.CompanyID = new(pick(companies, i))
		}
		added, err := s.addProject(project)
		if err != nil {
			return fmt.Errorf("made-up project %d: %w", i+1, err)
		}
		projects = append(projects, added)
	}
	people := s.users.where(func(u *User) bool { return u.person() && u.ID != DefaultAdmin })
	if p.Members > len(people)*len(projects) {
		return fmt.Errorf("%d users and %d projects cannot have %d members", len(people), len(projects), p.Members)
	}
	for i := range p.Members {
		project := projects[i%len(projects)]
		user := people[(i/len(projects)+i%len(projects))%len(people)]
		project.Members = append(project.Members, ProjectMember{
			ID: s.newID("ProjectMember"), UserID: user.ID, ProjectRoleID: s.defaultProjectRole().ID,
		})
	}
	return nil
}

// addProject stores a project with what belongs to it.
func (s *state) addProject(project Project) (*Project, error) {
	if err := s.completeProject(&project); err != nil {
		return nil, err
	}
	added, err := s.projects.add(project, "")
	if err != nil {
		return nil, err
	}
	return added, s.settle(added, "")
}

func projectWords() []string {
	return []string{"Website", "Mobile app", "Campaign", "Brand book", "Data platform", "Help desk", "Online shop", "Audit", "Newsletter"}
}

// madeUpUser is mostly somebody active; every 20th is still invited.
func madeUpUser(i int) User {
	first, last := pick(firstNames(), i), pick(lastNames(), i)
	ascii := strings.NewReplacer("é", "e", "ë", "e", "í", "i", "ü", "u", "'", "")
	return User{
		Email:   strings.ToLower(ascii.Replace(fmt.Sprintf("%s.%s.%d@acme.example", first, last, i+1))),
		Pending: i%20 == 19, //nolint:mnd // every 20th
		UserForm: UserForm{
			FirstName: new(first), LastName: new(last), Language: new(pick([]string{"en-GB", "de-DE"}, i)),
			Title: new(""), Position: new(pick([]string{"Designer", "Developer", "Consultant"}, i)),
		},
	}
}
