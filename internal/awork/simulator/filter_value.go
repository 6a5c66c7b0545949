package simulator

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

func isTrue(value any) bool { return value == true }

func number(text string) json.Number { return json.Number(text) }

func itoa(n int) string { return strconv.Itoa(n) }

func asFloat(n json.Number) float64 {
	f, err := n.Float64()
	if err != nil {
		return 0
	}
	return f
}

// asText is a value as a text, "" where it is none.
func asText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case guidValue:
		return string(v)
	}
	return ""
}

// folded is a text without its case, unless that counts.
func (c *call) folded(text string) string {
	if c.state.variants[EqMindsCase] {
		return text
	}
	return strings.ToLower(text)
}

// compares reports whether two values stand to each other as an operator says.
func (c *call) compares(operator string, a, b any) bool {
	order, alike := c.order(a, b)
	switch operator {
	case "eq":
		return alike && order == 0
	case "ne":
		return !alike || order != 0
	case "lt":
		return alike && order < 0
	case "le":
		return alike && order <= 0
	case "gt":
		return alike && order > 0
	}
	return alike && order >= 0
}

// order compares two values, and reports whether they can be compared at all.
func (c *call) order(a, b any) (order int, alike bool) {
	if a == nil || b == nil {
		return 0, a == nil && b == nil
	}
	switch b := b.(type) {
	case bool:
		a, ok := a.(bool)
		return boolOrder(a, b), ok
	case json.Number:
		a, ok := a.(json.Number)
		return cmp.Compare(asFloat(a), asFloat(b)), ok
	case time.Time:
		at, err := time.Parse(time.RFC3339Nano, asText(a))
		return at.Compare(b), err == nil
	case guidValue:
		return cmp.Compare(strings.ToLower(asText(a)), string(b)), asText(a) != ""
	case string:
		text, ok := a.(string)
		if c.state.variants[EqOnlyNFC] {
			text = norm.NFC.String(text)
		}
		return cmp.Compare(c.folded(text), c.folded(b)), ok
	}
	return 0, false
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// selected gives the rows that the filter keeps, in the order that is asked for.
func (c *call) selected(rows []any, like any) ([]any, error) {
	if text := c.query.Get("filterby"); text != "" {
		keep, err := c.parseFilter(text, like)
		if err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(slices.Clone(rows), func(row any) bool { return !isTrue(keep(scope{"": row})) })
	}
	text := c.query.Get("orderby")
	if text == "" {
		return rows, nil
	}
	if c.state.variants[OrderRefused] {
		return nil, badFilter()
	}
	return c.ordered(rows, text, like)
}

// ordered sorts by properties such as LastName,FirstName desc.
func (c *call) ordered(rows []any, text string, like any) ([]any, error) {
	known, _ := like.(map[string]any)
	rows = slices.Clone(rows)
	properties := strings.Split(text, ",")
	for _, property := range slices.Backward(properties) {
		name, direction, _ := strings.Cut(property, " ")
		names := strings.Split(name, "/")
		if name == "" || names[0] == "" || direction != "" && direction != "asc" && direction != "desc" {
			return nil, badFilter()
		}
		if _, ok := known[propertyName(names[0])]; !ok {
			return nil, badFilter()
		}
		slices.SortStableFunc(rows, func(a, b any) int {
			order := c.sorts(follow(a, names), follow(b, names))
			if direction == "desc" {
				return -order
			}
			return order
		})
	}
	return rows, nil
}

// sorts orders any two values: what is missing comes first.
func (c *call) sorts(a, b any) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	order, _ := c.order(a, b)
	return order
}
