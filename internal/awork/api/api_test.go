package api_test

import (
	"testing"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
)

// TestMoved rewrites addresses in the domain that awork has left, and no others.
func TestMoved(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://api.awork.io/api/v1":       "https://api.awork.com/api/v1",
		"https://API.AWORK.IO/api/v1":       "https://api.awork.com/api/v1",
		"https://api.awork.io./api/v1":      "https://api.awork.com/api/v1",
		"https://awork.io":                  "https://awork.com",
		"https://app.awork.io:8443/a?b#c":   "https://app.awork.com:8443/a?b#c",
		"https://api.awork.com/api/v1":      "",
		"https://notawork.io/":              "",
		"https://awork.io.example.com/":     "",
		"https://example.com/api.awork.io":  "",
		"https://user@example.com/awork.io": "",
		"api.awork.io":                      "",
		"":                                  "",
	} {
		got, moved := api.Moved(address)
		if moved != (want != "") || moved && got != want || !moved && got != address {
			t.Errorf("%s has moved %t to %s", address, moved, got)
		}
	}
	if got := api.TokenURL(api.BaseURL + "/"); got != "https://api.awork.com/api/v1/accounts/token" {
		t.Errorf("tokens are at %s", got)
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	if id, err := api.ParseID("3F2504E0-4F89-11D3-9A0C-0305E82C3301"); err != nil || id != "3f2504e0-4f89-11d3-9a0c-0305e82c3301" {
		t.Errorf("got %s, %v", id, err)
	}
	for _, none := range []string{"", api.NoID, "7", "3f2504e04f8911d39a0c0305e82c3301", "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}", " 3f2504e0-4f89-11d3-9a0c-0305e82c3301"} {
		if id, err := api.ParseID(none); err == nil {
			t.Errorf("%q is taken for %s", none, id)
		}
	}
}

// TestRights takes levels as awork's texts write them, each of which is in one of them.
func TestRights(t *testing.T) {
	t.Parallel()
	may := func(feature string, levels ...string) api.Rights {
		return api.Rights{Permissions: []api.Permission{{Feature: feature, Levels: levels}}}
	}
	blocked := api.Rights{IsAdmin: true, IsBlocked: true}
	for name, test := range map[string]struct {
		rights api.Rights
		level  string
		want   bool
	}{
		"an admin":       {api.Rights{IsAdmin: true}, api.LevelWrite, true},
		"a blocked one":  {blocked, api.LevelRead, false},
		"nobody":         {api.Rights{}, api.LevelRead, false},
		"the level":      {may("f", api.LevelRead, api.LevelWrite), api.LevelWrite, true},
		"less":           {may("f", api.LevelRead), api.LevelWrite, false},
		"reading":        {may("f", api.LevelWrite), api.LevelRead, true},
		"managing":       {may("f", api.LevelManage), api.LevelDelete, true},
		"another":        {may("g", api.LevelManage), api.LevelRead, false},
		"nothing of all": {may("f"), api.LevelRead, false},
	} {
		if got := test.rights.May("f", test.level); got != test.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
