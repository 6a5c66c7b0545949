package simulator

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// face speaks awork's API.
type face struct {
	*Simulator

	mux *http.ServeMux
}

// route is an operation, and who may have it.
type route struct {
	pattern    string // below the base; neither paths nor names of parameters have a case
	needs      right
	do         operation
	parameters []string
}

// operation answers a call, under the simulator's lock.
type operation func(*call) (answer, error)

// call is one request, with all that an operation needs to answer it.
type call struct {
	*face

	request    *http.Request
	self       *User
	role       *Role // nil for a key that has every right
	query      url.Values
	body       []byte
	restricted bool // the account may see only what is its own
}

func newFace(s *Simulator) *face {
	f := &face{Simulator: s, mux: http.NewServeMux()}
	f.mux.HandleFunc("/", f.noSuchOperation)
	for _, r := range slices.Concat(
		accountRoutes(), userRoutes(), userContactRoutes(), userTagRoutes(), invitationRoutes(), roleRoutes(),
		companyRoutes(), projectTypes().routes(), typesOfWork().routes(), projectRoleRoutes(), templateRoutes(), statusRoutes(),
		projectRoutes(), projectMemberRoutes(), teamRoutes(), webhookRoutes(),
	) {
		f.register(r)
	}
	return f
}

func (f *face) register(r route) {
	f.mux.HandleFunc(r.pattern, func(w http.ResponseWriter, request *http.Request) {
		f.mu.Lock()
		defer f.mu.Unlock()
		answer, err := f.run(request, r)
		if err != nil {
			f.refuse(w, err)
			return
		}
		f.send(w, answer)
	})
}

// accountKey is the context key of the account that makes a request.
type accountKey struct{}

// ServeHTTP lets in whoever has a valid token and requests left.
func (f *face) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Trace-Id", f.traceID())
	if f.tokenInQuery(r) {
		f.refuse(w, business(invalidModel, "A token in the address ends up in logs."))
		return
	}
	account, known := f.tokens.Use(simkit.Bearer(r))
	if !known {
		f.refuseToken(w)
		return
	}
	if !f.admit(w.Header()) {
		f.refuseStatus(w, r, http.StatusTooManyRequests)
		return
	}
	lower := r.WithContext(context.WithValue(r.Context(), accountKey{}, account))
	path := strings.ToLower(strings.TrimPrefix(r.URL.Path, apiPath))
	// To a mux, a project by its key and the members of a project whose id is "key" would be one.
	path = strings.Replace(path, "/projects/key/", projectsByKey, 1)
	lower.URL = &url.URL{Path: path, RawQuery: r.URL.RawQuery}
	f.mux.ServeHTTP(w, lower)
}

func (f *face) run(r *http.Request, to route) (answer, error) {
	account, _ := r.Context().Value(accountKey{}).(Account)
	c := &call{face: f, request: r, self: f.state.users.get(account.UserID), query: url.Values{}}
	if c.self == nil || c.self.DeletedOn != nil || c.self.IsDeactivated {
		return answer{}, refuse(http.StatusUnauthorized, workspaceMissing, "The workspace id is missing.")
	}
	if c.self.RoleID != "" {
		c.role = &Role{} // of a role that is gone nothing is left
		if role := f.state.roles.get(c.self.RoleID); role != nil {
			c.role = role
		}
	}
	if err := c.readQuery(to.parameters); err != nil {
		return answer{}, err
	}
	if err := c.readBody(); err != nil {
		return answer{}, err
	}
	if err := c.admitTo(to); err != nil {
		return answer{}, err
	}
	if c.suspicious() {
		return answer{}, &refusal{edge: true}
	}
	if err := c.interfered(); err != nil {
		return answer{}, err
	}
	return to.do(c)
}

// admitTo refuses an operation that the account has no right to, in the way of the variants.
func (c *call) admitTo(to route) error {
	if c.may(to.needs) {
		return nil
	}
	method, path, _ := strings.Cut(to.pattern, " ")
	kind, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	list := method == http.MethodGet && path == "/"+kind
	switch {
	case list && c.state.variants.Any(ListsFiltered, ListsEmpty):
		c.restricted = true
		return nil
	case method == http.MethodGet && !list && c.state.variants[DeniedNotFound]:
		return refuse(http.StatusNotFound, "not-found", "The entity was not found.")
	}
	return denied(kind)
}

// readQuery reads the parameters of the query. Those that nobody has told the client of are refused.
func (c *call) readQuery(known []string) error {
	for name, values := range c.request.URL.Query() {
		lower := strings.ToLower(name)
		if !slices.Contains(known, lower) {
			return invalidProperty(name, "The parameter is unknown.")
		}
		if len(values) != 1 || c.query.Has(lower) {
			return invalidProperty(name, "The parameter is there more than once.")
		}
		c.query[lower] = values
	}
	return nil
}

func (c *call) readBody() error {
	body, err := io.ReadAll(c.request.Body)
	switch {
	case err != nil:
		return business(invalidModel, "The body could not be read.")
	case c.request.Method == http.MethodGet && len(body) > 0:
		return business(invalidModel, "A GET has no body.")
	case len(body) > 0 && !strings.HasPrefix(c.request.Header.Get("Content-Type"), "application/json"):
		return refuse(http.StatusUnsupportedMediaType, invalidModel, "The Content-Type of the body must be application/json.")
	}
	c.body = body
	return nil
}

// id is the id in the path.
func (c *call) id() string { return c.request.PathValue("id") }

// flag is a parameter of the query that is true or false.
func (c *call) flag(name string) (bool, error) {
	switch strings.ToLower(c.query.Get(name)) {
	case "", "false":
		return false, nil
	case "true":
		return true, nil
	}
	return false, invalidProperty(name, "The value is not valid.")
}

// noSuchOperation answers what no operation does: a page, or 405 where the path exists with another
// method.
func (f *face) noSuchOperation(w http.ResponseWriter, r *http.Request) {
	allowed := simkit.AllowedMethods(f.mux, r)
	if len(allowed) == 0 {
		webPage(w, r)
		return
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	f.refuse(w, refuse(http.StatusMethodNotAllowed, methodNotAllowed, "The method is not allowed."))
}

// traceID is another one for each answer.
func (f *face) traceID() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state.secret("trace")
}

// asRefusal is what an error says to the client. Those that are none are mistakes of the simulator.
func asRefusal(err error) *refusal {
	if refused, ok := errors.AsType[*refusal](err); ok {
		return refused
	}
	return business(invalidModel, "%s", err.Error())
}
