// Package filterby writes the expressions by which awork narrows lists: a subset of OData. Names of properties are the program's own;
// whatever comes from users stands in literals, which nothing in them can end.
package filterby

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
)

// Literal is a value within an expression.
type Literal string

// String quotes a text. There is no way to write control characters, nor what is no Unicode.
func String(text string) (Literal, error) {
	if !utf8.ValidString(text) {
		return "", errors.New("the text is no valid Unicode")
	}
	if at := strings.IndexFunc(text, unicode.IsControl); at >= 0 {
		return "", fmt.Errorf("the text has a control character (byte %d), which filters cannot have", at+1)
	}
	return Literal("'" + strings.ReplaceAll(text, "'", "''") + "'"), nil
}

// ID writes an id.
func ID(text string) (Literal, error) {
	id, err := api.ParseID(text)
	if err != nil {
		return "", err
	}
	return Literal("guid'" + id + "'"), nil
}

// Time writes a moment, in UTC.
func Time(moment time.Time) Literal {
	return Literal("datetime'" + moment.UTC().Format("2006-01-02T15:04:05") + "'")
}

// Bool writes true or false.
func Bool(value bool) Literal { return Literal(strconv.FormatBool(value)) }

// mostInt is the largest number that awork takes for one of 32 bits; longer ones are marked.
const mostInt = math.MaxInt32

// Int writes a whole number.
func Int(value int64) Literal {
	written := strconv.FormatInt(value, 10)
	if value > mostInt || value < -mostInt {
		written += "L"
	}
	return Literal(written)
}

// Decimal writes a number with a fraction.
func Decimal(value float64) (Literal, error) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return "", fmt.Errorf("%v is no number that a filter can have", value)
	}
	return Literal(strconv.FormatFloat(value, 'f', -1, 64) + "M"), nil
}

// Equal lets through what has the value.
func Equal(property string, value Literal) string { return property + " eq " + string(value) }

// In lets through what has one of the values.
func In(property string, values ...Literal) string {
	written := make([]string, len(values))
	for i, value := range values {
		written[i] = string(value)
	}
	return property + " in (" + strings.Join(written, ",") + ")"
}

// And lets through what every one of the expressions does; empty ones narrow nothing.
func And(expressions ...string) string {
	var kept []string
	for _, expression := range expressions {
		if expression != "" {
			kept = append(kept, expression)
		}
	}
	if len(kept) <= 1 {
		return strings.Join(kept, "")
	}
	for i, expression := range kept {
		kept[i] = "(" + expression + ")"
	}
	return strings.Join(kept, " and ")
}
