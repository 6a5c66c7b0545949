// Package login is the login command: it lets a person agree in the browser that the provider acts
// for them, and keeps the tokens in a file.
package login

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

const (
	// defaultListen has a fixed port, since WebWork compares redirect URIs to the letter.
	defaultListen = "127.0.0.1:8976"
	// defaultTimeout is how long people have to sign in.
	defaultTimeout = 5 * time.Minute
	// maxAnswer is how many bytes an answer with tokens may have.
	maxAnswer = 1 << 20
	// folderMode keeps the folder of the token file to its owner.
	folderMode = 0o700
)

// flags are what the command line says.
type flags struct {
	clientID, clientSecret string
	authorizeURL, tokenURL string
	scopes                 []string
	tokenFile              string
	listen                 string
	timeout                time.Duration
}

// Command is the login command. It writes a token file with which WEBWORK_TOKEN_FILE alone suffices.
func Command() *cobra.Command {
	var f flags
	cmd := &cobra.Command{
		Use:   "login --client-id ID",
		Short: "Sign in with the browser and keep the tokens in a file",
		Long: `Signs in to WebWork with OAuth2: prints an address to open in a browser, waits until you agree there, and
writes a token file. The provider needs nothing but that file (WEBWORK_TOKEN_FILE, or oauth.token_file), and renews
what it holds. Keep it as you keep a password: it also holds the client secret, if there is one.

Create the application in WebWork under Settings > REST API > OAuth2 Apps, with the grant type Authorization Code and
the redirect URI http://` + defaultListen + callbackPath + `, or what --listen makes of it.`,
		Example:      `  terraform-provider-webwork login --client-id 9d2f…`,
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return f.run(ctx, cmd)
		},
	}
	set := cmd.Flags()
	set.StringVar(&f.clientID, "client-id", os.Getenv("WEBWORK_CLIENT_ID"), "id of the OAuth2 application (WEBWORK_CLIENT_ID)")
	// The secret is read from the environment later, so that the help does not show it.
	set.StringVar(&f.clientSecret, "client-secret", "", "its secret, if it has one; better set WEBWORK_CLIENT_SECRET, which other users do not see")
	set.StringVar(&f.tokenFile, "token-file", "", "`file` to write (default WEBWORK_TOKEN_FILE, or a file in your configuration folder)")
	set.StringSliceVar(&f.scopes, "scopes", []string{"read", "write"}, "what the provider may do; read suffices for plans and data sources")
	set.StringVar(&f.authorizeURL, "authorize-url", api.AuthorizeURL, "where to sign in")
	set.StringVar(&f.tokenURL, "token-url", envOr("WEBWORK_TOKEN_URL", api.TokenURL), "where tokens are issued (WEBWORK_TOKEN_URL)")
	set.StringVar(&f.listen, "listen", defaultListen, "loopback address to return to; port 0 chooses a free one")
	set.DurationVar(&f.timeout, "timeout", defaultTimeout, "how long to wait for you")
	return cmd
}

func (f flags) run(ctx context.Context, cmd *cobra.Command) error {
	if f.clientSecret == "" {
		f.clientSecret = os.Getenv("WEBWORK_CLIENT_SECRET")
	}
	if f.clientID == "" {
		return errors.New("--client-id is missing: it is the id of an OAuth2 application, which you create in WebWork under Settings > REST API > OAuth2 Apps")
	}
	if !isLoopback(f.listen) {
		return fmt.Errorf("--listen %s can be reached from other machines; use 127.0.0.1", f.listen)
	}
	for name, address := range map[string]string{"--authorize-url": f.authorizeURL, "--token-url": f.tokenURL} {
		if _, err := httpkit.ParseURL(address); err != nil {
			return fmt.Errorf("%s %w", name, err)
		}
	}
	path, err := f.path()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, f.timeout, fmt.Errorf("nobody signed in within %s", f.timeout))
	defer cancel()
	// Better now than after signing in.
	if err := probe(ctx, path); err != nil {
		return err
	}
	client, err := httpkit.New(httpkit.Options{
		UserAgent: "terraform-provider-webwork login",
		CAFile:    os.Getenv("WEBWORK_CA_FILE"),
		MaxAnswer: maxAnswer,
		Secrets:   []string{f.clientSecret},
		Logger:    httpkit.Announcer(func(msg string) { cmd.PrintErrln(msg + ".") }),
	})
	if err != nil {
		return fmt.Errorf("the client could not be set up: %w", err)
	}

	token, err := f.signIn(ctx, client, cmd.OutOrStdout(), func(file httpkit.TokenFile) error { return store(ctx, path, file) })
	if err != nil {
		return err
	}
	cmd.Printf("Signed in. The tokens are in %s.\n\n  export WEBWORK_TOKEN_FILE=%q\n", path, path)
	if token.RefreshToken == "" {
		cmd.PrintErrln("Warning: WebWork gave no refresh token, so that you will have to sign in again once these expire.")
	}
	return nil
}

// path is that of the token file, absolute so that it can be copied from the output.
func (f flags) path() (string, error) {
	path := f.tokenFile
	if path == "" {
		path = os.Getenv("WEBWORK_TOKEN_FILE")
	}
	if path == "" {
		folder, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("there is no configuration folder, so say --token-file: %w", err)
		}
		path = filepath.Join(folder, "terraform-provider-webwork", "token.json")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("the token file cannot be found: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil { //nolint:gosec // who runs this says where
		return "", fmt.Errorf("the folder of the token file cannot be made: %w", err)
	}
	return path, nil
}

// probe finds out whether the token file can be written, and is one if it exists.
func probe(ctx context.Context, path string) error {
	nothing := errors.New("nothing to write yet")
	err := httpkit.UpdateTokenFile(ctx, path, func(file httpkit.TokenFile) (httpkit.TokenFile, error) { return file, nothing })
	if errors.Is(err, nothing) {
		return nil
	}
	return err
}

// store replaces who the file's tokens are of; what else it holds stays.
func store(ctx context.Context, path string, signedIn httpkit.TokenFile) error {
	return httpkit.UpdateTokenFile(ctx, path, func(file httpkit.TokenFile) (httpkit.TokenFile, error) {
		file.AccessToken, file.RefreshToken, file.Expiry = signedIn.AccessToken, signedIn.RefreshToken, signedIn.Expiry
		file.ClientID, file.ClientSecret, file.TokenURL = signedIn.ClientID, signedIn.ClientSecret, signedIn.TokenURL
		return file, nil
	})
}

func envOr(variable, otherwise string) string {
	if value := os.Getenv(variable); value != "" {
		return value
	}
	return otherwise
}

// isLoopback reports whether only this machine reaches an address.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
