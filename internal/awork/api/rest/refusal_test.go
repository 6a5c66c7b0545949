package rest_test

import (
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
)

// TestRefusalOfEveryField has all that awork can say.
func TestRefusalOfEveryField(t *testing.T) {
	t.Parallel()
	network := newWire(reply{
		status: http.StatusBadRequest, header: map[string]string{"Trace-Id": "trace-1"},
		body: `{"code":"validation-failed","description":"The model is invalid.","link":"https://example.com","details":["The model is invalid","See there"],
			"validationErrors":[{"property":"$.companyId","message":"could not be converted to System.Guid"},{"property":"name","message":null}],
			"traceId":"trace-2","space":"The moon has no air."}`,
	})
	_, err := open(t, network).Roles().Create(t.Context(), "")
	refusal, ok := errors.AsType[*api.RefusalError](err)
	if !ok || !remote.IsRejected(err) || remote.IsUncertain(err) || api.Code(err) != api.CodeValidationFailed || refusal.TraceID != "trace-1" ||
		!reflect.DeepEqual(refusal.Details, []string{"The model is invalid", "See there"}) ||
		!reflect.DeepEqual(refusal.Invalid, []api.InvalidValue{{Property: "$.companyId", Message: "could not be converted to System.Guid"}, {Property: "name"}}) {
		t.Errorf("got %+v", refusal)
	}
	want := "POST /roles: awork answered 400 Bad Request: The model is invalid; See there; $.companyId: could not be converted to System.Guid; name " +
		"(code validation-failed, Trace-Id trace-1)"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// TestRefusalsOfEveryForm says of each what it means.
func TestRefusalsOfEveryForm(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		reply     reply
		says      string
		holds     func(error) bool
		uncertain bool
	}{
		"absent":          {reply{status: 404, body: `{"code":"not-found","description":"gone"}`}, "gone (code not-found)", remote.IsNotFound, false},
		"absent, silent":  {reply{status: 404}, "404 Not Found", remote.IsNotFound, false},
		"gateway":         {reply{status: 404, body: `{"message":"no Route matched"}`}, "no Route matched", remote.IsNotFound, false},
		"nested":          {reply{status: 400, body: `{"message":{"code":"x","description":"odd"}}`}, "odd", remote.IsRejected, false},
		"edge":            {reply{status: 403, body: `<html><title>Blocked</title></html>`, header: map[string]string{"X-Edge-Ref": "edge-1"}}, `a web page titled "Blocked" (X-Edge-Ref edge-1)`, remote.IsForbidden, false},
		"odd values":      {reply{status: 400, body: `{"code":7,"description":["a"],"details":"b","validationErrors":{}}`}, "code 7", remote.IsRejected, false},
		"not committed":   {reply{status: 500, body: `{"code":"database-commit","description":"x"}`}, "database-commit", remote.IsPostponed, false},
		"own failure":     {reply{status: 500, body: `{"code":"server-error","description":"x","traceId":"t"}`}, "Trace-Id t", func(err error) bool { return !remote.IsPostponed(err) }, true},
		"proxy's failure": {reply{status: 502, body: `<html></html>`}, "a web page", func(err error) bool { return !remote.IsPostponed(err) }, true},
		"page":            {reply{status: 200, body: `<!doctype html><title>awork has moved to awork.com</title>`}, "awork has moved", func(err error) bool { return errors.Is(err, api.ErrPage) }, true},
		"no JSON":         {reply{status: 200, body: `hello`}, "not JSON", func(err error) bool { return !errors.Is(err, api.ErrPage) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			network := newWire(test.reply)
			synctest.Test(t, func(t *testing.T) {
				err := open(t, network, func(o *httpkit.Options) { o.MaxRetries = 5 }).Users().Activate(t.Context(), jane)
				if err == nil || !strings.Contains(err.Error(), test.says) || !test.holds(err) || remote.IsUncertain(err) != test.uncertain {
					t.Errorf("uncertain is %t: %v", remote.IsUncertain(err), err)
				}
				if test.says != "database-commit" && len(network.requests()) != 1 {
					t.Errorf("asked %q", network.requests())
				}
			})
		})
	}
}

// TestPageIsAskedForOnce: reading it again would bring the same.
func TestPageIsAskedForOnce(t *testing.T) {
	t.Parallel()
	network := newWire(reply{body: `<html><title>awork</title></html>`})
	_, err := open(t, network, func(o *httpkit.Options) { o.MaxRetries = 5 }).Users().Get(t.Context(), jane)
	if !errors.Is(err, api.ErrPage) || len(network.requests()) != 1 {
		t.Errorf("asked %q: %v", network.requests(), err)
	}
}

// TestRefusesInviting tells what refuses inviting as such.
func TestRefusesInviting(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		reply        reply
		admin, plain bool
	}{
		"404":        {reply{status: 404}, true, true},
		"405":        {reply{status: 405}, true, true},
		"page":       {reply{body: `<html></html>`}, true, true},
		"401":        {reply{status: 401, body: `{"code":"unauthorized","traceId":"t"}`}, true, false},
		"dead token": {reply{status: 401, body: `{"exp":"token expired"}`}, false, false},
		"403":        {reply{status: 403, body: `<html></html>`}, true, false},
		"no seats":   {reply{status: 400, body: `{"code":"insufficient-seats"}`}, false, false},
		"known":      {reply{status: 400, body: `{"code":"already-exist-error"}`}, false, false},
		"a failure":  {reply{status: 502}, false, false},
		"successful": {reply{body: `{"userId":"` + jane + `"}`}, false, false},
	} {
		network := &wire{answer: func(request *http.Request, _ string) reply {
			if strings.HasSuffix(request.URL.Path, "/me") {
				return reply{body: janeJSON}
			}
			return test.reply
		}}
		_, err := open(t, network).Invite(t.Context(), api.Invitation{WorkspaceID: space, Email: "jane@acme.example", RoleID: admin})
		if api.RefusesInviting(err, true) != test.admin || api.RefusesInviting(err, false) != test.plain {
			t.Errorf("%s: refuses an admin %t, others %t: %v", name, api.RefusesInviting(err, true), api.RefusesInviting(err, false), err)
		}
	}
}

// TestNoSecretInRefusals has a service that repeats what it must not.
func TestNoSecretInRefusals(t *testing.T) {
	t.Parallel()
	const key = "key-that-nobody-may-see"
	for _, body := range []string{
		`{"code":"x-` + key + `","description":"Bearer ` + key + `","details":["` + key + `"],"validationErrors":[{"property":"` + key + `","message":"` + key + `"}],"traceId":"` + key + `"}`,
		`{"message":{"description":"` + key + `"}}`, key, `<title>` + key + `</title>`,
	} {
		network := newWire(reply{status: 400, body: body, header: map[string]string{"X-Edge-Ref": key}})
		err := open(t, network).Users().Activate(t.Context(), jane)
		refusal, _ := errors.AsType[*api.RefusalError](err)
		if err == nil || strings.Contains(err.Error(), key) || refusal == nil || strings.Contains(strings.Join(append(refusal.Details, refusal.Code, refusal.Description, refusal.TraceID, refusal.EdgeRef), " "), key) {
			t.Errorf("%s leads to %v, %+v", body, err, refusal)
		}
	}
}
