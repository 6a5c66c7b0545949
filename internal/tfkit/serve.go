package tfkit

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// garbage is how much of its memory a provider may leave to be collected, in percent of what it
// needs. It lives only as long as a command: collecting half as often as Go does by default takes
// a fifth off its time in a large plan.
const garbage = 200

// Serve serves the provider to the CLI that started this process, until the CLI ends it. The address
// is where registries have the provider.
func Serve(address string, newProvider func() provider.Provider) error {
	if err := quieten(); err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	err := tf6server.Serve(address, func() tfprotov6.ProviderServer {
		return Lean(providerserver.NewProtocol6(newProvider())())
	})
	if err != nil {
		return fmt.Errorf("serving the provider: %w", err)
	}
	return nil
}

// quieten turns off the plugin libraries' own log where the CLI throws it away: unasked, they write
// all of it at the finest level, which takes a third of the provider's time in a large plan.
func quieten() error {
	const libraries = "TF_LOG_SDK"
	for _, name := range []string{"TF_LOG", "TF_LOG_PROVIDER", libraries} {
		if os.Getenv(name) != "" {
			return nil
		}
	}
	if err := os.Setenv(libraries, "off"); err != nil {
		return fmt.Errorf("turning off the libraries' log: %w", err)
	}
	return nil
}

// framework is what the plugin framework serves.
type framework interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// Lean keeps the memory of a server of the plugin framework from growing with each call: until the
// CLI stops it, the framework holds on to the context of every call, and with it to a set of loggers. Here
// that of a call about one object becomes empty when the call ends.
func Lean(server tfprotov6.ProviderServer) tfprotov6.ProviderServer {
	whole, ok := server.(framework)
	if !ok {
		return server
	}
	return &leanServer{framework: whole}
}

type leanServer struct {
	framework

	latest atomic.Pointer[context.Context]
}

// call is the context of a call. Once that has ended, values are those of the latest call: what
// still goes on then may have something to log.
type call struct {
	context.Context //nolint:containedctx // it is one itself

	server *leanServer
	values atomic.Pointer[context.Context]
}

// Value gives the context's own value, else that of the call's.
func (c *call) Value(key any) any {
	if own := c.Context.Value(key); own != nil {
		return own
	}
	if values := c.values.Load(); values != nil {
		return (*values).Value(key)
	}
	return (*c.server.latest.Load()).Value(key)
}

// during serves a request within a context that can be let go of.
//
//nolint:contextcheck // a context that descended from the call's would hold on to it
func during[Q, R any](ctx context.Context, s *leanServer, request Q, serve func(context.Context, Q) (R, error)) (R, error) {
	own, cancel := context.WithCancel(context.Background())
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	c := &call{Context: own, server: s}
	c.values.Store(&ctx)
	s.latest.Store(&ctx)
	defer c.values.Store(nil)
	return serve(c, request)
}

func (s *leanServer) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return during(ctx, s, req, s.framework.ValidateResourceConfig)
}

func (s *leanServer) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return during(ctx, s, req, s.framework.UpgradeResourceState)
}

func (s *leanServer) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return during(ctx, s, req, s.framework.UpgradeResourceIdentity)
}

func (s *leanServer) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return during(ctx, s, req, s.framework.ReadResource)
}

func (s *leanServer) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return during(ctx, s, req, s.framework.PlanResourceChange)
}

func (s *leanServer) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return during(ctx, s, req, s.framework.ApplyResourceChange)
}

func (s *leanServer) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	return during(ctx, s, req, s.framework.ImportResourceState)
}
