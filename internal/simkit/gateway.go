package simkit

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// maxBody bounds what a gateway reads of a request.
const maxBody = 1 << 20

// Service is what only a service itself knows, for the gateway in front of it.
type Service struct {
	// Handler answers the requests that get through.
	Handler http.Handler
	// App is what people do in the service's web app, played below AppPath such as /app. It is not
	// remembered, takes no time, and no fault strikes it.
	App     http.Handler
	AppPath string
	// Elsewhere is the URL that links start with where Options have none, such as http://service.test.
	Elsewhere string
	// Path is the path of a request below the base of the API, such as /members/100.
	Path func(path string) string
	// Writes reports whether a request could change something.
	Writes func(Request) bool
	// Keys are the fields that tell new objects apart, by the path that creates them.
	Keys map[string][]string
	// Credential is what a request signs in with, as Credentials know it.
	Credential  func(*http.Request) string
	Credentials Credentials
	// Refuse refuses a request with a status, in the service's own form.
	Refuse func(w http.ResponseWriter, r *http.Request, status int)
	// TellWait sets the headers that tell how long to wait before the next request.
	TellWait func(header http.Header, wait time.Duration)
	// Astray is told of requests that are meant for another host, where it is not nil.
	Astray func(*http.Request)
	// NoJSON begins as the service's answers do, and is no JSON.
	NoJSON string
}

// Credentials are those that are valid at a service.
type Credentials interface {
	// HaveServed reports whether a credential is valid and has been used before.
	HaveServed(credential string) bool
	// Revoke makes a credential invalid.
	Revoke(credential string)
}

// Options says what a gateway is like. Its zero value lets everything through at once.
type Options struct {
	// URL is where the service is found, such as http://127.0.0.1:8080: links lead there, and requests
	// for another host are refused. Where it is empty, requests for any host are served.
	URL string
	// AnyIP serves requests for any IP address beside URL, for a server that listens on all.
	AnyIP bool
	// Latency is how long each answer takes.
	Latency time.Duration
	// Jitter is how much longer it takes by chance, not at all where it is nil.
	Jitter *Jitter
	// Clock tells the time, time.Now where it is nil.
	Clock func() time.Time
	// FaultSeed makes the choices of random faults, which are the same for the same seed.
	FaultSeed uint64
	// Remember bounds how many requests Requests gives, the last ones; 0 is all.
	Remember int
}

// Gateway is the http.Handler in front of a service: it remembers the requests, takes its time, and
// lets faults strike. It may be used by many at once.
type Gateway struct {
	service Service
	options Options
	address address
	late    *lateWork

	received   atomic.Uint64
	mu         sync.Mutex
	journal    []*Request
	alike      map[uint64]uint64 // how many requests there were, by likeness
	injections []*Injection
	hooks      []*pageHook
}

// NewGateway makes the gateway in front of a service.
func NewGateway(service Service, options Options) (*Gateway, error) {
	address, err := newAddress(cmp.Or(options.URL, service.Elsewhere))
	if err != nil {
		return nil, err
	}
	address.known, address.anyIP = options.URL != "", options.AnyIP
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.Jitter == nil {
		options.Jitter = NoJitter()
	}
	return &Gateway{service: service, options: options, address: address, alike: map[uint64]uint64{}, late: newLateWork()}, nil
}

// URL is where the service is found, or "" where Options do not say.
func (g *Gateway) URL() string {
	if !g.address.known {
		return ""
	}
	return g.address.url.String()
}

// Link is the address of a path of the service.
func (g *Gateway) Link(path string) string { return g.address.url.String() + path }

// Received is how many requests there have been.
func (g *Gateway) Received() uint64 { return g.received.Load() }

// ServeHTTP has the service answer a request, or lets a fault strike it. One that is meant for another
// host is no request to the service, and not remembered.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !g.address.is(r.Host) {
		if g.service.Astray != nil {
			g.service.Astray(r)
		}
		g.address.refuse().send(w)
		return
	}
	if g.service.App != nil && strings.HasPrefix(r.URL.Path, g.service.AppPath+"/") {
		g.service.App.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "the body could not be read", http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	entry, fault, times := g.arrive(r, slices.Clone(body))
	answer := g.respond(r, fault, times)
	if !answer.aborted {
		g.answered(entry, answer.status)
	}
	answer.send(w)
}

func (g *Gateway) respond(r *http.Request, fault *Fault, times delays) *response {
	if !g.wait(r.Context(), g.options.Latency+times.before) {
		return &response{aborted: true}
	}
	if fault != nil {
		if answer := g.instead(fault, r); answer != nil {
			return answer
		}
		if fault.Kind == FaultLate && !g.wait(context.WithoutCancel(r.Context()), fault.Delay) {
			return &response{aborted: true}
		}
	}
	answer := newResponse()
	g.service.Handler.ServeHTTP(answer, r)
	if answer.status == 0 {
		answer.status = http.StatusOK
	}
	g.runHooks(r, answer.status)
	if !g.wait(r.Context(), times.after) {
		return &response{aborted: true}
	}
	if fault == nil {
		return answer
	}
	if fault.Kind == FaultSlow && !g.wait(r.Context(), fault.Delay) {
		return &response{aborted: true}
	}
	return g.spoil(fault, r, answer)
}
