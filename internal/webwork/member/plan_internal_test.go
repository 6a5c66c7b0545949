package member

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestRoles(t *testing.T) {
	t.Parallel()
	object := func(role string) tftypes.Value {
		return tftypes.NewValue(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"role": tftypes.String}},
			map[string]tftypes.Value{"role": tftypes.NewValue(tftypes.String, role)})
	}
	const (
		allowed = ` Allowed are "Executive manager", "Team manager", "Project manager", "Regular User" and "Project viewer", spelled exactly so.`
		owners  = `, but WebWork neither invites nor makes Owners over the API. The value "Owner" is allowed only for members who are Owners already. ` +
			`Import an existing Owner first, or choose "Executive manager".`
	)
	for role, want := range map[string]struct{ validated, planned string }{
		"Regular User":   {"", ""},
		"Project viewer": {"", ""},
		"Owner":          {"", `role was given "Owner"` + owners},
		"owner":          {`role was given "owner"` + owners, ""},
		"Client":         {"", `role was given "Client", which is none of the allowed values. Did you mean "Project viewer"?` + allowed},
		"Employee":       {`role was given "Employee", which is none of the allowed values. Did you mean "Regular User"?` + allowed, ""},
		"Team-manager":   {`role was given "Team-manager", which is none of the allowed values. Did you mean "Team manager"?` + allowed, ""},
		"Developer":      {`role was given "Developer", which is none of the allowed values.` + allowed + " " + noJob, ""},
		"":               {`role was given "", which is none of the allowed values.` + allowed + " " + noJob, ""},
	} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			config := tfsdk.Config{Raw: object(role)}
			for phase, c := range map[string]struct {
				got  []string
				want string
			}{
				"validation": {details(checks().Validate(config)), want.validated},
				"the plan":   {details(checks().Plan(config, tfsdk.State{Raw: object("Regular User")})), want.planned},
				"no change":  {details(checks().Plan(config, tfsdk.State{Raw: config.Raw})), ""},
			} {
				if len(c.got) > 1 || len(c.got) == 1 && c.got[0] != c.want || len(c.got) == 0 && c.want != "" {
					t.Errorf("%s says %q, want %q", phase, c.got, c.want)
				}
			}
		})
	}
}

func details(diags diag.Diagnostics) (all []string) {
	for _, d := range diags {
		all = append(all, d.Detail())
	}
	return all
}
