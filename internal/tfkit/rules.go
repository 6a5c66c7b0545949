package tfkit

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// IsName accepts text of at most that many characters that neither begins nor ends with a space. A service may have
// empty names.
func IsName(most int) TextRule {
	advice := fmt.Sprintf("Allowed are 1 to %d characters, without spaces around them.", most)
	return func(text string) Fault {
		trimmed, length := strings.TrimSpace(text), len([]rune(text))
		switch {
		case text == "":
			return Fault{Reason: "which is empty", Advice: advice, Served: true}
		case trimmed == "":
			return Fault{Reason: "which is nothing but spaces", Advice: advice}
		case trimmed != text:
			return Fault{Reason: "which begins or ends with a space", Meant: []string{trimmed}, Advice: advice}
		case length > most:
			return Fault{Reason: fmt.Sprintf("which has %d characters", length), Advice: advice}
		}
		return Fault{}
	}
}

// IsNotEmpty accepts text of at least one character.
func IsNotEmpty(text string) Fault {
	if text == "" {
		return Fault{Reason: "which is empty", Advice: "Leave it out if it is not needed."}
	}
	return Fault{}
}

// IsTextOf accepts longer text, of 1 to that many characters.
func IsTextOf(most int) TextRule {
	return func(text string) Fault {
		if length := len([]rune(text)); length > most {
			return Fault{Reason: fmt.Sprintf("which has %d characters", length), Advice: fmt.Sprintf("Allowed are 1 to %d characters.", most)}
		}
		return IsNotEmpty(text)
	}
}

// Choice is a list of values of which an attribute has one.
type Choice struct {
	// Values are those that are offered.
	Values []string
	// Served are others that the service is known to answer with: they are accepted where state holds them.
	Served []string
	// Called has other names that people have for values, such as those that an app shows, in small letters.
	Called map[string]string
	// More is a further sentence of advice, or empty, for those who have meant no value that can be told.
	More string
}

// IsOneOf accepts the values of a choice, spelled exactly so.
func IsOneOf(choice Choice) TextRule {
	return func(text string) Fault {
		if slices.Contains(choice.Values, text) {
			return Fault{}
		}
		fault := Fault{
			Reason: "which is none of the allowed values",
			Meant:  nearest(text, choice.Values),
			Advice: "Allowed are " + list(choice.Values, "and") + ", spelled exactly so.",
			Served: slices.Contains(choice.Served, text),
		}
		if meant, ok := choice.Called[strings.ToLower(text)]; ok {
			fault.Meant = []string{meant}
		}
		if choice.More != "" && len(fault.Meant) == 0 {
			fault.Advice += " " + choice.More
		}
		return fault
	}
}

// IsOneOfOpen accepts what has the form of the known values: the service has more of them, so that another one is only a
// warning. The advice says how values are written.
func IsOneOfOpen(known []string, form *regexp.Regexp, advice string) TextRule {
	return func(text string) Fault {
		if slices.Contains(known, text) {
			return Fault{}
		}
		meant := nearest(text, known)
		if form.MatchString(text) {
			return Fault{
				Reason: "which is not among the known values and is passed on as it is", Meant: meant,
				Advice: "Known are " + list(known, "and") + ".", Warning: true,
			}
		}
		return Fault{Reason: "which is not written like the known values", Meant: meant, Advice: advice, Served: len(meant) == 0}
	}
}

// IsAtLeast accepts numbers from the least one.
func IsAtLeast(least int64) NumberRule {
	return func(number *big.Float) Fault {
		if number.Cmp(new(big.Float).SetInt64(least)) < 0 {
			return Fault{Reason: fmt.Sprintf("which is less than %d", least), Advice: fmt.Sprintf("Allowed is a number of %d or more.", least)}
		}
		return Fault{}
	}
}

// IsBetween accepts numbers from the least to the most, both included.
func IsBetween(least, most int64) NumberRule {
	return func(number *big.Float) Fault {
		advice := fmt.Sprintf("Allowed is a number from %d to %d.", least, most)
		switch {
		case number.Cmp(new(big.Float).SetInt64(least)) < 0:
			return Fault{Reason: fmt.Sprintf("which is less than %d", least), Advice: advice}
		case number.Cmp(new(big.Float).SetInt64(most)) > 0:
			return Fault{Reason: fmt.Sprintf("which is more than %d", most), Advice: advice}
		}
		return Fault{}
	}
}

// IsPay accepts 0 and more. The amount may be somebody's pay, so the message does not repeat it.
func IsPay(number *big.Float) Fault {
	if number.Sign() < 0 {
		return Fault{Given: "an amount below 0", Advice: "Allowed is a number of 0 or more.", Secret: true}
	}
	return Fault{}
}
