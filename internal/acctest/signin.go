package acctest

import (
	"net/http"
	"testing"

	"golang.org/x/oauth2"
)

// SignIn gets tokens as somebody does who agrees in the browser, from a simulator that takes everybody
// for agreeing at once.
func SignIn(tb testing.TB, app oauth2.Config) *oauth2.Token {
	tb.Helper()

	app.RedirectURL = "http://127.0.0.1/back"
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

	ask, err := http.NewRequestWithContext(tb.Context(), http.MethodGet, app.AuthCodeURL(""), http.NoBody)
	Must(tb, err)
	answer, err := browser.Do(ask)
	Must(tb, err)
	Must(tb, answer.Body.Close())
	back, err := answer.Location()
	Must(tb, err)
	token, err := app.Exchange(tb.Context(), back.Query().Get("code"))
	Must(tb, err)

	if token.RefreshToken == "" {
		tb.Fatal("the simulator issued no refresh token")
	}

	return token
}
