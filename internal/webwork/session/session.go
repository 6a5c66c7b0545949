// Package session is what one run of the provider shares: the client, the workspace, the objects
// read so far, and the memory of what this run has planned and done.
//
// Terraform starts a process for each walk (plan, apply) and configures it once, so a Session
// lives as long as one walk. Nothing in it survives to the next.
package session

import (
	"context"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/lifecycle/memory"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Settings are the parts of the provider block that resources and data sources go by.
type Settings struct {
	// WorkspaceID is the configured workspace; empty stands for the account's only one.
	WorkspaceID string
	// Account is the natural key of the account in use, where its credentials name it.
	Account string
	// RestoreArchived allows to bring archived people back.
	RestoreArchived bool
	// AdoptExisting takes what exists already into state instead of refusing to create it.
	AdoptExisting bool
	// MaxInvitations and MaxArchivals bound what one plan may do; nil is no bound.
	MaxInvitations, MaxArchivals *int64
	// MaxArchivalShare bounds which share of the active people one plan may archive, from 0 to 1.
	MaxArchivalShare float64
	// ProtectedPeople are those whom no plan may archive, replace, demote or re-address, by natural key.
	ProtectedPeople map[string]bool
	// ReadRates lets pay and personal fields into data sources.
	ReadRates bool
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
	workspaces []api.Workspace // written within the flight only, like final
	final      error
	people     *int64 // likewise
}

// New makes a session that speaks through the client.
func New(client api.Client, settings Settings, log Logger) *Session {
	s := &Session{Settings: settings, client: client}
	s.Collections = newCollections(s, log)
	return s
}

// NewUnready makes a session for a provider whose configuration is not known yet. Planning new
// objects works without WebWork; whatever needs it reports the problem.
func NewUnready(settings Settings, problem *tfkit.Problem) *Session {
	return &Session{Settings: settings, notReady: problem}
}

// Ready reports whether WebWork can be asked. It cannot while the provider's own configuration
// depends on values that are known only after apply.
func (s *Session) Ready() bool { return s.notReady == nil }

// Scope is the client within the workspace.
func (s *Session) Scope(ctx context.Context) (api.Scope, error) {
	workspace, err := s.Workspace(ctx)
	if err != nil {
		return nil, err
	}
	return s.client.In(workspace.ID), nil
}

// Within does something with the client within the workspace.
func (s *Session) Within(ctx context.Context, do func(api.Scope) error) error {
	scope, err := s.Scope(ctx)
	if err != nil {
		return err
	}
	return do(scope)
}
