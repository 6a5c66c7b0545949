package tfkit_test

import (
	"context"
	"runtime"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// everything is what servers of the framework offer.
type everything interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// keeper keeps the context of every call, as the framework does.
type keeper struct {
	everything

	kept   []context.Context
	during func(ctx context.Context)
}

func (k *keeper) ReadResource(ctx context.Context, _ *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	registered, cancel := context.WithCancel(ctx)
	defer cancel()
	k.kept = append(k.kept, registered)
	k.during(registered)
	return &tfprotov6.ReadResourceResponse{}, nil
}

type key struct{}

// loggers stands for what hangs on a context.
type loggers struct {
	name string
	_    [4096]byte
}

func read(t *testing.T, server tfprotov6.ProviderServer, name string) weak.Pointer[loggers] {
	t.Helper()
	value := &loggers{name: name}
	if _, err := server.ReadResource(context.WithValue(t.Context(), key{}, value), &tfprotov6.ReadResourceRequest{}); err != nil {
		t.Fatal(err)
	}
	return weak.Make(value)
}

func nameIn(ctx context.Context) string {
	if value, ok := ctx.Value(key{}).(*loggers); ok {
		return value.name
	}
	return ""
}

func TestLeanLetsGoOfWhatContextsHold(t *testing.T) {
	t.Parallel()
	var seen string
	k := &keeper{during: func(ctx context.Context) { seen = nameIn(ctx) }}
	server := tfkit.Lean(k)
	first := read(t, server, "first")
	if seen != "first" {
		t.Errorf("during the call the context had the value %q, want first", seen)
	}
	read(t, server, "second")
	runtime.GC()
	if first.Value() != nil {
		t.Error("what hung on the first context is still there")
	}
	if got := nameIn(k.kept[0]); got != "second" {
		t.Errorf("a context whose call has ended gives %q, want the latest call's", got)
	}
	if k.kept[0].Err() == nil {
		t.Error("the context of a call that has ended is not done")
	}
}

func TestLeanPassesCancellationOn(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	k := &keeper{during: func(during context.Context) {
		if during.Err() != nil {
			t.Error("the context is done before it is cancelled")
		}
		cancel()
		<-during.Done()
	}}
	if _, err := tfkit.Lean(k).ReadResource(ctx, &tfprotov6.ReadResourceRequest{}); err != nil {
		t.Fatal(err)
	}
}

// A framework that offered more or less would be served as it is, without the benefit.
func TestLeanKnowsTheFramework(t *testing.T) {
	t.Parallel()
	server := providerserver.NewProtocol6(nil)()
	if tfkit.Lean(server) == server {
		t.Error("the framework's server is not what Lean takes it for")
	}
}
