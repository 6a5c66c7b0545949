package signin

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
)

const (
	callbackPath = "/callback"
	// headerTimeout bounds a browser's request, goodbye the delivery of the last page.
	headerTimeout = 10 * time.Second
	goodbye       = 5 * time.Second
)

//go:embed page.html
var pageSource string

// attempt is one attempt to sign in.
type attempt struct {
	service  Service
	config   oauth2.Config
	client   *http.Client
	state    string
	verifier string
	store    func(httpkit.TokenFile) error
	page     *template.Template

	// A code works once: who loads the page again sees how the first visit ended.
	once  sync.Once
	end   outcome
	ended chan struct{}
}

// outcome is how an attempt ended.
type outcome struct {
	file httpkit.TokenFile
	err  error
}

// signIn prints where to sign in, waits for the browser to come back, and stores the tokens, so that
// the page in the browser tells how it all ended.
func (f flags) signIn(
	ctx context.Context, client *http.Client, out io.Writer, store func(httpkit.TokenFile) error,
) (httpkit.TokenFile, error) {
	page, err := template.New("page").Parse(pageSource)
	if err != nil {
		return httpkit.TokenFile{}, fmt.Errorf("the page for the browser is damaged: %w", err)
	}
	var listening net.ListenConfig
	listener, err := listening.Listen(ctx, "tcp", f.listen)
	if err != nil {
		return httpkit.TokenFile{}, fmt.Errorf("cannot wait for the browser; choose another port with --listen: %w", err)
	}
	// The host as it was named, since redirect URIs are compared to the letter; the port as it is.
	host, _, err := net.SplitHostPort(f.listen)
	if err != nil {
		return httpkit.TokenFile{}, errors.Join(fmt.Errorf("--listen %s is no address: %w", f.listen, err), listener.Close())
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return httpkit.TokenFile{}, errors.Join(fmt.Errorf("the port is unknown: %w", err), listener.Close())
	}
	redirect := "http://" + net.JoinHostPort(host, port) + callbackPath
	if f.clientID == "" {
		if f.clientID, f.clientSecret, err = f.register(ctx, client, redirect); err != nil {
			return httpkit.TokenFile{}, errors.Join(err, listener.Close())
		}
	}
	a := &attempt{
		service: f.service,
		config: oauth2.Config{
			ClientID:     f.clientID,
			ClientSecret: f.clientSecret,
			Endpoint:     oauth2.Endpoint{AuthURL: f.authorizeURL, TokenURL: f.tokenURL},
			RedirectURL:  redirect,
			Scopes:       f.scopes,
		},
		client:   client,
		state:    rand.Text(),
		verifier: oauth2.GenerateVerifier(),
		store:    store,
		page:     page,
		ended:    make(chan struct{}),
	}
	mux := http.NewServeMux()
	mux.Handle("GET "+callbackPath, a)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: headerTimeout}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	defer func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), goodbye)
		defer cancel()
		if server.Shutdown(ending) != nil {
			_ = server.Close()
		}
	}()

	address := a.config.AuthCodeURL(a.state, oauth2.S256ChallengeOption(a.verifier))
	if _, err := fmt.Fprintf(out, "Open this address in a browser on this machine and agree:\n\n  %s\n\n", address); err != nil {
		return httpkit.TokenFile{}, fmt.Errorf("the address cannot be printed: %w", err)
	}
	select {
	case <-a.ended:
		return a.end.file, a.end.err
	case err := <-served:
		return httpkit.TokenFile{}, fmt.Errorf("cannot wait for the browser: %w", err)
	case <-ctx.Done():
		return httpkit.TokenFile{}, context.Cause(ctx)
	}
}

// ServeHTTP is where the browser comes back to.
func (a *attempt) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if subtle.ConstantTimeCompare([]byte(query.Get("state")), []byte(a.state)) != 1 {
		// Not the answer to this attempt: whoever sent the browser here does not end it.
		a.show(w, http.StatusBadRequest, "This is not the sign-in that is waited for. Open the address that the command printed.")
		return
	}
	a.once.Do(func() {
		a.end.file, a.end.err = a.finish(r)
		close(a.ended)
	})
	if a.end.err != nil {
		a.show(w, http.StatusBadRequest, "Signing in failed: "+a.end.err.Error())
		return
	}
	a.show(w, http.StatusOK, "You are signed in. You can close this page.")
}

// finish changes the code for tokens and stores them.
func (a *attempt) finish(r *http.Request) (httpkit.TokenFile, error) {
	query := r.URL.Query()
	if refusal := query.Get("error"); refusal != "" {
		said := plaintext.Line(refusal)
		if description := plaintext.Line(query.Get("error_description")); description != "" {
			said += ": " + description
		}
		return httpkit.TokenFile{}, fmt.Errorf("%s refused: %s", a.service.Name, said)
	}
	// A browser that leaves early has used the code up all the same.
	ctx := context.WithValue(context.WithoutCancel(r.Context()), oauth2.HTTPClient, a.client)
	app := httpkit.OAuth{ClientSecret: a.config.ClientSecret, BasicAuth: a.service.BasicAuth}
	token, err := app.Token(func(style oauth2.AuthStyle) (*oauth2.Token, error) {
		config := a.config
		config.Endpoint.AuthStyle = style
		return config.Exchange(ctx, query.Get("code"), oauth2.VerifierOption(a.verifier))
	})
	if err != nil {
		return httpkit.TokenFile{}, a.explain(err)
	}
	if token.Expiry.IsZero() {
		token.Expiry, _ = httpkit.TokenExpiry(token.AccessToken)
	}
	file := httpkit.TokenFile{
		AccessToken: token.AccessToken, RefreshToken: token.RefreshToken, Expiry: token.Expiry.UTC().Round(0),
		ClientID: a.config.ClientID, ClientSecret: a.config.ClientSecret, TokenURL: a.config.Endpoint.TokenURL,
	}
	return file, a.store(file)
}

// explain says what a token endpoint answered.
func (a *attempt) explain(err error) error {
	refusal, ok := errors.AsType[*oauth2.RetrieveError](err)
	if !ok {
		return fmt.Errorf("no tokens came: %w", httpkit.Cause(err))
	}
	return fmt.Errorf("%s gave no tokens: %s", a.service.Name, httpkit.TokenRefusal(refusal))
}

func (a *attempt) show(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	w.Header().Set("Referrer-Policy", "no-referrer") // the address holds the code
	w.WriteHeader(status)
	_ = a.page.Execute(w, map[string]string{"Binary": a.service.Binary, "Text": text}) // a browser that has gone needs no page
}
