package simulator

// The variants of signing in and of limits.
const (
	SecretInBody   Variant = "secret-in-body"
	SecretAnywhere Variant = "secret-anywhere"

	RefreshKeeps        Variant = "refresh-same"
	RefreshSilent       Variant = "refresh-none"
	RefreshRevokesReuse Variant = "refresh-reuse-revokes"

	LifetimeShort       Variant = "expires-60"
	LifetimeUntold      Variant = "expires-untold"
	TokenErrorsStandard Variant = "token-errors-standard"
	RegistrationClosed  Variant = "registration-401"

	RetryAfterSeconds Variant = "retry-after"
	RetryAfterDate    Variant = "retry-after-date"
	RateSilent        Variant = "rate-silent"
	RateTripleSecond  Variant = "rate-triple-second"
	RateTripleMinute  Variant = "rate-triple-minute"
	RateBodyEmpty     Variant = "rate-body-empty"
)

func tokenVariants() []VariantInfo {
	return []VariantInfo{
		{SecretInBody, "where applications send their secret", "in the body (default: by HTTP Basic)"},
		{SecretAnywhere, "where applications send their secret", "either way"},
		{RefreshKeeps, "a refresh token that is used", "comes back (default: another one comes, and the old one is dead)"},
		{RefreshSilent, "a refresh token that is used", "stays valid, and none comes back"},
		{RefreshRevokesReuse, "a refresh token that is used", "is replaced, and using it again ends all that came of it"},
		{LifetimeShort, "how long access tokens are valid", "60 seconds (default: 86400)"},
		{LifetimeUntold, "how long access tokens are valid", "is not told"},
		{TokenErrorsStandard, "refused token requests", "have error and error_description (default: code and description)"},
		{RegistrationClosed, "registering an application", "takes a token: 401 without (default: nothing)"},
		{RetryAfterSeconds, "how 429 tells the wait", "Retry-After in seconds (default: ratelimit-reset)"},
		{RetryAfterDate, "how 429 tells the wait", "Retry-After as an HTTP date"},
		{RateSilent, "how 429 tells the wait", "not at all"},
		{RateTripleSecond, "the rate headers without a window", "are the second's (default: its numbers with the minute's reset)"},
		{RateTripleMinute, "the rate headers without a window", "are the minute's"},
		{RateBodyEmpty, "the body of a 429", "is empty (default: the gateway's message)"},
	}
}
