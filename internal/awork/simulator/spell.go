package simulator

import (
	"slices"
	"strings"
	"time"
)

// spell puts an answer into the spelling that the variants ask for.
func (s *state) spell(value any, list bool) any {
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = s.spell(v[i], list)
		}
	case map[string]any:
		for name, field := range v {
			switch {
			case field == nil && s.variants[NullsAbsent], list && s.variants[ThinLists] && slices.Contains(details(), name):
				delete(v, name)
			default:
				v[name] = s.spellField(name, field, list)
			}
		}
	}
	return value
}

// details are what lists may leave out.
func details() []string {
	return []string{"members", "userContactInfos", "companyContactInfos", "permissions"}
}

func (s *state) spellField(name string, field any, list bool) any {
	text, isText := field.(string)
	if !isText || !strings.HasSuffix(name, "On") && !strings.HasSuffix(name, "Date") {
		return s.spell(field, list)
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return field
	}
	switch {
	case s.variants[DatesLong]:
		return at.UTC().Format("2006-01-02T15:04:05.0000000Z")
	case s.variants[DatesWithoutZone]:
		return at.UTC().Format("2006-01-02T15:04:05.999999999")
	}
	return field
}
