// Package api holds what awork has (people, roles and what they permit, the workspace and the account) and the Client interface
// through which it is read and changed.
//
// How these calls are put on the wire is the business of rest. Nothing in this package knows HTTP paths, and nothing in it knows
// Terraform.
package api
