package api

// Where WebWork is found ("Base URL" and "OAuth2" in the vendor's documentation).
const (
	BaseURL      = "https://api.webwork-tracker.com/api/v2"
	BaseURLV1    = "https://www.webwork-tracker.com/rest-api"
	AuthorizeURL = "https://webwork-tracker.com/oauth/authorize"
	TokenURL     = "https://webwork-tracker.com/oauth/token"
)

// Service is who answers, in errors.
const Service = "WebWork"

// MaxAnswer bounds how many bytes an answer may have. A hundred members have about 100 KiB.
const MaxAnswer = 8 << 20
