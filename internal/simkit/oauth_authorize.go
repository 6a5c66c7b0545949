package simkit

import (
	"net/http"
	"net/netip"
	"net/url"
	"slices"
)

// Authorize is the page on which a person agrees. This one always does, and at once.
func (o *OAuth[A]) Authorize(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	query := r.URL.Query()
	app, known := o.apps[query.Get("client_id")]
	redirect, err := url.Parse(query.Get("redirect_uri"))
	if !known || err != nil || !app.mayRedirect(redirect) {
		// Nobody is sent to an address that the application has not registered.
		http.Error(w, "The application is unknown, or the redirect URI is not the one it has registered.", http.StatusBadRequest)
		return
	}
	back := redirect.Query()
	back.Set("state", query.Get("state"))
	if code, refusal := o.agree(app, query); refusal == nil {
		back.Set("code", code)
	} else {
		back.Set("error", refusal.code)
		back.Set("error_description", refusal.description)
	}
	redirect.RawQuery = back.Encode()
	http.Redirect(w, r, redirect.String(), http.StatusFound) //nolint:gosec // mayRedirect has seen where to
}

// agree makes the code that the application can change for tokens.
func (o *OAuth[A]) agree(app App, query url.Values) (string, *oauthError) {
	scopes, refusal := o.parseScopes(query.Get("scope"))
	switch method, challenge := query.Get("code_challenge_method"), query.Get("code_challenge"); {
	case refusal != nil:
		return "", refusal
	case query.Get("response_type") != "code":
		return "", refuseOAuth("unsupported_response_type", "The response type must be code.")
	case challenge != "" && method != "S256":
		return "", refuseOAuth("invalid_request", "The code challenge method must be S256.")
	case challenge == "" && app.Secret == "":
		return "", refuseOAuth("invalid_request", "A public application must send a code challenge.")
	}
	code := o.service.Secret("authorization code")
	o.codes[code] = authorization{
		app: app.ID, redirect: query.Get("redirect_uri"), challenge: query.Get("code_challenge"),
		scopes: scopes, expires: o.service.Clock().Add(codeLifetime),
	}
	return code, nil
}

func (a App) mayRedirect(to *url.URL) bool {
	if len(a.RedirectURIs) > 0 {
		return slices.Contains(a.RedirectURIs, to.String())
	}
	address, err := netip.ParseAddr(to.Hostname())
	return to.Scheme == "http" && (to.Hostname() == "localhost" || err == nil && address.IsLoopback())
}
