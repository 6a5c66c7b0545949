package session

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Failed explains an error of the client. The action is what could not be done ("archive
// member"), the label the object as people know it; it may be empty. An error that is a Problem
// already stays as it is.
func Failed(action, label string, err error) *tfkit.Problem {
	if known, ok := errors.AsType[*tfkit.Problem](err); ok {
		return known
	}
	detail := tfkit.Said(err)
	if label != "" {
		detail = label + ": " + detail
	}
	return &tfkit.Problem{Summary: "Could not " + action, Detail: detail + ".\n\n" + nextStep(err), Err: err}
}

// AddFailure reports an error of the client among the diagnostics.
func AddFailure(diags *diag.Diagnostics, action, label string, err error) {
	diags.Append(Failed(action, label, err).Diagnostic())
}

func nextStep(err error) string {
	refused, answered := errors.AsType[*remote.Error](err)
	_, incomplete := errors.AsType[*remote.ListError](err)
	switch {
	case incomplete:
		return "Rather than leave somebody out, nothing is taken from it. Try again when fewer changes are made in WebWork at the same time; a filter makes a list shorter."
	case !answered && remote.IsUnauthorized(err):
		return "Nothing more is asked in this run."
	case errors.Is(err, context.Canceled):
		return "The run was interrupted. Apply again to go on."
	case isUntrusted(err):
		return "The server's certificate is not signed by an authority that this machine trusts. If a proxy of your network signs anew what passes through, set ca_file in the provider block " +
			"(WEBWORK_CA_FILE) to the certificate of its authority. Nothing was sent to WebWork."
	case isInexpressible(err):
		return "Nothing was sent to WebWork. " + needsV2
	case errors.Is(err, remote.ErrNotSent):
		return "Nothing was sent to WebWork. Check base_url, the network and the proxy settings."
	case remote.IsRead(err):
		return "WebWork, or a proxy on the way to it, gives no proper answer. Try again later; what was done so far is in state."
	case !answered:
		return "Whether WebWork carried this out is not known. Apply again: the provider looks for what exists before it creates anything."
	}
	return afterRefusal(refused)
}

// afterRefusal is what to do about an answer in which WebWork, or a gateway, refuses.
func afterRefusal(refused *remote.Error) string {
	switch status := refused.Status; {
	case status == http.StatusUnauthorized:
		return "WebWork does not accept the credentials. Tokens expire: create a new one under Settings > REST API and set it as token or WEBWORK_TOKEN. With API v1, check email and api_key."
	case status == http.StatusForbidden:
		return "The account may not do this. It needs the role Owner or Executive manager, and a token with the write scope for changes."
	case status == http.StatusNotFound && !refused.Own:
		return "That is no answer of WebWork's API. Check base_url (WEBWORK_BASE_URL): it ends in /api/v2, or in /rest-api with API v1."
	case status == http.StatusNotFound:
		return "Check that workspace_id and the ids are those of this account's workspace."
	case status == http.StatusTooManyRequests:
		return "The rate limit of WebWork is used up. Try again in a few minutes, or lower requests_per_minute where others share the account."
	case status >= http.StatusInternalServerError:
		return "This is a failure of WebWork. Try again later; what was done so far is in state."
	default:
		return "Correct what WebWork objects to and apply again."
	}
}

// isInexpressible reports whether the dialect has no words for what was to be done.
func isInexpressible(err error) bool {
	_, wordless := errors.AsType[*api.InexpressibleError](err)
	return wordless
}

// isUntrusted reports whether the server's certificate was refused.
func isUntrusted(err error) bool {
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	return untrusted
}
