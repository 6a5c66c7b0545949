// Package signin is a login command for any service with OAuth2: it lets a person agree in the browser that the provider acts
// for them, and keeps the tokens in a file.
package signin

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

const (
	// defaultListen has a fixed port, since services compare redirect URIs to the letter.
	defaultListen = "127.0.0.1:8976"
	// defaultTimeout is how long people have to sign in.
	defaultTimeout = 5 * time.Minute
	// maxAnswer is how many bytes an answer with tokens may have.
	maxAnswer = 1 << 20
	// caFile is the variable with authorities that are trusted beside those of the system, registrationToken the one with what a
	// service asks for that lets only some register.
	caFile            = "CA_FILE"
	registrationToken = "DCR_TOKEN"
	// folderMode keeps the folder of the token file to its owner.
	folderMode = 0o700
)

// Service is who people sign in to, and the program that they sign in for.
type Service struct {
	// Name is the service as people call it, Binary the program.
	Name, Binary string
	// Prefix begins the names of environment variables, such as "ACME_": CLIENT_ID, CLIENT_SECRET, TOKEN_FILE, TOKEN_URL, CA_FILE and,
	// where applications register, DCR_TOKEN are looked at. OAuth stands between in the names of the first four, such as "OAUTH_".
	Prefix, OAuth string
	// Apps is where an application is created, after "create it".
	Apps string
	// AuthorizeURL is where people sign in, TokenURL where tokens are issued.
	AuthorizeURL, TokenURL string
	// RegisterURL is where applications register themselves, empty where somebody has to create one.
	RegisterURL string
	// BasicAuth says that the secret of an application belongs in the header.
	BasicAuth bool
	// Scopes are those that are asked for by default; ScopesHelp describes the flag.
	Scopes     []string
	ScopesHelp string
	// Moved tells where an address is found that the service has left, and whether it has. It may be nil.
	Moved func(address string) (string, bool)
}

// flags are what the command line says.
type flags struct {
	service                Service
	clientID, clientSecret string
	authorizeURL, tokenURL string
	registerURL            string
	scopes                 []string
	tokenFile              string
	listen                 string
	timeout                time.Duration
}

// Command is the login command. It writes a token file with which the variable TOKEN_FILE alone suffices.
func Command(service Service) *cobra.Command {
	f := flags{service: service}
	cmd := &cobra.Command{
		Use:   f.usage(),
		Short: "Sign in with the browser and keep the tokens in a file",
		Long: fmt.Sprintf(`Signs in to %[1]s with OAuth2: prints an address to open in a browser, waits until you agree there, and
writes a token file. The provider needs nothing but that file (%[2]s, or oauth.token_file), and renews
what it holds. Keep it as you keep a password: it also holds the client secret, if there is one.

%[3]s, with the grant type Authorization Code and
the redirect URI http://%[4]s, or what --listen makes of it.`,
			service.Name, f.variable("TOKEN_FILE"), f.application(), defaultListen+callbackPath),
		Example:      "  " + service.Binary + " " + strings.ReplaceAll(f.usage(), " ID", " 9d2f…"),
		Args:         cobra.NoArgs,
		SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return f.run(ctx, cmd)
		},
	}
	set := cmd.Flags()
	set.StringVar(&f.clientID, "client-id", f.getenv("CLIENT_ID"), "id of the OAuth2 application ("+f.variable("CLIENT_ID")+")")
	// The secret is read from the environment later, so that the help does not show it.
	set.StringVar(&f.clientSecret, "client-secret", "", "its secret, if it has one; better set "+f.variable("CLIENT_SECRET")+", which other users do not see")
	set.StringVar(&f.tokenFile, "token-file", "", "`file` to write (default "+f.variable("TOKEN_FILE")+", or a file in your configuration folder)")
	set.StringSliceVar(&f.scopes, "scopes", service.Scopes, service.ScopesHelp)
	set.StringVar(&f.authorizeURL, "authorize-url", service.AuthorizeURL, "where to sign in")
	set.StringVar(&f.tokenURL, "token-url", cmp.Or(f.getenv("TOKEN_URL"), service.TokenURL), "where tokens are issued ("+f.variable("TOKEN_URL")+")")
	if service.RegisterURL != "" {
		set.StringVar(&f.registerURL, "register-url", service.RegisterURL, "where an application is registered without --client-id")
	}
	set.StringVar(&f.listen, "listen", defaultListen, "loopback address to return to; port 0 chooses a free one")
	set.DurationVar(&f.timeout, "timeout", defaultTimeout, "how long to wait for you")
	return cmd
}

// usage is how the command is called.
func (f flags) usage() string {
	if f.service.RegisterURL == "" {
		return "login --client-id ID"
	}
	return "login"
}

// application says where the application comes from.
func (f flags) application() string {
	if f.service.RegisterURL == "" {
		return "Create the application " + f.service.Apps
	}
	return "Without --client-id, an application without a secret is registered. For one of your own, create it\n" + f.service.Apps
}

// variable is an environment variable of the service.
func (f flags) variable(name string) string {
	if name == caFile || name == registrationToken {
		return f.service.Prefix + name
	}
	return f.service.Prefix + f.service.OAuth + name
}

func (f flags) getenv(name string) string { return os.Getenv(f.variable(name)) }

func (f flags) run(ctx context.Context, cmd *cobra.Command) error {
	if f.clientSecret == "" {
		f.clientSecret = f.getenv("CLIENT_SECRET")
	}
	if f.clientID == "" && f.registerURL == "" {
		return errors.New("--client-id is missing: it is the id of an OAuth2 application, which you create " + f.service.Apps)
	}
	if !isLoopback(f.listen) {
		return fmt.Errorf("--listen %s can be reached from other machines; use 127.0.0.1", f.listen)
	}
	f, err := f.located(cmd)
	if err != nil {
		return err
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
		UserAgent: f.service.Binary + " login",
		CAFile:    f.getenv(caFile),
		Secrets:   []string{f.clientSecret, f.getenv(registrationToken)},
		MaxAnswer: maxAnswer,
		Logger:    httpkit.Announcer(func(msg string) { cmd.PrintErrln(msg + ".") }),
	})
	if err != nil {
		return fmt.Errorf("the client could not be set up: %w", err)
	}

	token, err := f.signIn(ctx, client, cmd.OutOrStdout(), func(file httpkit.TokenFile) error { return store(ctx, path, file) })
	if err != nil {
		return err
	}
	cmd.Printf("Signed in. The tokens are in %s.\n\n  export %s=%q\n", path, f.variable("TOKEN_FILE"), path)
	if token.RefreshToken == "" {
		cmd.PrintErrln("Warning: " + f.service.Name + " gave no refresh token, so that you will have to sign in again once these expire.")
	}
	return nil
}

// located are the flags with addresses at which the service can be found: what is no address is refused, and where the service has
// moved it is followed.
func (f flags) located(cmd *cobra.Command) (flags, error) {
	for _, one := range []struct {
		name    string
		address *string
	}{{"--authorize-url", &f.authorizeURL}, {"--token-url", &f.tokenURL}, {"--register-url", &f.registerURL}} {
		if *one.address == "" && one.address == &f.registerURL {
			continue
		}
		if _, err := httpkit.ParseURL(*one.address); err != nil {
			return f, fmt.Errorf("%s %w", one.name, err)
		}
		if f.service.Moved == nil {
			continue
		}
		if now, moved := f.service.Moved(*one.address); moved {
			*one.address = now
			cmd.PrintErrf("Warning: %s has moved; %s is now %s.\n", f.service.Name, one.name, now)
		}
	}
	return f, nil
}

// path is that of the token file, absolute so that it can be copied from the output.
func (f flags) path() (string, error) {
	path := f.tokenFile
	if path == "" {
		path = f.getenv("TOKEN_FILE")
	}
	if path == "" {
		folder, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("there is no configuration folder, so say --token-file: %w", err)
		}
		path = filepath.Join(folder, f.service.Binary, "token.json")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("the token file cannot be found: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), folderMode); err != nil {
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

// isLoopback reports whether only this machine reaches an address.
func isLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
