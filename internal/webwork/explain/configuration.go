package explain

import (
	"encoding/json"
	"slices"
	"strings"
)

// ourProvider ends the address of the provider in every registry.
const ourProvider = "/workspace-as-code/webwork"

// brakeSettings are the brakes of the provider block, in the order in which they are told.
var brakeSettings = []string{"max_invitations", "max_archivals", "max_archival_share"} //nolint:gochecknoglobals // a constant, for which Go has no other form

// readConfiguration reads the brakes, and what refers to people and projects.
func (p *plan) readConfiguration(s *scanner) error {
	return s.object(func(key string) error {
		switch key {
		case "provider_config":
			return s.object(func(string) error { return p.readProvider(s) })
		case "root_module":
			return p.readReferences(s, "")
		default:
			return s.skip()
		}
	})
}

// readProvider reads the brakes of one provider configuration. It holds credentials too, which are skipped.
func (p *plan) readProvider(s *scanner) error {
	var name, alias string
	constants := map[string]string{}
	err := s.object(func(key string) (err error) {
		switch key {
		case "full_name":
			name, err = s.text()
		case "alias":
			alias, err = s.text()
		case "expressions":
			err = s.object(func(setting string) error {
				if !slices.Contains(brakeSettings, setting) {
					return s.skip()
				}
				return s.within("constant_value", func() error {
					value, err := s.scalar()
					switch value := value.(type) {
					case json.Number:
						constants[setting] = value.String()
					case string: // Terraform converts it
						constants[setting] = value
					}
					return err
				})
			})
		default:
			err = s.skip()
		}
		return err
	})
	if !strings.HasSuffix(name, ourProvider) {
		return err
	}
	for _, setting := range brakeSettings {
		if value, ok := constants[setting]; ok {
			p.brakes = append(p.brakes, brake{setting: setting, value: value, alias: alias})
		}
	}
	return err
}

// readReferences reads a module of the configuration, whose address has no keys, and those below it.
func (p *plan) readReferences(s *scanner, module string) error {
	return s.object(func(key string) error {
		switch key {
		case "resources":
			return s.array(func() error { return p.readResource(s, module) })
		case "module_calls":
			return s.object(func(name string) error {
				return s.within("module", func() error { return p.readReferences(s, module+"module."+name+".") })
			})
		default:
			return s.skip()
		}
	})
}

func (p *plan) readResource(s *scanner, module string) error {
	var address string
	references := map[string][]string{}
	err := s.object(func(key string) (err error) {
		switch key {
		case "address":
			address, err = s.text()
		case "expressions":
			err = s.object(func(attribute string) error {
				if !slices.Contains([]string{"user_id", "viewer_id", "project_id"}, attribute) {
					return s.skip()
				}
				return s.within("references", func() (err error) {
					references[attribute], err = s.texts()
					return err
				})
			})
		default:
			err = s.skip()
		}
		return err
	})
	if strings.HasPrefix(address, prefix) && len(references) > 0 && len(p.references) < most {
		p.references[module+address] = references
	}
	return err
}

// referred is the address of the one object whose id an attribute is, where the configuration names it and nothing
// else: webwork_member.jane.id, or webwork_member.person["jane"].id, but nothing that has to be worked out.
func (p *plan) referred(r *record, attribute string) string {
	module := r.module
	if module != "" {
		module += "."
	}
	references := p.references[withoutKeys(module)+r.kind+"."+r.name][attribute]
	longest := ""
	for _, reference := range references {
		if len(reference) > len(longest) {
			longest = reference
		}
	}
	for _, reference := range references {
		rest, part := strings.CutPrefix(longest, reference)
		if !part || (rest != "" && rest[0] != '.' && rest[0] != '[') {
			return ""
		}
	}
	object, isID := strings.CutSuffix(longest, ".id")
	if !isID {
		return ""
	}
	return module + object
}

// withoutKeys is an address as the configuration has it: module.team["a"].x is module.team.x there.
func withoutKeys(address string) string {
	var bare strings.Builder
	inKey, inQuotes, escaped := false, false, false
	for _, r := range address {
		switch {
		case escaped:
			escaped = false
		case inQuotes && r == '\\':
			escaped = true
		case r == '"':
			inQuotes = !inQuotes
		case inQuotes:
		case r == '[':
			inKey = true
		case r == ']':
			inKey = false
			continue
		}
		if !inKey {
			bare.WriteRune(r)
		}
	}
	return bare.String()
}
