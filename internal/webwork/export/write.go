package export

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

const (
	private = 0o600
	public  = 0o644
	folder  = 0o755
)

// writer writes files below one directory, and nowhere else.
type writer struct {
	root *os.Root
	seal string
	// force lets it overwrite files that are not its own.
	force bool
	// once keeps it from overwriting even its own files with something else: they may be all that declares what is in state by now.
	once bool
}

// write writes all files, or none where there is one that must not be overwritten. It gives the names of those that it wrote or found to
// be so already, and of those that stay although they would be different now.
func (w writer) write(files []file) (names, stay []string, err error) {
	wanted, stay, err := w.sift(files)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range wanted { // before there is a secret to be kept
		if f.secret && !f.sparse {
			if err := w.ignore(f.name); err != nil {
				return nil, nil, fmt.Errorf("writing %s: %w", ignoreFile, err)
			}
		}
	}
	for _, f := range wanted {
		if err := w.put(f); err != nil {
			return names, stay, fmt.Errorf("writing %s: %w", f.name, err)
		}
		names = append(names, f.name)
	}
	return names, stay, nil
}

// sift finds the files that are to be written. It is an error if one of those there are must not be overwritten.
func (w writer) sift(files []file) (wanted []file, stay []string, err error) {
	var kept []string
	for _, f := range files {
		held, err := w.held(f.name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			if f.sparse || f.renewed {
				continue
			}
		case err != nil:
			return nil, nil, err
		case bytes.Equal(held, f.content):
		case f.partial:
			stay = append(stay, f.name)
			continue
		case f.renewed && !isOwn(w.seal, held):
			continue
		case w.force, f.amended, !w.once && isOwn(w.seal, held):
		default:
			kept = append(kept, f.name)
		}
		wanted = append(wanted, f)
	}
	if len(kept) > 0 {
		return nil, nil, w.refusal(kept)
	}
	return wanted, stay, nil
}

func (w writer) refusal(kept []string) error {
	why := "Not written by an export with the same options, or edited since"
	if w.once {
		why = "Written by an earlier export; what they declare may be in state by now, and would be destroyed"
	}
	return fmt.Errorf("nothing was written, for these files would be lost: %s. %s. Move them away, choose another directory with --out, or overwrite them with --force",
		strings.Join(kept, ", "), why)
}

// held is what a file has so far. Only regular files may be in the way.
func (w writer) held(name string) ([]byte, error) {
	info, err := w.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is in the way: it is no regular file", name)
	}
	return w.root.ReadFile(name)
}

// put writes one file, in one step.
func (w writer) put(f file) error {
	if dir := path.Dir(f.name); dir != "." {
		if err := w.root.MkdirAll(dir, folder); err != nil {
			return err
		}
	}
	mode := fs.FileMode(public)
	if f.secret {
		mode = private
	}
	staged := path.Join(path.Dir(f.name), ".export-"+rand.Text())
	out, err := w.root.OpenFile(staged, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = out.Write(f.content)
	if err = errors.Join(err, out.Sync(), out.Close()); err == nil {
		err = w.root.Rename(staged, f.name)
	}
	if err != nil {
		return errors.Join(err, w.root.Remove(staged))
	}
	return nil
}

const ignoreFile = ".gitignore"

// ignore keeps a file out of version control: a line for it goes to the end of .gitignore.
func (w writer) ignore(name string) error {
	held, err := w.held(ignoreFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	lines := strings.Split(strings.ReplaceAll(string(held), "\r\n", "\n"), "\n")
	if slices.Contains(lines, name) || slices.Contains(lines, "/"+name) {
		return nil
	}
	line := name + "\n"
	if len(held) > 0 && held[len(held)-1] != '\n' {
		line = "\n" + line
	}
	out, err := w.root.OpenFile(ignoreFile, os.O_WRONLY|os.O_CREATE|os.O_APPEND, public)
	if err != nil {
		return err
	}
	_, err = out.WriteString(line)
	return errors.Join(err, out.Close())
}
