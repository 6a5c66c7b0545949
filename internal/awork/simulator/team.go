package simulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Team is a group of users and projects.
type Team struct {
	Object
	TeamForm
	UserIDs    []string `json:"userIds"`
	ProjectIDs []string `json:"projectIds"`
}

// TeamForm is what can be written of a team.
type TeamForm struct {
	Name  string  `json:"name"`
	Icon  *string `json:"icon"`
	Color *string `json:"color"`
}

func (f TeamForm) check(p *problems) {
	p.required("name", f.Name, normalName)
	p.length("icon", f.Icon, shortName)
	p.length("color", f.Color, colorName)
}

// colorName is the length of the longest name of a colour.
const colorName = 14

func (t *Team) label() (name string, archived bool) { return t.Name, false }

func (s *state) completeTeam(team *Team) error {
	if team.Name == "" {
		return errors.New("there is no name")
	}
	if err := s.teams.only(team, false); err != nil {
		return err
	}
	for i := range team.UserIDs {
		if err := s.users.resolve(&team.UserIDs[i]); err != nil {
			return err
		}
	}
	for i := range team.ProjectIDs {
		if err := s.projects.resolve(&team.ProjectIDs[i]); err != nil {
			return err
		}
	}
	return nil
}

func teamRoutes() []route {
	with := []string{"includeuserids", "includeprojectids"}
	return []route{
		{pattern: "GET /teams", do: listTeams, parameters: inLists(with...)},
		{pattern: "GET /teams/{id}", do: getTeam, parameters: with},
		{pattern: "POST /teams", needs: onlyAdmin(), do: createTeam},
		{pattern: "PUT /teams/{id}", needs: onlyAdmin(), do: putTeam},
		{pattern: "DELETE /teams/{id}", needs: onlyAdmin(), do: deleteTeam},
		{pattern: "POST /teams/{id}/addusers", needs: onlyAdmin(), do: addTeamUsers},
		{pattern: "POST /teams/{id}/removeusers", needs: onlyAdmin(), do: removeTeamUsers},
		{pattern: "POST /teams/{id}/addprojects", needs: onlyAdmin(), do: addTeamProjects},
		{pattern: "POST /teams/{id}/removeprojects", needs: onlyAdmin(), do: removeTeamProjects},
	}
}

// teamWire shows a team, with its users and projects where they are asked for.
func (c *call) teamWire() (func(*Team) any, error) {
	users, err := c.flag("includeuserids")
	if err != nil {
		return nil, err
	}
	projects, err := c.flag("includeprojectids")
	if err != nil {
		return nil, err
	}
	return func(t *Team) any {
		wire := *t
		wire.UserIDs, wire.ProjectIDs = nil, nil
		if users {
			wire.UserIDs = orEmpty(t.UserIDs)
		}
		if projects {
			wire.ProjectIDs = orEmpty(t.ProjectIDs)
		}
		return wire
	}, nil
}

// shortTeam is a team as its users and projects show it.
type shortTeam struct {
	ID    string  `json:"id"`
	Name  string  `json:"name"`
	Icon  *string `json:"icon"`
	Color *string `json:"color"`
}

// teamsWith are the teams for which has holds, as others show them.
func (s *state) teamsWith(has func(*Team) bool) []shortTeam {
	teams := []shortTeam{}
	for _, t := range s.teams.where(has) {
		teams = append(teams, shortTeam{t.ID, t.Name, t.Icon, t.Color})
	}
	return teams
}

func listTeams(c *call) (answer, error) {
	wire, err := c.teamWire()
	if err != nil {
		return answer{}, err
	}
	return listOf(c, c.state.teams.listed(func(*Team) bool { return true }), wire)
}

func getTeam(c *call) (answer, error) {
	team, err := c.state.teams.find(c.id())
	if err != nil {
		return answer{}, err
	}
	wire, err := c.teamWire()
	if err != nil {
		return answer{}, err
	}
	return ok(wire(team)), nil
}

func (c *call) shownTeam(team *Team) (answer, error) {
	wire, err := c.teamWire()
	if err != nil {
		return answer{}, err
	}
	return ok(wire(team)), nil
}

func createTeam(c *call) (answer, error) {
	form, err := newForm[TeamForm](c)
	if err != nil {
		return answer{}, err
	}
	if c.state.workspace.Basic {
		return answer{}, business(noSubscription, "The subscription does not include teams.")
	}
	team := Team{TeamForm: form}
	if err := c.state.teams.only(&team, false); err != nil {
		return answer{}, err
	}
	added, err := c.state.teams.add(team, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	return c.shownTeam(added)
}

// putTeam changes only what is neither missing nor empty.
func putTeam(c *call) (answer, error) {
	team, err := c.state.teams.find(c.id())
	if err != nil {
		return answer{}, err
	}
	form, err := kept(c, team.TeamForm)
	if err != nil {
		return answer{}, err
	}
	changed := *team
	changed.TeamForm = form
	if err := c.state.teams.only(&changed, false); err != nil {
		return answer{}, err
	}
	*team = changed
	c.state.teams.touch(team, c.self.ID)
	return c.shownTeam(team)
}

func deleteTeam(c *call) (answer, error) {
	team, err := c.state.teams.find(c.id())
	if err != nil {
		return goneBefore(c, c.state.teams, err)
	}
	c.state.teams.remove(team)
	return c.done(http.StatusNoContent), nil
}

// ids reads a bare list of ids of objects that exist.
func idsOf[T any](c *call, all *collection[T]) ([]string, error) {
	var sent []json.RawMessage
	if err := c.decode(&sent); err != nil {
		return nil, err
	}
	if len(sent) == 0 {
		return nil, business(validationFailed, "The list is empty.")
	}
	ids := make([]string, len(sent))
	for i, raw := range sent {
		var id guid
		if id.UnmarshalJSON(raw) != nil {
			return nil, notAGUID(fmt.Sprintf("[%d]", i))
		}
		if all.get(string(id)) == nil {
			return nil, business(validationFailed, "The %s %s does not exist.", all.what, id)
		}
		ids[i] = string(id)
	}
	return ids, nil
}

// joined answers the adding of what is there already, or goes on if that is nothing.
func (c *call) joined(what string) error {
	switch variants := c.state.variants; {
	case variants[JoinedTwiceInvalid]:
		return business(invalidOperation, "The %s is there already.", what)
	case variants[JoinedTwiceServerError]:
		return refuse(http.StatusInternalServerError, serverError, "An unexpected error occurred.")
	case variants[JoinedTwiceKept]:
		return nil
	}
	return business(alreadyExists, "The %s is there already.", what)
}

// joinable refuses to add somebody who is not active.
func (c *call) joinable(user *User) error {
	if user.IsDeactivated && !c.state.variants[DeactivatedJoin] {
		return business(deactivatedUser, "The user is deactivated.")
	}
	return nil
}

func addTeamUsers(c *call) (answer, error) {
	return onTeam(c, c.state.users, func(team *Team, ids []string) error {
		added := slices.Clone(team.UserIDs)
		for _, id := range ids {
			if slices.Contains(added, id) {
				if err := c.joined("user"); err != nil {
					return err
				}
				continue
			}
			if err := c.joinable(c.state.users.get(id)); err != nil {
				return err
			}
			added = append(added, id)
		}
		team.UserIDs = added
		return nil
	})
}

func removeTeamUsers(c *call) (answer, error) {
	return onTeam(c, c.state.users, func(team *Team, ids []string) error {
		team.UserIDs = without(team.UserIDs, ids)
		return nil
	})
}

func addTeamProjects(c *call) (answer, error) {
	return onTeam(c, c.state.projects, func(team *Team, ids []string) error {
		if slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(team.ProjectIDs, id) }) {
			return business(alreadyExists, "A project is connected already.")
		}
		team.ProjectIDs = append(team.ProjectIDs, ids...)
		return nil
	})
}

func removeTeamProjects(c *call) (answer, error) {
	return onTeam(c, c.state.projects, func(team *Team, ids []string) error {
		rest := without(team.ProjectIDs, ids)
		if len(rest) == len(team.ProjectIDs) {
			return business(invalidOperation, "None of the projects is connected.")
		}
		team.ProjectIDs = rest
		return nil
	})
}

// onTeam does something to the team of the path with the objects of the body.
func onTeam[T any](c *call, all *collection[T], act func(*Team, []string) error) (answer, error) {
	team, err := c.state.teams.find(c.id())
	if err != nil {
		return answer{}, err
	}
	ids, err := idsOf(c, all)
	if err != nil {
		return answer{}, err
	}
	if err := act(team, ids); err != nil {
		return answer{}, err
	}
	c.state.teams.touch(team, c.self.ID)
	return c.done(http.StatusNoContent), nil
}

// without is a list of ids but for some.
func without(list, some []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(id string) bool {
		return slices.ContainsFunc(some, func(other string) bool { return strings.EqualFold(id, other) })
	})
}
