package simulator

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
)

// Company is a client of the workspace's people.
type Company struct {
	Object
	CompanyForm
	ContactInfos []ContactInfo `json:"companyContactInfos"`
	Tags         []Tag         `json:"tags"`
	IsExternal   bool          `json:"isExternal"`
}

// CompanyForm is what can be written of a company.
type CompanyForm struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
	Industry    *string `json:"industry"`
}

func (f CompanyForm) check(p *problems) {
	p.required("name", f.Name, longName)
	p.length("description", f.Description, longText)
	p.length("industry", f.Industry, longName)
}

func (co *Company) label() (name string, archived bool) { return co.Name, false }

// companyContactForm is the form of a contact info of a company, which has other types.
type companyContactForm struct{ ContactInfoForm }

func (f companyContactForm) check(p *problems) {
	subTypes := map[string][]string{
		"phone": {"central", "other"}, "email": {"central", "invoice", "other"}, "address": {"central", "invoice", "other"},
		"url": {"primary", "other"}, "custom": {},
	}
	allowed, known := subTypes[f.Type]
	switch {
	case !known:
		p.addf("type", "The field type must be one of phone, email, address, url, custom.")
	case f.SubType != nil && !slices.Contains(allowed, *f.SubType):
		p.addf("subType", "The field subType is not valid for the type %s.", f.Type)
	}
}

func (s *state) completeCompany(company *Company) error {
	if company.Name == "" {
		return errors.New("there is no name")
	}
	for i := range company.ContactInfos {
		s.completeContact(&company.ContactInfos[i], "")
	}
	for i := range company.Tags {
		company.Tags[i] = s.named("companies", company.Tags[i])
	}
	return nil
}

const companyMasterData = "company-master-data"

func companyRoutes() []route {
	read, write := right{companyMasterData, levelRead}, right{companyMasterData, levelWrite}
	routes := []route{
		{pattern: "GET /companies", needs: read, do: listCompanies, parameters: inLists()},
		{pattern: "GET /companies/{id}", needs: read, do: getCompany},
		{pattern: "POST /companies", needs: write, do: createCompany},
		{pattern: "PUT /companies/{id}", needs: write, do: putCompany},
		{pattern: "POST /companies/{id}/delete", needs: write, do: deleteCompany},
	}
	contacts := contactable{
		kind: "companies", reading: read, writing: write,
		infos: func(c *call) (*[]ContactInfo, error) {
			company, err := c.state.companies.find(c.id())
			if err != nil {
				return nil, err
			}
			return &company.ContactInfos, nil
		},
		read: func(c *call, old ContactInfoForm, put bool) (ContactInfoForm, error) {
			form, err := readForm(c, companyContactForm{old}, put)
			return form.ContactInfoForm, err
		},
	}
	tags := tagged{
		kind: "companies", needs: write,
		tags: func(c *call) (*[]Tag, error) {
			company, err := c.state.companies.find(c.id())
			if err != nil {
				return nil, err
			}
			return &company.Tags, nil
		},
		all: func(c *call) []*[]Tag {
			var all []*[]Tag
			for _, company := range c.state.companies.all() {
				all = append(all, &company.Tags)
			}
			return all
		},
	}
	return slices.Concat(routes, contacts.routes(), tags.routes())
}

func (s *state) companyWire(company *Company) any {
	projects := s.projectsOf(company)
	inProgress := slices.DeleteFunc(slices.Clone(projects), func(p *Project) bool { return s.statusType(p) != StatusProgress })
	return struct {
		Object
		CompanyForm
		ContactInfos            []ContactInfo `json:"companyContactInfos"`
		Tags                    []Tag         `json:"tags"`
		ProjectsCount           int           `json:"projectsCount"`
		ProjectsInProgressCount int           `json:"projectsInProgressCount"`
		HasImage                bool          `json:"hasImage"`
		IsExternal              bool          `json:"isExternal"`
	}{
		company.Object, company.CompanyForm, orEmpty(company.ContactInfos), orEmpty(company.Tags),
		len(projects), len(inProgress), false, company.IsExternal,
	}
}

// projectsOf are the projects for a company.
func (s *state) projectsOf(company *Company) []*Project {
	return s.projects.where(func(p *Project) bool { return p.CompanyID != nil && string(*p.CompanyID) == company.ID })
}

func listCompanies(c *call) (answer, error) {
	return listOf(c, c.state.companies.listed(func(*Company) bool { return !c.restricted }), c.state.companyWire)
}

func getCompany(c *call) (answer, error) {
	company, err := c.state.companies.find(c.id())
	if err != nil {
		return answer{}, err
	}
	return ok(c.state.companyWire(company)), nil
}

func createCompany(c *call) (answer, error) {
	form, err := newForm[CompanyForm](c)
	if err != nil {
		return answer{}, err
	}
	company := Company{CompanyForm: form}
	if err := c.state.companies.alone(&company); err != nil {
		return answer{}, err
	}
	added, err := c.state.companies.add(company, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	return ok(c.state.companyWire(added)), nil
}

func putCompany(c *call) (answer, error) {
	company, err := c.state.companies.find(c.id())
	if err != nil {
		return answer{}, err
	}
	changed := *company
	if changed.CompanyForm, err = replaced(c, company.CompanyForm); err != nil {
		return answer{}, err
	}
	if err := c.state.companies.alone(&changed); err != nil {
		return answer{}, err
	}
	*company = changed
	c.state.companies.touch(company, c.self.ID)
	return ok(c.state.companyWire(company)), nil
}

// The ways of deleting a company.
const (
	deleteMoving      = "move"
	deleteOnly        = "delete-only-company"
	deleteAllButTimes = "delete-all-without-timeentries"
	deleteAll         = "delete-all"
)

// deleteCompanyForm says what becomes of the projects for a company.
type deleteCompanyForm struct {
	DeleteOperation string `json:"deleteOperation"`
	MoveToCompany   guid   `json:"moveToCompany"`
}

func (f deleteCompanyForm) check(p *problems) {
	p.oneOf("deleteOperation", f.DeleteOperation, "", deleteMoving, deleteOnly, deleteAllButTimes, deleteAll)
	if f.DeleteOperation == deleteMoving && f.MoveToCompany == "" {
		p.addf("moveToCompany", "The moveToCompany field is required.")
	}
}

func deleteCompany(c *call) (answer, error) {
	all := c.state.companies
	company, err := all.find(c.id())
	if err != nil {
		return goneBefore(c, all, err)
	}
	var form deleteCompanyForm
	if len(bytes.TrimSpace(c.body)) > 0 {
		if form, err = newForm[deleteCompanyForm](c); err != nil {
			return answer{}, err
		}
	}
	var next *guid
	if form.DeleteOperation == deleteMoving {
		other, err := all.usable(string(form.MoveToCompany))
		if err != nil {
			return answer{}, err
		}
		next = new(guid(other.ID))
	}
	if form.DeleteOperation == deleteAll || form.DeleteOperation == deleteAllButTimes {
		for _, project := range c.state.projectsOf(company) {
			c.state.deleteProject(project)
		}
	}
	c.state.deleteCompany(company, next, c.self.ID)
	return c.done(http.StatusNoContent), nil
}

// deleteCompany deletes a company. Its projects are for another one then, or for none.
func (s *state) deleteCompany(company *Company, next *guid, by string) {
	for _, project := range s.projectsOf(company) {
		project.CompanyID = next
		s.projects.touch(project, by)
	}
	s.companies.remove(company)
}
