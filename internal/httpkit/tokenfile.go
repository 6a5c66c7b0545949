package httpkit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"
)

// maxTokenFile is the size of a token file, in bytes, beyond which it is none.
const maxTokenFile = 1 << 20

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

	// Caution says what is wrong with the file's protection although it can be used; it is not part of the file.
	Caution string

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
	maps.DeleteFunc(others, func(name string, _ json.RawMessage) bool {
		// As encoding/json matches names: what stayed beside a field would be read in its place.
		return slices.ContainsFunc(fieldNames(), func(known string) bool { return strings.EqualFold(known, name) })
	})
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

// IsFresh reports whether the access token is good, as far as its expiry tells.
func (f TokenFile) IsFresh() bool { return isFresh(f.AccessToken, f.Expiry) }

// LoadTokenFile reads a token file. A missing one is an fs.ErrNotExist; one that other users can write is
// refused, since they decide with it what is sent where.
func LoadTokenFile(path string) (TokenFile, error) {
	data, caution, err := readTokenFile(path)
	if err != nil {
		return TokenFile{}, fmt.Errorf("cannot read the token file: %w", err)
	}
	var file TokenFile
	if err := json.Unmarshal(data, &file); err != nil {
		return TokenFile{}, fmt.Errorf("the token file %s is damaged: %w", path, err)
	}
	file.Caution = caution
	return file, nil
}

func readTokenFile(path string) (data []byte, caution string, err error) {
	// Looked at only once it is open, so that nobody can put another in its place in between.
	file, err := os.OpenFile(path, os.O_RDONLY|notWaiting, 0)
	if err != nil {
		return nil, "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return nil, "", err
	}
	if !info.Mode().IsRegular() {
		return nil, "", fmt.Errorf("%s is no regular file", path)
	}
	if caution, err = examine(path, info); err != nil {
		return nil, "", err
	}
	data, err = io.ReadAll(io.LimitReader(file, maxTokenFile+1))
	if len(data) > maxTokenFile {
		return nil, "", fmt.Errorf("%s is larger than %d bytes", path, maxTokenFile)
	}
	return data, caution, err
}
