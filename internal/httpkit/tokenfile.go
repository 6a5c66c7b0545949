package httpkit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const (
	tokenFileMode = 0o600
	// lockPoll is how often a lock that another process holds is tried again.
	lockPoll = 50 * time.Millisecond
)

// TokenFile is what a token file holds: all that is needed to get access tokens without further
// configuration. Fields that are not known here survive an update.
type TokenFile struct {
	AccessToken  string
	RefreshToken string
	// Expiry is when the access token expires; zero is unknown.
	Expiry time.Time

	ClientID string
	// ClientSecret is empty for clients that have none.
	ClientSecret string
	TokenURL     string

	// others are the fields of the file that have no name here.
	others map[string]json.RawMessage
}

// tokenFields is the file's form.
type tokenFields struct {
	AccessToken  string    `json:"access_token,omitempty"`
	RefreshToken string    `json:"refresh_token,omitempty"`
	Expiry       time.Time `json:"expiry,omitzero"`
	ClientID     string    `json:"client_id,omitempty"`
	ClientSecret string    `json:"client_secret,omitempty"`
	TokenURL     string    `json:"token_url,omitempty"`
}

// fieldNames are those of tokenFields.
func fieldNames() []string {
	return []string{"access_token", "refresh_token", "expiry", "client_id", "client_secret", "token_url"}
}

// UnmarshalJSON implements json.Unmarshaler.
func (f *TokenFile) UnmarshalJSON(data []byte) error {
	var fields tokenFields
	if err := json.Unmarshal(data, &fields); err != nil {
		return fmt.Errorf("not a token file: %w", err)
	}
	var others map[string]json.RawMessage
	if err := json.Unmarshal(data, &others); err != nil {
		return fmt.Errorf("not a token file: %w", err)
	}
	for _, name := range fieldNames() {
		delete(others, name)
	}
	*f = TokenFile{
		AccessToken: fields.AccessToken, RefreshToken: fields.RefreshToken, Expiry: fields.Expiry,
		ClientID: fields.ClientID, ClientSecret: fields.ClientSecret, TokenURL: fields.TokenURL,
		others: others,
	}
	return nil
}

// MarshalJSON implements json.Marshaler.
func (f TokenFile) MarshalJSON() ([]byte, error) {
	known, err := json.Marshal(tokenFields{
		AccessToken: f.AccessToken, RefreshToken: f.RefreshToken, Expiry: f.Expiry,
		ClientID: f.ClientID, ClientSecret: f.ClientSecret, TokenURL: f.TokenURL,
	})
	if err != nil {
		return nil, fmt.Errorf("cannot encode the token file: %w", err)
	}
	all := maps.Clone(f.others)
	if all == nil {
		all = make(map[string]json.RawMessage)
	}
	if err := json.Unmarshal(known, &all); err != nil {
		return nil, fmt.Errorf("cannot encode the token file: %w", err)
	}
	return json.Marshal(all)
}

// secrets lists what the file holds that must not be shown.
func (f TokenFile) secrets() []string {
	return []string{f.AccessToken, f.RefreshToken, f.ClientSecret}
}

// LoadTokenFile reads a token file. A missing one is an fs.ErrNotExist.
func LoadTokenFile(path string) (TokenFile, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return TokenFile{}, fmt.Errorf("cannot read the token file: %w", err)
	}
	var file TokenFile
	if err := json.Unmarshal(data, &file); err != nil {
		return TokenFile{}, fmt.Errorf("the token file %s is damaged: %w", path, err)
	}
	return file, nil
}

// SaveTokenFile writes a token file that only its owner may read. Readers see the old content or
// the new, never a part. Use UpdateTokenFile where other processes may write the same file.
func SaveTokenFile(path string, file TokenFile) error {
	data, err := json.MarshalIndent(file, "", "  ")
	if err != nil {
		return fmt.Errorf("cannot encode the token file: %w", err)
	}
	// A link stays a link: what it points to is replaced.
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if err := replaceFile(path, append(data, '\n')); err != nil {
		return fmt.Errorf("cannot write the token file: %w", err)
	}
	return nil
}

// UpdateTokenFile changes a token file, or makes it, while no other process does. The change gets
// what the file holds at that time; if it fails, the file stays as it was.
func UpdateTokenFile(ctx context.Context, path string, change func(TokenFile) (TokenFile, error)) (err error) {
	unlock, err := lockTokenFile(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()

	file, err := LoadTokenFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if file, err = change(file); err != nil {
		return err
	}
	return SaveTokenFile(path, file)
}

// lockTokenFile locks a file beside the token file, since the token file itself is replaced. The
// lock ends with the process that holds it.
func lockTokenFile(ctx context.Context, path string) (func() error, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	lock := flock.New(path+".lock", flock.SetPermissions(tokenFileMode))
	locked, err := lock.TryLockContext(ctx, lockPoll)
	if err != nil {
		return nil, fmt.Errorf("cannot lock the token file: %w", err)
	}
	if !locked {
		return nil, fmt.Errorf("cannot lock the token file %s", path)
	}
	return lock.Close, nil
}
