package httpkit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
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
func (r *refreshing) refresh(ctx context.Context, refused string) (_ Renewal, err error) {
	if r.path == "" {
		_, err := r.renewed(ctx, r.remembered())
		return Fetched, err
	}
	// Most runs find a good token, and need neither the lock nor the right to write.
	if file, err := LoadTokenFile(r.path); err == nil && r.adopt(file, refused) {
		return Replaced, nil
	}
	store, err := lockTokenFile(ctx, r.path)
	if err != nil {
		return NotRenewable, err
	}
	defer func() { err = errors.Join(err, store.close()) }()
	file, err := store.load()
	if err != nil {
		return NotRenewable, err
	}
	if r.adopt(file, refused) {
		return Replaced, nil // another process has just renewed it
	}
	if err := store.reserve(); err != nil {
		return NotRenewable, err
	}
	if file, err = r.renewed(ctx, file); err != nil {
		return NotRenewable, err
	}
	return Fetched, store.save(file)
}

var errNoRefreshToken = errors.New("there is no refresh token")

// renewed is the file after a refresh.
func (r *refreshing) renewed(ctx context.Context, file TokenFile) (TokenFile, error) {
	r.remember(file) // what it holds is secret even if nothing comes of it
	app, err := r.application(file)
	if err != nil {
		return file, err
	}
	given := r.given
	if r.isForeign(file) {
		given = ""
		if file.RefreshToken == "" && r.given != "" {
			return file, foreignAddress(file, "refresh token")
		}
	}
	token, err := fetchWith(ctx, app, cmp.Or(file.RefreshToken, given))
	var refusal *AuthError
	if errors.As(err, &refusal) && given != "" && file.RefreshToken != "" && given != file.RefreshToken {
		// A new refresh token was configured after the file's had expired.
		token, err = fetchWith(ctx, app, given)
	}
	if err != nil {
		return file, err
	}
	file.ClientID, file.ClientSecret, file.TokenURL = app.ClientID, app.ClientSecret, app.TokenURL
	file.AccessToken, file.RefreshToken, file.Expiry = token.AccessToken, token.RefreshToken, expiryOf(token)
	r.remember(file)
	r.token.set(file.AccessToken, file.Expiry)
	return file, nil
}

// application is the one whose tokens a file holds: what the configuration leaves empty comes from the file.
func (r *refreshing) application(file TokenFile) (OAuth, error) {
	app := r.app
	app.ClientID = cmp.Or(app.ClientID, file.ClientID)
	app.ClientSecret = cmp.Or(app.ClientSecret, file.ClientSecret)
	app.TokenURL = cmp.Or(app.TokenURL, file.TokenURL, app.FallbackTokenURL)
	if r.isForeign(file) && app.ClientSecret != file.ClientSecret {
		return app, foreignAddress(file, "client secret")
	}
	return app, nil
}

// isForeign holds for a file that alone says where its tokens are renewed. Who wrote it must not learn by
// that what the configuration keeps secret.
func (r *refreshing) isForeign(file TokenFile) bool {
	return r.app.TokenURL == "" && file.TokenURL != "" && file.TokenURL != r.app.FallbackTokenURL
}

func foreignAddress(file TokenFile, secret string) error {
	where := "an address that cannot be read"
	if address, err := ParseURL(file.TokenURL); err == nil {
		where = origin(address)
	}
	return fmt.Errorf("the token file has tokens renewed at %s, and the %s that is configured is not sent where only a file says so; "+
		"configure the address for tokens as well, or leave the %s to the file", where, secret, secret)
}

// adopt takes the access token of a file if that is still good and not the refused one.
func (r *refreshing) adopt(file TokenFile, refused string) bool {
	if !file.IsFresh() || "Bearer "+file.AccessToken == refused {
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
func fetchWith(ctx context.Context, app OAuth, refreshToken string) (*oauth2.Token, error) {
	if refreshToken == "" {
		return nil, &AuthError{Credential: "the login", Err: errNoRefreshToken}
	}
	if err := checkTokenURL(app.TokenURL); err != nil {
		return nil, err
	}
	token, err := app.Token(func(style oauth2.AuthStyle) (*oauth2.Token, error) {
		config := oauth2.Config{
			ClientID:     app.ClientID,
			ClientSecret: app.ClientSecret,
			Endpoint:     oauth2.Endpoint{TokenURL: app.TokenURL, AuthStyle: style},
		}
		return config.TokenSource(ctx, &oauth2.Token{RefreshToken: refreshToken}).Token()
	})
	if err != nil {
		return nil, tokenFailure("the refresh token", err)
	}
	return token, nil
}
