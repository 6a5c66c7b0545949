package httpkit_test

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// TestWhichTokenRefusalsAreFinal has the token endpoint refuse once: what may pass is no refusal of the credentials.
func TestWhichTokenRefusalsAreFinal(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]bool{
		http.StatusBadRequest: true, http.StatusUnauthorized: true, http.StatusNotFound: true, 499: true,
		http.StatusRequestTimeout: false, http.StatusTooManyRequests: false, http.StatusInternalServerError: false, http.StatusBadGateway: false,
	} {
		synctest.Test(t, func(t *testing.T) {
			server, refusing := &tokenServer{}, true
			client := newClient(t, httpkit.Options{Credentials: httpkit.ClientCredentials(app()), Transport: network(
				func(request *http.Request) (*http.Response, error) {
					if refusing && request.URL.String() == tokenURL {
						return answer(status, `{"error":"invalid_client"}`), nil
					}
					return server.RoundTrip(request)
				},
			)})
			_, _, err := call(t.Context(), t, client, http.MethodPost, apiURL, `{}`)
			if _, final := errors.AsType[*httpkit.AuthError](err); final != want || err == nil || !strings.Contains(err.Error(), strconv.Itoa(status)) {
				t.Errorf("%d: final is %t: %v", status, final, err)
			}
			refusing = false
			if _, _, err := call(t.Context(), t, client, http.MethodPost, apiURL, `{}`); (err == nil) == want {
				t.Errorf("%d: afterwards got %v", status, err)
			}
		})
	}
}

// TestChainsOfRedirects follows reads for as long as http.Client does.
func TestChainsOfRedirects(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		for redirects, want := range map[int]string{1: "", 9: "", 10: "stopped after 10 redirects"} {
			left := redirects
			client := newClient(t, httpkit.Options{Transport: network(func(*http.Request) (*http.Response, error) {
				if left == 0 {
					return answer(http.StatusOK, ""), nil
				}
				left--
				return answer(http.StatusFound, "", "Location", fmt.Sprintf("%s/%d", apiURL, left)), nil
			})})
			status, _, err := call(t.Context(), t, client, method, apiURL, "")
			if want == "" && (err != nil || status != http.StatusOK) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
				t.Errorf("%s, %d redirects: got %d, %v", method, redirects, status, err)
			}
		}
	}
}
