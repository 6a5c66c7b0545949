package export_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestASecondExportIsTheSame(t *testing.T) {
	t.Parallel()
	server := start(t, agency())
	for _, style := range []string{"blocks", "for_each"} {
		dir, other := t.TempDir(), t.TempDir()
		for _, into := range []string{dir, other, other} {
			run(t, server, "--out", into, "--style", style).with(t, 0)
		}
		first, second := contents(t, dir), contents(t, other)
		if !maps.Equal(first, second) {
			t.Errorf("there is %q, and then %q", first, second)
		}
	}
}

func TestWhatIsNotItsOwnIsNeverOverwritten(t *testing.T) {
	t.Parallel()
	server := start(t, agency())
	edit := func(t *testing.T, name string) {
		t.Helper()
		file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString("# mine\n"); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		before func(t *testing.T, dir string)
		args   []string
		words  string
	}{
		"written by hand": {func(t *testing.T, dir string) { edit(t, filepath.Join(dir, "members.tf")) }, nil, "would be lost: members.tf."},
		"edited": {func(t *testing.T, dir string) {
			run(t, server, "--out", dir).with(t, 0)
			edit(t, filepath.Join(dir, "members.tf"))
			edit(t, filepath.Join(dir, "webhooks.auto.tfvars"))
		}, nil, "would be lost: members.tf, webhooks.auto.tfvars."},
		"of fewer people":  {func(t *testing.T, dir string) { run(t, server, "--out", dir).with(t, 0) }, []string{"--exclude", "odd@*"}, "with the same options"},
		"of another style": {func(t *testing.T, dir string) { run(t, server, "--out", dir).with(t, 0) }, []string{"--style", "for_each"}, "with the same options"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			test.before(t, dir)
			before := contents(t, dir)
			run(t, server, append(test.args, "--out", dir)...).with(t, 1, "nothing was written", test.words, "--force")
			if !maps.Equal(before, contents(t, dir)) {
				t.Errorf("something was written")
			}
			run(t, server, append(test.args, "--out", dir, "--force")...).with(t, 0)
			if after := contents(t, dir); strings.Contains(after["members.tf"], "mine") {
				t.Error("--force does not overwrite")
			}
		})
	}
}

func TestOnlyRegularFilesAreReplaced(t *testing.T) {
	t.Parallel()
	server, outside := start(t, agency()), t.TempDir()
	victim := filepath.Join(outside, "victim")
	if err := os.WriteFile(victim, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, lay := range map[string]func(dir string) error{
		"a link to a file": func(dir string) error { return os.Symlink(victim, filepath.Join(dir, "members.tf")) },
		"a dangling link": func(dir string) error {
			return os.Symlink(filepath.Join(outside, "new"), filepath.Join(dir, "members.tf"))
		},
		"a link for the secrets":   func(dir string) error { return os.Symlink(victim, filepath.Join(dir, "webhooks.auto.tfvars")) },
		"a link for .gitignore":    func(dir string) error { return os.Symlink(victim, filepath.Join(dir, ".gitignore")) },
		"a directory":              func(dir string) error { return os.Mkdir(filepath.Join(dir, "members.tf"), 0o700) },
		"a link for the directory": func(dir string) error { return os.Symlink(outside, filepath.Join(dir, "modules")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := lay(dir); err != nil {
				t.Fatal(err)
			}
			for _, force := range []string{"--force=false", "--force"} {
				args := []string{"--out", dir, force}
				if strings.Contains(name, "the directory") {
					args = append(args, "--module", "module.people")
				}
				run(t, server, args...).with(t, 1)
			}
		})
	}
	t.Cleanup(func() {
		if got := contents(t, outside); len(got) != 1 || got["victim"] != "precious" {
			t.Errorf("outside there is %q", got)
		}
	})
}

// What is gone in WebWork goes from the files, too, and nobody else's file is left behind.
func TestAKindWithoutObjectsEmptiesItsFile(t *testing.T) {
	t.Parallel()
	server, dir := start(t, agency()), t.TempDir()
	run(t, server, "--out", dir).with(t, 0)
	remove(t, server, "/webhooks/abc", "/webhooks/abd")
	run(t, server, "--out", dir).with(t, 0, "webhooks: 0 of 0")
	for name, content := range contents(t, dir) {
		if strings.Contains(name, "webhooks") && strings.Count(content, "\n") != 2 {
			t.Errorf("%s still has:\n%s", name, content)
		}
		if strings.HasPrefix(filepath.Base(name), ".export-") {
			t.Errorf("%s is left behind", name)
		}
	}
}
