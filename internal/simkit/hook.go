package simkit

import (
	"net/http"
	"strconv"
)

// pageHook is what happens whenever a page has been read.
type pageHook struct {
	list string
	page int
	act  func(time int)
	read int // how many times
}

// AfterPage has something happen whenever a page of a list such as /members has been read, before
// its answer is sent: lists shift while somebody reads them page by page. The act is told how many
// times the page has been read, and may call any method of the simulator that the gateway stands in front of.
func (g *Gateway) AfterPage(list string, page int, act func(time int)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.hooks = append(g.hooks, &pageHook{list: list, page: page, act: act})
}

// runHooks runs what waits for the page that a request has just read.
func (g *Gateway) runHooks(r *http.Request, status int) {
	if r.Method != http.MethodGet || status != http.StatusOK {
		return
	}
	for _, act := range g.dueHooks(r) {
		act()
	}
}

func (g *Gateway) dueHooks(r *http.Request) []func() {
	g.mu.Lock()
	defer g.mu.Unlock()
	page, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil {
		page = 1
	}
	var due []func()
	for _, hook := range g.hooks {
		if hook.list == g.service.Path(r.URL.Path) && hook.page == page {
			hook.read++
			time := hook.read
			due = append(due, func() { hook.act(time) })
		}
	}
	return due
}
