package v2_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
)

// calls are all that the client can ask and do, each with an answer as it is documented.
func calls() map[string]struct {
	call   func(context.Context, *v2.Client) error
	answer string
} {
	const (
		object   = `{"success":true,"message":"Done","data":%s,"meta":{"api_version":"2.0.0"}}`
		list     = `{"success":true,"data":[%s],"meta":{"pagination":{"total":1,"per_page":100,"current_page":1,"last_page":1}}}`
		project  = `{"id":5,"name":"P","owner_id":1,"budget_estimation":"5.0","tags":[{"id":1,"name":"a","color":null}],"status":1,"deleted_at":null}`
		contract = `{"id":5,"project_id":6,"user_id":7,"weekly_hours_limit":40,"rate":12.5,"rate_type":1,"status":"active"}`
		viewer   = `{"id":5,"email":"v@example.com","firstname":"V","status":"active","projects":[{"project_id":6,"project_name":"P"}]}`
		webhook  = `{"id":"abc","url":"https://example.com/key","events":["tracker.started"],"token":"t"}`
		none     = `{"success":true,"message":"Done","data":null}`
	)
	type made = struct {
		call   func(context.Context, *v2.Client) error
		answer string
	}
	in := func(call func(ctx context.Context, in api.Scope) error, form, content string) made {
		answer := form
		if strings.Contains(form, "%s") {
			answer = fmt.Sprintf(form, content)
		}
		return made{func(ctx context.Context, c *v2.Client) error { return call(ctx, c.In("1")) }, answer}
	}
	return map[string]made{
		"workspaces": {
			func(ctx context.Context, c *v2.Client) error { _, err := c.Workspaces(ctx); return err },
			fmt.Sprintf(list, `{"id":1,"owner_id":10,"user_id":100,"workspace_name":"W","role":"Owner","status":"active"}`),
		},
		"member": in(func(ctx context.Context, s api.Scope) error { _, err := s.Members().Get(ctx, "5"); return err }, object, documentedMember),
		"members": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Members().Page(ctx, api.MemberFilter{}, 1)
			return err
		}, list, documentedMember),
		"invite": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Members().Invite(ctx, api.MemberInvite{Email: "a@b.c"})
			return err
		}, object, `{"user_id":5,"invitation_link":"https://example.com/l"}`),
		"update member": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Members().Update(ctx, "5", api.MemberUpdate{Role: api.Set(api.RoleOwner)})
			return err
		}, object, documentedMember),
		"archive": in(func(ctx context.Context, s api.Scope) error { return s.Members().Archive(ctx, "5") }, none, ""),
		"restore": in(func(ctx context.Context, s api.Scope) error { return s.Members().Restore(ctx, "5") }, none, ""),
		"project": in(func(ctx context.Context, s api.Scope) error { _, err := s.Projects().Get(ctx, "5"); return err }, object, project),
		"projects": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Projects().Page(ctx, api.ProjectFilter{}, 1)
			return err
		},
			list, project),
		"create project": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Projects().Create(ctx, api.ProjectCreate{Name: "P", Budget: new(5.0)})
			return err
		}, object, project),
		"update project": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Projects().Update(ctx, "5", api.ProjectUpdate{Notes: api.Clear[string]()})
			return err
		}, object, project),
		"contract": in(func(ctx context.Context, s api.Scope) error { _, err := s.Contracts().Get(ctx, "5"); return err }, object, contract),
		"contracts": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Contracts().Page(ctx, api.ContractFilter{}, 1)
			return err
		}, list, contract),
		"create contract": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Contracts().Create(ctx, api.ContractCreate{ProjectID: "6", UserID: "7", Rate: new(1.0)})
			return err
		}, object, contract),
		"update contract": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Contracts().Update(ctx, "5", api.ContractUpdate{Status: api.Set(api.ContractPaused)})
			return err
		}, object, contract),
		"delete contract": in(func(ctx context.Context, s api.Scope) error { return s.Contracts().Delete(ctx, "5") }, none, ""),
		"viewer":          in(func(ctx context.Context, s api.Scope) error { _, err := s.Viewers().Get(ctx, "5"); return err }, object, viewer),
		"viewers": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Viewers().Page(ctx, api.ViewerFilter{}, 1)
			return err
		},
			list, viewer),
		"create viewer": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Viewers().Create(ctx, api.ViewerCreate{Email: "v@example.com"})
			return err
		}, object, viewer),
		"assign":   in(func(ctx context.Context, s api.Scope) error { return s.Viewers().Assign(ctx, "5", "6") }, none, ""),
		"unassign": in(func(ctx context.Context, s api.Scope) error { return s.Viewers().Unassign(ctx, "5", "6") }, none, ""),
		"webhook":  in(func(ctx context.Context, s api.Scope) error { _, err := s.Webhooks().Get(ctx, "abc"); return err }, object, webhook),
		"webhooks": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Webhooks().Page(ctx, api.WebhookFilter{}, 1)
			return err
		},
			list, webhook),
		"create webhook": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Webhooks().Create(ctx, "https://example.com/sEcReT", []string{"tracker.started"})
			return err
		}, object, webhook),
		"update webhook": in(func(ctx context.Context, s api.Scope) error {
			_, err := s.Webhooks().Update(ctx, "abc", "https://example.com/sEcReT", nil)
			return err
		}, object, webhook),
		"delete webhook": in(func(ctx context.Context, s api.Scope) error { return s.Webhooks().Delete(ctx, "abc") }, none, ""),
	}
}
