package simkit

import (
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/suggest"
)

// ParseFault reads a fault such as
//
//	lost-answer:method=POST,path=/members,nth=2
//
// The keys are method, path, nth, times, probability, streak, delay and retry-after.
func ParseFault(text string) (Fault, error) {
	kind, rest, _ := strings.Cut(text, ":")
	fault := Fault{Kind: FaultKind(kind)}
	if !slices.Contains(FaultKinds(), fault.Kind) {
		return Fault{}, suggest.Unknown("fault", kind, FaultKinds())
	}
	if rest == "" {
		return fault, nil
	}
	for setting := range strings.SplitSeq(rest, ",") {
		key, value, _ := strings.Cut(setting, "=")
		if err := fault.set(strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return Fault{}, fmt.Errorf("the fault %q cannot be: %w", text, err)
		}
	}
	return fault, nil
}

func (f *Fault) set(key, value string) error {
	read, known := map[string]func(string) error{
		"method":      f.setMethod,
		"path":        f.setPath,
		"nth":         setting(&f.Nth, aCount, "a whole number from 1 on"),
		"times":       setting(&f.Times, aCount, "a whole number from 1 on"),
		"probability": setting(&f.Probability, aProbability, "a number above 0, and at most 1"),
		"streak":      setting(&f.Streak, aCount, "a whole number from 1 on"),
		"delay":       setting(&f.Delay, aTime, "a time such as 500ms, 4s or 1m30s"),
		"retry-after": setting(&f.RetryAfter, aTime, "a time such as 500ms, 4s or 1m30s"),
	}[key]
	if !known {
		return suggest.Unknown("setting", key, faultSettings())
	}
	if err := read(value); err != nil {
		return fmt.Errorf("%s is %q. Allowed: %w", key, value, err)
	}
	return nil
}

func faultSettings() []string {
	return []string{"method", "path", "nth", "times", "probability", "streak", "delay", "retry-after"}
}

func (f *Fault) setMethod(value string) error {
	methods := []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete}
	f.Method = strings.ToUpper(value)
	if !slices.Contains(methods, f.Method) {
		return errors.New(strings.Join(methods, ", "))
	}
	return nil
}

func (f *Fault) setPath(value string) error {
	f.Path = value
	if _, err := path.Match(value, ""); err != nil || !strings.HasPrefix(value, "/") {
		return errors.New("a path such as /members, or a pattern such as /members/*")
	}
	return nil
}

// setting reads a value into its place. What is allowed becomes the error.
func setting[T any](into *T, read func(string) (T, bool), allowed string) func(string) error {
	return func(text string) error {
		value, ok := read(text)
		if !ok {
			return errors.New(allowed)
		}
		*into = value
		return nil
	}
}

func aCount(text string) (int, bool) {
	number, err := strconv.Atoi(text)
	return number, err == nil && number >= 1
}

func aProbability(text string) (float64, bool) {
	number, err := strconv.ParseFloat(text, 64)
	return number, err == nil && number > 0 && number <= 1
}

func aTime(text string) (time.Duration, bool) {
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0
}
