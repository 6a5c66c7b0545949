package httpkit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const (
	tokenFileMode = 0o600
	// lockPoll is how often a lock that another process holds is tried again.
	lockPoll = 50 * time.Millisecond
	// tokenRoom is how many bytes new tokens may take up: more than any server issues.
	tokenRoom = 64 << 10
)

// SaveTokenFile writes a token file that only its owner may read. Readers see the old content or
// the new, never a part. Use UpdateTokenFile where other processes may write the same file.
func SaveTokenFile(path string, file TokenFile) (err error) {
	target, err := resolve(path)
	if err != nil {
		return err
	}
	store := &tokenStore{path: target}
	defer func() { err = errors.Join(err, store.close()) }()
	if err := store.reserve(); err != nil {
		return err
	}
	return store.save(file)
}

// UpdateTokenFile changes a token file, or makes it, while no other process does. The change gets
// what the file holds at that time, and comes only once there is room for its outcome; if it fails, the
// file stays as it was.
func UpdateTokenFile(ctx context.Context, path string, change func(TokenFile) (TokenFile, error)) (err error) {
	store, err := lockTokenFile(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.close()) }()
	file, err := store.load()
	if err != nil {
		return err
	}
	if err := store.reserve(); err != nil {
		return err
	}
	if file, err = change(file); err != nil {
		return err
	}
	return store.save(file)
}

// CheckTokenFileWritable reports why a token file could not be written.
func CheckTokenFileWritable(path string) error {
	target, err := resolve(path)
	if err != nil {
		return err
	}
	store := &tokenStore{path: target}
	return errors.Join(store.reserve(), store.close())
}

// tokenStore is the place of a token file, on its way from a lock to a new content.
type tokenStore struct {
	// path is that of the file itself, not of a link to it.
	path string
	// lock is nil where nobody else may write.
	lock *flock.Flock
	// staged is the file that is to take the place, as long as it has not.
	staged *os.File
}

// lockTokenFile locks a file beside the token file, since the token file itself is replaced. The
// lock ends with the process that holds it.
func lockTokenFile(ctx context.Context, path string) (*tokenStore, error) {
	target, err := resolve(path)
	if err != nil {
		return nil, err
	}
	beside := target + ".lock"
	if info, err := os.Lstat(beside); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("cannot lock the token file: %s is no regular file; remove it", beside)
	}
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	lock := flock.New(beside, flock.SetPermissions(tokenFileMode), flock.SetFlag(os.O_CREATE|os.O_RDONLY|notFollowed))
	begun := time.Now()
	switch _, err := lock.TryLockContext(waiting, lockPoll); {
	case err != nil && waiting.Err() != nil:
		return nil, fmt.Errorf("cannot lock the token file: waited %s for another process to release %s: %w",
			time.Since(begun).Round(time.Millisecond), beside, err)
	case err != nil:
		return nil, fmt.Errorf("cannot lock the token file, which is to be written: %w", err)
	}
	return &tokenStore{path: target, lock: lock}, nil
}

// resolve follows links, so that a link stays a link. One to nothing is refused: what it is to become is
// not ours to decide.
func resolve(path string) (string, error) {
	target, err := filepath.EvalSymlinks(path)
	if err == nil {
		return target, nil
	}
	if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSymlink != 0 {
		return "", fmt.Errorf("cannot write the token file: %s is a link to a file that does not exist; make it, with {} in it, or remove the link", path)
	}
	return path, nil
}

// load gives what the file holds, nothing if there is none.
func (s *tokenStore) load() (TokenFile, error) {
	file, err := LoadTokenFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return TokenFile{}, nil
	}
	return file, err
}

// reserve takes the room for a new content: what is used up for it could not be brought back.
func (s *tokenStore) reserve() error {
	room := int64(tokenRoom)
	if info, err := os.Stat(s.path); err == nil {
		room += info.Size()
	}
	staged, err := os.CreateTemp(filepath.Dir(s.path), ".token.*")
	if err == nil {
		s.staged = staged
		if _, err = staged.Write(bytes.Repeat([]byte(" "), int(room))); err == nil {
			err = staged.Sync()
		}
	}
	if err != nil {
		return fmt.Errorf("cannot write beside the token file %s: %w", s.path, err)
	}
	return nil
}

// save puts the content in place of the file.
func (s *tokenStore) save(file TokenFile) error {
	data, err := json.MarshalIndent(file, "", "  ")
	if err != nil {
		return fmt.Errorf("cannot encode the token file: %w", err)
	}
	if err := s.replace(append(data, '\n')); err != nil {
		return fmt.Errorf("cannot write the token file: %w", err)
	}
	return nil
}

// replace writes over what was reserved, so that no more room is needed.
func (s *tokenStore) replace(data []byte) error {
	if _, err := s.staged.WriteAt(data, 0); err != nil {
		return err
	}
	if err := errors.Join(s.staged.Truncate(int64(len(data))), s.staged.Sync(), s.staged.Close()); err != nil {
		return err
	}
	staged := s.staged.Name()
	s.staged = nil
	if err := os.Rename(staged, s.path); err != nil {
		return fmt.Errorf("%w; what was to be written is in %s", err, staged)
	}
	syncFolder(filepath.Dir(s.path))
	return nil
}

// close gives up what was reserved and not used, and the lock.
func (s *tokenStore) close() error {
	var err error
	if s.staged != nil {
		_ = s.staged.Close() // it may be closed already
		err = os.Remove(s.staged.Name())
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
	}
	return err
}

// syncFolder makes a new name last, where the system knows how: the old content is worth nothing any more.
func syncFolder(path string) {
	if folder, err := os.Open(path); err == nil {
		_ = folder.Sync()
		_ = folder.Close()
	}
}
