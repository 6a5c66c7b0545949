package simulator

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// DefaultToken is the API key that is valid unless Options have another one.
const DefaultToken = "simulated-key"

// WorkspaceName is what a workspace is called that is there for trying things, so that nobody takes it
// for a real one.
const WorkspaceName = "Simulated workspace"

// Options says what a simulator is like. Its zero value is the workspace "Acme Agency" with the roles
// that every workspace has, one admin, Olivia, and the API user of the key.
type Options struct {
	// Seed is what the workspace holds at first. What every workspace has is added where it is missing.
	Seed Seed
	// Populate adds made-up objects.
	Populate Population
	// Variants are the readings of awork's documentation that hold.
	Variants []Variant
	// URL is where the simulator is found, such as http://127.0.0.1:8080: links lead there, and
	// requests for another host are refused. Where it is empty, requests for any host are served.
	URL string
	// AnyIP serves requests for any IP address beside URL, for a server that listens on all.
	AnyIP bool
	// Token is the API key that is valid, DefaultToken where it is empty.
	Token string
	// AccountID is the user whom the key acts for, the API user DefaultAPIUser where it is empty.
	AccountID string
	// PersonID is the user who agrees when an application asks, the admin DefaultAdmin where it is empty.
	PersonID string
	// ClientSecret is the secret of the application DefaultClientID, DefaultClientSecret where it is
	// empty.
	ClientSecret string
	// RequestsPerMinute and RequestsPerSecond are the limits of the workspace, which all its clients
	// share; 0 is none.
	RequestsPerMinute, RequestsPerSecond int
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

// Simulator is an awork in memory. It is an http.Handler that serves the API under BaseURL, and may be
// used by many at once.
type Simulator struct {
	*simkit.Gateway // through which all requests come: it remembers them and lets faults strike

	// The objects of each kind, as somebody in the web app sees and changes them.
	Users        *Objects[User]
	Roles        *Objects[Role]
	Companies    *Objects[Company]
	ProjectTypes *Objects[Sort]
	TypesOfWork  *Objects[Sort]
	ProjectRoles *Objects[ProjectRole]
	Workflows    *Objects[Workflow]
	Templates    *Objects[Template]
	Statuses     *Objects[ProjectStatus]
	Projects     *Objects[Project]
	Teams        *Objects[Team]
	Webhooks     *Objects[Webhook]

	root   *http.ServeMux
	face   *face
	limits *simkit.Limits
	tokens *simkit.Tokens[Account]
	oauth  *simkit.OAuth[Account]
	now    func() time.Time
	token  string

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
	fill(&options.AccountID, DefaultAPIUser)
	fill(&options.PersonID, DefaultAdmin)
	fill(&options.ClientSecret, DefaultClientSecret)
	s := &Simulator{
		root: http.NewServeMux(),
		limits: simkit.NewLimits(
			simkit.Limit{Requests: options.RequestsPerSecond, Window: time.Second},
			simkit.Limit{Requests: options.RequestsPerMinute, Window: time.Minute},
		),
		tokens: simkit.NewTokens[Account](options.Clock),
		now:    options.Clock,
		token:  options.Token,
	}
	s.face = newFace(s)
	s.Gateway, err = simkit.NewGateway(s.service(), simkit.Options{
		URL: options.URL, AnyIP: options.AnyIP, Latency: options.Latency, Jitter: options.Jitter,
		Clock: options.Clock, FaultSeed: options.FaultSeed, Remember: options.Remember,
	})
	if err != nil {
		return nil, err
	}
	s.state = newState(variants, options.Clock, s.Received)
	s.openCollections()
	if err := s.state.load(options.Seed); err != nil {
		return nil, err
	}
	if err := s.state.populate(options.Populate); err != nil {
		return nil, err
	}
	s.AddToken(options.Token, Account{UserID: options.AccountID}, time.Time{})
	s.serveOAuth(options.PersonID, options.ClientSecret)
	s.root.Handle(apiPath+"/", s.face)
	s.root.HandleFunc("/", webPage)
	return s, nil
}

// openCollections lets people in the web app, which Go programs play, at the objects.
func (s *Simulator) openCollections() {
	s.Users = open(s, s.state.users, s.state.completeUser)
	s.Users.dispose = func(user *User) {
		s.state.leave(user)
		s.state.users.remove(user)
	}
	s.Roles = open(s, s.state.roles, s.state.completeRole)
	s.Companies = open(s, s.state.companies, s.state.completeCompany)
	s.Companies.dispose = func(company *Company) { s.state.deleteCompany(company, nil, "") }
	s.ProjectTypes = open(s, s.state.projectTypes, completeSort)
	s.ProjectTypes.dispose = func(sort *Sort) {
		s.state.giveType(sort, nil)
		s.state.projectTypes.remove(sort)
	}
	s.TypesOfWork = open(s, s.state.typesOfWork, completeSort)
	s.ProjectRoles = open(s, s.state.projectRoles, s.state.completeProjectRole)
	s.Workflows = open(s, s.state.workflows, completeWorkflow)
	s.Templates = open(s, s.state.templates, s.state.completeTemplate)
	s.Statuses = open(s, s.state.statuses, s.state.completeStatus)
	s.Projects = open(s, s.state.projects, s.state.completeProject)
	s.Projects.settle = func(project *Project) error { return s.state.settle(project, "") }
	s.Projects.dispose = s.state.deleteProject
	s.Teams = open(s, s.state.teams, s.state.completeTeam)
	s.Webhooks = open(s, s.state.webhooks, completeWebhook)
}

// BaseURL is the base URL of the API where the simulator is found at a server's URL.
func (s *Simulator) BaseURL(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + apiPath
}

// Token is the API key that Options made valid.
func (s *Simulator) Token() string { return s.token }

// WorkspaceID is the id of the workspace.
func (s *Simulator) WorkspaceID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.workspace.ID
}

// Snapshot is what the workspace holds now. It shares nothing with it, and a simulator can be seeded
// with it.
func (s *Simulator) Snapshot() Seed {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.dump()
}
