package testserver

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
)

// InMemory is a transport that reaches a handler without a socket, as testing/synctest needs it.
// A connection that the handler closes is an error.
func InMemory(handler http.Handler) http.RoundTripper { return inMemory{handler} }

type inMemory struct{ handler http.Handler }

// RoundTrip has the handler answer the request.
func (t inMemory) RoundTrip(request *http.Request) (response *http.Response, err error) {
	received := request.Clone(request.Context())
	if received.Body == nil {
		received.Body = http.NoBody
	}
	if received.Host == "" {
		received.Host = request.URL.Host
	}
	recorder := httptest.NewRecorder()
	defer func() {
		_ = received.Body.Close()
		if recovered := recover(); recovered == http.ErrAbortHandler { //nolint:errorlint // a panic is no wrapped error
			response, err = nil, fmt.Errorf("the connection was closed: %w", io.ErrUnexpectedEOF)
		} else if recovered != nil {
			panic(recovered)
		}
		if cause := request.Context().Err(); cause != nil {
			response, err = nil, cause
		}
	}()
	t.handler.ServeHTTP(recorder, received)
	response = recorder.Result()
	response.Request = request
	if declared := response.Header.Get("Content-Length"); declared != "" && declared != strconv.Itoa(recorder.Body.Len()) {
		response.Body = io.NopCloser(io.MultiReader(strings.NewReader(recorder.Body.String()), cutOff{}))
	}
	return response, nil
}

// cutOff is the end of a body that is shorter than announced.
type cutOff struct{}

func (cutOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
