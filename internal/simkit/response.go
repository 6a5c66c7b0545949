package simkit

import (
	"bytes"
	"maps"
	"net/http"
	"strconv"
)

// response keeps an answer until it is known whether it arrives.
type response struct {
	header  http.Header
	status  int
	body    bytes.Buffer
	aborted bool // the connection closes without an answer
}

func newResponse() *response { return &response{header: http.Header{}} }

// Header gives the headers of the answer.
func (r *response) Header() http.Header { return r.header }

// WriteHeader sets the status, once.
func (r *response) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

// Write adds to the body.
func (r *response) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

// page makes the answer the page with which a gateway tells a status. It is no JSON.
func (r *response) page(status int) {
	r.header.Set("Content-Type", "text/html")
	r.WriteHeader(status)
	title := strconv.Itoa(status) + " " + http.StatusText(status)
	r.body.WriteString("<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>")
}

// send sends the answer.
func (r *response) send(w http.ResponseWriter) {
	if r.aborted {
		panic(http.ErrAbortHandler) // the way to close a connection without an answer
	}
	maps.Copy(w.Header(), r.header)
	if w.Header().Get("Content-Length") == "" {
		w.Header().Set("Content-Length", strconv.Itoa(r.body.Len()))
	}
	r.WriteHeader(http.StatusOK)
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body.Bytes()) // a client that has gone is no concern of the server
}
