package simulator

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// v1Prefix is the path under which the legacy API is found.
const v1Prefix = "/rest-api"

// v1 is the face that speaks WebWork's legacy API. It knows one workspace of an account, the first.
type v1 struct {
	*Simulator

	mux *http.ServeMux
}

// v1Operation answers a call, under the simulator's lock.
type v1Operation func(*call) (v1Answer, error)

func newV1(s *Simulator) http.Handler {
	v := &v1{Simulator: s, mux: http.NewServeMux()}
	v.mux.HandleFunc("/", v.noSuchPath)
	v.userRoutes()
	v.projectRoutes()
	v.contractRoutes()
	v.viewerRoutes()
	v.webhookRoutes()
	return http.StripPrefix(v1Prefix, v)
}

// BaseURLV1 is the base URL of the legacy API where the simulator is found at a server's URL.
func (s *Simulator) BaseURLV1(serverURL string) string {
	return strings.TrimSuffix(serverURL, "/") + v1Prefix
}

// APIKey is the key with which the account signs in to the legacy API.
func (s *Simulator) APIKey() string { return s.apiKey }

// Email is the e-mail address of the account, with which it signs in to the legacy API.
func (s *Simulator) Email() string {
	account, _ := s.tokens.Account(basicToken(s.apiKey))
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.emailOf(account)
}

func (s *Simulator) emailOf(account Account) string {
	for _, w := range s.state.workspaces {
		if self := w.people.Get(account.UserID); self != nil {
			return self.Email
		}
	}
	return ""
}

// basicToken names an API key among the tokens.
func basicToken(key string) string { return "Basic " + key }

// credential is what a request signs in with, as it is named among the tokens.
func credential(r *http.Request) string {
	if _, key, ok := r.BasicAuth(); ok {
		return basicToken(key)
	}
	return simkit.Bearer(r)
}

// ServeHTTP lets in whoever has a valid key and requests left.
func (v *v1) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	email, key, _ := r.BasicAuth()
	account, known := v.tokens.Use(basicToken(key))
	v.mu.Lock()
	known = known && email != "" && emailKey(v.emailOf(account)) == emailKey(email)
	v.mu.Unlock()
	if !known {
		v.refuseStatus(w, http.StatusUnauthorized, "Unauthenticated.")
		return
	}
	if !v.admit(account, w.Header()) {
		v.refuseStatus(w, http.StatusTooManyRequests, "Too Many Attempts.")
		return
	}
	v.mux.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), accountKey{}, account)))
}

// read registers an operation that changes nothing. It takes the query parameters named.
func (v *v1) read(path string, o v1Operation, parameters ...string) {
	v.register("GET "+path, parameters, o)
}

// write registers an operation for those who may change things.
func (v *v1) write(pattern string, o v1Operation, parameters ...string) {
	v.register(pattern, parameters, func(c *call) (v1Answer, error) {
		switch {
		case c.account.ReadOnly:
			return v1Answer{}, refuse(forbidden, "The key lacks the permission to write.")
		case !c.manager:
			return v1Answer{}, refuse(forbidden, "Only owners and executive managers can do this.")
		}
		return o(c)
	})
}

func (v *v1) register(pattern string, parameters []string, o v1Operation) {
	v.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		defer v.mu.Unlock()
		answer, err := v.run(r, parameters, o)
		if err != nil {
			v.refuse(w, err)
			return
		}
		v.answer(w, answer)
	})
}

func (v *v1) run(r *http.Request, parameters []string, o v1Operation) (v1Answer, error) {
	account, _ := r.Context().Value(accountKey{}).(Account)
	c := &call{v2: &v2{Simulator: v.Simulator}, request: r, account: account, query: r.URL.Query()}
	for name, values := range c.query {
		if !slices.Contains(parameters, name) || len(values) != 1 {
			return v1Answer{}, refuseField(invalid, name, "The %s parameter is unknown, or there more than once.", name)
		}
	}
	var err error
	if c.form, err = v1Form(r, v.state.variants); err != nil {
		return v1Answer{}, err
	}
	at := slices.IndexFunc(v.state.workspaces, c.belongs)
	if at < 0 {
		return v1Answer{}, refuse(forbidden, "You do not have permission to use any workspace.")
	}
	c.workspace = v.state.workspaces[at]
	role := c.role()
	c.manager = role == RoleOwner || role == RoleExecutiveManager
	return o(c)
}

// noSuchPath answers what no operation does as the framework below WebWork does it: 405 where the path exists with another method.
func (v *v1) noSuchPath(w http.ResponseWriter, r *http.Request) {
	allowed := simkit.AllowedMethods(v.mux, r)
	route := strings.TrimPrefix(v1Prefix+r.URL.Path, "/")
	if len(allowed) == 0 {
		v.send(w, http.StatusNotFound, object{always("message", "The route "+route+" could not be found.")})
		return
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	v.send(w, http.StatusMethodNotAllowed,
		object{always("message", "The "+r.Method+" method is not supported for route "+route+".")})
}
