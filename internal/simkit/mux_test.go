package simkit_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func TestAllowedMethods(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("/", http.NotFound)
	for _, pattern := range []string{"GET /words/{id}", "PUT /words/{id}", "POST /words"} {
		mux.HandleFunc(pattern, func(http.ResponseWriter, *http.Request) {})
	}
	for path, want := range map[string]string{"/words/1": "GET PUT", "/words": "POST", "/sentences": ""} {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodDelete, path, http.NoBody)
		equal(t, path, strings.Join(simkit.AllowedMethods(mux, request), " "), want)
	}
}
