// Package v2 speaks WebWork's current JSON API, https://api.webwork-tracker.com/api/v2.
//
// Credentials, limits, retries and timeouts belong to the http.Client it is given. What is left
// are the paths, the envelope around every answer and the places where the API is not documented
// to the last detail: decoding takes numbers and booleans in every form PHP writes them, but an
// object without an id is never handed out.
package v2

import (
	"context"
	"net/http"
	"net/url"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

var (
	_ api.Client = (*Client)(nil)
	_ api.Scope  = scope{}
)

// Client is the v2 dialect of api.Client. It may be used by several goroutines at once.
type Client struct {
	http *http.Client
	base *url.URL
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

// Workspaces lists every workspace that the account can use.
func (c *Client) Workspaces(ctx context.Context) ([]api.Workspace, error) {
	all := objects[workspaceWire, api.Workspace, workspaceFilter]{
		scope: scope{client: c}, path: "workspaces", convert: workspaceWire.workspace, query: workspaceFilter.query,
	}
	return remote.All(ctx, all, workspaceFilter{}, api.Workspace.ObjectID)
}

// In gives access to what one workspace holds.
func (c *Client) In(workspaceID string) api.Scope { return scope{client: c, workspace: workspaceID} }

// scope is a client within one workspace; 0 stands for none.
type scope struct {
	client    *Client
	workspace string
}
