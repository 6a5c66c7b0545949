package simulator

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ParseFault reads a fault such as
//
//	lost-answer:method=POST,path=/members,nth=2
//
// The keys are method, path, nth, times, probability, delay and retry-after.
func ParseFault(text string) (Fault, error) {
	kind, rest, _ := strings.Cut(text, ":")
	fault := Fault{Kind: FaultKind(kind)}
	if !slices.Contains(FaultKinds(), fault.Kind) {
		return Fault{}, fmt.Errorf("there is no fault %q; there are %v", kind, FaultKinds())
	}
	if rest == "" {
		return fault, nil
	}
	for setting := range strings.SplitSeq(rest, ",") {
		key, value, _ := strings.Cut(setting, "=")
		if err := fault.set(strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return Fault{}, fmt.Errorf("fault %q: %s: %w", text, key, err)
		}
	}
	return fault, nil
}

func (f *Fault) set(key, value string) error {
	var err error
	switch key {
	case "method":
		f.Method = strings.ToUpper(value)
	case "path":
		f.Path = value
		_, err = path.Match(value, "")
	case "nth":
		f.Nth, err = count(value)
	case "times":
		f.Times, err = count(value)
	case "probability":
		f.Probability, err = strconv.ParseFloat(value, 64)
		if err == nil && (f.Probability <= 0 || f.Probability > 1) {
			err = errors.New("it lies between 0 and 1")
		}
	case "delay":
		f.Delay, err = time.ParseDuration(value)
	case "retry-after":
		f.RetryAfter, err = time.ParseDuration(value)
	default:
		err = errors.New("there is no such setting; there are method, path, nth, times, probability, delay and retry-after")
	}
	return err
}

func count(text string) (int, error) {
	number, err := strconv.Atoi(text)
	if err == nil && number < 1 {
		err = errors.New("it is at least 1")
	}
	return number, err
}
