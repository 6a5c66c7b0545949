package tfkit

import (
	_ "embed" // the names of the time zones
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// zoneNames has the names in the time zone database of Go, which has no way to list them. The test of this file
// brings it up to date: go test ./internal/tfkit -run Zones -update
//
//go:embed zones.txt
var zoneNames string

var (
	zones    = sync.OnceValue(func() []string { return strings.Fields(zoneNames) }) //nolint:gochecknoglobals // read once
	zoneName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$`)
)

// IsTimezone accepts the names of time zones. A name that no known one is like may be newer than the database, or a
// service's own; and a service may have taken "Local" or an empty name from somebody.
func IsTimezone(text string) Fault {
	if isZone(text) {
		return Fault{}
	}
	fault := Fault{
		Meant:  nearestZones(text),
		Advice: `Allowed is the name of a time zone, such as "Europe/Berlin". Leave it out to keep the one that is there.`,
	}
	switch {
	case text == "":
		fault.Reason, fault.Served = "which is empty", true
	case strings.EqualFold(text, "Local"):
		fault.Reason, fault.Served = "which is another zone on every machine", true
	case !zoneName.MatchString(text):
		fault.Reason = "which is not how time zones are named"
	default:
		fault.Reason = "which the time zone database does not have"
		fault.Served = len(fault.Meant) == 0
	}
	return fault
}

// isZone reports whether there is a zone of that name. Some systems find a zone whatever its case.
func isZone(name string) bool {
	if slices.Contains(zones(), name) {
		return true
	}
	if !zoneName.MatchString(name) || strings.EqualFold(name, "Local") {
		return false
	}
	_, err := time.LoadLocation(name)
	return err == nil && !slices.ContainsFunc(zones(), func(zone string) bool { return strings.EqualFold(zone, name) })
}

// nearestZones gives the zones that somebody probably meant: those of the same city, else those spelled nearly so.
func nearestZones(name string) []string {
	city := func(zone string) string { return fold(zone[strings.LastIndex(zone, "/")+1:]) }
	if same := slices.DeleteFunc(slices.Clone(zones()), func(zone string) bool { return city(zone) != city(name) }); len(same) == 1 {
		return same
	}
	return nearest(name, zones())
}
