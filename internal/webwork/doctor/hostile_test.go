package doctor_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/doctor"
)

// hostile answers for WebWork. Where the account is shown a workspace it is one that is as it should be.
func hostile(t *testing.T, answer http.HandlerFunc) environment {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return environment{"WEBWORK_BASE_URL": server.URL, "WEBWORK_TOKEN": "A-T0ken-of-some-length", "WEBWORK_MAX_RETRIES": "0"}
}

// usual is what an account of one workspace without anything in it is shown.
func usual(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	data := `[]`
	if strings.HasSuffix(r.URL.Path, "/workspaces") {
		data = `[{"id":7,"user_id":1,"workspace_name":"W","role":"Owner","status":"active"}]`
	}
	_, _ = fmt.Fprintf(w, `{"success":true,"data":%s}`, data)
}

// TestReportIsBounded has answers with much that the report would take up.
func TestReportIsBounded(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{
		"headers": func(w http.ResponseWriter, r *http.Request) {
			for i := range 2_000 {
				w.Header().Set(fmt.Sprintf("X-RateLimit-%d", i), "7")
			}
			usual(w, r)
		},
		"digits": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-RateLimit-Limit", strings.Repeat("9", 100_000))
			w.Header().Set("X-RateLimit-"+strings.Repeat("A", 50_000), "7")
			usual(w, r)
		},
		"workspaces": func(w http.ResponseWriter, _ *http.Request) {
			one := `{"id":%d,"user_id":1,"workspace_name":"W","role":"` + strings.Repeat("r", 200) + `","status":"active"},`
			var all strings.Builder
			for i := range 1_000 {
				_, _ = fmt.Fprintf(&all, one, i+1)
			}
			_, _ = fmt.Fprintf(w, `{"success":true,"data":[%s]}`, strings.TrimSuffix(all.String(), ","))
		},
		"fields": func(w http.ResponseWriter, r *http.Request) {
			var object strings.Builder
			for i := range 20_000 {
				_, _ = fmt.Fprintf(&object, `"f%s":1,`, strings.Map(func(d rune) rune { return d - '0' + 'a' }, fmt.Sprint(i)))
			}
			base := `"id":1,"email":"a@b.example","role":"Employee","status":"active","name":"P","project_id":1,"user_id":1,"url":"https://h.example/"`
			switch {
			case strings.HasSuffix(r.URL.Path, "/workspaces"):
				usual(w, r)
			case strings.HasSuffix(r.URL.Path, "/1"):
				_, _ = fmt.Fprintf(w, `{"success":true,"data":{%s%s}}`, object.String(), base)
			default:
				_, _ = fmt.Fprintf(w, `{"success":true,"data":[{%s}]}`, base)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := hostile(t, answer)
			for _, args := range [][]string{nil, {"--json"}} {
				if report, err := examine(t, env, args...); len(report) > 64_000 || len(fmt.Sprint(err)) > 64_000 {
					t.Errorf("%v: the report has %d bytes, and its end %d", args, len(report), len(fmt.Sprint(err)))
				}
			}
		})
	}
}

// TestEchoingAnswers has a proxy that answers with the request, in names of headers, roles and places to go.
func TestEchoingAnswers(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(token string) http.HandlerFunc{
		"header": func(token string) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) { w.Header().Set("X-RateLimit-"+token, "7"); usual(w, r) }
		},
		"role": func(token string) http.HandlerFunc {
			return func(w http.ResponseWriter, _ *http.Request) {
				_, _ = fmt.Fprintf(w, `{"success":true,"data":[{"id":7,"user_id":1,"workspace_name":"W","role":"%s","status":"active"}]}`, token)
			}
		},
		"redirect": func(token string) http.HandlerFunc {
			return func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "https://"+token+".example.com/", http.StatusFound)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := hostile(t, func(w http.ResponseWriter, r *http.Request) {
				answer(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))(w, r)
			})
			report, err := examine(t, env)
			if shown := strings.ToLower(report + fmt.Sprint(err)); strings.Contains(shown, strings.ToLower(env["WEBWORK_TOKEN"])) {
				t.Errorf("the token is shown:\n%s%v", report, err)
			}
		})
	}
}

// until ends a command once it has said something.
type until struct {
	bytes.Buffer

	words string
	end   context.CancelFunc
}

func (u *until) Write(text []byte) (int, error) {
	n, err := u.Buffer.Write(text)
	if strings.Contains(u.String(), u.words) {
		u.end()
	}
	return n, err
}

// TestLongWaitsAreTold says why nothing happens for ten minutes, or for one.
func TestLongWaitsAreTold(t *testing.T) {
	t.Parallel()
	for status, words := range map[int]string{
		http.StatusTooManyRequests:    "waiting 600 s for the rate limit: the server asked for 24h0m0s by Retry-After, 1 left to do.\n",
		http.StatusServiceUnavailable: "waiting 60 s to try again, as the server asked by Retry-After when it answered 503.\n",
	} {
		env := hostile(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(status)
		})
		env["WEBWORK_MAX_RETRIES"] = "1"
		ctx, cancel := context.WithCancel(t.Context())
		said := &until{words: words, end: cancel}
		cmd := doctor.CommandIn(env.get, "1.2.3")
		cmd.SetOut(&bytes.Buffer{})
		cmd.SetErr(said)
		cmd.SilenceErrors = true
		cmd.SetArgs([]string{})
		if err := cmd.ExecuteContext(ctx); code(err) != 1 || said.String() != words {
			t.Errorf("%d: %v after %q", status, err, said)
		}
		cancel()
	}
}
