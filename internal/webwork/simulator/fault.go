package simulator

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path"
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
	// FaultLate does what is asked only after Delay, whether or not the client is still there.
	FaultLate FaultKind = "late"
)

// FaultKinds lists the kinds of fault.
func FaultKinds() []FaultKind {
	return []FaultKind{
		FaultServerError, FaultServerErrorAfter, FaultBadGateway, FaultTooManyRequests, FaultTokenExpired,
		FaultReset, FaultLostAnswer, FaultTruncated, FaultBadJSON, FaultSlow, FaultLate,
	}
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
	// Probability strikes at random, the same way in every run; 0 is always.
	Probability float64
	// Delay is how long FaultSlow and FaultLate take, by default a minute.
	Delay time.Duration
	// RetryAfter is the wait that FaultTooManyRequests tells, by default a second.
	RetryAfter time.Duration
}

// Injection is a fault in force.
type Injection struct {
	simulator *Simulator
	fault     Fault
	random    *rand.Rand
	matched   int
	struck    int
}

// Inject puts a fault in force until it is removed. Where several match a request, the one
// injected first strikes it.
func (s *Simulator) Inject(fault Fault) *Injection {
	if !slices.Contains(FaultKinds(), fault.Kind) {
		panic(fmt.Sprintf("simulator: there is no fault %q", fault.Kind))
	}
	fill(&fault.Delay, time.Minute)
	fill(&fault.RetryAfter, time.Second)
	s.mu.Lock()
	defer s.mu.Unlock()
	// Faults have nothing to hide: what counts is that they repeat.
	random := rand.New(rand.NewPCG(s.faultSeed, uint64(len(s.injections)))) //nolint:gosec // see above
	injection := &Injection{simulator: s, fault: fault, random: random}
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

// strike finds the fault that strikes a request with a token, if one does.
func (s *Simulator) strike(request *Request, token string) *Fault {
	for _, injection := range s.injections {
		expires := injection.fault.Kind == FaultTokenExpired
		if held, known := s.tokens[token]; expires && (!known || held.fresh) {
			continue
		}
		if injection.strikes(request) {
			if expires {
				delete(s.tokens, token)
			}
			injection.struck++
			return &injection.fault
		}
	}
	return nil
}

func (i *Injection) strikes(request *Request) bool {
	fault := i.fault
	if !request.Matches(fault.Method, fault.Path) {
		return false
	}
	i.matched++
	switch {
	case fault.Nth > 0 && i.matched != fault.Nth, fault.Times > 0 && i.struck >= fault.Times:
		return false
	case fault.Probability > 0:
		return i.random.Float64() < fault.Probability
	}
	return true
}

// ParseFault reads a fault such as
//
//	lost-answer:method=POST,path=/members,nth=2
//
// The keys are method, path, nth, times, probability, delay and retry-after.
func ParseFault(text string) (Fault, error) {
	kind, rest, _ := strings.Cut(text, ":")
	fault := Fault{Kind: FaultKind(kind)}
	if !slices.Contains(FaultKinds(), fault.Kind) {
		return Fault{}, fmt.Errorf("there is no fault %q; there are %v", kind, FaultKinds())
	}
	if rest == "" {
		return fault, nil
	}
	for setting := range strings.SplitSeq(rest, ",") {
		key, value, _ := strings.Cut(setting, "=")
		if err := fault.set(strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return Fault{}, fmt.Errorf("fault %q: %s: %w", text, key, err)
		}
	}
	return fault, nil
}

func (f *Fault) set(key, value string) error {
	var err error
	switch key {
	case "method":
		f.Method = strings.ToUpper(value)
	case "path":
		f.Path = value
		_, err = path.Match(value, "")
	case "nth":
		f.Nth, err = count(value)
	case "times":
		f.Times, err = count(value)
	case "probability":
		f.Probability, err = strconv.ParseFloat(value, 64)
		if err == nil && (f.Probability <= 0 || f.Probability > 1) {
			err = errors.New("it lies between 0 and 1")
		}
	case "delay":
		f.Delay, err = time.ParseDuration(value)
	case "retry-after":
		f.RetryAfter, err = time.ParseDuration(value)
	default:
		err = errors.New("there is no such setting; there are method, path, nth, times, probability, delay and retry-after")
	}
	return err
}

func count(text string) (int, error) {
	number, err := strconv.Atoi(text)
	if err == nil && number < 1 {
		err = errors.New("it is at least 1")
	}
	return number, err
}

// instead gives the answer of a fault that keeps a request from being processed.
func (s *Simulator) instead(fault *Fault) *response {
	answer := newResponse()
	face := &v2{Simulator: s}
	switch fault.Kind {
	case FaultServerError:
		face.refuseStatus(answer, http.StatusInternalServerError, "An error occurred")
	case FaultBadGateway:
		answer.Header().Set("Content-Type", "text/html")
		answer.WriteHeader(http.StatusBadGateway)
		answer.body.WriteString("<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>")
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
func (s *Simulator) spoil(fault *Fault, answer *response) *response {
	switch fault.Kind {
	case FaultServerErrorAfter:
		answer = newResponse()
		(&v2{Simulator: s}).refuseStatus(answer, http.StatusInternalServerError, "An error occurred")
	case FaultLostAnswer:
		answer.aborted = true
	case FaultTruncated:
		answer.Header().Set("Content-Length", strconv.Itoa(answer.body.Len()+1))
		answer.body.Truncate(answer.body.Len() / 2)
	case FaultBadJSON:
		answer.status = http.StatusOK
		answer.body.Reset()
		answer.body.WriteString(`{"success":true,"data":[{"id":`)
	case FaultServerError, FaultBadGateway, FaultTooManyRequests, FaultTokenExpired, FaultReset, FaultSlow, FaultLate:
	}
	return answer
}
