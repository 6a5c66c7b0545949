package rest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// mostAsking bounds how long it takes to find out whether credentials are alive, waiting included.
const mostAsking = 2 * time.Minute

// judge tells what a 401 means. With it awork says that a permission is missing, and that a token is dead, and not every one of the bodies
// that may come with it is known. Where the body does not settle it, the account itself is asked for: whoever has a token may read that.
type judge struct {
	client *http.Client
	me     *url.URL
	// asking lets one ask for all who want to know at the same time.
	asking singleflight.Group
}

// expired is how gateways say that a token has had its time.
var expired = regexp.MustCompile(`(?i)token expired`)

func (j *judge) verdict(refusal httpkit.Refusal) httpkit.Verdict {
	switch {
	case refusal.Answer.StatusCode == http.StatusForbidden:
		return httpkit.RefusesRequest // the edge, which thinks that a text looks like an attack
	case isOfTheToken(refusal.Body):
		return httpkit.RefusesCredentials
	case refusal.Answer.Request.Method == http.MethodGet && refusal.Answer.Request.URL.Path == j.me.Path:
		return httpkit.RefusesCredentials
	}
	served, own, err := j.ask(refusal.Answer.Request.Context()) //nolint:bodyclose // ask has closed it
	if !own && (err != nil || refusal.SameCredentials(served)) {
		// Who had asked before may have been answered before the token died.
		served, _, err = j.ask(refusal.Answer.Request.Context()) //nolint:bodyclose // as above
	}
	switch _, dead := errors.AsType[*httpkit.AuthError](err); {
	case dead:
		return httpkit.RefusesCredentials
	case err != nil:
		return httpkit.RefusesRequest // nobody knows, and the next request asks again
	case served.StatusCode == http.StatusUnauthorized, !refusal.SameCredentials(served):
		return httpkit.RefusesCredentials
	default:
		return httpkit.RefusesRequest
	}
}

// isOfTheToken reports whether a body can only be about the token.
func isOfTheToken(body []byte) bool {
	var said struct {
		Code string `json:"code"`
	}
	if json.Unmarshal(body, &said) == nil && (said.Code == api.CodeNoWorkspace || said.Code == api.CodeNoWorkspaceFormerly) {
		return true
	}
	return expired.Match(body)
}

// ask asks for the account, or shares the answer of somebody else who does.
func (j *judge) ask(ctx context.Context) (served *http.Response, own bool, err error) {
	answer, err, _ := j.asking.Do("", func() (any, error) {
		own = true
		// The request that was refused is over, and so may be its context; others wait for this answer as well.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), mostAsking)
		defer cancel()
		request, err := http.NewRequestWithContext(httpkit.WithEffect(ctx, httpkit.Reads), http.MethodGet, j.me.String(), nil)
		if err != nil {
			return nil, err
		}
		request.Header.Set("Accept", "application/json")
		answer, err := j.client.Do(request)
		if err != nil {
			return nil, err
		}
		return answer, answer.Body.Close()
	})
	if err != nil {
		return nil, own, err
	}
	served, _ = answer.(*http.Response)
	return served, own, nil
}
