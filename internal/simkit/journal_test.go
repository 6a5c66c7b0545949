package simkit_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func TestRequestsAreRemembered(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	n.get("/notes?page=2").is(http.StatusOK)
	n.post(`{"name":"milk"}`).is(http.StatusCreated)
	n.call(http.MethodPut, "/notes/eggs", "{}").is(http.StatusNotFound)

	all := n.Requests()
	equal(t, "requests", len(all), 3)
	equal(t, "path", all[0].Path, "/notes")
	equal(t, "page", all[0].Query.Get("page"), "2")
	equal(t, "body", string(all[1].Body), `{"name":"milk"}`)
	equal(t, "status", all[2].Status, http.StatusNotFound)
	equal(t, "writes", len(n.Writes()), 2)
	equal(t, "updates", n.Count(http.MethodPut, "/notes/*"), 1)
	equal(t, "all", n.Count("", ""), 3)
	all[1].Body[0] = 'x'
	equal(t, "body", n.Requests()[1].Body[0], '{')
	n.ForgetRequests()
	equal(t, "requests", len(n.Requests()), 0)
	equal(t, "received", n.Received(), 3)
	equal(t, "kept", n.keeps("milk"), true)
}

func TestWhatWasSentIsCounted(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	n.post(`{"name":"milk","text":"cold"}`)
	n.post(`{"name":"milk","text":"cold"}`)
	n.post(url.Values{"name": {"eggs"}, "text": {"six"}}.Encode())
	n.post(`{"name":7}`)
	n.call(http.MethodPut, "/notes/milk", `{"text":"warm"}`)
	if got, want := n.Creations(), map[string]int{"/notes milk:cold": 2, "/notes eggs:six": 1, "/notes 7:": 1}; !maps.Equal(got, want) {
		t.Errorf("the creations are %v, not %v", got, want)
	}
	if got := n.Tally(http.MethodPut, "/notes/*", "text"); !maps.Equal(got, map[string]int{"warm": 1}) {
		t.Errorf("the updates are %v", got)
	}
}

func TestOnlyTheLastRequestsAreRemembered(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{Remember: 2})
	for page := range 5 {
		n.get(fmt.Sprintf("/notes?page=%d", page+1))
	}
	requests := n.Requests()
	equal(t, "requests", len(requests), 2)
	equal(t, "first", requests[0].Query.Get("page"), "4")
	equal(t, "received", n.Received(), 5)
}

func TestTheBusiestTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := start(t, simkit.Options{})
		for _, pause := range []int{0, 40, 0, 19, 1, 30} {
			time.Sleep(time.Duration(pause) * time.Second)
			n.get("/notes")
		}
		equal(t, "a minute", n.Busiest(time.Minute), 5)
		equal(t, "20 seconds", n.Busiest(20*time.Second), 3)
	})
}

func TestAPageHasBeenRead(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{})
	var times []int
	n.AfterPage("/notes", 1, func(time int) {
		times = append(times, time)
		n.call(http.MethodPost, "/notes", fmt.Sprintf(`{"name":"note %d"}`, time)) // the gateway can be asked meanwhile
	})
	n.get("/notes?page=1").has(`"notes":null`)
	n.get("/notes?page=2").has(`["note 1"]`)
	n.get("/notes/milk")
	n.raw(http.MethodGet, home+base+"/notes", "", nil).is(http.StatusUnauthorized)
	n.get("/notes").has(`["note 1"]`)
	equal(t, "times", fmt.Sprint(times), "[1 2]")
	equal(t, "second", n.keeps("note 2"), true)
}

func TestWhatHappensInTheWebAppIsNotRemembered(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{Latency: time.Hour})
	n.Inject(simkit.Fault{Kind: simkit.FaultReset})
	n.raw(http.MethodPost, home+"/app/notes", "", nil).is(http.StatusOK).has("the web app")
	equal(t, "requests", len(n.Requests()), 0)
}

func TestManyClientsAtOnce(t *testing.T) {
	t.Parallel()
	n := start(t, simkit.Options{Jitter: simkit.SmallJitter()})
	n.Inject(simkit.Fault{Kind: simkit.FaultTokenExpired, Probability: 0.01})
	var clients sync.WaitGroup
	for client := range 10 {
		clients.Go(func() {
			for round := range 5 {
				n.post(fmt.Sprintf(`{"name":"%d.%d"}`, client, round))
				n.tokens.Add(token, "jane", time.Time{})
				_ = n.Creations()
				n.get("/notes")
			}
		})
	}
	clients.Wait()
	equal(t, "requests", len(n.Requests()), 100)
	equal(t, "received", n.Received(), 100)
}
