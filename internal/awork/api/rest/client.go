// Package rest speaks awork's API, https://api.awork.com/api/v1: JSON over HTTP.
//
// Limits, retries, timeouts and tokens belong to the http.Client, which Open makes such that it knows what awork means by 401. What
// is left are the paths, the headers that number pages, awork's form of a refusal, and updates, which replace the whole object: each
// reads what there is, and writes all of it back.
package rest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"sync"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/exchange"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/lenient"
)

// service is who answers, in errors.
const service = "awork"

// MaxAnswer bounds how many bytes an answer may have. A thousand projects with their members have some MiB.
const MaxAnswer = 32 << 20

var _ api.Client = (*Client)(nil)

// Client is an api.Client. It may be used by several goroutines at once.
type Client struct {
	http *http.Client
	base *url.URL
	// sizes are how many objects the pages of a list have, by its path, where that is not what is asked for.
	sizes sync.Map
}

// New makes a client that sends its requests through the given http.Client to paths below baseURL. It fails if baseURL is not
// an http or https URL with a host.
func New(client *http.Client, baseURL string) (*Client, error) {
	base, err := exchange.Base(service, baseURL)
	if err != nil {
		return nil, err
	}
	return &Client{http: client, base: base}, nil
}

// Open makes a client with an http.Client of its own, made with the options. Those of them that only a client of awork knows are
// set here: what a 401 means, which bodies are meant, and how long they may be. What is around sees the requests of the client, and
// not those by which it finds out what a 401 means.
func Open(options httpkit.Options, baseURL string, around ...func(http.RoundTripper) http.RoundTripper) (*Client, error) {
	base, err := exchange.Base(service, baseURL)
	if err != nil {
		return nil, err
	}
	judge := &judge{me: base.JoinPath("me")}
	options.Judge, options.ValidBody, options.MaxAnswer = judge.verdict, isMeant, MaxAnswer
	client, err := httpkit.New(options)
	if err != nil {
		return nil, fmt.Errorf("the client could not be set up: %w", err)
	}
	judge.client = client
	outer := *client
	for _, wrap := range around {
		outer.Transport = wrap(outer.Transport)
	}
	return New(&outer, baseURL)
}

// isMeant tells bodies that asking again would not change: a web page is what awork answers to what it does not know.
func isMeant(_ *http.Response, body []byte) bool {
	return json.Valid(body) || lenient.IsMarkup(bytes.TrimSpace(body))
}

// Users are those of the workspace.
func (c *Client) Users() api.Users { return users{c} }

// Roles are those of the workspace.
func (c *Client) Roles() api.Roles { return roles{c} }

// Projects are those of the workspace that the account may see.
func (c *Client) Projects() api.Projects { return projects{c} }

// ProjectRoles are those of the workspace.
func (c *Client) ProjectRoles() api.ProjectRoles { return projectRoles{c} }

// ProjectStatuses are those of the workspace.
func (c *Client) ProjectStatuses() api.ProjectStatuses { return projectStatuses{c} }

// ProjectTypes are those of the workspace.
func (c *Client) ProjectTypes() api.ProjectTypes { return projectTypes{c} }

// Companies are those of the workspace.
func (c *Client) Companies() api.Companies { return companies{c} }

// Documented tells what awork documents of objects and lists.
func (*Client) Documented() api.Documented {
	return api.Documented{Users: userParts(), Projects: projectParts(), Companies: companyParts(), PerPage: perPage}
}
