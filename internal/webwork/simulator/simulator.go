package simulator

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// The defaults of Options.
const (
	DefaultToken   = "simulated-token"
	DefaultAccount = 10
)

// WorkspaceName is what a workspace is called that is there for trying things, so that nobody takes
// it for a real one.
const WorkspaceName = "Simulated workspace"

// maxBody bounds what the simulator reads of a request.
const maxBody = 1 << 20

// Options says what a simulator is like. Its zero value is a workspace with the id 1, "Acme
// Agency", that holds nobody but the token's account, an owner.
type Options struct {
	// Seed is what the workspaces hold at first. Where it lacks the account, the account joins
	// the first workspace as an owner.
	Seed Seed
	// Populate adds made-up objects to the first workspace.
	Populate Population
	// Variants are the readings of WebWork's documentation that hold.
	Variants []Variant
	// URL is where the simulator is found, such as http://127.0.0.1:8080: links lead there, and
	// requests for another host are refused. Where it is empty, requests for any host are served.
	URL string
	// AnyIP serves requests for any IP address beside URL, for a server that listens on all.
	AnyIP bool
	// Token is the token that is valid, DefaultToken where it is empty.
	Token string
	// ClientSecret is the secret of the application DefaultClientID, DefaultClientSecret where it is
	// empty.
	ClientSecret string
	// AccountID is the member whom the token acts for, DefaultAccount where it is 0.
	AccountID int64
	// ReadOnly refuses every write with 403, as for a token without the scope to write.
	ReadOnly bool
	// RequestsPerMinute is the rate limit of each user; 0 is none.
	RequestsPerMinute int
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

// Simulator is a WebWork in memory. It is an http.Handler that serves the API under BaseURL, and
// may be used by many at once.
type Simulator struct {
	root  *http.ServeMux
	app   http.Handler
	limit *rateLimit
	now   func() time.Time

	address   address
	token     string
	latency   time.Duration
	jitter    *Jitter
	faultSeed uint64
	remember  int

	mu         sync.Mutex
	state      *state
	tokens     map[string]grant
	oauth      oauth
	journal    []*Request
	alike      map[uint64]uint64 // how many requests there were, by likeness
	injections []*Injection
	hooks      []*pageHook
	late       *lateWork
}

// New makes a simulator. It is an error if the variants contradict each other, or the seed itself.
func New(options Options) (*Simulator, error) {
	variants, err := newVariantSet(options.Variants)
	if err != nil {
		return nil, err
	}
	address, err := newAddress(options)
	if err != nil {
		return nil, err
	}
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if options.Jitter == nil {
		options.Jitter = NoJitter()
	}
	fill(&options.Token, DefaultToken)
	fill(&options.ClientSecret, DefaultClientSecret)
	fill(&options.AccountID, DefaultAccount)
	s := &Simulator{
		root:      http.NewServeMux(),
		limit:     newRateLimit(options.RequestsPerMinute, variants),
		now:       options.Clock,
		address:   address,
		token:     options.Token,
		latency:   options.Latency,
		jitter:    options.Jitter,
		faultSeed: options.FaultSeed,
		remember:  options.Remember,
		state:     &state{variants: variants, now: options.Clock, accept: map[string]int64{}, lists: map[list]uint64{}},
		tokens:    map[string]grant{},
		alike:     map[uint64]uint64{},
		late:      newLateWork(),
	}
	if err := s.state.load(options.Seed, options.AccountID); err != nil {
		return nil, err
	}
	if err := s.state.populate(options.Populate); err != nil {
		return nil, err
	}
	if variants[TeamManager] {
		for _, w := range s.state.workspaces {
			if self := w.people.rows[options.AccountID]; self != nil {
				self.Role = RoleTeamManager
			}
		}
	}
	account := Account{UserID: options.AccountID, ReadOnly: options.ReadOnly, Machine: variants[ClientCredentials]}
	s.AddToken(options.Token, account, time.Time{})
	s.serveOAuth(account, options.ClientSecret)
	s.app = newApp(s)
	s.AddToken(basicToken(DefaultAPIKey), account, time.Time{})
	s.root.Handle(v2Prefix+"/", newV2(s))
	s.root.Handle(v1Prefix+"/", newV1(s))
	s.root.HandleFunc("GET "+invitationPath+"{code}", s.acceptByLink)
	return s, nil
}

// URL is where the simulator is found, or "" where Options do not say.
func (s *Simulator) URL() string {
	if !s.address.known {
		return ""
	}
	return s.address.url.String()
}

// BaseURL is the base URL of the API (version 2) where the simulator is found at a server's URL.
func (s *Simulator) BaseURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + v2Prefix
}

// Token is the token that Options made valid.
func (s *Simulator) Token() string { return s.token }

// WorkspaceID is the id of the first workspace.
func (s *Simulator) WorkspaceID() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.workspaces[0].ID
}

// Snapshot is what the workspaces hold now. It shares nothing with them, and a simulator can be
// seeded with it.
func (s *Simulator) Snapshot() Seed {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.dump()
}

// ServeHTTP answers a request, or lets a fault strike it. One that is meant for another host is no
// request to WebWork, and not remembered.
func (s *Simulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.address.is(r.Host) {
		s.address.refuse().send(w)
		return
	}
	if strings.HasPrefix(r.URL.Path, appPath+"/") {
		s.app.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "the body could not be read", http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	entry, fault, times := s.arrive(r, slices.Clone(body))
	answer := s.respond(r, fault, times)
	if !answer.aborted {
		s.answered(entry, answer.status)
	}
	answer.send(w)
}

func (s *Simulator) respond(r *http.Request, fault *Fault, times delays) *response {
	if !s.wait(r.Context(), s.latency+times.before) {
		return &response{aborted: true}
	}
	if fault != nil {
		if answer := s.instead(fault, r); answer != nil {
			return answer
		}
		if fault.Kind == FaultLate && !s.wait(context.WithoutCancel(r.Context()), fault.Delay) {
			return &response{aborted: true}
		}
	}
	answer := newResponse()
	s.root.ServeHTTP(answer, r)
	if answer.status == 0 {
		answer.status = http.StatusOK
	}
	s.runHooks(r, answer.status)
	if !s.wait(r.Context(), times.after) {
		return &response{aborted: true}
	}
	if fault == nil {
		return answer
	}
	if fault.Kind == FaultSlow && !s.wait(r.Context(), fault.Delay) {
		return &response{aborted: true}
	}
	return s.spoil(fault, r, answer)
}
