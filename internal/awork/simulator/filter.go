package simulator

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// expression is a part of a filter, which has a value for an object and for what it names within.
type expression func(scope) any

// scope is what an expression knows: the object itself as "", and the elements of lists by the names
// that the filter gives them.
type scope map[string]any

// filterParser reads the expressions of filterby, a part of OData. Words are the tokens to come.
type filterParser struct {
	call      *call
	like      any // an object with all the properties that there are
	variables []string
	words     []string
	wrong     bool
}

// filterWord is a token: a literal, a time relative to now, a number, a name or a sign.
var filterWord = regexp.MustCompile(`^(?:` +
	`(?:guid|datetime)?'(?:[^']|'')*'|` +
	`[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|` +
	`(?:today|now)[-+]\d+d|` +
	`-?\d+(?:\.\d+)?[LMf]?|` +
	`[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_]+)?|` +
	`[(),:/])`)

// parseFilter reads a filter for objects like one.
func (c *call) parseFilter(text string, like any) (expression, error) {
	p := &filterParser{call: c, like: like}
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		word := filterWord.FindString(rest)
		if word == "" {
			return nil, badFilter()
		}
		p.words, rest = append(p.words, word), rest[len(word):]
	}
	parsed := p.or()
	if p.wrong || len(p.words) > 0 {
		return nil, badFilter()
	}
	return parsed, nil
}

func badFilter() error { return business(invalidFilter, "The filter or order is invalid.") }

// peek is the next word.
func (p *filterParser) peek() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

// next takes a word.
func (p *filterParser) next() string {
	word := p.peek()
	if word == "" {
		p.wrong = true
		return ""
	}
	p.words = p.words[1:]
	return word
}

// skip takes a word if it is the next.
func (p *filterParser) skip(word string) bool {
	if !strings.EqualFold(p.peek(), word) || word == "" {
		return false
	}
	p.words = p.words[1:]
	return true
}

// expect takes a word that has to come.
func (p *filterParser) expect(word string) {
	if !p.skip(word) {
		p.wrong = true
	}
}

// fail makes the whole filter a wrong one.
func (p *filterParser) fail() expression {
	p.wrong = true
	return func(scope) any { return nil }
}

func (p *filterParser) or() expression {
	left := p.and()
	for p.skip("or") {
		first, second := left, p.and()
		left = func(s scope) any { return isTrue(first(s)) || isTrue(second(s)) }
	}
	return left
}

func (p *filterParser) and() expression {
	left := p.not()
	for p.skip("and") {
		first, second := left, p.not()
		left = func(s scope) any { return isTrue(first(s)) && isTrue(second(s)) }
	}
	return left
}

func (p *filterParser) not() expression {
	if p.skip("not") {
		negated := p.not()
		return func(s scope) any { return !isTrue(negated(s)) }
	}
	return p.comparison()
}

func (p *filterParser) comparison() expression {
	before := p.peek()
	left := p.operand()
	operator := strings.ToLower(p.peek())
	switch {
	case operator == "in":
		p.next()
		return p.in(before, left)
	case !slices.Contains([]string{"eq", "ne", "lt", "le", "gt", "ge"}, operator):
		return left
	}
	p.next()
	p.mindGUID(before)
	right := p.operand()
	c := p.call
	return func(s scope) any { return c.compares(operator, left(s), right(s)) }
}

func (p *filterParser) in(property string, left expression) expression {
	p.expect("(")
	var values []expression
	for {
		p.mindGUID(property)
		values = append(values, p.operand())
		if !p.skip(",") {
			break
		}
	}
	p.expect(")")
	c := p.call
	return func(s scope) any {
		return slices.ContainsFunc(values, func(value expression) bool { return isTrue(c.compares("eq", left(s), value(s))) })
	}
}

// mindGUID minds that an id is compared with an id, not with a text or with nothing around it.
func (p *filterParser) mindGUID(property string) {
	if isGUID(p.peek()) {
		p.call.state.violate(p.call.request, "an id stands in a filter without quotes")
		p.wrong = true
	}
	isID := strings.EqualFold(property, "id") || strings.HasSuffix(property, "Id")
	if isID && strings.HasPrefix(p.peek(), "'") {
		p.wrong = true
	}
}

func (p *filterParser) operand() expression {
	word := p.next()
	switch {
	case word == "(":
		inner := p.or()
		p.expect(")")
		return inner
	case slices.Contains(filterFunctions(), strings.ToLower(word)) && p.peek() == "(":
		return p.function(strings.ToLower(word))
	}
	if value, ok := p.literal(word); ok {
		return func(scope) any { return value }
	}
	return p.path(word)
}

func filterFunctions() []string { return []string{"startswith", "endswith", "substringof", "tolower"} }

func (p *filterParser) function(name string) expression {
	p.expect("(")
	first := p.operand()
	if name == "tolower" {
		p.expect(")")
		return func(s scope) any { return strings.ToLower(asText(first(s))) }
	}
	p.expect(",")
	second := p.operand()
	p.expect(")")
	c := p.call
	return func(s scope) any {
		whole, part := first(s), second(s)
		if name == "substringof" {
			whole, part = part, whole
		}
		a, b := c.folded(asText(whole)), c.folded(asText(part))
		return map[string]func(string, string) bool{
			"startswith": strings.HasPrefix, "endswith": strings.HasSuffix, "substringof": strings.Contains,
		}[name](a, b)
	}
}

// guidValue is an id in a filter.
type guidValue string

// literal reads what stands for itself, or for something that depends on who asks and when.
func (p *filterParser) literal(word string) (value any, ok bool) {
	now := p.call.state.now().UTC()
	quoted := func(prefix string) string {
		inner := strings.TrimSuffix(strings.TrimPrefix(word, prefix+"'"), "'")
		return strings.ReplaceAll(inner, "''", "'")
	}
	switch lower := strings.ToLower(word); {
	case strings.HasPrefix(word, "'"):
		return quoted(""), true
	case strings.HasPrefix(lower, "guid'"):
		if !isGUID(quoted("guid")) {
			p.wrong = true
		}
		return guidValue(strings.ToLower(quoted("guid"))), true
	case strings.HasPrefix(lower, "datetime'"):
		return p.datetime(quoted("datetime")), true
	case lower == "true" || lower == "false":
		return lower == "true", true
	case lower == "null":
		return nil, true
	case lower == "me.id":
		return guidValue(p.call.self.ID), true
	case lower == "now":
		return now, true
	case len(word) > 0 && (word[0] == '-' || word[0] >= '0' && word[0] <= '9'):
		return number(strings.TrimRight(word, "LMf")), true
	}
	return relativeDay(word, now)
}

func (p *filterParser) datetime(text string) any {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at
		}
	}
	p.wrong = true
	return nil
}

// relativeDay reads the days that are named by where they lie to today.
func relativeDay(word string, now time.Time) (any, bool) {
	today := now.Truncate(24 * time.Hour)         //nolint:mnd // a day
	sinceMonday := (int(today.Weekday()) + 6) % 7 //nolint:mnd // the days of a week
	firstOfMonth := today.AddDate(0, 0, 1-today.Day())
	base, shift, shifted := word, "", false
	if at := strings.IndexAny(word, "-+"); at > 0 {
		base, shift, shifted = word[:at], strings.TrimSuffix(word[at:], "d"), true
	}
	day, ok := map[string]time.Time{
		"today": today, "now": now,
		"sow": today.AddDate(0, 0, -sinceMonday), "eow": today.AddDate(0, 0, 7-sinceMonday), //nolint:mnd // likewise
		"som": firstOfMonth, "eom": firstOfMonth.AddDate(0, 1, 0),
	}[strings.ToLower(base)]
	if ok && shifted {
		day = day.AddDate(0, 0, int(asFloat(number(strings.TrimPrefix(shift, "+")))))
	}
	return day, ok
}
