package bench_test

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// row is what was measured of one number of managed members in a workspace.
type row struct {
	managed, existing int

	floor     figure // terraform_data
	near, far figure // read_strategy auto, at no latency and at 50 ms
	nearEach  figure // read_strategy each, likewise
	farEach   figure
	limited   figure // auto at 50 ms under the limit of a minute
}

// limitedEach is what `each` would take under the limit: computed, since it takes hours. The first
// minute's requests come at once, the next ones wait for the minute to pass.
func (r row) limitedEach() time.Duration {
	return time.Duration((r.farEach.requests-1)/limit)*time.Minute + r.farEach.wall
}

// tableHead begins the table that the guide shows.
func tableHead(to io.Writer) {
	heads := []string{
		"managed", "in a workspace of", "requests", "`each`", "`terraform_data`", "0 ms", "50 ms", "`each`, 0 ms", "`each`, 50 ms", "60 a minute", "`each`, 60 a minute",
	}
	_, _ = fmt.Fprintf(to, "| %s |\n|%s\n", strings.Join(heads, " | "), strings.Repeat("--:|", len(heads)))
}

func tableRow(to io.Writer, r row) {
	cells := []string{
		count(r.managed), count(r.existing), count(r.near.requests), count(r.nearEach.requests),
		length(r.floor.wall), length(r.near.wall), length(r.far.wall), length(r.nearEach.wall), length(r.farEach.wall),
		length(r.limited.wall), length(r.limitedEach()),
	}
	_, _ = fmt.Fprintf(to, "| %s |\n", strings.Join(cells, " | "))
}

// count writes a number with commas between thousands.
func count(n int) string {
	const thousand = 1000
	if n < thousand {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", count(n/thousand), n%thousand)
}

// length writes a duration for people.
func length(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %02d s", int(d.Minutes()), int(d.Seconds())%60)
	default:
		return fmt.Sprintf("%d h %02d min", int(d.Hours()), int(d.Minutes())%60)
	}
}
