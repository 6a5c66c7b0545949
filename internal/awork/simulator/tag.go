package simulator

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
)

// Tag is a label of an object. It exists while one of its kind has it.
type Tag struct {
	ID    string  `json:"id,omitempty"`
	Name  string  `json:"name"`
	Color *string `json:"color"`
}

// tagForm is a tag as it is written.
type tagForm struct {
	Name  string  `json:"name"`
	Color *string `json:"color"`
}

// named gives a tag of a kind its id, which its name decides.
func (s *state) named(kind string, tag Tag) Tag {
	tag.ID = cmp.Or(tag.ID, guidOf("tag of "+kind+" "+strings.ToLower(tag.Name)))
	return tag
}

// tagged are the objects of a kind that can have tags.
type tagged struct {
	kind string // as in the path
	// tags gives the tags of the object of the path, if the account may do with it what it is asked.
	tags func(*call) (*[]Tag, error)
	// all gives those of every object.
	all func(*call) []*[]Tag
	// needs is what writing them takes.
	needs right
}

func (t tagged) routes() []route {
	return []route{
		{pattern: "GET /" + t.kind + "/tags", do: t.listAll, parameters: inLists()},
		{pattern: "GET /" + t.kind + "/{id}/tags", do: t.list, parameters: inLists()},
		{pattern: "POST /" + t.kind + "/{id}/addtags", needs: t.needs, do: t.add},
		{pattern: "POST /" + t.kind + "/{id}/deletetags", needs: t.needs, do: t.remove},
		{pattern: "POST /" + t.kind + "/updatetags", needs: t.needs, do: t.rename},
		{pattern: "POST /" + t.kind + "/deletetags", needs: t.needs, do: t.removeEverywhere},
	}
}

func userTagRoutes() []route {
	return tagged{
		kind: "users", needs: right{userMasterData, levelWrite},
		tags: func(c *call) (*[]Tag, error) {
			user, err := c.user()
			if err != nil {
				return nil, err
			}
			return &user.Tags, nil
		},
		all: func(c *call) []*[]Tag {
			var all []*[]Tag
			for _, user := range c.state.users.all() {
				all = append(all, &user.Tags)
			}
			return all
		},
	}.routes()
}

func tagWire(tag *Tag) any { return tag }

func pointers[T any](list []T) []*T {
	rows := make([]*T, len(list))
	for i := range list {
		rows[i] = &list[i]
	}
	return rows
}

func (t tagged) listAll(c *call) (answer, error) {
	var used []Tag
	for _, tags := range t.all(c) {
		for _, tag := range *tags {
			if !slices.ContainsFunc(used, tag.is) {
				used = append(used, tag)
			}
		}
	}
	return wholeOf(c, pointers(used), tagWire)
}

func (t tagged) list(c *call) (answer, error) {
	tags, err := t.tags(c)
	if err != nil {
		return answer{}, err
	}
	return wholeOf(c, pointers(*tags), tagWire)
}

// is reports whether two tags are one.
func (t Tag) is(other Tag) bool { return strings.EqualFold(t.Name, other.Name) }

// add adds tags, all or none.
func (t tagged) add(c *call) (answer, error) {
	tags, err := t.tags(c)
	if err != nil {
		return answer{}, err
	}
	var forms []tagForm
	if err := c.decode(&forms); err != nil {
		return answer{}, err
	}
	added := slices.Clone(*tags)
	for _, form := range forms {
		tag := c.state.named(t.kind, Tag{Name: form.Name, Color: form.Color})
		var wrong problems
		if wrong.required("name", tag.Name, normalName); len(wrong) > 0 {
			return answer{}, invalidProperties(wrong)
		}
		if slices.ContainsFunc(added, tag.is) {
			return answer{}, business(alreadyExists, "The tag is there already.")
		}
		added = append(added, tag)
	}
	*tags = added
	return ok(orEmpty(*tags)), nil
}

// remove removes tags, and says if some were not there.
func (t tagged) remove(c *call) (answer, error) {
	tags, err := t.tags(c)
	if err != nil {
		return answer{}, err
	}
	var forms []tagForm
	if err := c.decode(&forms); err != nil {
		return answer{}, err
	}
	stayed := false
	for _, form := range forms {
		before := len(*tags)
		*tags = slices.DeleteFunc(*tags, Tag{Name: form.Name}.is)
		stayed = stayed || len(*tags) == before
	}
	if stayed {
		return answer{status: http.StatusMultiStatus, body: orEmpty(*tags)}, nil
	}
	return c.done(http.StatusNoContent), nil
}

// renameForm is the body with which a tag gets another name wherever it is used.
type renameForm struct {
	OldTagName  string  `json:"oldTagName"`
	NewTag      tagForm `json:"newTag"`
	ShouldMerge bool    `json:"shouldMerge"`
}

func (f renameForm) check(p *problems) {
	p.required("oldTagName", f.OldTagName, normalName)
	p.required("newTag.name", f.NewTag.Name, normalName)
}

func (t tagged) rename(c *call) (answer, error) {
	form, err := newForm[renameForm](c)
	if err != nil {
		return answer{}, err
	}
	next := c.state.named(t.kind, Tag{Name: form.NewTag.Name, Color: form.NewTag.Color})
	for _, tags := range t.all(c) {
		if at := slices.IndexFunc(*tags, Tag{Name: form.OldTagName}.is); at >= 0 {
			others := slices.DeleteFunc(slices.Clone(*tags), func(tag Tag) bool { return tag.is(next) || tag.is(Tag{Name: form.OldTagName}) })
			*tags = slices.Insert(others, min(at, len(others)), next)
		}
	}
	return c.done(http.StatusNoContent), nil
}

func (t tagged) removeEverywhere(c *call) (answer, error) {
	form, err := newForm[tagNameForm](c)
	if err != nil {
		return answer{}, err
	}
	for _, tags := range t.all(c) {
		*tags = slices.DeleteFunc(*tags, Tag{Name: form.Name}.is)
	}
	return c.done(http.StatusNoContent), nil
}

type tagNameForm struct {
	Name string `json:"name"`
}

func (f tagNameForm) check(p *problems) { p.required("name", f.Name, normalName) }
