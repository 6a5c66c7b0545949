package v1

import (
	"net/http"
	"slices"
	"strings"
)

// meant is the status that a refusal stands for which came with the status 200. Its words are all there is to tell by; what they do
// not tell is that WebWork objects to what was asked.
func meant(said string) int {
	said = strings.ToLower(said)
	speaksOf := func(words ...string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(said, word) })
	}
	switch {
	case speaksOf("unauthenticated", "unauthorized", "unauthorised", "api key", "credentials"):
		return http.StatusUnauthorized
	case speaksOf("permission", "forbidden", "access denied", "only owners"):
		return http.StatusForbidden
	case speaksOf("not found", "does not exist", "doesn't exist", "not exist", "no such"):
		return http.StatusNotFound
	default:
		return http.StatusBadRequest
	}
}
