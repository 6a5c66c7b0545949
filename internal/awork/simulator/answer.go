package simulator

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
)

// answer is what an operation answers when it succeeds.
type answer struct {
	status int
	body   any // nil is no body
	header http.Header
	list   bool
	page   string // a page with this title, instead of the API's answer
}

// ok answers with an object.
func ok(body any) answer { return answer{status: http.StatusOK, body: body} }

// done answers a write that has nothing to show, with the status that is documented for it. The other
// one may come instead: it has changed over time.
func (c *call) done(documented int) answer {
	if c.state.variants[SuccessSwapped] {
		documented = http.StatusOK + http.StatusNoContent - documented
	}
	return answer{status: documented}
}

// send writes an answer.
func (f *face) send(w http.ResponseWriter, a answer) {
	maps.Copy(w.Header(), a.header)
	if a.page != "" {
		page(w, a.status, a.page)
		return
	}
	if a.body == nil {
		w.WriteHeader(a.status)
		return
	}
	body := a.body
	if !a.list { // whose objects are trees already
		body = tree(body)
	}
	f.write(w, a.status, f.state.spell(body, a.list))
}

func (f *face) write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		panic("simulator: an answer has no JSON form: " + err.Error())
	}
}

// errorBody is awork's form of an error.
type errorBody struct {
	Code             string    `json:"code"`
	Description      string    `json:"description"`
	Link             string    `json:"link"`
	Details          []string  `json:"details"`
	ValidationErrors []problem `json:"validationErrors"`
	TraceID          string    `json:"traceId,omitempty"`
}

// refuse writes an error. Missing rights have forms of their own.
func (f *face) refuse(w http.ResponseWriter, err error) {
	refused := asRefusal(err)
	variants := f.state.variants
	switch {
	case refused.edge:
		f.refuseAtEdge(w)
		return
	case refused.denied && variants[DeniedNested]:
		f.refuseAsGateway(w, refused.status, map[string]string{"code": unauthorized, "description": "Unauthorized"})
		return
	case refused.denied && variants[DeniedEmpty]:
		w.Header().Del("Trace-Id")
		w.WriteHeader(refused.status)
		return
	case refused.denied && variants[DeniedWithoutTrace]:
		w.Header().Del("Trace-Id")
	}
	f.write(w, refused.status, errorBody{
		Code: refused.code, Description: refused.description, Link: "https://developers.awork.com/errors",
		Details: refused.details, ValidationErrors: refused.problems, TraceID: w.Header().Get("Trace-Id"),
	})
}

// refuseAsGateway writes an error as the gateway does that stands in front of the application.
func (f *face) refuseAsGateway(w http.ResponseWriter, status int, message any) {
	w.Header().Del("Trace-Id")
	f.write(w, status, map[string]any{"message": message})
}

// refuseAtEdge writes what comes from still further in front.
func (f *face) refuseAtEdge(w http.ResponseWriter) {
	w.Header().Del("Trace-Id")
	w.Header().Set("X-Edge-Ref", "20260820T120000Z-simulated")
	page(w, http.StatusForbidden, "403 Forbidden")
}

// refuseToken refuses whoever has no valid token.
func (f *face) refuseToken(w http.ResponseWriter) {
	variants := f.state.variants
	flat := func(code string) {
		f.write(w, http.StatusUnauthorized, errorBody{Code: code, Description: "Unauthorized", TraceID: w.Header().Get("Trace-Id")})
	}
	switch {
	case variants[DeadTokenMessage]:
		f.refuseAsGateway(w, http.StatusUnauthorized, "Unauthorized")
	case variants[DeadTokenExp]:
		w.Header().Del("Trace-Id")
		f.write(w, http.StatusUnauthorized, map[string]string{"exp": "token expired"})
	case variants[DeadTokenWorkspace]:
		flat(workspaceMissing)
	case variants[DeadTokenFlat]:
		flat(unauthorized)
	case variants[DeadTokenHTML]:
		w.Header().Del("Trace-Id")
		page(w, http.StatusUnauthorized, "401 Authorization Required")
	default:
		f.refuseAsGateway(w, http.StatusUnauthorized, map[string]string{"code": unauthorized, "description": "Unauthorized"})
	}
}

// refuseStatus refuses a request whatever it asks for.
func (f *face) refuseStatus(w http.ResponseWriter, _ *http.Request, status int) {
	switch {
	case status == http.StatusUnauthorized:
		f.refuseToken(w)
	case status == http.StatusTooManyRequests && f.state.variants[RateBodyEmpty]:
		w.Header().Del("Trace-Id")
		w.WriteHeader(status)
	case status == http.StatusTooManyRequests:
		f.refuseAsGateway(w, status, rateLimitExceeded)
	default:
		w.Header().Set("Trace-Id", "simulated")
		f.refuse(w, refuse(status, serverError, "An unexpected error occurred."))
	}
}

// tree is a value as JSON has it, with numbers that lose nothing.
func tree(value any) any {
	encoded, err := json.Marshal(value)
	if err != nil {
		panic("simulator: an answer has no JSON form: " + err.Error())
	}
	decoder := json.NewDecoder(bytes.NewReader(encoded))
	decoder.UseNumber()
	var plain any
	if err := decoder.Decode(&plain); err != nil {
		panic("simulator: an answer cannot be read back: " + err.Error())
	}
	return plain
}
