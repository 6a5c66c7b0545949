package httpkit

import "net/http"

// userAgent names the program in every request that does not do so itself.
type userAgent struct {
	next http.RoundTripper
	name string
}

// RoundTrip implements http.RoundTripper.
func (u *userAgent) RoundTrip(request *http.Request) (*http.Response, error) {
	if u.name != "" && request.Header.Get("User-Agent") == "" {
		request = request.Clone(request.Context())
		request.Header.Set("User-Agent", u.name)
	}
	return u.next.RoundTrip(request)
}
