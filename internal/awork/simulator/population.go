package simulator

import (
	"fmt"
	"strings"
)

// Population says how many made-up objects of each kind there are. The same numbers make the same
// objects.
type Population struct {
	Roles int
	Users int // spread over the roles
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
	return nil
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
