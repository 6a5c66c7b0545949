package simkit

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// FaultKind is a way in which a request can fail.
type FaultKind string

// The kinds of fault.
const (
	// FaultServerError answers 500 and does nothing.
	FaultServerError FaultKind = "server-error"
	// FaultServerErrorAfter does what is asked, then answers 500.
	FaultServerErrorAfter FaultKind = "server-error-after"
	// FaultBadGateway answers 502 with an HTML page and does nothing.
	FaultBadGateway FaultKind = "bad-gateway"
	// FaultGatewayTimeout answers a write at once with 504 and an HTML page, and does what is asked
	// only Delay later: the gateway has given up, the server behind it has not. It spares reads.
	FaultGatewayTimeout FaultKind = "gateway-timeout"
	// FaultUnavailable answers 503 with Retry-After and an HTML page, and does nothing.
	FaultUnavailable FaultKind = "unavailable"
	// FaultTooManyRequests answers 429 and does nothing.
	FaultTooManyRequests FaultKind = "too-many-requests"
	// FaultTokenExpired ends the token of the request, answers 401 and does nothing. It spares access
	// tokens that have not served yet: a token that is refused from the start has not expired.
	FaultTokenExpired FaultKind = "token-expired"
	// FaultReset closes the connection before anything is done.
	FaultReset FaultKind = "reset"
	// FaultLostAnswer does what is asked, then closes the connection without an answer.
	FaultLostAnswer FaultKind = "lost-answer"
	// FaultTruncated does what is asked and cuts the answer off.
	FaultTruncated FaultKind = "truncated"
	// FaultBadJSON does what is asked and answers 200 with something that is not JSON.
	FaultBadJSON FaultKind = "bad-json"
	// FaultSlow does what is asked and holds the answer back for Delay, or until the client goes.
	FaultSlow FaultKind = "slow"
	// FaultLate lets the client wait, and does what is asked only after Delay, even where the client
	// has given up by then.
	FaultLate FaultKind = "late"
)

// FaultKinds lists the kinds of fault.
func FaultKinds() []FaultKind {
	return []FaultKind{
		FaultServerError, FaultServerErrorAfter, FaultBadGateway, FaultGatewayTimeout, FaultUnavailable,
		FaultTooManyRequests, FaultTokenExpired, FaultReset, FaultLostAnswer, FaultTruncated, FaultBadJSON, FaultSlow, FaultLate,
	}
}

// Description tells what a fault does.
func (k FaultKind) Description() string {
	return map[FaultKind]string{
		FaultServerError:      "500 in the service's own form, and nothing is done",
		FaultServerErrorAfter: "500 in the service's own form, though it is done",
		FaultBadGateway:       "502 with a web page, and nothing is done",
		FaultGatewayTimeout:   "504 with a web page at once, and it is done delay later (4s); reads are spared",
		FaultUnavailable:      "503 with Retry-After and a web page, and nothing is done",
		FaultTooManyRequests:  "429 with Retry-After, and nothing is done",
		FaultTokenExpired:     "401, and the token is not valid any more",
		FaultReset:            "the connection is closed before anything is done",
		FaultLostAnswer:       "it is done, and the connection is closed without an answer",
		FaultTruncated:        "it is done, and the answer is cut off",
		FaultBadJSON:          "it is done, and the answer is no JSON",
		FaultSlow:             "it is done, and the answer is held back for delay (1m)",
		FaultLate:             "the client waits, and it is done only after delay (1m), even if the client has gone by then",
	}[k]
}

// Fault says which requests fail, and how. Its zero matchers match every request.
type Fault struct {
	Kind FaultKind
	// Method and Path match requests as Request.Matches does.
	Method string
	Path   string
	// Nth strikes only the nth request that matches, counted from 1; 0 strikes each.
	Nth int
	// Times bounds how often the fault strikes; 0 is no bound.
	Times int
	// Probability strikes at random; 0 is always. The nth request of a method, an address and a body
	// meets the same fate in every run, whatever is asked between.
	Probability float64
	// Streak bounds how often in succession the fault strikes requests of the same method, address and
	// body; 0 is no bound.
	Streak int
	// Delay is how long FaultSlow and FaultLate take, by default a minute, and how much later the
	// work of FaultGatewayTimeout is done, by default four seconds.
	Delay time.Duration
	// RetryAfter is the wait that FaultTooManyRequests and FaultUnavailable tell, by default a second.
	RetryAfter time.Duration
}

// Injection is a fault in force.
type Injection struct {
	gateway *Gateway
	fault   Fault
	seed    uint64
	matched int
	struck  int
	alike   map[uint64]uint64 // requests that matched, by likeness
	streaks map[uint64]int    // how often the last of them were struck in succession
}

// gatewayDelay is how much later the work of FaultGatewayTimeout is done: long after a client has
// looked for it first, but before it stops looking.
const gatewayDelay = 4 * time.Second

// Inject puts a fault in force until it is removed. Where several match a request, the one
// injected first strikes it.
func (g *Gateway) Inject(fault Fault) *Injection {
	if !slices.Contains(FaultKinds(), fault.Kind) {
		panic(fmt.Sprintf("simkit: there is no fault %q", fault.Kind))
	}
	if fault.Kind == FaultGatewayTimeout {
		fault.Delay = cmp.Or(fault.Delay, gatewayDelay)
	}
	fault.Delay, fault.RetryAfter = cmp.Or(fault.Delay, time.Minute), cmp.Or(fault.RetryAfter, time.Second)
	g.mu.Lock()
	defer g.mu.Unlock()
	injection := &Injection{
		gateway: g, fault: fault, seed: g.options.FaultSeed + uint64(len(g.injections)),
		alike: map[uint64]uint64{}, streaks: map[uint64]int{},
	}
	g.injections = append(g.injections, injection)
	return injection
}

// Remove ends the fault.
func (i *Injection) Remove() {
	g := i.gateway
	g.mu.Lock()
	defer g.mu.Unlock()
	g.injections = slices.DeleteFunc(g.injections, func(other *Injection) bool { return other == i })
}

// Count is how many requests the fault has struck.
func (i *Injection) Count() int {
	i.gateway.mu.Lock()
	defer i.gateway.mu.Unlock()
	return i.struck
}

// strike finds the fault that strikes a request with a likeness and a credential, if one does.
func (g *Gateway) strike(request *Request, like uint64, credential string) *Fault {
	for _, injection := range g.injections {
		expires := injection.fault.Kind == FaultTokenExpired
		if expires && !g.service.Credentials.HaveServed(credential) {
			continue
		}
		if injection.fault.Kind == FaultGatewayTimeout && !request.Write() {
			continue
		}
		if injection.strikes(request, like) {
			if expires {
				g.service.Credentials.Revoke(credential)
			}
			injection.struck++
			return &injection.fault
		}
	}
	return nil
}

func (i *Injection) strikes(request *Request, like uint64) bool {
	fault := i.fault
	if !request.Matches(fault.Method, fault.Path) {
		return false
	}
	i.matched++
	i.alike[like]++
	switch {
	case fault.Nth > 0 && i.matched != fault.Nth, fault.Times > 0 && i.struck >= fault.Times:
		return false
	case fault.Streak > 0 && i.streaks[like] >= fault.Streak, fault.Probability > 0 && i.spares(like):
		i.streaks[like] = 0
		return false
	}
	i.streaks[like]++
	return true
}

// spares chooses at random, and the same for the nth of requests that are alike.
func (i *Injection) spares(like uint64) bool {
	// Faults have nothing to hide: what counts is that they repeat.
	random := rand.New(rand.NewPCG(i.seed, like+i.alike[like])) //nolint:gosec // see above
	return random.Float64() >= i.fault.Probability
}

// instead gives the answer of a fault that keeps a request from being processed, or from being
// processed yet.
func (g *Gateway) instead(fault *Fault, r *http.Request) *response {
	answer := newResponse()
	switch fault.Kind {
	case FaultServerError:
		g.service.Refuse(answer, r, http.StatusInternalServerError)
	case FaultBadGateway:
		answer.page(http.StatusBadGateway)
	case FaultGatewayTimeout:
		g.workLater(r, fault.Delay)
		answer.page(http.StatusGatewayTimeout)
	case FaultUnavailable:
		answer.Header().Set("Retry-After", WholeSeconds(fault.RetryAfter))
		answer.page(http.StatusServiceUnavailable)
	case FaultTooManyRequests:
		g.service.TellWait(answer.Header(), fault.RetryAfter)
		g.service.Refuse(answer, r, http.StatusTooManyRequests)
	case FaultTokenExpired:
		g.service.Refuse(answer, r, http.StatusUnauthorized)
	case FaultReset:
		answer.aborted = true
	case FaultServerErrorAfter, FaultLostAnswer, FaultTruncated, FaultBadJSON, FaultSlow, FaultLate:
		return nil
	}
	return answer
}

// spoil does to the answer of a processed request what a fault does to it.
func (g *Gateway) spoil(fault *Fault, r *http.Request, answer *response) *response {
	switch fault.Kind {
	case FaultServerErrorAfter:
		answer = newResponse()
		g.service.Refuse(answer, r, http.StatusInternalServerError)
	case FaultLostAnswer:
		answer.aborted = true
	case FaultTruncated:
		answer.Header().Set("Content-Length", strconv.Itoa(answer.body.Len()+1))
		answer.body.Truncate(answer.body.Len() / 2)
	case FaultBadJSON:
		answer.status = http.StatusOK
		answer.body.Reset()
		answer.body.WriteString(g.service.NoJSON)
	case FaultServerError, FaultBadGateway, FaultGatewayTimeout, FaultUnavailable, FaultTooManyRequests, FaultTokenExpired,
		FaultReset, FaultSlow, FaultLate:
	}
	return answer
}
