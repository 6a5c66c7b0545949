package v2_test

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// TestWritesWithoutAnObject has every way to say nothing in the answer to an update.
func TestWritesWithoutAnObject(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		``, `null`, `{}`, `[]`, `{"success":true}`, `{"success":true,"data":null,"meta":[]}`, `{"data":{}}`, `{"data":[]}`,
		`{"success":1,"data":""}`, `{"success":"true","message":"Member updated successfully"}`, `{"data":{"updated":true}}`,
	} {
		client, _ := serve(t, http.StatusOK, answer)
		got, err := client.In("1").Members().Update(t.Context(), "5", api.MemberUpdate{})
		if got != nil || err != nil {
			t.Errorf("%s: got %v, %v; want nothing", answer, got, err)
		}
		if err := client.In("1").Members().Archive(t.Context(), "5"); err != nil {
			t.Errorf("archiving, %s: %v", answer, err)
		}
	}
}

func TestWritesWithTheObject(t *testing.T) {
	t.Parallel()
	for _, answer := range []string{
		`{"success":true,"data":{"id":5,"email":"a@b.c"}}`, `{"data":{"id":"5","email":"a@b.c"}}`, `{"id":5.0,"email":"a@b.c"}`,
	} {
		client, _ := serve(t, http.StatusCreated, answer)
		got, err := client.In("1").Members().Update(t.Context(), "5", api.MemberUpdate{})
		if err != nil || got == nil || got.ID != "5" || got.Email != "a@b.c" {
			t.Errorf("%s: got %v, %v", answer, got, err)
		}
	}
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]api.Member{
		`{"data":{"user_id":100,"invitation_link":"https://l"}}`: {ID: "100", InvitationLink: new("https://l")},
		`{"data":{"user_id":"100","invitation_link":null}}`:      {ID: "100"},
		`{"data":{"id":100}}`:                   {ID: "100"},
		`{"success":true,"user_id":100,"id":7}`: {ID: "100"},
	} {
		client, _ := serve(t, http.StatusOK, answer)
		got, err := client.In("1").Members().Invite(t.Context(), api.MemberInvite{})
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v; want %+v", answer, got, err, want)
		}
	}
}

// TestMalformed has answers that claim success and cannot be used. What was asked for may have
// happened, so the caller must go and see.
func TestMalformed(t *testing.T) {
	t.Parallel()
	invite := func(ctx context.Context, in api.Scope) error {
		_, err := in.Members().Invite(ctx, api.MemberInvite{})
		return err
	}
	get := func(ctx context.Context, in api.Scope) error { _, err := in.Contracts().Get(ctx, "5"); return err }
	page := func(ctx context.Context, in api.Scope) error {
		_, err := in.Members().Page(ctx, api.MemberFilter{}, 1)
		return err
	}
	update := func(ctx context.Context, in api.Scope) error {
		_, err := in.Projects().Update(ctx, "5", api.ProjectUpdate{})
		return err
	}
	cases := map[string]struct {
		call   func(context.Context, api.Scope) error
		answer string
		names  string // what the error must say
	}{
		"no body":             {invite, ``, "no object"},
		"no data":             {invite, `{"success":true}`, "user_id"},
		"null":                {invite, `{"success":true,"data":null}`, "no object"},
		"invitation, no id":   {invite, `{"data":{"invitation_link":"https://secret"}}`, "user_id"},
		"invitation, id 0":    {invite, `{"data":{"user_id":0}}`, "user_id"},
		"get without id":      {get, `{"data":{"project_id":1,"user_id":2}}`, "id: it is missing"},
		"get, negative id":    {get, `{"data":{"id":-4,"project_id":1,"user_id":2}}`, "id: -4"},
		"get, no project":     {get, `{"data":{"id":4,"user_id":2}}`, "project_id"},
		"get, fraction":       {get, `{"data":{"id":4.5,"project_id":1,"user_id":2}}`, "id: 4.5"},
		"get, wrong status":   {get, `{"data":{"id":4,"project_id":1,"user_id":2,"status":{}}}`, "status"},
		"get, a list":         {get, `{"data":[{"id":4,"project_id":1,"user_id":2}]}`, "a list where an object"},
		"update, id null":     {update, `{"data":{"id":null}}`, "id"},
		"not JSON":            {get, `Service temporarily down`, "invalid character"},
		"cut off":             {get, `{"success":true,"data":{"id":4,`, "unexpected end"},
		"a web page":          {get, `<html><title>502 Bad&nbsp;Gateway</title><body>inside</body></html>`, `"502 Bad Gateway"`},
		"list, an object":     {page, `{"data":{"id":4}}`, "an object where a list"},
		"list, no data":       {page, `{"success":true}`, "no list"},
		"list, empty object":  {page, `{}`, "no list"},
		"list, no body":       {page, ``, "no list"},
		"list, cut off":       {page, `[{"id":1}`, "unexpected end"},
		"list, item bad":      {page, `{"data":[{"id":4},{"email":"x@example.com"}]}`, "object 2: id"},
		"list, item null":     {page, `{"data":[null]}`, "object 1: id"},
		"not an envelope":     {get, `"ok"`, "a string where an object"},
		"list, not of object": {page, `{"data":[1]}`, "a number where an object"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := serve(t, http.StatusOK, c.answer)
			err := c.call(t.Context(), client.In("1"))
			var malformed *remote.MalformedError
			if !errors.As(err, &malformed) {
				t.Fatalf("got %v, want an remote.MalformedError", err)
			}
			if malformed.Op == "" || malformed.Status != http.StatusOK || !remote.IsUncertain(err) {
				t.Errorf("op %q, status %d, uncertain %t", malformed.Op, malformed.Status, remote.IsUncertain(err))
			}
			if !strings.Contains(err.Error(), c.names) || strings.Contains(err.Error(), "inside") || strings.Contains(err.Error(),
				"secret") {
				t.Errorf("the error is %q; want it to name %q and not to show the body", err, c.names)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		status  int
		answer  string
		want    int
		message string
	}{
		"documented": {
			404, `{"success":false,"message":"Member not found","error":"Not Found","meta":{}}`, 404,
			"Member not found",
		},
		"error beside": {
			400, `{"success":false,"message":"An error occurred","error":"Role is invalid"}`, 400,
			"An error occurred; Role is invalid",
		},
		"said twice": {409, `{"message":"Already exists.","error":"already exists"}`, 409, "Already exists."},
		"said more fully": {
			409, `{"message":"Already exists","error":"The member already exists here"}`, 409,
			"The member already exists here",
		},
		"list": {400, `{"success":false,"message":["One.","Two."]}`, 400, "One.; Two."},
		"map":  {400, `{"message":{"url":["Bad."],"email":"Taken."}}`, 400, "email: Taken.; url: Bad."},
		"laravel": {
			422, `{"message":"The given data was invalid.","errors":{"name":["Too long."],"email":["Taken."]}}`, 422,
			"The given data was invalid.; email: Taken.; name: Too long.",
		},
		"laravel, repeated": {
			422,
			`{"message":"The email is taken. (and 1 more error)","errors":{"email":["The email is taken."],"name":["Too long."]}}`, 422,
			"The email is taken. (and 1 more error); name: Too long.",
		},
		"nothing":              {500, ``, 500, ""},
		"empty":                {500, `{"success":false,"message":"","error":null}`, 500, ""},
		"list without wrapper": {400, `["One","Two"]`, 400, "One; Two"},
		"success on top":       {200, `{"success":false,"message":["Not allowed"]}`, 400, "Not allowed"},
		"success as a number":  {201, `{"success":0,"message":"Not allowed"}`, 400, "Not allowed"},
		"success as text":      {200, `{"success":"false","data":{"id":5}}`, 400, ""},
		"a web page": {
			502, "<!DOCTYPE html>\n<html><head><title>502 Bad\n Gateway</title></head><body>nginx</body></html>", 502,
			`a web page titled "502 Bad Gateway"`,
		},
		"a page, no title": {503, `<html><body>down</body></html>`, 503, "a web page"},
		"a line of text":   {503, "upstream\n  timed out\x00", 503, "upstream timed out"},
		"rate limit":       {429, `{"message":"Too Many Attempts."}`, 429, "Too Many Attempts."},
		"redirect":         {304, ``, 304, ""},
		"long":             {400, `{"message":"` + strings.Repeat("é", 4000) + `"}`, 400, strings.Repeat("é", 500) + "…"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := serve(t, c.status, c.answer)
			_, err := client.In("1").Members().Get(t.Context(), "5")
			var refused *remote.Error
			if !errors.As(err, &refused) {
				t.Fatalf("got %v, want an remote.Error", err)
			}
			if refused.Op != "GET /members/5" || refused.Status != c.want || refused.Message != c.message {
				t.Errorf("got %+v, want %d %q", *refused, c.want, c.message)
			}
		})
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	const items = `[{"id":1},{"id":"2"}]`
	for answer, want := range map[string]struct{ length, total, last int }{
		`{"data":` + items + `,"meta":{"pagination":{"total":150,"per_page":100,"current_page":1,"last_page":2}}}`: {2, 150, 2},
		`{"data":` + items + `,"meta":{"pagination":{"total":"150","last_page":"2"}}}`:                             {2, 150, 2},
		`{"data":` + items + `,"meta":{},"pagination":{"current_page":1,"per_page":100,"total":150}}`:              {2, 150, 2},
		`{"data":` + items + `,"meta":[],"pagination":{"total":150}}`:                                              {2, 150, 0},
		`{"data":` + items + `,"meta":{"pagination":{}}}`: {
			2,
			remote.UnknownTotal, 0,
		},
		`{"data":` + items + `,"meta":{"pagination":null},"pagination":[]}`: {
			2,
			remote.UnknownTotal, 0,
		},
		`{"data":` + items + `,"pagination":{"total":-1,"last_page":0}}`: {
			2,
			remote.UnknownTotal, 0,
		},
		`{"success":true,"data":[],"meta":{"pagination":{"total":0,"per_page":100,"last_page":1}}}`: {0, 0, 1},
		`{"success":true,"data":{}}`:   {0, remote.UnknownTotal, 0},
		`{"success":true,"data":null}`: {0, remote.UnknownTotal, 0},
		items:                          {2, remote.UnknownTotal, 0},
		`[]`:                           {0, remote.UnknownTotal, 0},
	} {
		client, _ := serve(t, http.StatusOK, answer)
		page, err := client.In("1").Projects().Page(t.Context(), api.ProjectFilter{}, 1)
		if err != nil || len(page.Items) != want.length || page.Total != want.total || page.LastPage != want.last {
			t.Errorf("%s: got %d items, total %d, last page %d, %v; want %+v", answer, len(page.Items), page.Total, page.LastPage,
				err, want)
		}
	}
}
