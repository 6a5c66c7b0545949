package tfkit

import (
	"context"
	"maps"
	"math/big"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Checks are what the configuration of a resource is held against. Every fault is reported, at once, and none twice:
//
//   - Validate reports what is wrong whatever the service has. The CLI validates before each plan, in a process of its own
//     that knows neither the provider's configuration nor state, and again with the values that were not known then.
//   - Plan reports what depends on state: what is Served, and what is only a Warning.
//
// Null is never wrong, and what is not known yet is looked at once it is.
type Checks []Check

// Check finds what is wrong in a configuration. State has no attributes where there is none.
type Check func(config, state attributes) []finding

type attributes map[string]tftypes.Value

type finding struct {
	fault     Fault
	attribute string
	given     string // as it is shown
	held      bool   // state has the value
}

// TextRule says what is wrong with a text, if anything.
type TextRule func(text string) Fault

// NumberRule says what is wrong with a number, if anything.
type NumberRule func(number *big.Float) Fault

// CheckText checks an attribute that is a string.
func CheckText(attribute string, rule TextRule) Check {
	return func(config, state attributes) []finding {
		text, ok := as[string](config[attribute])
		if !ok {
			return nil
		}
		return []finding{{rule(text), attribute, quoted(text), config[attribute].Equal(state[attribute])}}
	}
}

// CheckNumber checks an attribute that is a number.
func CheckNumber(attribute string, rule NumberRule) Check {
	return func(config, state attributes) []finding {
		number, ok := as[*big.Float](config[attribute])
		if !ok {
			return nil
		}
		return []finding{{rule(number), attribute, shown(number), config[attribute].Equal(state[attribute])}}
	}
}

// shown writes a number so that it can be told from any other that a provider handles.
func shown(number *big.Float) string {
	const digits = 17
	return number.Text('g', digits)
}

// CheckChange checks any attribute for what is not possible while planning, whatever its type: what a service has only for new objects,
// or not at all. State holding the value makes it right. The rule is told whether the object exists.
func CheckChange(attribute string, rule func(value tftypes.Value, exists bool) Fault) Check {
	return func(config, state attributes) []finding {
		value := config[attribute]
		if value.IsNull() || !value.IsKnown() {
			return nil
		}
		given := "this value"
		if text, ok := as[string](value); ok {
			given = quoted(text)
		} else if number, ok := as[*big.Float](value); ok {
			given = shown(number)
		}
		return []finding{{rule(value, state != nil), attribute, given, value.Equal(state[attribute])}}
	}
}

// CheckElements checks each element of an attribute that is a set of strings.
func CheckElements(attribute string, rule TextRule) Check {
	return func(config, state attributes) (all []finding) {
		elements, _ := as[[]tftypes.Value](config[attribute])
		held, _ := as[[]tftypes.Value](state[attribute])
		for _, element := range elements {
			if element.IsNull() {
				all = append(all, finding{fault: Fault{Given: "null among its elements", Advice: "Leave null out, for example with a for expression that ends with: if id != null."}, attribute: attribute})
				continue
			}
			if text, ok := as[string](element); ok {
				all = append(all, finding{rule(text), attribute, quoted(text), slices.ContainsFunc(held, element.Equal)})
			}
		}
		return all
	}
}

// CheckKeys checks each key of an attribute that is a map.
func CheckKeys(attribute string, rule TextRule) Check {
	return func(config, state attributes) (all []finding) {
		elements, _ := as[map[string]tftypes.Value](config[attribute])
		held, _ := as[map[string]tftypes.Value](state[attribute])
		for _, key := range slices.Sorted(maps.Keys(elements)) {
			_, there := held[key]
			all = append(all, finding{rule(key), attribute, "the key " + quoted(key), there})
		}
		return all
	}
}

// CheckNotEmpty checks that a set has elements. The advice says what to do instead of leaving it empty.
func CheckNotEmpty(attribute, advice string) Check {
	return func(config, _ attributes) []finding {
		if elements, ok := as[[]tftypes.Value](config[attribute]); ok && len(elements) == 0 {
			return []finding{{fault: Fault{Given: "an empty set", Advice: advice}, attribute: attribute}}
		}
		return nil
	}
}

// Validate checks a configuration without regard to state.
func (c Checks) Validate(config tfsdk.Config) diag.Diagnostics {
	return c.report(config.Raw, tftypes.Value{}, func(f finding) bool { return !f.fault.Served && !f.fault.Warning })
}

// Plan checks what validation left.
func (c Checks) Plan(config tfsdk.Config, state tfsdk.State) diag.Diagnostics {
	return c.report(config.Raw, state.Raw, func(f finding) bool { return (f.fault.Served || f.fault.Warning) && !f.held })
}

func (c Checks) report(config, state tftypes.Value, reported func(finding) bool) (diags diag.Diagnostics) {
	configured, _ := as[map[string]tftypes.Value](config)
	held, _ := as[map[string]tftypes.Value](state)
	for _, check := range c {
		for _, f := range check(configured, held) {
			if f.fault.found() && reported(f) {
				diags.Append(f.fault.diagnostic(f.attribute, f.given))
			}
		}
	}
	return diags
}

// as reads a value, if there is one and it is known and of that type.
func as[T any](value tftypes.Value) (read T, ok bool) {
	if value.IsNull() || !value.IsKnown() {
		return read, false
	}
	return read, value.As(&read) == nil
}

// StateAndPlan reads the prior state and the plan of a ModifyPlan call, and checks the configuration. The prior side is nil for
// a resource that is to be created, the planned side for one that is to be destroyed.
func StateAndPlan[M any](ctx context.Context, req resource.ModifyPlanRequest, checks Checks, diags *diag.Diagnostics) (prior, planned *M) {
	if !req.State.Raw.IsNull() {
		prior = new(M)
		diags.Append(req.State.Get(ctx, prior)...)
	}
	if !req.Plan.Raw.IsNull() {
		planned = new(M)
		diags.Append(req.Plan.Get(ctx, planned)...)
		diags.Append(checks.Plan(req.Config, req.State)...)
	}
	return prior, planned
}
