// Package api holds what WebWork has (members, projects, contracts, project viewers, webhooks and
// the workspaces they live in) and the Client interface through which it is read and changed.
//
// The dialects that put these calls on the wire live in folders of their own: v2 speaks the
// current JSON API. Everything that is a quirk of one dialect stays there; nothing in this
// package knows HTTP paths, and nothing in it knows Terraform.
package api
