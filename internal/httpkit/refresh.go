package httpkit

import (
	"cmp"
	"context"
	"errors"
	"sync"

	"golang.org/x/oauth2"
)

// RefreshTokenSource are tokens from a refresh token that the server replaces with each use. The
// newest lives in the token file, which parallel runs share: whoever comes second finds the
// first one's token there and uses it. Without a file the newest lives in memory and is lost.
//
// What app leaves empty comes from the file. The refreshToken, which may be empty, is used when the
// file has none, and when the server refuses the file's.
func RefreshTokenSource(app OAuth, refreshToken, file string) Credentials {
	return &refreshing{
		gate:   newGate(),
		app:    app,
		given:  refreshToken,
		path:   file,
		latest: TokenFile{},
	}
}

type refreshing struct {
	gate  gate
	app   OAuth
	given string
	path  string
	token heldToken

	mu sync.Mutex
	// latest is what was last seen in the file, or what it would hold if there were one.
	latest TokenFile
}

func (r *refreshing) Authorization(ctx context.Context) (string, error) {
	if err := r.gate.enter(ctx); err != nil {
		return "", err
	}
	defer r.gate.leave()
	if header, ok := r.token.authorization(""); ok {
		return header, nil
	}
	if _, err := r.refresh(ctx, ""); err != nil {
		return "", err
	}
	header, _ := r.token.authorization("")
	return header, nil
}

func (r *refreshing) Renew(ctx context.Context, refused string) (Renewal, error) {
	if err := r.gate.enter(ctx); err != nil {
		return NotRenewable, err
	}
	defer r.gate.leave()
	if _, ok := r.token.authorization(refused); ok {
		return Replaced, nil
	}
	return r.refresh(ctx, refused)
}

func (r *refreshing) Shared() bool { return r.path != "" }

// refresh takes an access token from the file if that has a good one, and else from the server.
func (r *refreshing) refresh(ctx context.Context, refused string) (Renewal, error) {
	var err error
	if r.path == "" {
		_, err = r.renewed(ctx, r.remembered(), refused)
	} else {
		// Most runs find a good token, and need neither the lock nor the right to write.
		if file, err := LoadTokenFile(r.path); err == nil && r.adopt(file, refused) {
			return Replaced, nil
		}
		err = UpdateTokenFile(ctx, r.path, func(file TokenFile) (TokenFile, error) {
			return r.renewed(ctx, file, refused)
		})
	}
	if errors.Is(err, errUnchanged) {
		return Replaced, nil
	}
	return Fetched, err
}

// errUnchanged keeps a file from being written when another process has just done so.
var errUnchanged = errors.New("the token file is up to date")

var errNoRefreshToken = errors.New("there is no refresh token")

// renewed is the file after a refresh.
func (r *refreshing) renewed(ctx context.Context, file TokenFile, refused string) (TokenFile, error) {
	if r.adopt(file, refused) {
		return file, errUnchanged
	}
	r.remember(file) // what it holds is secret even if nothing comes of it
	file.ClientID = cmp.Or(r.app.ClientID, file.ClientID)
	file.ClientSecret = cmp.Or(r.app.ClientSecret, file.ClientSecret)
	file.TokenURL = cmp.Or(r.app.TokenURL, file.TokenURL, r.app.FallbackTokenURL)

	token, err := r.fetchWith(ctx, file, cmp.Or(file.RefreshToken, r.given))
	var refusal *AuthError
	if errors.As(err, &refusal) && r.given != "" && file.RefreshToken != "" && r.given != file.RefreshToken {
		// A new refresh token was configured after the file's had expired.
		token, err = r.fetchWith(ctx, file, r.given)
	}
	if err != nil {
		return file, err
	}
	file.AccessToken, file.RefreshToken, file.Expiry = token.AccessToken, token.RefreshToken, expiryOf(token)
	r.remember(file)
	r.token.set(file.AccessToken, file.Expiry)
	return file, nil
}

// adopt takes the access token of a file if that is still good and not the refused one.
func (r *refreshing) adopt(file TokenFile, refused string) bool {
	if !isFresh(file.AccessToken, file.Expiry) || "Bearer "+file.AccessToken == refused {
		return false
	}
	r.remember(file)
	r.token.set(file.AccessToken, file.Expiry)
	return true
}

func (r *refreshing) remember(file TokenFile) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.latest = file
}

func (r *refreshing) remembered() TokenFile {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.latest
}

func (r *refreshing) Secrets() []string {
	return append(r.remembered().secrets(), r.given, r.app.ClientSecret)
}

// fetchWith uses a refresh token up.
func (r *refreshing) fetchWith(ctx context.Context, file TokenFile, refreshToken string) (*oauth2.Token, error) {
	if refreshToken == "" {
		return nil, &AuthError{Credential: "the login", Err: errNoRefreshToken}
	}
	if err := checkTokenURL(file.TokenURL); err != nil {
		return nil, err
	}
	config := oauth2.Config{
		ClientID:     file.ClientID,
		ClientSecret: file.ClientSecret,
		Endpoint: oauth2.Endpoint{
			TokenURL: file.TokenURL, AuthStyle: OAuth{ClientSecret: file.ClientSecret, BasicAuth: r.app.BasicAuth}.style(),
		},
	}
	token, err := config.TokenSource(ctx, &oauth2.Token{RefreshToken: refreshToken}).Token()
	if err != nil {
		return nil, tokenFailure("the refresh token", err)
	}
	return token, nil
}
