package rest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/filterby"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// work makes a project and a role in it, has somebody work on it, and takes all away.
func (s *story) work(kim api.User) {
	ctx := s.t.Context()
	role, before := s.projectRole()
	company, err := s.sim.Companies.Add(simulator.Company{CompanyForm: simulator.CompanyForm{Name: "Umbrella"}})
	s.must(err)
	project, err := s.client.Projects().Create(ctx, api.ProjectCreate{
		Name: "Relaunch & Söhne", Description: new("New site."), StartDate: new("2026-01-11T00:00:00Z"), CompanyID: new(company.ID),
		TimeBudget: new(int64(3600)), ProjectKey: new("RL-1"), IsBillableByDefault: new(true),
	})
	s.must(err)
	if project.CompanyID != company.ID || project.Company == nil || project.Company.Name != "Umbrella" || *project.TimeBudget != 3600 ||
		(project.ProjectKey != "RL-1") != s.may(simulator.KeyIgnored) || (project.StatusID == "") != s.may(simulator.NoFirstStatus) {
		s.t.Errorf("got %+v", project)
	}
	s.changeProject(project)
	s.staff(project, kim, role, before)
	s.must(s.client.Projects().Delete(ctx, project.ID))
	if _, err := s.client.Projects().Get(ctx, project.ID); !remote.IsNotFound(err) {
		s.t.Errorf("got %v", err)
	}
	s.must(s.client.ProjectRoles().Delete(ctx, role.ID, before.ID))
	if _, err := s.client.ProjectRoles().Get(ctx, role.ID); !remote.IsNotFound(err) {
		s.t.Errorf("got %v", err)
	}
}

// projectRole makes a role that is the default for a while, and gives it and the one that is so again.
func (s *story) projectRole() (made, standard api.ProjectRole) {
	ctx, roles := s.t.Context(), s.client.ProjectRoles()
	all, err := remote.All(ctx, roles, api.ProjectRoleFilter{}, api.ProjectRole.ObjectID)
	s.must(err)
	at := slices.IndexFunc(all, func(r api.ProjectRole) bool { return r.IsDefault })
	if at < 0 {
		s.t.Fatalf("no default in %+v", all)
	}
	standard = all[at]
	made, err = roles.Create(ctx, api.ProjectRoleForm{Name: "Freelancer", IsDefault: true})
	s.must(err)
	_, err = roles.Update(ctx, made.ID, api.ProjectRoleUpdate{
		Name: api.Set("Freelancers"), IsDefault: api.Set(false), OnlyMasterDataRead: api.Set(true), NextDefaultID: api.Set(standard.ID),
	})
	s.must(err)
	s.must(roles.Permit(ctx, made.ID, api.Permission{Feature: "project-master-data", Levels: []string{"read"}}))
	permitted, err := roles.Permissions(ctx, made.ID)
	if err != nil || len(permitted) != 1 || permitted[0].Feature != "project-master-data" {
		s.t.Errorf("got %+v, %v", permitted, err)
	}
	made, err = roles.Get(ctx, made.ID)
	if err != nil || made.Name != "Freelancers" || made.IsDefault || !made.OnlyMasterDataRead {
		s.t.Errorf("got %+v, %v", made, err)
	}
	return made, standard
}

// changeProject changes what can be changed, and finds the rest as it was.
func (s *story) changeProject(project api.Project) {
	ctx, projects := s.t.Context(), s.client.Projects()
	_, err := projects.Update(ctx, project.ID, api.ProjectUpdate{Name: api.Set("Relaunch"), TimeBudget: api.Clear[int64](), Color: api.Set("teal")})
	s.must(err)
	s.must(projects.SetKey(ctx, project.ID, "RL-2"))
	s.must(projects.AddTags(ctx, project.ID, []api.Tag{{Name: "web"}, {Name: "old"}}))
	s.must(projects.RemoveTags(ctx, project.ID, []string{"old"}))
	s.must(projects.RemoveTags(ctx, project.ID, []string{"old"}))
	statuses, err := s.client.ProjectStatuses().Of(ctx, api.OfProject(project.ID))
	s.must(err)
	at := slices.IndexFunc(statuses, func(status api.ProjectStatus) bool { return status.Type == api.StatusClosed })
	if at < 0 {
		s.t.Fatalf("no end in %+v", statuses)
	}
	status, err := s.client.ProjectStatuses().Get(ctx, statuses[at].ID)
	if err != nil || status.Name != statuses[at].Name || status.ProjectID != project.ID {
		s.t.Errorf("got %+v, %v", status, err)
	}
	s.must(projects.ChangeStatus(ctx, project.ID, statuses[at].ID))
	changed, err := projects.ByKey(ctx, "RL-2")
	s.must(err)
	cleared := changed.TimeBudget == nil || *changed.TimeBudget == 0
	if changed.ID != project.ID || changed.Name != "Relaunch" || cleared == s.may(simulator.NullKeeps) || *changed.Color != "teal" ||
		*changed.Description != "New site." || changed.CompanyID != project.CompanyID || *changed.IsBillableByDefault != true ||
		day(changed.StartDate) != day(project.StartDate) || changed.StatusID != statuses[at].ID || changed.Status.Type != api.StatusClosed ||
		len(changed.Tags) != 1 || changed.Tags[0].Name != "web" || changed.ClosedOn == nil {
		s.t.Errorf("got %+v", changed)
	}
	name, err := filterby.String("Relaunch")
	s.must(err)
	found, err := remote.All(ctx, projects, api.ProjectFilter{Where: filterby.Equal("name", name)}, api.Project.ObjectID)
	if err != nil || len(found) != 1 && !s.may(simulator.ListsLag) {
		s.t.Errorf("found %+v, %v", found, err)
	}
}

// day is that of a time, as awork wrote it.
func day(moment *string) string {
	if moment == nil {
		return ""
	}
	before, _, _ := strings.Cut(*moment, "T")
	return before
}

// staff has somebody work on a project in one role and then in another, and takes them away.
func (s *story) staff(project api.Project, kim api.User, role, other api.ProjectRole) {
	ctx, projects := s.t.Context(), s.client.Projects()
	s.must(projects.AddMember(ctx, project.ID, api.ProjectMemberForm{UserID: kim.ID, RoleID: role.ID}))
	s.must(projects.UpdateMember(ctx, project.ID, api.ProjectMemberForm{UserID: kim.ID, RoleID: other.ID, IsResponsible: !s.may(simulator.CreatorJoins)}))
	members, err := projects.Members(ctx, project.ID)
	at := slices.IndexFunc(members, func(m api.ProjectMember) bool { return m.UserID == kim.ID })
	if err != nil || at < 0 || members[at].RoleID != other.ID || *members[at].FirstName != "Kim" {
		s.t.Errorf("got %+v, %v", members, err)
	}
	held, err := projects.Get(ctx, project.ID)
	if member, works := held.Member(kim.ID); err != nil || !works || member.RoleID != other.ID {
		s.t.Errorf("got %+v, %v", held.Members, err)
	}
	s.must(projects.RemoveMember(ctx, project.ID, kim.ID))
	s.must(projects.RemoveMember(ctx, project.ID, kim.ID))
	team, err := s.sim.Teams.Add(simulator.Team{TeamForm: simulator.TeamForm{Name: "Web"}})
	s.must(err)
	s.must(projects.AddTeam(ctx, project.ID, team.ID))
	s.must(projects.AddTeam(ctx, project.ID, team.ID))
	held, err = projects.Get(ctx, project.ID)
	if err != nil || len(held.Teams) != 1 || held.Teams[0].ID != team.ID {
		s.t.Errorf("got %+v, %v", held.Teams, err)
	}
	s.must(projects.RemoveTeam(ctx, project.ID, team.ID))
	s.must(projects.RemoveTeam(ctx, project.ID, team.ID))
}

// TestProjectsOfOthers are as if they were not there, or denied.
func TestProjectsOfOthers(t *testing.T) {
	t.Parallel()
	for _, variant := range []simulator.Variant{"", simulator.PrivateUnauthorized} {
		options := simulator.Options{}
		if variant != "" {
			options.Variants = []simulator.Variant{variant}
		}
		sim, client := simulated(t, options)
		secret, err := sim.Projects.Add(simulator.Project{ProjectForm: simulator.ProjectForm{Name: "Secret", IsPrivate: true}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.Projects().Get(t.Context(), secret.ID)
		if denied := variant == simulator.PrivateUnauthorized; remote.IsForbidden(err) != denied || remote.IsNotFound(err) == denied {
			t.Errorf("%s: got %v", variant, err)
		}
	}
}

// TestStatusesOfEveryOwner are in order, and a project that follows a workflow has the workflow's.
func TestStatusesOfEveryOwner(t *testing.T) {
	t.Parallel()
	sim, client := simulated(t, simulator.Options{Seed: simulator.Seed{
		Workflows: []simulator.Workflow{{Name: "Kanban"}},
		Templates: []simulator.Template{{Name: "Website"}},
	}})
	workflow, _ := sim.Workflows.Find(func(w simulator.Workflow) bool { return w.Name == "Kanban" })
	template, _ := sim.Templates.Find(func(w simulator.Template) bool { return w.Name == "Website" })
	add := func(name, sort string, of simulator.ProjectStatus) {
		of.ProjectStatusForm = simulator.ProjectStatusForm{Name: name, Type: sort}
		if _, err := sim.Statuses.Add(of); err != nil {
			t.Fatal(err)
		}
	}
	add("Last", simulator.StatusClosed, simulator.ProjectStatus{WorkflowID: workflow.ID, Order: 90})
	add("First", simulator.StatusNotStarted, simulator.ProjectStatus{WorkflowID: workflow.ID, Order: 80})
	add("Only", simulator.StatusProgress, simulator.ProjectStatus{TemplateID: template.ID, Order: 1})
	project, err := client.Projects().Create(t.Context(), api.ProjectCreate{Name: "Relaunch", WorkflowID: &workflow.ID})
	if err != nil {
		t.Fatal(err)
	}
	for owner, want := range map[api.StatusOwner]string{
		api.OfWorkflow(workflow.ID): "First, Last", api.OfProject(project.ID): "First, Last", api.OfTemplate(template.ID): "Only",
	} {
		statuses, err := client.ProjectStatuses().Of(t.Context(), owner)
		names := []string{}
		for _, status := range statuses {
			if names = append(names, status.Name); want != "Only" && status.WorkflowID != workflow.ID {
				t.Errorf("%q has %+v", owner.Path(), status)
			}
		}
		if got := strings.Join(names, ", "); err != nil || !strings.HasSuffix(got, want) {
			t.Errorf("%q has %s, want %s: %v", owner.Path(), got, want, err)
		}
	}
}
