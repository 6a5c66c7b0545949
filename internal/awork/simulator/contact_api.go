package simulator

import (
	"net/http"
	"slices"
	"strings"
)

func contactRoutes() []route {
	return []route{
		{pattern: "GET /users/{id}/contactinfo", do: listUserContacts, parameters: inLists()},
		{pattern: "POST /users/{id}/contactinfo", do: addUserContact},
		{pattern: "GET /users/{id}/contactinfo/{contact}", do: getUserContact},
		{pattern: "PUT /users/{id}/contactinfo/{contact}", do: putUserContact},
		{pattern: "DELETE /users/{id}/contactinfo/{contact}", do: deleteUserContact},
	}
}

// contacts are the contact infos of the user of the path, which people may change of themselves.
func (c *call) userContacts() (*[]ContactInfo, error) {
	user, err := c.user()
	if err != nil {
		return nil, err
	}
	if user != c.self && c.request.Method != http.MethodGet {
		if err := c.require("ContactInfo", right{userMasterData, levelWrite}); err != nil {
			return nil, err
		}
	}
	return &user.ContactInfos, nil
}

func listUserContacts(c *call) (answer, error) {
	infos, err := c.userContacts()
	if err != nil {
		return answer{}, err
	}
	return listContacts(c, *infos)
}

func addUserContact(c *call) (answer, error) {
	infos, err := c.userContacts()
	if err != nil {
		return answer{}, err
	}
	return addContact(c, infos)
}

func getUserContact(c *call) (answer, error) {
	infos, err := c.userContacts()
	if err != nil {
		return answer{}, err
	}
	return getContact(c, *infos)
}

func putUserContact(c *call) (answer, error) {
	infos, err := c.userContacts()
	if err != nil {
		return answer{}, err
	}
	return putContact(c, *infos)
}

func deleteUserContact(c *call) (answer, error) {
	infos, err := c.userContacts()
	if err != nil {
		return answer{}, err
	}
	return deleteContact(c, infos)
}

func listContacts(c *call, infos []ContactInfo) (answer, error) {
	return listOf(c, pointers(infos), contactWire)
}

func contactWire(info *ContactInfo) any { return info }

func addContact(c *call, infos *[]ContactInfo) (answer, error) {
	form, err := newForm[ContactInfoForm](c)
	if err != nil {
		return answer{}, err
	}
	now := c.state.today()
	info := ContactInfo{ContactInfoForm: form, Object: Object{
		ID: c.state.newID("ContactInfo"), CreatedOn: now, CreatedBy: c.self.ID, UpdatedOn: now, UpdatedBy: c.self.ID,
	}}
	*infos = append(*infos, info)
	return ok(info), nil
}

// contact finds a contact info by the id in the path.
func (c *call) contact(infos []ContactInfo) (int, error) {
	at := slices.IndexFunc(infos, func(info ContactInfo) bool { return strings.EqualFold(info.ID, c.request.PathValue("contact")) })
	if at < 0 {
		return at, refuse(http.StatusNotFound, "not-found", "The ContactInfo was not found.")
	}
	return at, nil
}

func getContact(c *call, infos []ContactInfo) (answer, error) {
	at, err := c.contact(infos)
	if err != nil {
		return answer{}, err
	}
	return ok(infos[at]), nil
}

func putContact(c *call, infos []ContactInfo) (answer, error) {
	at, err := c.contact(infos)
	if err != nil {
		return answer{}, err
	}
	form, err := replaced(c, infos[at].ContactInfoForm)
	if err != nil {
		return answer{}, err
	}
	infos[at].ContactInfoForm, infos[at].UpdatedOn, infos[at].UpdatedBy = form, c.state.today(), c.self.ID
	return ok(infos[at]), nil
}

func deleteContact(c *call, infos *[]ContactInfo) (answer, error) {
	at, err := c.contact(*infos)
	if err != nil {
		return answer{}, err
	}
	*infos = slices.Delete(*infos, at, at+1)
	return c.done(http.StatusNoContent), nil
}
