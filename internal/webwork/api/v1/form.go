package v1

import (
	"math"
	"net/url"
	"strconv"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// put adds an attribute of an update to a form, if it is part of it. An empty value stands for none.
func put[T any](form url.Values, key string, field api.Field[T], write func(T) string) {
	switch value := field.Value(); {
	case !field.Sent():
	case value == nil:
		form.Set(key, "")
	default:
		form.Set(key, write(*value))
	}
}

// give adds an attribute of a new object, if there is one.
func give[T any](form url.Values, key string, value *T, write func(T) string) {
	if value != nil {
		form.Set(key, write(*value))
	}
}

// merged is what an attribute is after an update.
func merged[T any](field api.Field[T], held *T) *T {
	if field.Sent() {
		return field.Value()
	}
	return held
}

func text(value string) string { return value }

// day is a date that an answer may have had with a time.
func day(written string) string { return written[:min(len(written), len(time.DateOnly))] }

func whole(value int64) string { return strconv.FormatInt(value, 10) }

// bit is a flag. Laravel, in which WebWork seems to be written, takes no other words of a form for one.
func bit(value bool) string {
	if value {
		return "1"
	}
	return "0"
}

// rounded is a number without its fraction, of which isWhole has made sure that there is none.
func rounded(value float64) string { return strconv.FormatInt(int64(value), 10) }

// isWhole reports whether a number can be written in a form that takes whole ones.
func isWhole(value float64) bool { return value == math.Trunc(value) && math.Abs(value) < 1<<53 }
