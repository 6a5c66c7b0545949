package session

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/awork/api"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/remote"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/tfkit"
)

// Failed explains an error of the client. The action is what could not be done ("deactivate
// user"), the label the object as people know it; it may be empty. An error that is a Problem
// already stays as it is.
func Failed(action, label string, err error) *tfkit.Problem {
	if known, ok := errors.AsType[*tfkit.Problem](err); ok {
		return known
	}
	detail := tfkit.Said(err) + "."
	if label != "" {
		detail = label + ": " + detail
	}
	problem := &tfkit.Problem{Summary: "Could not " + action, Err: err}
	if refusal, ok := errors.AsType[*api.RefusalError](err); ok && len(refusal.Invalid) > 0 {
		problem.Attribute = attributeOf(refusal.Invalid[0].Property)
	}
	problem.Detail = detail + "\n\n" + nextStep(err)
	return problem
}

// AddFailure reports an error of the client among the diagnostics.
func AddFailure(diags *diag.Diagnostics, action, label string, err error) {
	diags.Append(Failed(action, label, err).Diagnostic())
}

// attributeOf is the attribute of a resource that stands for a property, such as role_id for $.roleId.
func attributeOf(property string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(property, "$."), ".")
	return strings.ToLower(hump.ReplaceAllString(strings.TrimRight(strings.SplitN(name, "[", 2)[0], " "), "${1}_${2}"))
}

var hump = regexp.MustCompile(`([a-z0-9])([A-Z])`)

func nextStep(err error) string {
	refused, answered := errors.AsType[*remote.Error](err)
	_, incomplete := errors.AsType[*remote.ListError](err)
	switch {
	case incomplete:
		return "Rather than leave somebody out, nothing is taken from it. Try again when fewer changes are made in awork at the same time; a filter makes a list shorter."
	case !answered && remote.IsUnauthorized(err):
		return "Nothing more is asked in this run."
	case errors.Is(err, context.Canceled):
		return "The run was interrupted. Apply again to go on."
	case isUntrusted(err):
		return "The server's certificate is not signed by an authority that this machine trusts. If a proxy of your network signs anew what passes through, set ca_file in the provider block " +
			"(AWORK_CA_FILE) to the certificate of its authority. Nothing was sent to awork."
	case errors.Is(err, api.ErrPage):
		return "That is no answer of awork's API. Check base_url (AWORK_BASE_URL): it ends in /api/v1."
	case errors.Is(err, remote.ErrNotSent):
		return "Nothing was sent to awork. Check base_url, the network and the proxy settings."
	case remote.IsRead(err):
		return "awork, or a proxy on the way to it, gives no proper answer. Try again later; what was done so far is in state."
	case !answered:
		return "Whether awork carried this out is not known. Apply again: the provider looks for what exists before it creates anything."
	}
	if advice, ok := adviceFor(refused, api.Code(err)); ok {
		return advice
	}
	return afterRefusal(refused)
}

// adviceFor is what to do about a refusal with a code.
func adviceFor(refused *remote.Error, code string) (advice string, ok bool) {
	switch code {
	case api.CodeUnauthorized:
		return fmt.Sprintf("The account lacks a permission: this takes the admin role, or %s. Ask an admin for a role with that right, or use an API key.", rightFor(refused.Op)), true
	case api.CodeNoWorkspace, api.CodeNoWorkspaceFormerly:
		return "The token belongs to no workspace, and is most likely not valid any more. Create a new API key and set it as token or AWORK_TOKEN.", true
	case api.CodeArchived:
		return "Something that is archived cannot be used. Set archived = false on it, or choose another.", true
	case api.CodeInsufficientSeats:
		return "All seats are taken: book more in awork, or deactivate somebody.", true
	case api.CodeInsufficientPlan:
		return "The subscription does not include this: roles, project roles and teams need Standard or more.", true
	case api.CodeDeactivatedUser:
		return "The person is deactivated: set deactivated = false on the user, or take the reference out.", true
	case api.CodeAlreadyExists, api.CodeDuplication:
		return "Something else has this value, which must be unique. Import what exists, or choose another value.", true
	case api.CodeConcurrency, api.CodeNotCommitted:
		return "Somebody else was writing at the same time, three times in a row. Apply again.", true
	case api.CodeInvalidOperation:
		return "awork guards its last admin, its admin and guest roles, and names that are taken: its words say which of these it means.", true
	case api.CodeIllegalTransition, api.CodeDateDependency, api.CodeDateOutOfRange, api.CodeValueOutOfRange, api.CodeValidationFailed, api.CodeInvalidModel:
		return "Correct the value that awork objects to, and apply again.", true
	}
	return "", false
}

// rightFor is what an operation needs, as far as that is documented.
func rightFor(op string) string {
	method, path, _ := strings.Cut(op, " ")
	reads := method == http.MethodGet
	level := map[bool]string{true: "read", false: "write"}[reads]
	switch {
	case strings.Contains(path, "/permissions") && !reads:
		return "the right project-manage-config (write)"
	case strings.Contains(path, "/roles"), strings.Contains(path, "/permissions"):
		return "the right workspace-manage-config (" + level + ")"
	case strings.Contains(path, "/users") && method == http.MethodDelete:
		return "the right user-manage-config (delete)"
	case strings.Contains(path, "/activate"), strings.Contains(path, "/deactivate"):
		return "the right user-manage-config (write)"
	case strings.Contains(path, "/companies"):
		return "the right company-master-data (" + level + ")"
	case strings.Contains(path, "/projecttypes") && !reads:
		return "the right project-manage-config (write)"
	case strings.Contains(path, "/users"):
		return "the right user-master-data (" + level + ")"
	default:
		return "a right that awork does not name"
	}
}

// afterRefusal is what to do about an answer in which awork, or a gateway, refuses.
func afterRefusal(refused *remote.Error) string {
	switch status := refused.Status; {
	case status == http.StatusUnauthorized:
		return "awork does not accept the credentials. Create a new API key and set it as token or AWORK_TOKEN, or sign in again with terraform-provider-awork login."
	case status == http.StatusForbidden:
		return "That is awork's edge and not the API: some text may look like an attack. Leave out quotes and angle brackets, or ask awork's support and quote the X-Edge-Ref."
	case status == http.StatusNotFound && !refused.Own:
		return "That is no answer of awork's API. Check base_url (AWORK_BASE_URL): it ends in /api/v1."
	case status == http.StatusNotFound:
		return "Check that the ids are those of the workspace that the credentials belong to."
	case status == http.StatusTooManyRequests:
		return "The rate limit of the workspace is used up, which all its clients share. Try again in a few minutes, or lower requests_per_minute."
	case status >= http.StatusInternalServerError:
		return "This is a failure of awork. Try again later; what was done so far is in state."
	default:
		return "Correct what awork objects to and apply again."
	}
}

// isUntrusted reports whether the server's certificate was refused.
func isUntrusted(err error) bool {
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	return untrusted
}
