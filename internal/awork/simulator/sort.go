package simulator

import (
	"errors"
	"net/http"
)

// Sort is a project type or a type of work.
type Sort struct {
	Object
	SortForm
	IsArchived bool `json:"isArchived"`
	IsPreset   bool `json:"isPreset,omitempty"` // only project types are
	// TasksCount is how many tasks have a type of work. The API does not show it.
	TasksCount int `json:"tasksCount,omitempty"`
}

// SortForm is what can be written of a project type or a type of work.
type SortForm struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
	Icon        *string `json:"icon"`
}

func (f SortForm) check(p *problems) {
	p.required("name", f.Name, normalName)
	p.length("description", f.Description, longName)
	p.length("icon", f.Icon, shortName)
}

func (s *Sort) label() (name string, archived bool) { return s.Name, s.IsArchived }

func completeSort(sort *Sort) error {
	if sort.Name == "" {
		return errors.New("there is no name")
	}
	return nil
}

// icons are the names of some of the pictures that types can have.
func icons() []string { return []string{"award", "code", "favorite", "palette", "work"} }

// sorts are project types or types of work, which are written alike.
type sorts struct {
	kind string // as in the path
	all  func(*state) *collection[Sort]
	// write takes for creating and changing, retire for archiving and deleting.
	write, retire right
	// give puts another one, or none, in the place of one that is deleted.
	give func(s *state, from, to *Sort) error
	// replacement is the field that names it.
	replacement string
	wire        func(*Sort) any
}

func projectTypes() sorts {
	write := right{projectManageConfig, levelWrite}
	return sorts{
		kind: "projecttypes", all: func(s *state) *collection[Sort] { return s.projectTypes }, write: write, retire: write,
		replacement: "projectTypeId",
		wire: func(t *Sort) any {
			return struct {
				Object
				SortForm
				IsArchived bool `json:"isArchived"`
				IsPreset   bool `json:"isPreset"`
			}{t.Object, t.SortForm, t.IsArchived, t.IsPreset}
		},
		give: func(s *state, from, to *Sort) error {
			s.giveType(from, to)
			return nil
		},
	}
}

// giveType gives the projects of a type another one, or none.
func (s *state) giveType(from, to *Sort) {
	for _, project := range s.projects.all() {
		if project.ProjectTypeID != nil && string(*project.ProjectTypeID) == from.ID {
			project.ProjectTypeID = nil
			if to != nil {
				project.ProjectTypeID = new(guid(to.ID))
			}
		}
	}
}

func typesOfWork() sorts {
	return sorts{
		kind: "typeofwork", all: func(s *state) *collection[Sort] { return s.typesOfWork },
		write: right{taskManageConfig, levelWrite}, retire: right{workspaceManageConfig, levelWrite}, replacement: "typeOfWorkId",
		wire: func(t *Sort) any {
			return struct {
				Object
				SortForm
				IsArchived bool `json:"isArchived"`
			}{t.Object, t.SortForm, t.IsArchived}
		},
		give: func(s *state, from, to *Sort) error {
			if from.TasksCount == 0 {
				return nil
			}
			if to == nil {
				return s.inUse("typeOfWorkId")
			}
			to.TasksCount += from.TasksCount
			return nil
		},
	}
}

func (k sorts) routes() []route {
	one := "/" + k.kind + "/{id}"
	return []route{
		{pattern: "GET /" + k.kind, do: k.list, parameters: inLists("showarchived")},
		{pattern: "GET /" + k.kind + "/icons", do: func(*call) (answer, error) { return ok(icons()), nil }},
		{pattern: "GET " + one, do: k.get},
		{pattern: "POST /" + k.kind, needs: k.write, do: k.create},
		{pattern: "PUT " + one, needs: k.write, do: k.put},
		{pattern: "POST " + one + "/setarchived", needs: k.retire, do: k.archive},
		{pattern: "POST " + one + "/delete", needs: k.retire, do: k.remove},
	}
}

func (k sorts) list(c *call) (answer, error) {
	archived, err := c.flag("showarchived")
	if err != nil {
		return answer{}, err
	}
	return listOf(c, k.all(c.state).listed(func(t *Sort) bool { return archived || !t.IsArchived }), k.wire)
}

func (k sorts) get(c *call) (answer, error) {
	sort, err := k.all(c.state).find(c.id())
	if err != nil {
		return answer{}, err
	}
	return ok(k.wire(sort)), nil
}

func (k sorts) create(c *call) (answer, error) {
	form, err := newForm[SortForm](c)
	if err != nil {
		return answer{}, err
	}
	sort := Sort{SortForm: form}
	if err := k.all(c.state).alone(&sort); err != nil {
		return answer{}, err
	}
	added, err := k.all(c.state).add(sort, c.self.ID)
	if err != nil {
		return answer{}, err
	}
	return ok(k.wire(added)), nil
}

func (k sorts) put(c *call) (answer, error) {
	all := k.all(c.state)
	sort, err := all.find(c.id())
	if err != nil {
		return answer{}, err
	}
	if sort.IsPreset && !c.state.variants[PresetsEditable] {
		return answer{}, business(invalidOperation, "Preset types cannot be edited.")
	}
	changed := *sort
	if changed.SortForm, err = replaced(c, sort.SortForm); err != nil {
		return answer{}, err
	}
	if err := errors.Join(all.renamable(sort, changed.Name), all.alone(&changed)); err != nil {
		return answer{}, err
	}
	*sort = changed
	all.touch(sort, c.self.ID)
	return ok(k.wire(sort)), nil
}

func (k sorts) archive(c *call) (answer, error) {
	all := k.all(c.state)
	sort, err := all.find(c.id())
	if err != nil {
		return answer{}, err
	}
	form, err := newForm[archiveForm](c)
	if err != nil {
		return answer{}, err
	}
	sort.IsArchived = form.IsArchived
	all.touch(sort, c.self.ID)
	return ok(k.wire(sort)), nil
}

func (k sorts) remove(c *call) (answer, error) {
	all := k.all(c.state)
	sort, err := all.find(c.id())
	if err != nil {
		return goneBefore(c, all, err)
	}
	next, err := replacement(c, all, sort, k.replacement)
	if err != nil {
		return answer{}, err
	}
	if err := k.give(c.state, sort, next); err != nil {
		return answer{}, err
	}
	all.remove(sort)
	return c.done(http.StatusNoContent), nil
}

// replacement is what the body of a deletion puts in the place of an object, nil where it names nothing.
func replacement[T any](c *call, all *collection[T], of *T, field string) (*T, error) {
	fields, err := c.fields()
	if err != nil {
		return nil, err
	}
	var id guid
	for name, raw := range fields {
		if name != field {
			return nil, invalidProperty(name, "The field %s is unknown.", name)
		}
		if string(raw) != "null" && id.UnmarshalJSON(raw) != nil {
			return nil, notAGUID(name)
		}
	}
	if id == "" {
		return nil, nil //nolint:nilnil // nothing is named, and that may be
	}
	next, err := all.usable(string(id))
	if err == nil && next == of {
		err = business(invalidOperation, "The %s is the one that is deleted.", all.what)
	}
	return next, err
}
