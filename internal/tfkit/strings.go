package tfkit

import (
	"strings"
	"time"
	// Time zones are compared and checked on machines that have no zone files, such as minimal
	// container images.
	_ "time/tzdata"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/spelling"
)

// Email is the type of e-mail addresses, which compare without regard to case.
func Email() StringType { return NewStringType("email", strings.EqualFold) }

// Name is the type of names, which compare as spelling.Name says: in whichever way Unicode composes their letters, and
// whether or not they are escaped for HTML.
func Name() StringType {
	return NewStringType("name", func(a, b string) bool { return spelling.Name(a) == spelling.Name(b) })
}

// Text is the type of longer text, which compares as names do, and without regard to spaces and empty lines around
// it and to how lines end: services trim it, while a heredoc always ends with a line break.
func Text() StringType {
	plain := func(s string) string {
		return strings.TrimSpace(strings.ReplaceAll(spelling.Name(s), "\r\n", "\n"))
	}
	return NewStringType("text", func(a, b string) bool { return plain(a) == plain(b) })
}

// Date is the type of dates, which compare by day whether or not a time of day follows.
func Date() StringType {
	return NewStringType("date", func(a, b string) bool { return Day(a) == Day(b) })
}

// Timezone is the type of time zones, in which aliases such as Asia/Calcutta and Asia/Kolkata
// mean the same.
func Timezone() StringType { return NewStringType("timezone", sameZone) }

// Day is the day of a date or timestamp as YYYY-MM-DD. What is no date comes back as it is.
func Day(s string) string {
	day := s[:min(len(s), len(time.DateOnly))]
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return s
	}
	return day
}

// sameZone reports whether two zones have shown the same time since 1970, which is what tells
// zones apart from aliases in the time zone database.
func sameZone(a, b string) bool {
	if a == b {
		return true
	}
	zoneA, errA := time.LoadLocation(a)
	zoneB, errB := time.LoadLocation(b)
	if errA != nil || errB != nil {
		return false
	}
	const everyDays = 5
	end := time.Date(2037, time.December, 31, 0, 0, 0, 0, time.UTC)
	for at := time.Unix(0, 0).UTC(); at.Before(end); at = at.AddDate(0, 0, everyDays) {
		nameA, offsetA := at.In(zoneA).Zone()
		nameB, offsetB := at.In(zoneB).Zone()
		if nameA != nameB || offsetA != offsetB {
			return false
		}
	}
	return true
}
