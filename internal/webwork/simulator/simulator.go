package simulator

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// The defaults of Options.
const (
	DefaultToken   = "simulated-token"
	DefaultAPIKey  = "simulated-key"
	DefaultAccount = 10
)

// WorkspaceName is what a workspace is called that is there for trying things, so that nobody takes
// it for a real one.
const WorkspaceName = "Simulated workspace"

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
	// APIKey is the key that is valid for the legacy API, with the account's e-mail address; DefaultAPIKey where it is empty.
	APIKey string
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
	Jitter *simkit.Jitter
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
	*simkit.Gateway // through which all requests come: it remembers them and lets faults strike

	root   *http.ServeMux
	limits *simkit.Limits
	tokens *simkit.Tokens[Account]
	oauth  *simkit.OAuth[Account]
	now    func() time.Time
	token  string
	apiKey string

	mu    sync.Mutex
	state *state
}

// New makes a simulator. It is an error if the variants contradict each other, or the seed itself.
func New(options Options) (*Simulator, error) {
	variants, err := newVariantSet(options.Variants)
	if err != nil {
		return nil, err
	}
	if options.Clock == nil {
		options.Clock = time.Now
	}
	fill(&options.Token, DefaultToken)
	fill(&options.APIKey, DefaultAPIKey)
	fill(&options.ClientSecret, DefaultClientSecret)
	fill(&options.AccountID, DefaultAccount)
	s := &Simulator{
		root:   http.NewServeMux(),
		limits: simkit.NewLimits(simkit.Limit{Requests: options.RequestsPerMinute, Window: time.Minute}),
		tokens: simkit.NewTokens[Account](options.Clock),
		now:    options.Clock,
		token:  options.Token,
		apiKey: options.APIKey,
	}
	s.Gateway, err = simkit.NewGateway(s.service(), simkit.Options{
		URL: options.URL, AnyIP: options.AnyIP, Latency: options.Latency, Jitter: options.Jitter,
		Clock: options.Clock, FaultSeed: options.FaultSeed, Remember: options.Remember,
	})
	if err != nil {
		return nil, err
	}
	s.state = &state{
		variants: variants, now: options.Clock, received: s.Received, accept: map[string]int64{}, lists: map[list]uint64{},
	}
	if err := s.state.load(options.Seed, options.AccountID); err != nil {
		return nil, err
	}
	if err := s.state.populate(options.Populate); err != nil {
		return nil, err
	}
	if variants[TeamManager] {
		for _, w := range s.state.workspaces {
			if self := w.people.Get(options.AccountID); self != nil {
				self.Role = RoleTeamManager
			}
		}
	}
	account := Account{UserID: options.AccountID, ReadOnly: options.ReadOnly, Machine: variants[ClientCredentials]}
	s.AddToken(options.Token, account, time.Time{})
	s.serveOAuth(account, options.ClientSecret)
	s.AddToken(basicToken(options.APIKey), account, time.Time{})
	s.root.Handle(v2Prefix+"/", newV2(s))
	s.root.Handle(v1Prefix+"/", newV1(s))
	s.root.HandleFunc("GET "+invitationPath+"{code}", s.acceptByLink)
	return s, nil
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
