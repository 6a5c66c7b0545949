package httpkit

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// TokenExpiry reads when a JSON Web Token expires. It reports false for tokens that are none and
// for those without an expiry. The signature is not checked: only the server can do that.
func TokenExpiry(token string) (time.Time, bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 { //nolint:mnd // header, claims, signature
		return time.Time{}, false
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return time.Time{}, false
	}
	var claims struct {
		// Expires is a number, with a fraction in some issuers' tokens.
		Expires json.Number `json:"exp"`
	}
	if err := json.Unmarshal(raw, &claims); err != nil {
		return time.Time{}, false
	}
	seconds, err := claims.Expires.Float64()
	const endOfTime = 253402300800 // the year 10000, which no JSON date can hold
	if err != nil || seconds <= 0 || seconds >= endOfTime {
		return time.Time{}, false
	}
	return time.Unix(int64(seconds), 0).UTC(), true
}
