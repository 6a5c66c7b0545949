package simulate

import (
	"fmt"
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// latency is the time that answers take: one, or between two.
type latency struct{ least, most time.Duration }

// String is what the help shows.
func (l *latency) String() string {
	if l.most == l.least {
		return l.least.String()
	}
	return l.least.String() + "-" + l.most.String()
}

// Type is what the help calls it.
func (l *latency) Type() string { return "time" }

// Set reads a time such as 50ms, or two such as 20ms-80ms.
func (l *latency) Set(text string) error {
	from, to, two := strings.Cut(text, "-")
	if !two {
		to = from
	}
	least, err := time.ParseDuration(from)
	if err != nil {
		return err
	}
	most, err := time.ParseDuration(to)
	switch {
	case err != nil:
		return err
	case least < 0 || most < least:
		return fmt.Errorf("%s is less than %s", to, from)
	}
	*l = latency{least: least, most: most}
	return nil
}

// jitter is what chance adds to the least time.
func (l *latency) jitter(seed uint64) *simkit.Jitter {
	span := simkit.Span{Most: l.most - l.least}
	return &simkit.Jitter{Reads: span, Writes: span, Deletes: span, Seed: seed}
}
