package v2

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// failer is a test, or one of the many of a property.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// write gives the fields that were sent, as JSON.
func write[W any](t failer, wire W) []byte {
	t.Helper()
	sent, err := lenient.Inspect(&wire)
	if err != nil {
		t.Fatalf("what passed once does not pass again: %v", err)
	}
	fields, fieldsByKey := reflect.ValueOf(wire), map[string]any{}
	for i := range fields.NumField() {
		if sent.Covers(1 << i) {
			fieldsByKey[fields.Type().Field(i).Tag.Get("json")] = fields.Field(i).Interface()
		}
	}
	written, err := json.Marshal(fieldsByKey)
	if err != nil {
		t.Fatalf("what was decoded cannot be written: %v", err)
	}
	return written
}

// seeds are answers from which the fuzzing sets out.
func seeds(f *testing.F, objects ...string) {
	f.Helper()
	for _, object := range append(objects, `{"id":1}`, `{"id":"1"}`, `{"id":0}`, `{"id":null}`, `{}`, `[]`, `null`, `"x"`,
		`{"id":1e3,"rate":"0x1p-2"}`, `{"id":1,"email":false}`, `{"id":1,"avatar":false,"status":"left","deleted_at":false}`,
		`{"id":1},{"id":2,"tags":[{"id":1},{}]},{"id":2},{}`, `{"id":1,"events":[1,"a",{}],"projects":[{"project_id":1},{"project_id":"x"}]}`,
		`{"id":`+strings.Repeat("9", 400)+`}`, `{"id":1,"tags":`+strings.Repeat("[", 200)+strings.Repeat("]", 200)+`}`) {
		f.Add([]byte(`{"success":true,"data":` + object + `}`))
		f.Add([]byte(`{"data":[` + object + `],"meta":{"pagination":{"total":"1","last_page":1.0}}}`))
		f.Add([]byte(object))
	}
	f.Add([]byte(`{"success":false,"message":["a",{"b":"c"}],"errors":{"d":["e"]},"error":1}`))
	f.Add([]byte(`<html><title>&lt;</title>`))
	f.Add([]byte("\xff{\"data\":{\"id\":1,\"id\":-1}}"))
}

// fuzz decodes an answer in each of the three ways in which answers are decoded.
func fuzz[W, T any](f *testing.F, convert func(W, remote.Fields) T, hasID func(T) bool) {
	f.Helper()
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := parse("GET /x", http.StatusOK, content, plaintext.Line)
		if err != nil {
			refusedOrMalformed(t, err)
			return
		}
		if single, err := one(got, convert); err != nil {
			refusedOrMalformed(t, err)
		} else {
			usable(t, single, hasID)
			stable[W](t, got.payload, single, convert)
		}
		sent := body{"email": "a@b.c", "name": "P", "url": "https://x", "project_id": 1, "user_id": numeral("2"), "events": []string{"a"}}
		for _, sent := range []body{nil, sent} {
			if part, err := maybe(got, sent, convert); err != nil {
				refusedOrMalformed(t, err)
			} else if part != nil {
				usable(t, *part, hasID)
			}
		}
		if created, err := made(got, sent, convert); err != nil {
			refusedOrMalformed(t, err)
		} else {
			usable(t, created, hasID)
		}
		page, err := many(got, 1, convert)
		if err != nil {
			refusedOrMalformed(t, err)
		}
		for _, item := range page.Items {
			usable(t, item, hasID)
		}
		if page.LastPage < 0 || page.Total < remote.UnknownTotal {
			t.Errorf("%d pages, %d objects", page.LastPage, page.Total)
		}
	})
}

func usable[T any](t *testing.T, object T, hasID func(T) bool) {
	t.Helper()
	if !hasID(object) {
		t.Errorf("an object without id was handed out: %+v", object)
	}
}

// stable checks that an object that was decoded, written and decoded again is the same.
func stable[W, T any](t *testing.T, payload []byte, first T, convert func(W, remote.Fields) T) {
	t.Helper()
	var wire W
	if err := json.Unmarshal(payload, &wire); err != nil {
		t.Fatalf("what decoded once does not decode again: %v", err)
	}
	written := write(t, wire)
	again, err := one(answer{payload: written}, convert)
	if err != nil || !reflect.DeepEqual(again, first) {
		t.Errorf("%s: %v\nfirst %+v\nagain %+v", written, err, first, again)
	}
}

func refusedOrMalformed(t *testing.T, err error) {
	t.Helper()
	var refused *remote.Error
	var malformed *remote.MalformedError
	if !errors.As(err, &refused) && !errors.As(err, &malformed) {
		t.Errorf("%v is neither a refusal nor called malformed", err)
	}
	if refused != nil && (len(refused.Message) > plaintext.Longest+len("…") || plaintext.Clean(refused.Message) != refused.Message) {
		t.Errorf("a message of %d bytes: %q", len(refused.Message), refused.Message)
	}
	if malformed != nil && len(malformed.Error()) > 2*plaintext.Longest {
		t.Errorf("an error of %d bytes: %q", len(malformed.Error()), malformed)
	}
}

// isNumeral reports whether an id is a positive number, written as one id is.
func isNumeral(id string) bool { return regexp.MustCompile(`^[1-9][0-9]*$`).MatchString(id) }

const fullMember = `{"id":%d,"email":"john.doe%d@example.com","firstname":"John","lastname":"D\u00f6e","avatar":"avatar.jpg",` +
	`"current_role":"Regular User","timezone":"America/New_York","status":"active","team_name":"Development Team",` +
	`"title":"Senior Developer, Manager","birth_date":"1990-01-01","hired_at":"2023-01-15T09:00:00Z",` +
	`"preferred_timezone":"America/New_York","settings_max_inactive_minutes":15,"currency":"USD","rate":"25.50","rate_type":"Hourly",` +
	`"rate_status":1,"tax_country":"US","tax_state":"NY","is_blocked":false,"weekly_hours_limit":40.0,"screenshots":"blur",` +
	`"created_at":"2023-01-15T09:00:00Z","updated_at":"2023-01-16T09:00:00Z","deleted_at":null}`

func FuzzMember(f *testing.F) {
	seeds(f, fmt.Sprintf(fullMember, 1, 1), `{"id":1,"deleted_at":"0000-00-00","rate_status":"1","is_blocked":"true"}`)
	fuzz(f, memberWire.member, func(m api.Member) bool { return isNumeral(m.ID) })
}

func FuzzProject(f *testing.F) {
	seeds(f, `{"id":100,"name":"Q1","owner_id":10,"estimation":"120.0","budget_estimation":5000,"is_billable":1,"status":1,
		"tags":[{"id":1,"name":"a","color":null}]}`, `{"id":1,"tags":{}}`, `{"id":1,"tags":[{}]}`)
	fuzz(f, projectWire.project, func(p api.Project) bool {
		for _, tag := range p.Tags {
			if !isNumeral(tag.ID) {
				return false
			}
		}
		return isNumeral(p.ID)
	})
}

func FuzzContract(f *testing.F) {
	seeds(f, `{"id":1,"project_id":2,"user_id":"3","rate":null,"rate_type":1,"weekly_hours_limit":168,"status":"active"}`)
	fuzz(f, contractWire.contract, func(c api.Contract) bool { return isNumeral(c.ID) && isNumeral(c.ProjectID) && isNumeral(c.UserID) })
}

func FuzzViewer(f *testing.F) {
	seeds(f, `{"id":"7","email":"v@example.com","status":"left","projects":[{"project_id":"5","project_name":"P"}]}`)
	fuzz(f, viewerWire.viewer, func(v api.Viewer) bool {
		for _, project := range v.Projects {
			if !isNumeral(project.ProjectID) {
				return false
			}
		}
		return isNumeral(v.ID)
	})
}

func FuzzWebhook(f *testing.F) {
	seeds(f, `{"id":"abc","url":"https://example.com","events":["a",null,1],"token":"t"}`)
	fuzz(f, webhookWire.webhook, func(w api.Webhook) bool { return w.ID != "" })
}

func FuzzWorkspace(f *testing.F) {
	seeds(f, `{"id":1,"owner_id":10,"user_id":100,"workspace_name":"W","role":"Owner","status":"active"}`)
	fuzz(f, workspaceWire.workspace, func(w api.Workspace) bool { return isNumeral(w.ID) })
}

func FuzzInvitation(f *testing.F) {
	seeds(f, `{"user_id":100,"invitation_link":"https://x"}`, `{"user_id":"","id":5}`)
	fuzz(f, invitationWire.member, func(m api.Member) bool { return isNumeral(m.ID) })
}

// FuzzRefusal reads the bodies of refusals, of which nothing is certain.
func FuzzRefusal(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, content []byte) {
		_, err := parse("GET /x", http.StatusBadGateway, content, plaintext.Line)
		var refused *remote.Error
		if !errors.As(err, &refused) || refused.Status != http.StatusBadGateway {
			t.Fatalf("got %v, want a refusal", err)
		}
		refusedOrMalformed(t, err)
	})
}

// FuzzOrigins puts an address among other words. Its path begins with a mark that nothing else has.
func FuzzOrigins(f *testing.F) {
	for _, path := range []string{"services/T0/B0/kEy?a=b#c", "%2Fkey", "a'b<c>", "user:key@", "\\/key"} {
		f.Add("Cannot reach ", path, " now")
	}
	const mark = "~"
	unmarked := strings.NewReplacer(mark, "")
	f.Fuzz(func(t *testing.T, before, path, after string) {
		path = mark + strings.Join(strings.Fields(path), "")
		if got := lenient.Origins(unmarked.Replace(before) + " https://hooks.example.com/" + path + " " + unmarked.Replace(after)); strings.Contains(got, mark) {
			t.Errorf("%q still has %q", got, path)
		}
	})
}

// BenchmarkMembers decodes what a workspace of 5,000 members takes, 50 pages of 100.
func BenchmarkMembers(b *testing.B) {
	const pages = 50
	objects := make([]string, perPage)
	for i := range objects {
		objects[i] = fmt.Sprintf(fullMember, i+1, i+1)
	}
	content := []byte(`{"success":true,"data":[` + strings.Join(objects, ",") +
		`],"meta":{"pagination":{"total":5000,"per_page":100,"current_page":1,"last_page":50}}}`)
	b.SetBytes(int64(len(content)) * pages)
	b.ReportAllocs()
	for b.Loop() {
		for range pages {
			got, err := parse("GET /members", http.StatusOK, content, plaintext.Line)
			if err != nil {
				b.Fatal(err)
			}
			page, err := many(got, 1, memberWire.member)
			if err != nil || len(page.Items) != perPage || page.Items[0].Sent != MemberFields() {
				b.Fatalf("%d items, %v", len(page.Items), err)
			}
		}
	}
}
