// Package v1 speaks WebWork's legacy REST API, https://www.webwork-tracker.com/rest-api, for accounts that have nothing else.
//
// What it takes: forms, in which roles are codes and flags are 0 and 1. What it answers: bare objects and lists, in which numbers are
// mostly texts; to writes nothing but whether they succeeded; and failures with the status 200. It knows no workspaces: the
// credentials stand for one.
//
// Of some operations only the existence is documented, or a path without an id. Then the form that fits the rest of the API goes first,
// and another one where WebWork does not know the path.
package v1

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync/atomic"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

var (
	_ api.Client = (*Client)(nil)
	_ api.Scope  = scope{}
)

// Client is the v1 dialect of api.Client. It may be used by several goroutines at once.
type Client struct {
	http *http.Client
	base *url.URL

	// What has just been created is looked for, since answers do not tell its id.
	newUsers     finder[api.Member]
	newProjects  finder[api.Project]
	newContracts finder[api.Contract]
	newViewers   finder[api.Viewer]

	// idInForm says that updates have the id in the form and not in the path, as was found out.
	idInForm atomic.Bool
}

// New makes a client that sends its requests through the given http.Client to paths below
// baseURL. It fails if baseURL is not an http or https URL with a host.
func New(client *http.Client, baseURL string) (*Client, error) {
	base, err := exchange.Base(api.Service, baseURL)
	if err != nil {
		return nil, err
	}
	return &Client{http: client, base: base}, nil
}

// Workspaces is an error: v1 has none.
func (*Client) Workspaces(context.Context) ([]api.Workspace, error) {
	return nil, &api.InexpressibleError{Op: "GET /workspaces", Reason: "API v1 does not tell workspaces"}
}

// In gives access to what the workspace of the credentials holds. It has no id in this dialect.
func (c *Client) In(string) api.Scope { return scope{c} }

// scope is a client within its only workspace.
type scope struct{ client *Client }

// errNoObject is what is wrong with an answer that ought to have an object.
var errNoObject = errors.New("there is no object in it")
