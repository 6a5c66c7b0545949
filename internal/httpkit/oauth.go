package httpkit

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

// expirySlack is how long before its expiry a token is no longer used: the request has yet to
// travel.
const expirySlack = 10 * time.Second

// OAuth says where and as whom tokens are fetched.
type OAuth struct {
	// TokenURL is where tokens are fetched. FallbackTokenURL is used where neither TokenURL nor a
	// token file names one.
	TokenURL, FallbackTokenURL string

	ClientID     string
	ClientSecret string
	// BasicAuth sends id and secret as HTTP Basic and not in the body of a token request; in the body only where
	// the server does not know the client by that. A client without a secret has its id in the body either way.
	BasicAuth bool
	Scopes    []string
}

// style is where id and secret stand in a token request.
func (o OAuth) style() oauth2.AuthStyle {
	if o.BasicAuth && o.ClientSecret != "" {
		return oauth2.AuthStyleInHeader
	}
	return oauth2.AuthStyleInParams
}

// Token asks for a token, with id and secret where they belong.
func (o OAuth) Token(ask func(oauth2.AuthStyle) (*oauth2.Token, error)) (*oauth2.Token, error) {
	token, err := ask(o.style())
	if o.style() == oauth2.AuthStyleInHeader && missesClient(err) {
		if other, refused := ask(oauth2.AuthStyleInParams); !missesClient(refused) {
			return other, refused
		}
	}
	return token, err
}

// missesClient reports whether a token request was refused for who makes it, before anything else was looked at.
func missesClient(err error) bool {
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) || answer.Response == nil {
		return false
	}
	code, _ := wordsOf(answer)
	return answer.Response.StatusCode == http.StatusUnauthorized || code == "invalid_client" || code == "invalid_request"
}

// ClientCredentials are tokens that an application gets for itself, with its id and secret. They
// are kept in memory.
func ClientCredentials(app OAuth) Credentials {
	return &clientCredentials{gate: newGate(), app: app}
}

type clientCredentials struct {
	gate  gate
	app   OAuth
	token heldToken
}

func (c *clientCredentials) Authorization(ctx context.Context) (string, error) {
	if err := c.gate.enter(ctx); err != nil {
		return "", err
	}
	defer c.gate.leave()
	if header, ok := c.token.authorization(""); ok {
		return header, nil
	}
	if err := c.fetch(ctx); err != nil {
		return "", err
	}
	header, _ := c.token.authorization("")
	return header, nil
}

func (c *clientCredentials) Renew(ctx context.Context, refused string) (Renewal, error) {
	if err := c.gate.enter(ctx); err != nil {
		return NotRenewable, err
	}
	defer c.gate.leave()
	if _, ok := c.token.authorization(refused); ok {
		return Replaced, nil
	}
	return Fetched, c.fetch(ctx)
}

func (*clientCredentials) Shared() bool { return false }

func (c *clientCredentials) fetch(ctx context.Context) error {
	tokenURL := cmp.Or(c.app.TokenURL, c.app.FallbackTokenURL)
	if err := checkTokenURL(tokenURL); err != nil {
		return err
	}
	token, err := c.app.Token(func(style oauth2.AuthStyle) (*oauth2.Token, error) {
		config := clientcredentials.Config{
			ClientID:     c.app.ClientID,
			ClientSecret: c.app.ClientSecret,
			TokenURL:     tokenURL,
			Scopes:       c.app.Scopes,
			AuthStyle:    style,
		}
		return config.Token(WithEffect(ctx, MayRepeat))
	})
	if err != nil {
		return tokenFailure("the client id or its secret", err)
	}
	c.token.set(token.AccessToken, expiryOf(token))
	return nil
}

func (c *clientCredentials) Secrets() []string {
	return []string{c.token.secret(), c.app.ClientSecret}
}

func checkTokenURL(address string) error {
	if _, err := ParseURL(address); err != nil {
		return fmt.Errorf("cannot get an access token: the address of the token endpoint %w", err)
	}
	return nil
}

// tokenFailure tells a refusal, which is final, from a failure that may pass.
func tokenFailure(credential string, err error) error {
	var answer *oauth2.RetrieveError
	if !errors.As(err, &answer) || answer.Response == nil {
		return fmt.Errorf("cannot get an access token: %w", Cause(err))
	}
	said := fmt.Errorf("the token endpoint answered %s", TokenRefusal(answer))
	if status := answer.Response.StatusCode; status >= http.StatusInternalServerError ||
		status == http.StatusTooManyRequests || status == http.StatusRequestTimeout {
		return fmt.Errorf("cannot get an access token: %w", said)
	}
	return &AuthError{Credential: credential, Err: said}
}

// TokenRefusal is what a token endpoint says when it gives no token: its status, and the code and the
// description of OAuth, without secrets. The rest of its body is left out.
func TokenRefusal(answer *oauth2.RetrieveError) string {
	said := []string{fmt.Sprintf("%d %s", answer.Response.StatusCode, http.StatusText(answer.Response.StatusCode))}
	code, description := wordsOf(answer)
	for _, words := range []string{code, description, WaitedInVain(answer.Response)} {
		if words = Quote(answer.Response, words); words != "" {
			said = append(said, words)
		}
	}
	return strings.Join(said, ": ")
}

// wordsOf are the code and the description of a refusal, by the names that OAuth has for them or the plain ones.
func wordsOf(answer *oauth2.RetrieveError) (code, description string) {
	if answer.ErrorCode != "" {
		return answer.ErrorCode, answer.ErrorDescription
	}
	var said struct {
		Code        string `json:"code"`
		Description string `json:"description"`
	}
	if json.Unmarshal(answer.Body, &said) != nil {
		return "", answer.ErrorDescription
	}
	return said.Code, cmp.Or(answer.ErrorDescription, said.Description)
}
