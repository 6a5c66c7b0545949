package simkit_test

import (
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/simkit"
)

func TestTokensExpireAndAreRevoked(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC)
	tokens := simkit.NewTokens[string](func() time.Time { return now })
	tokens.Add("for ever", "jane", time.Time{})
	tokens.Issue("for an hour", "kim", now.Add(time.Hour))
	use := func(token string) string {
		account, valid := tokens.Use(token)
		equal(t, token+" belongs to somebody", account != "", valid)
		return account
	}
	equal(t, "unknown", tokens.HaveServed("unknown"), false)
	equal(t, "added", tokens.HaveServed("for ever"), true)
	equal(t, "issued", tokens.HaveServed("for an hour"), false)
	account, known := tokens.Account("for an hour")
	equal(t, "account", account, "kim")
	equal(t, "known", known, true)
	equal(t, "looked up only", tokens.HaveServed("for an hour"), false)
	now = now.Add(time.Hour - 1)
	equal(t, "before the end", use("for an hour"), "kim")
	equal(t, "used", tokens.HaveServed("for an hour"), true)
	now = now.Add(1)
	equal(t, "at the end", use("for an hour"), "")
	equal(t, "another", use("for ever"), "jane")
	tokens.Revoke("for ever")
	equal(t, "revoked", use("for ever"), "")
	_, known = tokens.Account("for ever")
	equal(t, "known when revoked", known, false)
}
