package testserver_test

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit/testserver"
)

// greeter is a service that names the wrappers around it.
type greeter struct{ closed bool }

func (*greeter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/closed":
		panic(http.ErrAbortHandler)
	case "/cut":
		w.Header().Set("Content-Length", "100")
	case "/broken":
		panic("a mistake")
	}
	_, _ = io.WriteString(w, "hello "+strings.Join(r.Header["Wrapper"], " "))
}

func (g *greeter) Close() { g.closed = true }

func wrapper(name string) func(http.Handler) http.Handler {
	return func(inner http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Add("Wrapper", name)
			inner.ServeHTTP(w, r)
		})
	}
}

// failing is a test that fails without failing the one that it is part of.
type failing struct {
	testing.TB

	failed bool
	ends   []func()
	said   []string
}

func (f *failing) Cleanup(end func())             { f.ends = append(f.ends, end) }
func (f *failing) Failed() bool                   { return f.failed }
func (f *failing) Logf(format string, a ...any)   { f.said = append(f.said, fmt.Sprintf(format, a...)) }
func (f *failing) Fatalf(format string, a ...any) { panic(fmt.Sprintf(format, a...)) }

func (f *failing) end() string {
	for _, end := range slices.Backward(f.ends) {
		end()
	}
	return strings.Join(f.said, "\n")
}

func ask(t *testing.T, transport http.RoundTripper, url string) (string, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := transport.RoundTrip(request)
	if err != nil {
		return "", err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	return string(body), err
}

func TestAServerLivesAsLongAsItsTest(t *testing.T) {
	t.Parallel()
	f := &failing{TB: t}
	built := ""
	sim, url := testserver.Start(f, func(url string) *greeter {
		built = url
		return &greeter{}
	}, wrapper("outer"), wrapper("inner"))
	if built != url {
		t.Errorf("it was built for %s and is found at %s", built, url)
	}
	transport := &http.Transport{DisableKeepAlives: true}
	if said, err := ask(t, transport, url); err != nil || said != "hello outer inner" {
		t.Errorf("it says %q, %v", said, err)
	}
	f.end()
	if _, err := ask(t, transport, url); err == nil || !sim.closed {
		t.Errorf("it goes on: closed %t, %v", sim.closed, err)
	}
}

func TestTheSeedOfTheJitterIsToldWhereATestFails(t *testing.T) {
	t.Setenv(testserver.JitterSeed, "4711")
	for _, failed := range []bool{false, true} {
		f := &failing{TB: t, failed: failed}
		race := simkit.RaceJitter()
		seeded := testserver.Seeded(f, race)
		if seeded.Seed != 4711 || seeded.Reads != race.Reads || race.Seed != 0 {
			t.Errorf("the jitter is %+v", seeded)
		}
		if said := f.end(); strings.Contains(said, "JITTER_SEED=4711 repeats") != failed {
			t.Errorf("failed %t: the test says %q", failed, said)
		}
		if own := testserver.Seeded(f, &simkit.Jitter{Seed: 5}); own.Seed != 5 {
			t.Errorf("a seed of its own becomes %d", own.Seed)
		}
	}
}

func TestAJitterIsSmallUnlessSaidOtherwise(t *testing.T) {
	t.Setenv(testserver.JitterSeed, "")
	if made := testserver.Seeded(&failing{TB: t}, nil); made.Seed == 0 || made.Reads != simkit.SmallJitter().Reads {
		t.Errorf("the jitter is %+v", made)
	}
}

func TestASeedThatIsNoNumberEndsTheTest(t *testing.T) {
	t.Setenv(testserver.JitterSeed, "x")
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, testserver.JitterSeed) {
			t.Errorf("the test ends with %q", said)
		}
	}()
	testserver.Seeded(&failing{TB: t}, nil)
}

func TestInMemory(t *testing.T) {
	t.Parallel()
	transport := testserver.InMemory(&greeter{})
	if said, err := ask(t, transport, "http://greeter.test/"); err != nil || said != "hello " {
		t.Errorf("it says %q, %v", said, err)
	}
	if _, err := ask(t, transport, "http://greeter.test/closed"); err == nil || !strings.Contains(err.Error(), "closed") {
		t.Errorf("a connection that is closed gives %v", err)
	}
	if said, err := ask(t, transport, "http://greeter.test/cut"); err == nil || said != "hello " {
		t.Errorf("an answer that is cut off gives %q, %v", said, err)
	}
	defer func() {
		if fmt.Sprint(recover()) != "a mistake" {
			t.Error("a mistake of the handler stays hidden")
		}
	}()
	_, _ = ask(t, transport, "http://greeter.test/broken")
}
