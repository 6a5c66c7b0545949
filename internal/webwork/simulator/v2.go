package simulator

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

// v2Prefix is the path under which version 2 of the API is found.
const v2Prefix = "/api/v2"

// v2 is the face that speaks version 2 of WebWork's API.
type v2 struct {
	*Simulator

	mux *http.ServeMux
}

// call is one request, with all that an operation needs to answer it.
type call struct {
	*v2

	request   *http.Request
	account   Account
	workspace *workspace // nil where an operation needs none
	manager   bool       // the account may change things in the workspace, and sees all of it
	query     url.Values
	form      *form
}

// operation answers a call, under the simulator's lock.
type operation func(*call) (answer, error)

func newV2(s *Simulator) http.Handler {
	v := &v2{Simulator: s, mux: http.NewServeMux()}
	v.mux.HandleFunc("/", v.noSuchPath)
	v.workspaceRoutes()
	v.memberRoutes()
	v.projectRoutes()
	v.contractRoutes()
	v.viewerRoutes()
	v.webhookRoutes()
	return http.StripPrefix(v2Prefix, v)
}

// accountKey is the context key of the account that makes a request.
type accountKey struct{}

// ServeHTTP lets in whoever has a valid token and requests left.
func (v *v2) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	account, known := v.tokens.Use(simkit.Bearer(r))
	if !known {
		v.refuse(w, refuse(unauthorized, "Unauthenticated."))
		return
	}
	if !v.admit(account, w.Header()) {
		v.refuseStatus(w, http.StatusTooManyRequests, "Too Many Attempts.")
		return
	}
	if account.ReadOnly && r.Method != http.MethodGet {
		v.refuse(w, refuse(forbidden, "The token lacks the scope that this request needs."))
		return
	}
	v.mux.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), accountKey{}, account)))
}

// read registers an operation that changes nothing. It takes the query parameters named.
func (v *v2) read(path string, o operation, parameters ...string) {
	v.register("GET "+path, append(parameters, "workspace_id"), true, o)
}

// write registers an operation for those who may change things.
func (v *v2) write(pattern string, o operation, parameters ...string) {
	v.register(pattern, append(parameters, "workspace_id"), true, func(c *call) (answer, error) {
		if !c.manager {
			return answer{}, refuse(forbidden, "Only owners and executive managers can do this.")
		}
		return o(c)
	})
}

func (v *v2) register(pattern string, parameters []string, inWorkspace bool, o operation) {
	v.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		defer v.mu.Unlock()
		answer, err := v.run(r, parameters, inWorkspace, o)
		if err != nil {
			v.refuse(w, err)
			return
		}
		v.answer(w, answer)
	})
}

func (v *v2) run(r *http.Request, parameters []string, inWorkspace bool, o operation) (answer, error) {
	account, _ := r.Context().Value(accountKey{}).(Account)
	c := &call{v2: v, request: r, account: account, query: r.URL.Query()}
	for name, values := range c.query {
		if !slices.Contains(parameters, name) {
			return answer{}, refuseField(invalid, name, "The %s parameter is unknown.", name)
		}
		if len(values) != 1 {
			return answer{}, refuseField(invalid, name, "The %s parameter is there more than once.", name)
		}
	}
	if err := c.readBody(); err != nil {
		return answer{}, err
	}
	if inWorkspace {
		if err := c.findWorkspace(); err != nil {
			return answer{}, err
		}
	}
	return o(c)
}

// noSuchPath answers what no operation does: 405 where the path exists with another method.
func (v *v2) noSuchPath(w http.ResponseWriter, r *http.Request) {
	allowed := simkit.AllowedMethods(v.mux, r)
	if len(allowed) == 0 {
		v.refuse(w, refuse(notFound, "The route %s could not be found.", strings.TrimPrefix(v2Prefix+r.URL.Path, "/")))
		return
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	v.refuse(w, refuse(noMethod, "The %s method is not supported for route %s.", r.Method, strings.TrimPrefix(v2Prefix+r.URL.Path, "/")))
}
