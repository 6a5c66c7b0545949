package signin

import (
	"html/template"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/oauth2"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func TestPageIsLoadedAgain(t *testing.T) {
	t.Parallel()
	exchanges, stored := 0, 0
	tokens := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		exchanges++
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"access_token":"a","refresh_token":"r"}`))
	}))
	t.Cleanup(tokens.Close)
	a := &attempt{
		config: oauth2.Config{Endpoint: oauth2.Endpoint{TokenURL: tokens.URL}},
		client: tokens.Client(),
		state:  "state",
		store:  func(httpkit.TokenFile) error { stored++; return nil },
		page:   template.Must(template.New("page").Parse(pageSource)),
		ended:  make(chan struct{}),
	}
	for range 2 {
		shown := httptest.NewRecorder()
		a.ServeHTTP(shown, httptest.NewRequestWithContext(t.Context(), http.MethodGet, callbackPath+"?state=state&code=c", nil))
		if shown.Code != http.StatusOK || !strings.Contains(shown.Body.String(), "You are signed in.") {
			t.Errorf("the browser shows %d %s", shown.Code, shown.Body)
		}
	}
	if exchanges != 1 || stored != 1 {
		t.Errorf("the code was used %d times, the tokens stored %d times", exchanges, stored)
	}
}
