package httpkit_test

import (
	"encoding/base64"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func jwt(claims string) string {
	return "eyJhbGciOiJSUzI1NiJ9." + base64.RawURLEncoding.EncodeToString([]byte(claims)) + ".c2ln"
}

func TestTokenExpiry(t *testing.T) {
	t.Parallel()
	when := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		token string
		want  time.Time
	}{
		{jwt(`{"exp":1780272000}`), when},
		{jwt(`{"exp":1780272000.75,"sub":"10"}`), when},
		{jwt(`{"exp":"1780272000"}`), when},
		{jwt(`{"exp":1.780272e9}`), when},
		{jwt(`{"sub":"10"}`), time.Time{}},
		{jwt(`{"exp":null}`), time.Time{}},
		{jwt(`{"exp":"soon"}`), time.Time{}},
		{jwt(`{"exp":-1}`), time.Time{}},
		{jwt(`{"exp":0}`), time.Time{}},
		{jwt(`{"exp":1}`), time.Unix(1, 0)},
		{jwt(`{"exp":253402300799}`), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)},
		{jwt(`{"exp":253402300800}`), time.Time{}},
		{jwt(`{"exp":1e300}`), time.Time{}},
		{jwt(`[]`), time.Time{}},
		{"a.!.b", time.Time{}},
		{"1|opaque-token", time.Time{}},
		{"", time.Time{}},
	} {
		got, ok := httpkit.TokenExpiry(test.token)
		if !got.Equal(test.want) || ok == test.want.IsZero() {
			t.Errorf("%s: got %s, %t", test.token, got, ok)
		}
	}
}

func FuzzTokenExpiry(f *testing.F) {
	f.Add("a.eyJleHAiOjE3ODAyNzIwMDB9.b")
	f.Fuzz(func(t *testing.T, token string) {
		if expiry, ok := httpkit.TokenExpiry(token); ok {
			if _, err := expiry.MarshalJSON(); err != nil {
				t.Errorf("%q: %v", token, err)
			}
		}
	})
}
