package simulator

import (
	"net/http"
	"strings"
)

// interfered refuses a write that somebody else, or the database, is in the way of. Nothing is done then.
func (c *call) interfered() error {
	if c.request.Method == http.MethodGet {
		return nil
	}
	variants := c.state.variants
	times := 0
	switch {
	case variants[CollidesOnce]:
		times = 1
	case variants[CollidesTwice]:
		times = 2
	}
	if c.id() != "" && (variants[CollidesAlways] || c.again("collision", times)) {
		status := http.StatusBadRequest
		if variants[CollidesAs409] {
			status = http.StatusConflict
		}
		return refuse(status, concurrency, "The entity was changed by somebody else.")
	}
	switch {
	case variants[CommitFails] && c.again("commit", 1):
		return business(commitFailed, "The changes could not be saved.")
	case variants[CommitFails500] && c.again("commit", 1):
		return refuse(http.StatusInternalServerError, commitFailed, "The changes could not be saved.")
	}
	return nil
}

// again reports whether a write to the path of the call has been stopped for a reason less often than so
// many times. When it has been stopped so often it gets through, and the next one begins anew.
func (c *call) again(reason string, times int) bool {
	key := reason + " " + c.request.Method + " " + c.request.URL.Path
	if c.state.stopped[key] < times {
		c.state.stopped[key]++
		return true
	}
	delete(c.state.stopped, key)
	return false
}

// suspicious reports whether a firewall takes a request for an attack.
func (c *call) suspicious() bool {
	filter, body := c.query.Get("filterby"), string(c.body)
	return c.state.variants[EdgeSuspicious] &&
		(strings.ContainsRune(body, '\'') || strings.Contains(filter, "''") || strings.Contains(strings.ToLower(filter+body), "<script"))
}
