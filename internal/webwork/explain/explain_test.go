package explain_test

import (
	"maps"
	"testing"
)

// TestPeople tells each change of members and viewers.
func TestPeople(t *testing.T) {
	t.Parallel()
	known := object{"before_sensitive": object{}, "after_sensitive": object{}}
	replace := object{"actions": []string{"delete", "create"}}
	const janes, clients = "webwork_member.jane", "webwork_project_viewer.jane"
	for name, c := range map[string]struct {
		change object
		want   []string
	}{
		"invited":          {change(janes, nil, jane(object{"id": nil, "weekly_hours_limit": 32})), []string{"### Invited or brought back", "**`Jane Doe`** `jane@example.com`\n  - as `Regular User`, `32` hours a week"}},
		"may see rates":    {change(janes, nil, jane(object{"rate_status": true})), []string{"as `Regular User`, may see rates"}},
		"archived for now": {change(janes, nil, jane(object{"archived": true})), []string{"### Changed", "is archived, and stays so"}},
		"removed":          {change(janes, jane(), nil, known), []string{"### Archived", "**`Jane Doe`**"}},
		"archived":         {change(janes, jane(), jane(object{"archived": true})), []string{"### Archived", "**`Jane Doe`**"}},
		"removed after":    {change(janes, jane(object{"archived": true}), nil), []string{"### Changed", "is archived already, and no longer in Terraform"}},
		"restored":         {change(janes, jane(object{"archived": true}), jane()), []string{"### Restored in place", "**`Jane Doe`**"}},
		"role":             {change(janes, jane(), jane(object{"role": "Team manager"})), []string{"### Changed", "role `Regular User` → `Team manager`"}},
		"role unknown":     {change(janes, jane(), jane(object{"role": nil}), object{"after_unknown": object{"role": true}}), []string{"role `Regular User` → *not known yet*"}},
		"archiving unknown": {
			change(janes, jane(), jane(object{"archived": nil}), object{"after_unknown": object{"archived": true}}), []string{"### Changed", "whether archived is not known yet"},
		},
		"e-mail":       {change(janes, jane(), jane(object{"email": "j@x.example"})), []string{"**`Jane Doe`** `j@x.example`", "e-mail address `jane@example.com` → `j@x.example`"}},
		"name":         {change(janes, jane(), jane(object{"lastname": "Roe"})), []string{"name `Jane Doe` → `Jane Roe`"}},
		"handed over":  {change(janes, jane(), jane(object{"lastname": "Roe", "email": "j@x.example"})), []string{"the account is handed over, with its history"}},
		"hours":        {change(janes, jane(object{"weekly_hours_limit": 40}), jane(object{"weekly_hours_limit": 20})), []string{"hours a week `40` → `20`"}},
		"time zone":    {change(janes, jane(), jane(object{"timezone": "Europe/Berlin"})), []string{"time zone *none* → `Europe/Berlin`"}},
		"rates seen":   {change(janes, jane(object{"rate_status": false}), jane(object{"rate_status": true})), []string{"may see rates from now on"}},
		"rates unseen": {change(janes, jane(object{"rate_status": true}), jane(object{"rate_status": false})), []string{"may no longer see rates"}},
		"anything":     {change(janes, jane(), jane()), []string{"changes that are not shown here"}},
		"replaced":     {change(janes, jane(), jane(object{"id": nil}), replace), []string{"### Changed", "is archived and brought back, as the same account (replaced)"}},
		"forgotten":    {change(janes, jane(), nil, object{"actions": []string{"forget"}}), []string{"### Changed", "is no longer managed here; nothing happens to the access"}},
		"client's address": {
			change(clients, jane(), jane(object{"id": nil, "email": "roe@example.com", "lastname": "Roe"}), replace),
			[]string{"| invited or brought back | 1 |", "| archived | 1 |", "### Invited", "**`Jane Roe`** `roe@example.com`, client", "### Archived", "**`Jane Doe`** `jane@example.com`, client"},
		},
		"client's projects": {
			change(clients, jane(object{"project_ids": []string{"1", "2"}}), jane(object{"project_ids": []string{"2", "3"}})), []string{"gains project `3`", "loses project `1`"},
		},
		"client's new project": {
			change(clients, jane(object{"project_ids": []string{"1"}}), jane(object{"project_ids": []any{"1", nil}}), object{"after_unknown": object{"project_ids": []bool{false, true}}}),
			[]string{"gains projects that are not known yet"},
		},
		"client's projects let go": {change(clients, jane(object{"project_ids": []string{"1"}}), jane()), []string{"projects are no longer managed here, and stay"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := planOf([]object{c.change}, nil)
			expect(t, explained(t, plan), c.want...)
			if !hasChanges(t, plan) {
				t.Error("there are no changes")
			}
		})
	}
}

// TestWork tells contracts and assignments, by the person whom they are about.
func TestWork(t *testing.T) {
	t.Parallel()
	website := change("webwork_project.website", object{"id": "500", "name": "Website"}, object{"id": "500", "name": "Website"}, object{"actions": []string{"no-op"}})
	unchanged := change("webwork_member.jane", jane(), jane(), object{"actions": []string{"no-op"}})
	contract := func(parts object) object {
		made := object{"user_id": "100", "project_id": "500", "weekly_hours_limit": 20, "screenshots": "blurred", "status": "active"}
		maps.Copy(made, parts)
		return made
	}
	const address = `webwork_contract.all["jane/website"]`
	for name, c := range map[string]struct {
		change object
		want   []string
	}{
		"gained":         {change(address, nil, contract(nil)), []string{"### Changed", "**`Jane Doe`**", "gains `Website`: `20` hours a week, screenshots `blurred`"}},
		"paused at once": {change(address, nil, contract(object{"status": "paused"})), []string{"gains `Website`", "`paused`"}},
		"lost":           {change(address, contract(nil), nil), []string{"**`Jane Doe`**", "loses `Website`"}},
		"changed":        {change(address, contract(nil), contract(object{"weekly_hours_limit": 30, "status": "paused"})), []string{"on `Website`: hours a week `20` → `30`, status `active` → `paused`"}},
		"pay":            {change(address, contract(object{"rate": 47}), contract(object{"rate": 53})), []string{"on `Website`: changes that are not shown here"}},
		"pay too":        {change(address, contract(object{"rate": 47}), contract(object{"rate": 53, "weekly_hours_limit": 30})), []string{"hours a week `20` → `30`, changes that are not shown here"}},
		"moved":          {change(address, contract(nil), contract(object{"project_id": "501"}), object{"actions": []string{"delete", "create"}}), []string{"gains project `501`", "loses `Website`"}},
		"made anew":      {change(address, contract(nil), contract(nil), object{"actions": []string{"delete", "create"}}), []string{"on `Website`: is taken off and put on again"}},
		"forgotten":      {change(address, contract(nil), nil, object{"actions": []string{"forget"}}), []string{"on `Website`: is no longer managed here"}},
		"nobody known": {
			change(address, nil, contract(object{"user_id": nil}), object{"after_unknown": object{"user_id": true}}),
			[]string{"contracts and assignments of people not known yet | 1", "### Not known yet", "- **`webwork_contract.all[\"jane/website\"]`**\n  - gains `Website`"},
		},
		"somebody else's": {change(address, nil, contract(object{"user_id": "7"})), []string{"### Not known yet", "**`webwork_contract.all"}},
		"new project":     {change(address, nil, contract(object{"project_id": nil}), object{"after_unknown": object{"project_id": true}}), []string{"**`Jane Doe`**", "gains a project that is not known yet (`webwork_contract.all[\"jane/website\"]`)"}},
		"assigned":        {change("webwork_project_viewer_assignment.a", nil, object{"viewer_id": "100", "project_id": "500"}), []string{"**`Jane Doe`**", "gains `Website`\n"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := explained(t, planOf([]object{website, unchanged, c.change}, nil))
			expect(t, got, c.want...)
			expectNot(t, got, "47", "53", "rate")
		})
	}
}

// TestReferences finds people whom Terraform does not know yet where the configuration names nobody else.
func TestReferences(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		references []string
		known      bool
	}{
		"one":          {[]string{"webwork_member.jane.id", "webwork_member.jane"}, true},
		"by key":       {[]string{`webwork_member.all["jane"].id`, `webwork_member.all["jane"]`, "webwork_member.all"}, true},
		"either":       {[]string{"webwork_member.jane.id", "webwork_member.jane", "webwork_member.john.id", "webwork_member.john"}, false},
		"of like name": {[]string{"webwork_member.jane.id", "webwork_member.jane", "webwork_member.jan"}, false},
		"a project":    {[]string{"webwork_project.jane.id", "webwork_project.jane"}, false},
		"worked out":   {[]string{"webwork_member.all", "each.key"}, false},
		"a local":      {[]string{"local.members", "each.value"}, false},
		"no id":        {[]string{"webwork_member.jane.email", "webwork_member.jane"}, false},
		"nobody":       {nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			unknown := object{"after_unknown": object{"id": true, "user_id": true}}
			var changes []object
			for _, address := range []string{"webwork_member.jane", `webwork_member.all["jane"]`, "webwork_project.jane"} {
				made := change(address, nil, jane(object{"id": nil}), unknown)
				made["address"], made["module_address"] = `module.team["a.b[1]"].`+address, `module.team["a.b[1]"]`
				changes = append(changes, made)
			}
			contract := change("webwork_contract.work", nil, object{"project_id": "500"}, unknown)
			contract["address"], contract["module_address"] = `module.team["a.b[1]"].webwork_contract.work`, `module.team["a.b[1]"]`
			got := explained(t, planOf(append(changes, contract), object{"configuration": object{"root_module": object{"module_calls": object{"team": object{"module": object{
				"resources": []object{{"address": "webwork_contract.work", "expressions": object{"user_id": object{"references": c.references}}}},
			}}}}}}))
			if c.known {
				expect(t, got, "### Invited", "gains project `500`")
				expectNot(t, got, "### Not known yet")
			} else {
				expect(t, got, "### Not known yet", `module.team["a.b[1]"].webwork_contract.work`, "gains project `500`")
			}
		})
	}
}

// TestOthers tells what is not about people.
func TestOthers(t *testing.T) {
	t.Parallel()
	project := func(parts object) object {
		made := object{"id": "500", "name": "Website", "archived": false, "budget": 10, "notes": "old"}
		maps.Copy(made, parts)
		return made
	}
	const address = "webwork_project.website"
	for name, c := range map[string]struct {
		change object
		parts  object
		want   string
	}{
		"created":          {change(address, nil, project(nil)), nil, "**`Website`**: is created, or brought back"},
		"created archived": {change(address, nil, project(object{"archived": true})), nil, "**`Website`**: is archived, and stays so"},
		"removed":          {change(address, project(nil), nil), nil, "**`Website`**: is archived\n"},
		"archived":         {change(address, project(nil), project(object{"archived": true})), nil, "**`Website`**: is archived\n"},
		"removed after":    {change(address, project(object{"archived": true}), nil), nil, "is archived already, and no longer in Terraform"},
		"restored":         {change(address, project(object{"archived": true}), project(nil)), nil, "is restored in place"},
		"renamed":          {change(address, project(nil), project(object{"name": "Shop"})), nil, "**`Shop`**: was named `Website`"},
		"days":             {change(address, project(nil), project(object{"deadline": "2026-06-30"})), nil, "ends *none* → `2026-06-30`"},
		"money and notes":  {change(address, project(nil), project(object{"budget": 11, "notes": "new"})), nil, "**`Website`**: changes of budget, notes\n"},
		"replaced":         {change(address, project(nil), project(nil), object{"actions": []string{"create", "delete"}}), nil, "is replaced"},
		"forgotten":        {change(address, project(nil), nil, object{"actions": []string{"forget"}}), nil, "is no longer managed here; nothing happens to it"},
		"webhook":          {change(`webwork_webhook.all["https://hooks.example/SECRET"]`, nil, object{"url": "https://hooks.example/SECRET"}), nil, "- changes of webhooks: 1\n"},
		"another provider": {change("aws_instance.web", nil, object{"name": "web"}), nil, "- changes of other providers' resources: 1\n"},
		"imported":         {change(address, project(nil), project(nil), object{"actions": []string{"no-op"}, "importing": object{"id": "500"}}), nil, "- objects taken into state by import: 1\n"},
		"outputs":          {nil, object{"output_changes": object{"a": object{"actions": []string{"create"}}, "b": object{"actions": []string{"no-op"}}}}, "- changes of outputs: 1\n"},
		"actions":          {nil, object{"action_invocations": []object{{}}}, "- actions invoked: 1\n"},
		"put off":          {nil, object{"deferred_changes": []object{{}}}, "- changes put off: 1\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			changes := []object{c.change}
			if c.change == nil {
				changes = nil
			}
			plan := planOf(changes, c.parts)
			got := explained(t, plan)
			expect(t, got, "**Nobody gains or loses access.**", c.want)
			expectNot(t, got, "SECRET")
			if !hasChanges(t, plan) {
				t.Error("there are no changes")
			}
		})
	}
}

// TestWhatPipelinesMustKnow tells when nothing happens, when a plan is not whole, and the brakes.
func TestWhatPipelinesMustKnow(t *testing.T) {
	t.Parallel()
	unchanged := change("webwork_member.jane", jane(), jane(), object{"actions": []string{"no-op"}})
	drifted := object{"resource_drift": []object{change("webwork_member.jane", jane(), jane(object{"archived": true}))}}
	for name, c := range map[string]struct {
		plan    string
		changes bool
		want    []string
	}{
		"nothing":   {planOf([]object{unchanged}, nil), false, []string{"**Nothing changes.**\n"}},
		"data read": {planOf([]object{{"address": "data.webwork_member.x", "mode": "data", "type": "webwork_member", "name": "x", "change": object{"actions": []string{"read"}}}}, nil), false, []string{"**Nothing changes.**\n"}},
		"only drift": {
			planOf([]object{unchanged}, drifted), false,
			[]string{"**Nothing changes.** There is only drift", "### Changed outside of Terraform", "**`Jane Doe`**", "was archived"},
		},
		"drift of what nobody reads": {
			planOf([]object{unchanged}, object{"resource_drift": []object{change("webwork_member.jane", jane(), jane(object{"status": "active"}))}}), false, []string{"**Nothing changes.**\n"},
		},
		"what a creation did not tell": {
			planOf([]object{unchanged}, object{"resource_drift": []object{
				change("webwork_member.jane", jane(), jane(object{"weekly_hours_limit": 40, "timezone": "UTC", "rate_status": true})),
				change("webwork_contract.c", object{"id": "1", "user_id": "100", "project_id": "2"}, object{"id": "1", "user_id": "100", "project_id": "2", "weekly_hours_limit": 8, "screenshots": "on", "status": "active", "rate": 99}),
				change("webwork_project.p", object{"id": "2", "name": "P"}, object{"id": "2", "name": "P", "icon": "star"}),
			}}), false, []string{"**Nothing changes.**\n"},
		},
		"drift of what a creation told": {
			planOf([]object{unchanged}, object{"resource_drift": []object{change("webwork_member.jane", jane(object{"weekly_hours_limit": 40}), jane(object{"weekly_hours_limit": 20}))}}), false,
			[]string{"There is only drift", "hours a week `40` → `20`"},
		},
		"failed": {planOf(nil, object{"errored": true}), false, []string{"**Planning ended with an error, such as a brake"}},
		"a part": {planOf(nil, object{"complete": false}), false, []string{"**This is only a part of the changes**"}},
		"moved": {
			planOf([]object{{"address": "webwork_member.jane", "previous_address": "webwork_member.j", "mode": "managed", "type": "webwork_member", "change": object{"actions": []string{"no-op"}, "before": jane(), "after": jane()}}}, nil),
			true,
			[]string{"**Nobody gains or loses access.**", "objects at another address, unchanged by that: 1"},
		},
		"brakes": {
			planOf([]object{change("webwork_member.jane", jane(), nil)}, object{"configuration": object{"provider_config": object{
				"webwork": object{"full_name": "registry.opentofu.org/workspace-as-code/webwork", "expressions": object{
					"max_archivals": object{"constant_value": 5}, "max_archival_share": object{"constant_value": 0.5}, "max_invitations": object{"references": []string{"var.most"}},
					"token": object{"constant_value": "SECRET"},
				}},
				"webwork.eu": object{"full_name": "registry.terraform.io/workspace-as-code/webwork", "alias": "eu", "expressions": object{"max_invitations": object{"constant_value": "7"}}},
				"other":      object{"full_name": "registry.terraform.io/acme/other", "expressions": object{"max_archivals": object{"constant_value": 99}}},
			}}}), true,
			[]string{"| invited or brought back | 0 | `max_invitations` `7` of `webwork.eu` |", "| archived | 1 | `max_archivals` `5`, `max_archival_share` `50 %` |"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := explained(t, c.plan)
			expect(t, got, c.want...)
			expectNot(t, got, "SECRET", "99")
			if hasChanges(t, c.plan) != c.changes {
				t.Errorf("that there are changes is %t", !c.changes)
			}
		})
	}
}
