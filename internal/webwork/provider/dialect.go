package provider

import (
	"net/http"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
	v1 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v1"
	v2 "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api/v2"
)

// dialect is a version of WebWork's API. What it can do, its client says.
type dialect struct {
	baseURL string
	// basic says that accounts sign in with an e-mail address and an API key, and not with tokens.
	basic bool
	speak func(client *http.Client, baseURL string) (api.Client, error)
}

// dialectOf is the one that api_version names, which is one of versions.
func dialectOf(version string) dialect {
	if version == "v1" {
		return dialect{
			baseURL: api.BaseURLV1, basic: true,
			speak: func(client *http.Client, baseURL string) (api.Client, error) { return v1.New(client, baseURL) },
		}
	}
	return dialect{
		baseURL: api.BaseURL,
		speak:   func(client *http.Client, baseURL string) (api.Client, error) { return v2.New(client, baseURL) },
	}
}
