// Package session is what one run of the provider shares: the client, the account and its workspace, the objects
// read so far, and the memory of what this run has planned and done.
//
// Terraform starts a process for each walk (plan, apply) and configures it once, so a Session
// lives as long as one walk. Nothing in it survives to the next.
package session

import (
	"context"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle/memory"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// The spaces in which natural keys and ids are unique.
const (
	People       = "person"
	Roles        = "role"
	ProjectTypes = "project type"
	Companies    = "company"
)

// Settings are the parts of the provider block that resources and data sources go by.
type Settings struct {
	// WorkspaceID is the configured workspace, a guard; empty stands for that of the credentials.
	WorkspaceID string
	// RestoreDeactivated allows to bring deactivated people back.
	RestoreDeactivated bool
	// AdoptExisting takes what exists already into state instead of refusing to create it.
	AdoptExisting bool
	// MaxInvitations and MaxDeactivations bound what one plan may do; nil is no bound.
	MaxInvitations, MaxDeactivations *int64
	// MaxDeactivationShare bounds which share of the active people one plan may deactivate, from 0 to 1.
	MaxDeactivationShare float64
	// ProtectedPeople are those whom no plan may deactivate, delete or give another role, by natural key.
	ProtectedPeople map[string]bool
	// ReadPersonal lets personal fields into data sources.
	ReadPersonal bool
	// RequestTimeout is how long one attempt of a request may take.
	RequestTimeout time.Duration
	// Each reads every object by itself, never from a list.
	Each bool
}

// Session is shared by all resources and data sources of one configured provider.
type Session struct {
	Settings
	Collections

	// Memory is what this run has planned and done so far.
	Memory memory.Memory

	client     api.Client
	notReady   *tfkit.Problem
	flight     singleflight.Group
	account    *Account // written within the flight only, like final
	final      error
	people     *int64 // likewise
	programs   map[string]bool
	holders    holders
	departures departures
}

// New makes a session that speaks through the client.
func New(client api.Client, settings Settings, log Logger) *Session {
	s := &Session{Settings: settings, client: client}
	s.Collections = newCollections(s, log)
	return s
}

// NewUnready makes a session for a provider whose configuration is not known yet. Planning new
// objects works without awork; whatever needs it reports the problem.
func NewUnready(settings Settings, problem *tfkit.Problem) *Session {
	return &Session{Settings: settings, notReady: problem}
}

// Ready reports whether awork can be asked. It cannot while the provider's own configuration
// depends on values that are known only after apply.
func (s *Session) Ready() bool { return s.notReady == nil }

// Client speaks to awork, after making sure that the credentials are those of the configured workspace.
func (s *Session) Client(ctx context.Context) (api.Client, error) {
	if _, err := s.Account(ctx); err != nil {
		return nil, err
	}
	return s.client, nil
}

// Within does something with the client.
func (s *Session) Within(ctx context.Context, do func(api.Client) error) error {
	client, err := s.Client(ctx)
	if err != nil {
		return err
	}
	return do(client)
}
