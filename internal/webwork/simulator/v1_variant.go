package simulator

import "strings"

// The variants of the legacy API.
const (
	V1FailureStatus       Variant = "v1-failure-status"
	V1MessageText         Variant = "v1-message-text"
	V1MissingEmpty        Variant = "v1-missing-empty"
	V1NumbersPlain        Variant = "v1-numbers-plain"
	V1RolesAsCodes        Variant = "v1-roles-as-codes"
	V1RolesAsInApp        Variant = "v1-roles-as-in-app"
	V1EmailSingle         Variant = "v1-email-single"
	V1UpdateInForm        Variant = "v1-update-in-form"
	V1ProjectReplaced     Variant = "v1-project-replaced"
	V1ViewerProjectIDs    Variant = "v1-viewer-project-ids"
	V1ViewerRestoreAsUser Variant = "v1-viewer-restore-as-user"
	V1UnassignByDelete    Variant = "v1-unassign-by-delete"
)

// Legacy reports whether a variant is one of the legacy API only.
func (v Variant) Legacy() bool { return strings.HasPrefix(string(v), "v1-") }

func v1Variants() []VariantInfo {
	return []VariantInfo{
		{V1FailureStatus, "v1: the status of a failure", "4xx (default: 200)"},
		{V1MessageText, "v1: the message of a failure", "a text (default: a list of texts)"},
		{V1MissingEmpty, "v1: an object that does not exist", "is answered with an empty list (default: a failure)"},
		{V1NumbersPlain, "v1: how numbers are written", "as numbers, but for rates (default: as texts)"},
		{V1RolesAsCodes, "v1: how roles are answered", "by their codes, where they have any (default: by the names of version 2)"},
		{V1RolesAsInApp, "v1: how roles are answered", "by the names of the app, such as Employee"},
		{V1EmailSingle, "v1: users and viewers asked for by e-mail", "are a single object (default: a list)"},
		{V1UpdateInForm, "v1: the id of a user or contract in an update", "stands in the form, and the path with it is 404 (default: in the path)"},
		{V1ProjectReplaced, "v1: what an update of a project leaves out", "is emptied (default: stays)"},
		{V1ViewerProjectIDs, "v1: the projects of a viewer", "are ids (default: objects)"},
		{V1ViewerRestoreAsUser, "v1: restore of a viewer", "only as a user: /project-viewers/restore is 404 (default: both work)"},
		{V1UnassignByDelete, "v1: taking a project from a viewer", "by DELETE: POST is 405 (default: by POST)"},
	}
}
