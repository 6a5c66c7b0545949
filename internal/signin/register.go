package signin

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/httpkit"
)

// registration is what an application says of itself (RFC 7591). One without its grant types gets no refresh tokens.
type registration struct {
	Name          string   `json:"client_name"`
	RedirectURIs  []string `json:"redirect_uris"`
	AuthMethod    string   `json:"token_endpoint_auth_method"`
	GrantTypes    []string `json:"grant_types"`
	ResponseTypes []string `json:"response_types"`
	Type          string   `json:"application_type"`
	Scope         string   `json:"scope"`
}

// registered is what a service makes of it, or says why not.
type registered struct {
	ClientID     string `json:"client_id"`
	ClientSecret string `json:"client_secret"`

	Error            string `json:"error"`
	ErrorDescription string `json:"error_description"`
	Code             string `json:"code"`
	Description      string `json:"description"`
}

// register registers an application without a secret for one sign-in, and gives its id, and the secret that it may have got all the same.
func (f flags) register(ctx context.Context, client *http.Client, redirect string) (id, secret string, err error) {
	form, err := json.Marshal(registration{
		Name: f.service.Binary, RedirectURIs: []string{redirect}, AuthMethod: "none", GrantTypes: []string{"authorization_code", "refresh_token"},
		ResponseTypes: []string{"code"}, Type: "native", Scope: strings.Join(f.scopes, " "),
	})
	if err != nil {
		return "", "", fmt.Errorf("the application cannot be described: %w", err)
	}
	ctx = httpkit.WithEffect(ctx, httpkit.MayRepeat) // one too many does no harm
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, f.registerURL, bytes.NewReader(form))
	if err != nil {
		return "", "", fmt.Errorf("--register-url is no address: %w", err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	if token := f.getenv(registrationToken); token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := client.Do(request)
	if err != nil {
		return "", "", fmt.Errorf("no application could be registered: %w", httpkit.Cause(err))
	}
	body, err := io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return "", "", fmt.Errorf("no application could be registered: %w", err)
	}
	var said registered
	if json.Unmarshal(body, &said) == nil && response.StatusCode < http.StatusMultipleChoices && said.ClientID != "" {
		return said.ClientID, said.ClientSecret, nil
	}
	return "", "", f.notRegistered(response, said)
}

// notRegistered says why no application was registered, and what else there is to do.
func (f flags) notRegistered(response *http.Response, said registered) error {
	words := []string{fmt.Sprintf("%d %s", response.StatusCode, http.StatusText(response.StatusCode))}
	for _, part := range []string{said.Error, said.Code, said.ErrorDescription, said.Description} {
		if part = httpkit.Quote(response, part); part != "" {
			words = append(words, part)
		}
	}
	advice := "create an application " + f.service.Apps + ", and say --client-id"
	if response.StatusCode == http.StatusUnauthorized {
		advice = "set " + f.variable(registrationToken) + " to a token that may register applications, or " + advice
	}
	return fmt.Errorf("%s registered no application (%s): %s", f.service.Name, strings.Join(words, ": "), advice)
}
