// Package simtest starts simulators for tests.
package simtest

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

// Server is a simulator behind a real socket, until the test ends.
type Server struct {
	*simulator.Simulator

	// URL is that of the server; BaseURL is where the API is.
	URL     string
	BaseURL string
}

// Start starts a simulator. Wrappers stand around it, the first outermost. Requests take the times
// of a small jitter unless the options have another one; simulator.NoJitter is for exact times.
func Start(tb testing.TB, options simulator.Options, wrap ...func(http.Handler) http.Handler) *Server {
	tb.Helper()
	options.Jitter = seeded(tb, options.Jitter)
	server := httptest.NewUnstartedServer(nil)
	if options.URL == "" {
		options.URL = "http://" + server.Listener.Addr().String()
	}
	sim := New(tb, options)
	var handler http.Handler = sim
	for _, around := range slices.Backward(wrap) {
		handler = around(handler)
	}
	server.Config.Handler = handler
	server.Start()
	tb.Cleanup(func() {
		sim.Close() // what waits for a fault would hold the server up
		server.Close()
	})
	return &Server{Simulator: sim, URL: server.URL, BaseURL: sim.BaseURL(server.URL)}
}

// JitterSeed is the variable of the environment that holds the seed of jitters which have none, to
// repeat a failure.
const JitterSeed = "JITTER_SEED"

// seeded is a jitter whose seed is told if the test fails.
func seeded(tb testing.TB, jitter *simulator.Jitter) *simulator.Jitter {
	tb.Helper()
	if jitter == nil {
		jitter = simulator.SmallJitter()
	}
	with := *jitter
	if text := os.Getenv(JitterSeed); text != "" && with.Seed == 0 {
		var err error
		if with.Seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			tb.Fatalf("%s: %v", JitterSeed, err)
		}
	}
	for with.Seed == 0 {
		with.Seed = rand.Uint64() //nolint:gosec // nobody has anything from guessing it
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Logf("%s=%d repeats the times that the requests took.", JitterSeed, with.Seed)
		}
	})
	return &with
}

// New makes a simulator without a socket; InMemory reaches it. Only a jitter in the options makes
// requests take time.
func New(tb testing.TB, options simulator.Options) *simulator.Simulator {
	tb.Helper()
	sim, err := simulator.New(options)
	if err != nil {
		tb.Fatalf("the simulator does not start: %v", err)
	}
	tb.Cleanup(sim.Close)
	return sim
}

// Env is the environment with which a provider finds the server.
func (s *Server) Env() map[string]string {
	return map[string]string{
		"WEBWORK_BASE_URL":     s.BaseURL,
		"WEBWORK_TOKEN":        s.Token(),
		"WEBWORK_WORKSPACE_ID": strconv.FormatInt(s.WorkspaceID(), 10),
	}
}

// EnvV1 is Env for the legacy API.
func (s *Server) EnvV1() map[string]string {
	return map[string]string{
		"WEBWORK_API_VERSION": "v1",
		"WEBWORK_BASE_URL":    s.BaseURLV1(s.URL),
		"WEBWORK_EMAIL":       s.Email(),
		"WEBWORK_API_KEY":     s.APIKey(),
	}
}

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
