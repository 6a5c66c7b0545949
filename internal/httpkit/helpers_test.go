package httpkit_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

const apiURL = "https://api.example.com/v2"

// network is a transport made of a function.
type network func(*http.Request) (*http.Response, error)

func (n network) RoundTrip(request *http.Request) (*http.Response, error) { return n(request) }

func newClient(tb testing.TB, options httpkit.Options) *http.Client {
	tb.Helper()
	client, err := httpkit.New(options)
	if err != nil {
		tb.Fatal(err)
	}
	return client
}

// usual is what a request does where its method says it as HTTP defines it.
func usual(ctx context.Context, method string) context.Context {
	switch method {
	case http.MethodGet, http.MethodHead:
		return httpkit.WithEffect(ctx, httpkit.Reads)
	case http.MethodPut, http.MethodDelete:
		return httpkit.WithEffect(ctx, httpkit.MayRepeat)
	default:
		return ctx
	}
}

// call makes a request, of the usual effect, and returns status, body and error.
func call(ctx context.Context, tb testing.TB, client *http.Client, method, url, body string) (int, string, error) {
	tb.Helper()
	return callAs(usual(ctx, method), tb, client, method, url, body)
}

// callAs makes a request with the effect that the context names.
func callAs(ctx context.Context, tb testing.TB, client *http.Client, method, url, body string) (int, string, error) {
	tb.Helper()
	var content io.Reader
	if body != "" {
		content = strings.NewReader(body)
	}
	request, err := http.NewRequestWithContext(ctx, method, url, content)
	if err != nil {
		tb.Error(err)
		return 0, "", err
	}
	request.Header.Set("Accept", "application/json")
	answer, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		tb.Errorf("a buffered body cannot fail: %v", err)
	}
	return answer.StatusCode, string(text), nil
}

// answer makes an answer; headers are pairs of name and value.
func answer(status int, body string, headers ...string) *http.Response {
	made := &http.Response{
		StatusCode: status,
		Status:     fmt.Sprintf("%d %s", status, http.StatusText(status)),
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header:        http.Header{"Content-Type": {"application/json"}},
		Body:          io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)),
	}
	for i := 0; i+1 < len(headers); i += 2 {
		made.Header.Set(headers[i], headers[i+1])
	}
	return made
}

// serve runs an HTTP server on connections in memory, which work in a synctest bubble, and returns
// the transport that reaches it.
func serve(tb testing.TB, handler http.Handler) *http.Transport {
	tb.Helper()
	listener := &memoryListener{connections: make(chan net.Conn), closed: make(chan struct{})}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: time.Hour}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener)
	}()
	transport := &http.Transport{DialContext: listener.dial}
	tb.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = server.Close()
		<-done
	})
	return transport
}

type memoryListener struct {
	connections chan net.Conn
	closed      chan struct{}
	once        sync.Once
}

func (l *memoryListener) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case l.connections <- server:
		return client, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *memoryListener) Accept() (net.Conn, error) {
	select {
	case connection := <-l.connections:
		return connection, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *memoryListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *memoryListener) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// journal is a Logger that remembers.
type journal struct {
	mu    sync.Mutex
	lines []line
}

type line struct {
	level, msg string
	fields     map[string]any
}

func (j *journal) Trace(_ context.Context, msg string, fields map[string]any) {
	j.write("TRACE", msg, fields)
}

func (j *journal) Debug(_ context.Context, msg string, fields map[string]any) {
	j.write("DEBUG", msg, fields)
}

func (j *journal) Info(_ context.Context, msg string, fields map[string]any) {
	j.write("INFO", msg, fields)
}

func (j *journal) Warn(_ context.Context, msg string, fields map[string]any) {
	j.write("WARN", msg, fields)
}

func (j *journal) write(level, msg string, fields map[string]any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, line{level: level, msg: msg, fields: maps.Clone(fields)})
}

// at lists the lines of a level.
func (j *journal) at(level string) []line {
	j.mu.Lock()
	defer j.mu.Unlock()
	var found []line
	for _, line := range j.lines {
		if line.level == level {
			found = append(found, line)
		}
	}
	return found
}

// text is all that was logged.
func (j *journal) text(tb testing.TB) string {
	tb.Helper()
	var all strings.Builder
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, line := range j.lines {
		fields, err := json.Marshal(line.fields)
		if err != nil {
			tb.Fatal(err)
		}
		fmt.Fprintln(&all, line.level, line.msg, string(fields))
	}
	return all.String()
}

// stopwatch measures in the bubble's time.
func stopwatch() func() time.Duration {
	begun := time.Now()
	return func() time.Duration { return time.Since(begun) }
}
