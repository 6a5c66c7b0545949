package api_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

func TestFiltersMatch(t *testing.T) {
	t.Parallel()
	ada := api.Member{Email: "Ada@acme.example", Status: api.StatusActive, Role: api.RoleTeamManager}
	cafe := api.Project{Name: "Caf\u00e9 Website"}
	contract := api.Contract{ProjectID: "1", UserID: "2", Status: api.ContractPaused}
	kim := api.Viewer{Email: "kim@client.example"}
	for name, test := range map[string]struct{ got, want bool }{
		"no member filter":        {api.MemberFilter{}.Matches(ada), true},
		"e-mail in other case":    {api.MemberFilter{Email: "ADA@acme.example"}.Matches(ada), true},
		"other e-mail":            {api.MemberFilter{Email: "ada@acme"}.Matches(ada), false},
		"status":                  {api.MemberFilter{Status: "active"}.Matches(ada), true},
		"other status":            {api.MemberFilter{Status: "left"}.Matches(ada), false},
		"role":                    {api.MemberFilter{Role: api.RoleTeamManager, Status: "active"}.Matches(ada), true},
		"other role":              {api.MemberFilter{Role: api.RoleOwner, Status: "active"}.Matches(ada), false},
		"no project filter":       {api.ProjectFilter{}.Matches(cafe), true},
		"part of the name":        {api.ProjectFilter{Name: "WEB"}.Matches(cafe), true},
		"combining accent":        {api.ProjectFilter{Name: "cafe\u0301"}.Matches(cafe), true},
		"no part of the name":     {api.ProjectFilter{Name: "web site"}.Matches(cafe), false},
		"no contract filter":      {api.ContractFilter{}.Matches(contract), true},
		"project, user, status":   {api.ContractFilter{ProjectID: "1", UserID: "2", Status: "paused"}.Matches(contract), true},
		"other project":           {api.ContractFilter{ProjectID: "2"}.Matches(contract), false},
		"other user":              {api.ContractFilter{UserID: "1"}.Matches(contract), false},
		"other contract status":   {api.ContractFilter{Status: "active"}.Matches(contract), false},
		"viewer in other case":    {api.ViewerFilter{Email: "Kim@Client.example"}.Matches(kim), true},
		"other viewer":            {api.ViewerFilter{Email: "jo@client.example"}.Matches(kim), false},
		"no viewer filter":        {api.ViewerFilter{}.Matches(kim), true},
		"webhooks have no filter": {api.WebhookFilter{}.Matches(api.Webhook{}), true},
	} {
		if test.got != test.want {
			t.Errorf("%s: %t, want %t", name, test.got, test.want)
		}
	}
}

func TestWebhookOriginHidesKeys(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://hooks.example/k3y?token=x":  "https://hooks.example",
		"https://user:pw@hooks.example:8443": "https://hooks.example:8443",
		"k3y":                                "(an address that cannot be read)",
		"https://%zz":                        "(an address that cannot be read)",
	} {
		if got := api.WebhookOrigin(address); got != want {
			t.Errorf("of %s %s is shown, want %s", address, got, want)
		}
	}
}
