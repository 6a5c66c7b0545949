package httpkit_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

func TestTokenFileRoundTrip(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "token.json")
	if _, err := httpkit.LoadTokenFile(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	want := httpkit.TokenFile{
		AccessToken: "a", RefreshToken: "r", Expiry: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC),
		ClientID: "c", ClientSecret: "s", TokenURL: "u",
	}
	if err := httpkit.SaveTokenFile(path, want); err != nil {
		t.Fatal(err)
	}
	got := load(t, path)
	if got.AccessToken != want.AccessToken || got.RefreshToken != want.RefreshToken || !got.Expiry.Equal(want.Expiry) ||
		got.ClientID != want.ClientID || got.ClientSecret != want.ClientSecret || got.TokenURL != want.TokenURL {
		t.Errorf("got %+v", got)
	}
}

func TestEmptyFieldsLeaveTheFile(t *testing.T) {
	t.Parallel()
	path := tokenFile(t, `{"client_secret":"old-secret","expiry":"2026-01-01T00:00:00Z","x":[1]}`)
	file := load(t, path)
	file.ClientSecret, file.Expiry = "", time.Time{}
	if err := httpkit.SaveTokenFile(path, file); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(strings.Fields(string(content)), ""), `{"x":[1]}`; got != want {
		t.Errorf("got %s", got)
	}
}

func TestDamagedTokenFile(t *testing.T) {
	t.Parallel()
	for _, content := range []string{"", "null x", `["a"]`, `{"access_token":1}`} {
		if _, err := httpkit.LoadTokenFile(tokenFile(t, content)); err == nil || !strings.Contains(err.Error(), "is damaged") {
			t.Errorf("%q: got %v", content, err)
		}
	}
}

func TestSavingKeepsTheFilePrivateAndLinked(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // has neither these modes nor links for everybody
	}
	target := tokenFile(t, `{}`)
	if err := os.Chmod(target, 0o644); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link.json")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	if err := httpkit.SaveTokenFile(link, httpkit.TokenFile{AccessToken: "new"}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v %v", info, err)
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o600 || load(t, target).AccessToken != "new" {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestUpdatesDoNotOverlap(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "token.json")
	const updates = 25
	var all sync.WaitGroup
	for range updates {
		all.Go(func() {
			err := httpkit.UpdateTokenFile(context.Background(), path, func(file httpkit.TokenFile) (httpkit.TokenFile, error) {
				file.AccessToken += "x"
				return file, nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := load(t, path).AccessToken; len(got) != updates {
		t.Errorf("%d of %d updates are left", len(got), updates)
	}
}

func TestFailedUpdateChangesNothing(t *testing.T) {
	t.Parallel()
	path := tokenFile(t, `{"access_token":"old"}`)
	failure := errors.New("no")
	err := httpkit.UpdateTokenFile(t.Context(), path, func(file httpkit.TokenFile) (httpkit.TokenFile, error) {
		file.AccessToken = "new"
		return file, failure
	})
	if !errors.Is(err, failure) || load(t, path).AccessToken != "old" {
		t.Errorf("got %v, the file holds %q", err, load(t, path).AccessToken)
	}
}

func FuzzTokenFile(f *testing.F) {
	f.Add([]byte(`{"access_token":"a","expiry":"2026-01-01T00:00:00Z","other":{"x":1}}`))
	f.Add([]byte(`null`))
	f.Add([]byte(`{"ACCESS_TOKEN":"a","acce\u017fs_token":"b","refresh_to\u212aen":"c"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var file httpkit.TokenFile
		if file.UnmarshalJSON(data) != nil {
			return
		}
		file.AccessToken, file.RefreshToken = "access-"+file.AccessToken, "refresh-"+file.RefreshToken
		once, err := file.MarshalJSON()
		if err != nil {
			t.Fatalf("what was read cannot be written: %v", err)
		}
		var again httpkit.TokenFile
		if err := again.UnmarshalJSON(once); err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if again.AccessToken != file.AccessToken || again.RefreshToken != file.RefreshToken {
			t.Errorf("%+v became %+v", file, again)
		}
		if twice, err := again.MarshalJSON(); err != nil || string(twice) != string(once) {
			t.Errorf("%s became %s, %v", once, twice, err)
		}
	})
}
