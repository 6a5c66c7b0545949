package rest_test

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api/rest"
)

// oddJSON are values of any shape, with the names that awork uses.
func oddJSON() *rapid.Generator[any] {
	names := rapid.SampledFrom([]string{
		"id", "name", "userId", "roleId", "status", "isDeactivated", "isArchived", "invitationAccepted", "userContactInfos", "type", "value", "tags", "teams",
		"deletedOn", "members", "feature", "accessLevels", "userPermission", "permissions", "projectRolesPermissions", "projectRoleId", "workspace", "code",
		"description", "details", "validationErrors", "property", "message", "traceId", "projectStatus", "company", "resourceVersion", "isDefault",
	})
	leaves := rapid.OneOf(
		rapid.Just[any](nil), rapid.Just[any](true), rapid.Just[any](jane), rapid.Just[any](api.NoID),
		rapid.Map(rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64), func(f float64) any { return f }), rapid.Map(rapid.String(), func(s string) any { return s }),
	)
	value := leaves
	for range 3 {
		inner := value
		value = rapid.OneOf(
			leaves,
			rapid.Map(rapid.SliceOfN(inner, 0, 4), func(list []any) any { return list }),
			rapid.Map(rapid.MapOfN(names, inner, 0, 8), func(object map[string]any) any { return object }),
		)
	}
	return value
}

// TestOddAnswersAreErrorsOrObjects has answers of any shape, to everything that is read: what comes out has an id that is one.
func TestOddAnswersAreErrorsOrObjects(t *testing.T) {
	t.Parallel()
	statuses := rapid.SampledFrom([]int{200, 200, 200, 204, 207, 400, 401, 403, 404, 422, 500})
	rapid.Check(t, func(rt *rapid.T) {
		encoded, err := json.Marshal(oddJSON().Draw(rt, "answer"))
		if err != nil {
			rt.Fatal(err)
		}
		body := string(encoded)
		if rapid.Bool().Draw(rt, "cut off") {
			body = body[:rapid.IntRange(0, len(body)).Draw(rt, "at")]
		}
		client := open(t, newWire(reply{status: statuses.Draw(rt, "status"), body: body}))
		for name, id := range readAll(t.Context(), client) {
			if _, err := api.ParseID(id); err != nil {
				rt.Errorf("%s of %s has the id %q", name, body, id)
			}
		}
	})
}

// readAll reads one of everything, and gives the ids of what came, by what it is.
func readAll(ctx context.Context, c *rest.Client) map[string]string {
	ids := map[string]string{}
	if user, err := c.Users().Get(ctx, jane); err == nil {
		ids["a user"] = user.ID
	}
	if role, err := c.Roles().Get(ctx, jane); err == nil {
		ids["a role"] = role.ID
	}
	if project, err := c.Projects().Get(ctx, jane); err == nil {
		ids["a project"] = project.ID
	}
	if role, err := c.ProjectRoles().Get(ctx, jane); err == nil {
		ids["a project role"] = role.ID
	}
	if account, err := c.Account(ctx); err == nil {
		ids["the account"] = account.ID
	}
	if workspace, err := c.Workspace(ctx, jane); err == nil {
		ids["the workspace"] = workspace.ID
	}
	if page, err := c.Users().Page(ctx, api.UserFilter{}, 1); err == nil && len(page.Items) > 0 {
		ids["a listed user"] = page.Items[len(page.Items)-1].ID
	}
	if users, err := c.Roles().Users(ctx, jane); err == nil && len(users) > 0 {
		ids["who has a role"] = users[len(users)-1].UserID
	}
	if _, err := c.Rights(ctx); err == nil {
		_, _ = c.Features(ctx)
	}
	return ids
}

// TestListsAreBounded: a few bytes can unpack to lists that no memory holds.
func TestListsAreBounded(t *testing.T) {
	t.Parallel()
	many := "[" + strings.TrimSuffix(strings.Repeat(`{"id":"`+jane+`"},`, 20_001), ",") + "]"
	if _, err := open(t, newWire(reply{body: many})).Users().Page(t.Context(), api.UserFilter{}, 1); err == nil || !strings.Contains(err.Error(), "more than 20000") {
		t.Errorf("got %v", err)
	}
	long := `"` + strings.Repeat("x", rest.MaxAnswer) + `"`
	if _, err := open(t, newWire(reply{body: long})).Users().Get(t.Context(), jane); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("got %.200v", err)
	}
}
