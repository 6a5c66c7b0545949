package simulator

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
// times the page has been read, and may call any method of the simulator.
func (s *Simulator) AfterPage(list string, page int, act func(time int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hooks = append(s.hooks, &pageHook{list: list, page: page, act: act})
}

// runHooks runs what waits for the page that a request has just read.
func (s *Simulator) runHooks(r *http.Request, status int) {
	if r.Method != http.MethodGet || status != http.StatusOK {
		return
	}
	for _, act := range s.dueHooks(r) {
		act()
	}
}

func (s *Simulator) dueHooks(r *http.Request) []func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	page, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil {
		page = 1
	}
	var due []func()
	for _, hook := range s.hooks {
		if hook.list == underBase(r.URL.Path) && hook.page == page {
			hook.read++
			time := hook.read
			due = append(due, func() { hook.act(time) })
		}
	}
	return due
}
