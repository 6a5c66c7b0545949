package listing

import "strings"

// Person names a person: "Ann Example <ann@example.com>".
func Person(firstName, lastName, email string) string {
	name := strings.TrimSpace(firstName + " " + lastName)
	if name == "" {
		return email
	}
	return name + " <" + email + ">"
}

// Marked is a label with a remark, such as that the object is archived, if it holds.
func Marked(label, remark string, holds bool) string {
	if !holds {
		return label
	}
	return label + " (" + remark + ")"
}
