package simulator

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
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
		FaultServerError:      "500 in WebWork's form, and nothing is done",
		FaultServerErrorAfter: "500 in WebWork's form, though it is done",
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
	simulator *Simulator
	fault     Fault
	seed      uint64
	matched   int
	struck    int
	alike     map[uint64]uint64 // requests that matched, by likeness
	streaks   map[uint64]int    // how often the last of them were struck in succession
}

// gatewayDelay is how much later the work of FaultGatewayTimeout is done: long after a client has
// looked for it first, but before it stops looking.
const gatewayDelay = 4 * time.Second

// Inject puts a fault in force until it is removed. Where several match a request, the one
// injected first strikes it.
func (s *Simulator) Inject(fault Fault) *Injection {
	if !slices.Contains(FaultKinds(), fault.Kind) {
		panic(fmt.Sprintf("simulator: there is no fault %q", fault.Kind))
	}
	if fault.Kind == FaultGatewayTimeout {
		fill(&fault.Delay, gatewayDelay)
	}
	fill(&fault.Delay, time.Minute)
	fill(&fault.RetryAfter, time.Second)
	s.mu.Lock()
	defer s.mu.Unlock()
	injection := &Injection{
		simulator: s, fault: fault, seed: s.faultSeed + uint64(len(s.injections)),
		alike: map[uint64]uint64{}, streaks: map[uint64]int{},
	}
	s.injections = append(s.injections, injection)
	return injection
}

// Remove ends the fault.
func (i *Injection) Remove() {
	s := i.simulator
	s.mu.Lock()
	defer s.mu.Unlock()
	s.injections = slices.DeleteFunc(s.injections, func(other *Injection) bool { return other == i })
}

// Count is how many requests the fault has struck.
func (i *Injection) Count() int {
	i.simulator.mu.Lock()
	defer i.simulator.mu.Unlock()
	return i.struck
}

// strike finds the fault that strikes a request with a likeness and a token, if one does.
func (s *Simulator) strike(request *Request, like uint64, token string) *Fault {
	for _, injection := range s.injections {
		expires := injection.fault.Kind == FaultTokenExpired
		if held, known := s.tokens[token]; expires && (!known || held.fresh) {
			continue
		}
		if injection.fault.Kind == FaultGatewayTimeout && !request.Write() {
			continue
		}
		if injection.strikes(request, like) {
			if expires {
				delete(s.tokens, token)
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

// face is the one that a request speaks to, as far as refusals go.
func (s *Simulator) face(r *http.Request) interface {
	refuseStatus(w http.ResponseWriter, status int, message string)
} {
	if strings.HasPrefix(r.URL.Path, v1Prefix+"/") {
		return &v1{Simulator: s}
	}
	return &v2{Simulator: s}
}

// instead gives the answer of a fault that keeps a request from being processed, or from being
// processed yet.
func (s *Simulator) instead(fault *Fault, r *http.Request) *response {
	answer := newResponse()
	face := s.face(r)
	switch fault.Kind {
	case FaultServerError:
		face.refuseStatus(answer, http.StatusInternalServerError, "An error occurred")
	case FaultBadGateway:
		answer.page(http.StatusBadGateway)
	case FaultGatewayTimeout:
		s.workLater(r, fault.Delay)
		answer.page(http.StatusGatewayTimeout)
	case FaultUnavailable:
		answer.Header().Set("Retry-After", wholeSeconds(fault.RetryAfter))
		answer.page(http.StatusServiceUnavailable)
	case FaultTooManyRequests:
		s.limit.tellWait(answer.Header(), fault.RetryAfter, s.now())
		face.refuseStatus(answer, http.StatusTooManyRequests, "Too Many Attempts.")
	case FaultTokenExpired:
		face.refuseStatus(answer, http.StatusUnauthorized, "Unauthenticated.")
	case FaultReset:
		answer.aborted = true
	case FaultServerErrorAfter, FaultLostAnswer, FaultTruncated, FaultBadJSON, FaultSlow, FaultLate:
		return nil
	}
	return answer
}

// spoil does to the answer of a processed request what a fault does to it.
func (s *Simulator) spoil(fault *Fault, r *http.Request, answer *response) *response {
	switch fault.Kind {
	case FaultServerErrorAfter:
		answer = newResponse()
		s.face(r).refuseStatus(answer, http.StatusInternalServerError, "An error occurred")
	case FaultLostAnswer:
		answer.aborted = true
	case FaultTruncated:
		answer.Header().Set("Content-Length", strconv.Itoa(answer.body.Len()+1))
		answer.body.Truncate(answer.body.Len() / 2)
	case FaultBadJSON:
		answer.status = http.StatusOK
		answer.body.Reset()
		answer.body.WriteString(`{"success":true,"data":[{"id":`)
	case FaultServerError, FaultBadGateway, FaultGatewayTimeout, FaultUnavailable, FaultTooManyRequests, FaultTokenExpired,
		FaultReset, FaultSlow, FaultLate:
	}
	return answer
}
