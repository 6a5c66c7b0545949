package tfkit

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// IsDate accepts a calendar day.
func IsDate(text string) Fault {
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return Fault{}
	}
	fault := Fault{Reason: "which is not a day in the expected form", Advice: "Allowed is a day written YYYY-MM-DD, such as 2026-01-05."}
	if parts := isoDate.FindStringSubmatch(text); parts != nil {
		fault.Reason = missingDay(parts[1], parts[2])
	}
	text = dayFirst(text)
	for _, layout := range otherDates() {
		if day, err := time.Parse(layout, text); err == nil {
			fault.Meant = []string{day.Format(time.DateOnly)}
			break
		}
	}
	return fault
}

var isoDate = regexp.MustCompile(`^(\d{4})-(\d\d)-\d\d$`)

var slashedDate = regexp.MustCompile(`^(\d\d)/(\d\d)/(\d{4})$`)

// dayFirst writes a date with slashes in the way in which days stand first, if it is clear from the number which is the day.
func dayFirst(text string) string {
	const months = "12"
	parts := slashedDate.FindStringSubmatch(text)
	switch {
	case parts == nil, parts[1] <= months && parts[2] <= months:
		return text
	case parts[1] > months:
		return parts[1] + "." + parts[2] + "." + parts[3]
	}
	return parts[2] + "." + parts[1] + "." + parts[3]
}

// missingDay says why there is no such day.
func missingDay(year, month string) string {
	first, err := time.Parse("2006-01", year+"-"+month)
	if err != nil {
		return fmt.Sprintf("but there is no month %s", month)
	}
	return fmt.Sprintf("but %s has %d days", first.Format("January 2006"), first.AddDate(0, 1, -1).Day())
}

// otherDates are ways to write a day of which it is clear which part is what.
func otherDates() []string {
	return []string{
		"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2.1.2006",
		"2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006", time.RFC3339, time.DateTime,
	}
}

// CheckDatesInOrder checks that one day is not before another.
func CheckDatesInOrder(first, last string) Check {
	return func(config, _ attributes) []finding {
		begins, _ := as[string](config[first])
		ends, _ := as[string](config[last])
		from, errFrom := time.Parse(time.DateOnly, begins)
		to, errTo := time.Parse(time.DateOnly, ends)
		if errFrom != nil || errTo != nil || !to.Before(from) {
			return nil
		}
		return []finding{{attribute: last, given: strconv.Quote(ends), fault: Fault{
			Reason: fmt.Sprintf("which is before %s %q", first, begins),
			Advice: "Move one of them: nothing ends before it begins.",
		}}}
	}
}
