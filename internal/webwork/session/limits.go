package session

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Capabilities are what the dialect can do that the provider speaks. Before it speaks any, nothing is certain.
func (s *Session) Capabilities() api.Capabilities {
	if s == nil || s.client == nil {
		return api.Capabilities{}
	}
	return s.client.Capabilities()
}

// needsV2 is the way out where a dialect cannot do something.
const needsV2 = `It needs api_version = "v2" in the provider block (WEBWORK_API_VERSION), with token or oauth.`

// Expressible adds to the checks of a configuration what the dialect cannot express. What state holds is left alone.
func (r *Resource) Expressible(checks tfkit.Checks) tfkit.Checks {
	spoken := r.Session.Capabilities()
	held := slices.Clone(checks)
	for _, limit := range spoken.Limits[r.Name] {
		held = append(held, tfkit.CheckChange(limit.Attribute, func(value tftypes.Value, exists bool) tfkit.Fault {
			return beyond(limit, spoken.Name, value, exists)
		}))
	}
	return held
}

// Keeping are the checks of an update that keeps attributes as WebWork has them, null where it does not show them. Where the dialect
// sends them with what changes, they have to be shown, and expressible: anything sent in their place would change them, too.
func (r *Resource) Keeping(ctx context.Context, kept map[string]attr.Value) tfkit.Checks {
	spoken := r.Session.Capabilities()
	together := spoken.Together[r.Name]
	lost := ""
	for _, attribute := range together {
		if value, stays := kept[attribute]; stays && lost == "" {
			lost = loss(ctx, spoken, r.Name, attribute, value)
		}
	}
	var checks tfkit.Checks
	for _, attribute := range together {
		if _, stays := kept[attribute]; stays || lost == "" {
			continue
		}
		fault := tfkit.Fault{Served: true, Reason: lost, Advice: needsV2 + " Or leave " + attribute + " as it is here, and change it in the app."}
		if slices.ContainsFunc(spoken.Limits[r.Name], func(l api.Limit) bool { return l.Attribute == attribute && l.Secret }) {
			fault.Given, fault.Secret = "another amount", true
		}
		checks = append(checks, tfkit.CheckChange(attribute, func(tftypes.Value, bool) tfkit.Fault { return fault }))
	}
	return checks
}

// loss says how a value that is to stay would be lost in an update; empty if it can be sent again.
func loss(ctx context.Context, spoken api.Capabilities, resource, attribute string, value attr.Value) string {
	wants := "but with it API " + spoken.Name + " wants " + attribute + ", "
	if value.IsNull() {
		return wants + "which WebWork does not show to this account: anything sent in its place would change that, too"
	}
	raw, err := value.ToTerraformValue(ctx)
	for _, limit := range spoken.Limits[resource] {
		if limit.Attribute == attribute && (err != nil || beyond(limit, spoken.Name, raw, true).Reason != "") {
			return wants + "and cannot express the one that WebWork has: that would change, too"
		}
	}
	return ""
}

// beyond is what is wrong with a value that the dialect cannot express, if it is one.
func beyond(limit api.Limit, version string, value tftypes.Value, exists bool) tfkit.Fault {
	fault := tfkit.Fault{Served: true, Secret: limit.Secret}
	if limit.Whole {
		var number *big.Float
		if value.As(&number) != nil || number.IsInt() {
			return tfkit.Fault{}
		}
		if limit.Secret {
			fault.Given = "an amount with a fraction"
		}
		fault.Reason, fault.Advice = "which API "+version+" cannot express: it takes whole numbers", needsV2
		return fault
	}
	allowed := limit.New
	if exists {
		allowed = limit.Changed
	}
	var text string
	if value.As(&text) == nil && slices.Contains(allowed, text) {
		return tfkit.Fault{}
	}
	fault.Reason, fault.Advice = "which API "+version+" cannot express", needsV2
	if len(allowed) > 0 {
		fault.Advice = fmt.Sprintf("%s API %s takes %s.", needsV2, version, strings.Join(quotedAll(allowed), ", "))
	}
	return fault
}

func quotedAll(words []string) []string {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = fmt.Sprintf("%q", word)
	}
	return all
}

// withoutWorkspaces is the problem that the dialect does not tell the account's workspaces.
func (s *Session) withoutWorkspaces() *tfkit.Problem {
	return &tfkit.Problem{
		Summary: "Could not read the workspaces",
		Detail:  fmt.Sprintf("API %s does not tell workspaces: the credentials stand for one. %s", s.Capabilities().Name, needsV2),
	}
}
