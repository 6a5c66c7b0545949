package simulator

import (
	"net/http"
	"slices"
	"strings"
)

// contactable are the objects of a kind that have contact infos.
type contactable struct {
	kind string // as in the path
	// infos gives the contact infos of the object of the path, if the account may do with them what it is
	// asked.
	infos func(*call) (*[]ContactInfo, error)
	// read reads the form of a contact info that has been another one.
	read func(c *call, old ContactInfoForm, put bool) (ContactInfoForm, error)
	// reading and writing are the rights that it takes beside.
	reading, writing right
}

func (k contactable) routes() []route {
	all := k.kind + "/{id}/contactinfo"
	one := all + "/{contact}"
	return []route{
		{pattern: "GET /" + all, needs: k.reading, do: k.list, parameters: inLists()},
		{pattern: "POST /" + all, needs: k.writing, do: k.add},
		{pattern: "GET /" + one, needs: k.reading, do: k.get},
		{pattern: "PUT /" + one, needs: k.writing, do: k.put},
		{pattern: "DELETE /" + one, needs: k.writing, do: k.remove},
	}
}

func userContactRoutes() []route {
	return contactable{
		kind: "users",
		infos: func(c *call) (*[]ContactInfo, error) {
			user, err := c.user()
			if err != nil {
				return nil, err
			}
			if user != c.self && c.request.Method != http.MethodGet {
				err = c.require("ContactInfo", right{userMasterData, levelWrite})
			}
			return &user.ContactInfos, err
		},
		read: readForm[ContactInfoForm],
	}.routes()
}

func contactWire(info *ContactInfo) any { return info }

func (k contactable) list(c *call) (answer, error) {
	infos, err := k.infos(c)
	if err != nil {
		return answer{}, err
	}
	return listOf(c, pointers(*infos), contactWire)
}

func (k contactable) add(c *call) (answer, error) {
	infos, err := k.infos(c)
	if err != nil {
		return answer{}, err
	}
	form, err := k.read(c, ContactInfoForm{}, false)
	if err != nil {
		return answer{}, err
	}
	info := ContactInfo{ContactInfoForm: form}
	c.state.completeContact(&info, c.self.ID)
	*infos = append(*infos, info)
	return ok(info), nil
}

// one finds the contact info of the path.
func (k contactable) one(c *call) (*[]ContactInfo, int, error) {
	infos, err := k.infos(c)
	if err != nil {
		return nil, 0, err
	}
	at := slices.IndexFunc(*infos, func(info ContactInfo) bool { return strings.EqualFold(info.ID, c.request.PathValue("contact")) })
	if at < 0 {
		return nil, at, refuse(http.StatusNotFound, "not-found", "The ContactInfo was not found.")
	}
	return infos, at, nil
}

func (k contactable) get(c *call) (answer, error) {
	infos, at, err := k.one(c)
	if err != nil {
		return answer{}, err
	}
	return ok((*infos)[at]), nil
}

func (k contactable) put(c *call) (answer, error) {
	infos, at, err := k.one(c)
	if err != nil {
		return answer{}, err
	}
	info := &(*infos)[at]
	form, err := k.read(c, info.ContactInfoForm, true)
	if err != nil {
		return answer{}, err
	}
	info.ContactInfoForm = form
	c.state.touch(&info.Object, c.self.ID)
	return ok(info), nil
}

func (k contactable) remove(c *call) (answer, error) {
	infos, at, err := k.one(c)
	if err != nil {
		return answer{}, err
	}
	*infos = slices.Delete(*infos, at, at+1)
	return c.done(http.StatusNoContent), nil
}
