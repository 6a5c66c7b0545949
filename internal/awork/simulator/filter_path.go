package simulator

import (
	"slices"
	"strings"
	"unicode"
)

// path reads a property, one of another object, or what holds for the elements of a list.
func (p *filterParser) path(word string) expression {
	if !isName(word) {
		return p.fail()
	}
	start, names := "", []string{word}
	if slices.Contains(p.variables, word) {
		start, names = word, nil
	}
	for p.skip("/") {
		name := p.next()
		if lower := strings.ToLower(name); p.peek() == "(" && (lower == "any" || lower == "count") {
			p.mindProperty(start, names)
			return p.elements(start, names, lower == "count")
		}
		if !isName(name) {
			return p.fail()
		}
		names = append(names, name)
	}
	p.mindProperty(start, names)
	return func(s scope) any { return follow(s[start], names) }
}

// isName reports whether a word can name a property.
func isName(word string) bool {
	return word != "" && (unicode.IsLetter(rune(word[0])) || word[0] == '_') && !strings.ContainsAny(word, ".'")
}

// mindProperty refuses properties that do not exist, and those that the service may not filter by.
func (p *filterParser) mindProperty(start string, names []string) {
	if start != "" || len(names) == 0 {
		return
	}
	like, _ := p.like.(map[string]any)
	first := propertyName(names[0])
	_, known := like[first]
	nested := first == "userContactInfos" || first == "companyContactInfos" || first == "status"
	if !known || nested && !p.call.state.variants[NestedFilters] {
		p.wrong = true
	}
}

// propertyName is a name as the API spells it: the case of its first letter does not count.
func propertyName(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// follow goes from an object to a property.
func follow(value any, names []string) any {
	for _, name := range names {
		object, _ := value.(map[string]any)
		value = object[propertyName(name)]
	}
	return value
}

// elements reads what is asked of the elements of a list: whether any is so, or how many are.
func (p *filterParser) elements(start string, names []string, count bool) expression {
	p.expect("(")
	variable, holds := "", func(scope) any { return true }
	if p.peek() != ")" {
		variable = p.next()
		p.expect(":")
		p.variables = append(p.variables, variable)
		holds = p.or()
		p.variables = slices.Delete(p.variables, len(p.variables)-1, len(p.variables))
	}
	p.expect(")")
	return func(s scope) any {
		list, _ := follow(s[start], names).([]any)
		found := 0
		for _, element := range list {
			inner := scope{variable: element}
			for name, value := range s {
				if name != variable {
					inner[name] = value
				}
			}
			if isTrue(holds(inner)) {
				found++
			}
		}
		if count {
			return number(itoa(found))
		}
		return found > 0
	}
}
