// Package company is the room of the workspace's clients: awork_company and its data sources.
package company

import (
	"context"
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/session"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// kind is how companies come and go. The projects of one that is removed are for the heir afterwards, or for nobody where that is empty.
func kind(s *session.Session, heir string) lifecycle.Kind[api.Company] {
	return lifecycle.Kind[api.Company]{
		Noun: "company", Type: "awork_company", Key: []string{"name"}, Space: session.Companies,
		Verb: "create", Run: s.Run(session.SeeCompanies),
		ID:       api.Company.ObjectID,
		Describe: func(c api.Company) string { return tfkit.Describe(c.Name, c.ID) },
		Get:      s.Companies.Get,
		Find:     s.Companies.Find,
		ImportID: session.NameToImport,
		Foreign: func(c api.Company) string {
			if c.IsExternal {
				return "the name belongs to a company of another workspace."
			}
			return ""
		},
		Remove: func(ctx context.Context, id string) error {
			return s.Within(ctx, func(c api.Client) error { return c.Companies().Delete(ctx, id, strings.ToLower(heir)) })
		},
		Written: s.Companies.Written,
	}
}

const wayOut = "To take the resource out of Terraform without deleting the company, use removed { lifecycle { destroy = false } }, or terraform state rm."

// checkProjects refuses to destroy a company that has projects, unless it is said what becomes of them. Projects that leave it in this run
// do not count.
func checkProjects(ctx context.Context, s *session.Session, existing model) *tfkit.Problem {
	if existing.ForceDestroy.ValueBool() || !existing.MoveToCompanyID.IsNull() {
		return nil
	}
	who := existing.instance().String()
	found, err := s.Companies.Get(ctx, existing.ID.ValueString())
	switch {
	case remote.IsNotFound(err):
		return nil // it is gone already
	case err != nil:
		return session.Failed("delete company", who, err)
	case found.ProjectsCount == nil:
		return &tfkit.Problem{Summary: "Could not delete company", Detail: fmt.Sprintf(
			"%s: awork does not tell whether it has projects. Set move_to_company_id to the company that they are to be for, or force_destroy = true, and apply that before the company is destroyed. %s", who, wayOut)}
	}
	count := *found.ProjectsCount - s.ProjectsLeaving(found.ID)
	if count <= 0 {
		return nil
	}
	projects := fmt.Sprintf("%d projects are for it", count)
	if count == 1 {
		projects = "1 project is for it"
	}
	return &tfkit.Problem{
		Summary: "Could not delete company",
		Detail: fmt.Sprintf("%s: %s. Set move_to_company_id to the company that they are to be for, or force_destroy = true to leave them without one, "+
			"and apply that before the company is destroyed. %s", who, projects, wayOut),
		Attribute: "force_destroy",
	}
}
