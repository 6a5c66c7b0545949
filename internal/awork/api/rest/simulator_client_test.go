package rest_test

import (
	"slices"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/filterby"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/simulator"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// types makes a project type, archives it, and puts another in its place.
func (s *story) types() {
	ctx, types := s.t.Context(), s.client.ProjectTypes()
	made, err := types.Create(ctx, api.ProjectTypeForm{Name: "Relaunch & Söhne", Description: new("New sites."), Icon: new("work")})
	s.must(err)
	other, err := types.Create(ctx, api.ProjectTypeForm{Name: "Support"})
	s.must(err)
	_, err = types.Update(ctx, made.ID, api.ProjectTypeUpdate{Name: api.Set("Relaunch"), Description: api.Set("")})
	s.must(err)
	got, err := types.Get(ctx, made.ID)
	if err != nil || got.Name != "Relaunch" || got.Description != nil && *got.Description != "" || *got.Icon != "work" {
		s.t.Errorf("got %+v, %v", got, err)
	}
	project, err := s.sim.Projects.Add(simulator.Project{ProjectForm: simulator.ProjectForm{Name: "Shop"}})
	s.must(err)
	_, err = s.client.Projects().Update(ctx, project.ID, api.ProjectUpdate{TypeID: api.Set(made.ID)})
	s.must(err)
	s.must(types.SetArchived(ctx, made.ID, true))
	for archived, want := range map[bool]bool{true: true, false: false} {
		all, err := remote.All(ctx, types, api.ProjectTypeFilter{Archived: archived}, api.ProjectType.ObjectID)
		s.must(err)
		if has := slices.ContainsFunc(all, func(t api.ProjectType) bool { return t.ID == made.ID && t.IsArchived }); has != want {
			s.t.Errorf("with archived ones %t: %+v", archived, all)
		}
	}
	s.must(types.SetArchived(ctx, made.ID, false))
	s.must(types.Delete(ctx, made.ID, other.ID))
	if _, err := types.Get(ctx, made.ID); !remote.IsNotFound(err) {
		s.t.Errorf("got %v", err)
	}
	if moved, err := s.client.Projects().Get(ctx, project.ID); err != nil || moved.TypeID != other.ID {
		s.t.Errorf("got %+v, %v", moved, err)
	}
	s.must(s.client.Projects().Delete(ctx, project.ID))
}

// clients makes companies, marks one, and has its projects go to another.
func (s *story) clients() {
	ctx, companies := s.t.Context(), s.client.Companies()
	made, err := companies.Create(ctx, api.CompanyForm{Name: "Neill & Söhne", Description: new("Shoes."), Industry: new("Retail")})
	s.must(err)
	heir, err := companies.Create(ctx, api.CompanyForm{Name: "Heir"})
	s.must(err)
	_, err = companies.Update(ctx, made.ID, api.CompanyUpdate{Industry: api.Set("")})
	s.must(err)
	s.must(companies.AddTags(ctx, made.ID, []api.Tag{{Name: "gold"}, {Name: "old"}}))
	s.must(companies.RemoveTags(ctx, made.ID, []string{"old"}))
	project, err := s.sim.Projects.Add(simulator.Project{ProjectForm: simulator.ProjectForm{Name: "Shop"}})
	s.must(err)
	_, err = s.client.Projects().Update(ctx, project.ID, api.ProjectUpdate{CompanyID: api.Set(made.ID)})
	s.must(err)
	got, err := companies.Get(ctx, made.ID)
	if err != nil || got.Industry != nil && *got.Industry != "" || *got.Description != "Shoes." || len(got.Tags) != 1 || got.Tags[0].Name != "gold" || *got.ProjectsCount != 1 {
		s.t.Errorf("got %+v, %v", got, err)
	}
	where, err := filterby.ID(made.ID)
	s.must(err)
	found, err := remote.All(ctx, companies, api.CompanyFilter{Where: filterby.Equal("id", where)}, api.Company.ObjectID)
	if err != nil || len(found) != 1 || found[0].Name != "Neill & Söhne" {
		s.t.Errorf("found %+v, %v", found, err)
	}
	s.must(companies.Delete(ctx, made.ID, heir.ID))
	if moved, err := s.client.Projects().Get(ctx, project.ID); err != nil || moved.CompanyID != heir.ID {
		s.t.Errorf("got %+v, %v", moved, err)
	}
	s.must(companies.Delete(ctx, heir.ID, ""))
	if left, err := s.client.Projects().Get(ctx, project.ID); err != nil || left.CompanyID != "" {
		s.t.Errorf("got %+v, %v", left, err)
	}
	s.must(s.client.Projects().Delete(ctx, project.ID))
}
