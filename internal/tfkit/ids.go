package tfkit

import (
	"cmp"
	"fmt"
	"regexp"
)

// mostDigits bounds an id: more do not fit into what services count with.
const mostDigits = 19

var number = regexp.MustCompile(fmt.Sprintf(`^[1-9][0-9]{0,%d}$`, mostDigits-1))

// IsNumber reports whether a text is the id of an object whose ids are numbers: positive, without sign, spaces or leading zeros,
// so that one object has one id.
func IsNumber(id string) bool { return number.MatchString(id) }

// CompareIDs orders ids that are numbers as numbers: 9 comes before 10.
func CompareIDs(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

var text = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// IsText reports whether a text can be the id of an object whose ids are text.
func IsText(id string) bool { return text.MatchString(id) }

// IsID accepts what IsNumber does. It leaves the rest to the plan, since mocked providers give "" for ids that are not known
// yet.
func IsID(text string) Fault {
	if IsNumber(text) {
		return Fault{}
	}
	return Fault{
		Reason: "which is no id",
		Advice: "An id is a positive number without sign, spaces or leading zeros, such as 100. " +
			"Use the id attribute of the resource or data source that stands for the object, or the number in the address of its page in the app.",
		Served: true,
	}
}

// WrongID says what an id may be.
func WrongID(attribute, given string) (summary, detail string) {
	return notAllowed, IsID(given).tell(attribute, quoted(given))
}

// WrongTextID says what an id may be where ids are text.
func WrongTextID(attribute, given string) (summary, detail string) {
	return "Value not allowed", fmt.Sprintf("%s was given %.60q, which is no id. An id consists of letters, digits, - and _, such as a1B2c3. "+
		"Use the id attribute of the resource or data source that stands for the object.", attribute, given)
}

var misspelt = regexp.MustCompile(`^\s*[+-]?[0-9]+(\.0*)?\s*$`)

// isMisspelt reports whether a text is no id but probably meant as the number of one.
func isMisspelt(id string) bool { return misspelt.MatchString(id) && !IsNumber(id) }

// IDs are what the ids of a service look like.
type IDs struct {
	// Are reports whether a text can be an id.
	Are func(text string) bool
	// Wrong says what an id may be.
	Wrong func(attribute, given string) (summary, detail string)
}

// NumberIDs are ids that are numbers.
func NumberIDs() IDs { return IDs{IsNumber, WrongID} }

// TextIDs are ids that are text.
func TextIDs() IDs { return IDs{IsText, WrongTextID} }

// GUIDs are ids that are GUIDs.
func GUIDs() IDs { return IDs{IsGUID, WrongGUID} }
