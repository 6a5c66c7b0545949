package simulator_test

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func TestAGatewayGivesUpBeforeTheWork(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]struct {
		prepare func(*api) string
		send    func(*api, string) *reply
		worked  func(*api, string) bool
	}{
		"POST": {
			prepare: func(*api) string { return "" },
			send:    func(a *api, _ string) *reply { return a.post("/projects", fields{"name": "Website"}) },
			worked:  func(a *api, _ string) bool { _, there := a.ProjectByName("Website"); return there },
		},
		"PUT": {
			prepare: func(a *api) string { return a.project("Old") },
			send:    func(a *api, path string) *reply { return a.put(path, fields{"name": "Website"}) },
			worked:  func(a *api, _ string) bool { _, there := a.ProjectByName("Website"); return there },
		},
		"DELETE": {
			prepare: func(a *api) string { return a.invite("jane@acme.example") },
			send:    (*api).delete,
			worked: func(a *api, path string) bool {
				jane, _ := a.Member(idOf(a.t, path))
				return jane.Archived()
			},
		},
		"restore": {
			prepare: func(a *api) string {
				jane := a.invite("jane@acme.example")
				a.delete(jane).ok()
				return jane
			},
			send: func(a *api, path string) *reply { return a.post(path+"/restore", nil) },
			worked: func(a *api, path string) bool {
				jane, _ := a.Member(idOf(a.t, path))
				return !jane.Archived()
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				a := with(t)
				path := write.prepare(a)
				gateway := a.Inject(simkit.Fault{Kind: simkit.FaultGatewayTimeout})
				began := time.Now()
				write.send(a, path).is(http.StatusGatewayTimeout).has("<html>").lacks("success")
				equal(t, "time", time.Since(began), 0)
				a.get("/members").ok()
				equal(t, "struck", gateway.Count(), 1)
				time.Sleep(4*time.Second - time.Nanosecond)
				equal(t, "worked early", write.worked(a, path), false)
				time.Sleep(time.Nanosecond)
				synctest.Wait()
				equal(t, "worked", write.worked(a, path), true)
			})
		})
	}
}
