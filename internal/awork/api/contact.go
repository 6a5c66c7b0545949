package api

import "strings"

// Types of contact infos, and the subtype of an e-mail address for work.
const (
	contactEmail = "email"
	contactWork  = "work"
)

// ContactInfo is a way to reach somebody.
type ContactInfo struct {
	ID           string
	Type         string
	SubType      string
	Value        *string
	Label        *string
	AddressLine1 *string
	AddressLine2 *string
	ZipCode      *string
	City         *string
	State        *string
	Country      *string
	IsAddress    *bool
}

// email is the address that the contact info has; empty for all other types.
func (c ContactInfo) email() string {
	if !strings.EqualFold(c.Type, contactEmail) {
		return ""
	}
	return strings.TrimSpace(or(c.Value))
}
