package tfkit

import (
	"regexp"
	"strings"
)

var guid = regexp.MustCompile(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)

// IsGUID reports whether a text is the id of an object whose ids are GUIDs, with hyphens and in either case.
func IsGUID(id string) bool { return guid.MatchString(id) }

// GUID is the type of ids that are GUIDs, which compare without regard to case.
func GUID() StringType { return NewStringType("id", strings.EqualFold) }

// IsGUIDText accepts what IsGUID does. It leaves the rest to the plan, since mocked providers give "" for ids that are not known yet.
func IsGUIDText(text string) Fault {
	if IsGUID(text) {
		return Fault{}
	}
	fault := Fault{
		Reason: "which is no id",
		Advice: "An id is a GUID such as 3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b. Use the id attribute of the resource or data source that stands for the object.",
		Served: true,
	}
	if bare := strings.Trim(text, " {}"); bare != text && IsGUID(bare) {
		fault.Meant = []string{bare}
	}
	return fault
}

// WrongGUID says what an id may be.
func WrongGUID(attribute, given string) (summary, detail string) {
	return notAllowed, IsGUIDText(given).tell(attribute, quoted(given))
}
