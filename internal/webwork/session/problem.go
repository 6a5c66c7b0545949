package session

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/plaintext"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/api"
)

// Problem is an error in the words that users read: a summary that is the same for every failure
// of its kind, and a detail that names the object, what WebWork said, and what to do next.
type Problem struct { //nolint:errname // what users read comes first; that it is an error, second
	Summary string
	Detail  string
	// Attribute is the attribute at fault; empty where there is none.
	Attribute string
	// Err is what went wrong underneath, if anything.
	Err error
}

// Error is the summary with the detail.
func (p *Problem) Error() string { return p.Summary + ": " + p.Detail }

// Unwrap gives what went wrong underneath.
func (p *Problem) Unwrap() error { return p.Err }

// Diagnostic is the problem as Terraform shows it.
func (p *Problem) Diagnostic() diag.Diagnostic {
	if p.Attribute != "" {
		return diag.NewAttributeErrorDiagnostic(path.Root(p.Attribute), p.Summary, p.Detail)
	}
	return diag.NewErrorDiagnostic(p.Summary, p.Detail)
}

// Warning is the problem as a warning.
func (p *Problem) Warning() diag.Diagnostic {
	if p.Attribute != "" {
		return diag.NewAttributeWarningDiagnostic(path.Root(p.Attribute), p.Summary, p.Detail)
	}
	return diag.NewWarningDiagnostic(p.Summary, p.Detail)
}

// Failed explains an error of the client. The action is what could not be done ("archive
// member"), the label the object as people know it; it may be empty. An error that is a Problem
// already stays as it is.
func Failed(action, label string, err error) *Problem {
	if known, ok := errors.AsType[*Problem](err); ok {
		return known
	}
	detail := Said(err)
	if label != "" {
		detail = label + ": " + detail
	}
	return &Problem{Summary: "Could not " + action, Detail: detail + ".\n\n" + nextStep(err), Err: err}
}

// Said is what an error says, without the full stop that what follows brings.
func Said(err error) string { return strings.TrimRight(err.Error(), ". ") }

// AddFailure reports an error of the client among the diagnostics.
func AddFailure(diags *diag.Diagnostics, action, label string, err error) {
	diags.Append(Failed(action, label, err).Diagnostic())
}

func nextStep(err error) string {
	refused, answered := errors.AsType[*api.Error](err)
	_, incomplete := errors.AsType[*api.ListError](err)
	switch {
	case incomplete:
		return "Rather than leave somebody out, nothing is taken from it. Try again when fewer changes are made in WebWork at the same time; a filter makes a list shorter."
	case !answered && api.IsUnauthorized(err):
		return "Nothing more is asked in this run."
	case errors.Is(err, context.Canceled):
		return "The run was interrupted. Apply again to go on."
	case isUntrusted(err):
		return "The server's certificate is not signed by an authority that this machine trusts. If a proxy of your network signs anew what passes through, set ca_file in the provider block " +
			"(WEBWORK_CA_FILE) to the certificate of its authority. Nothing was sent to WebWork."
	case isInexpressible(err):
		return "Nothing was sent to WebWork. " + needsV2
	case errors.Is(err, api.ErrNotSent):
		return "Nothing was sent to WebWork. Check base_url, the network and the proxy settings."
	case api.IsRead(err):
		return "WebWork, or a proxy on the way to it, gives no proper answer. Try again later; what was done so far is in state."
	case !answered:
		return "Whether WebWork carried this out is not known. Apply again: the provider looks for what exists before it creates anything."
	}
	return afterRefusal(refused)
}

// afterRefusal is what to do about an answer in which WebWork, or a gateway, refuses.
func afterRefusal(refused *api.Error) string {
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

// Describe names an object as people know it, with its id. Names come from the service and are made fit to be shown.
func Describe(label, id string) string {
	if label == "" {
		return "id " + id
	}
	return fmt.Sprintf("%s (id %s)", plaintext.Line(label), id)
}
