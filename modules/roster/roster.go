// Package roster carries the Terraform module beside it, which makes resources of people in YAML files, so that the provider's own program
// can write it down where nothing can be downloaded.
package roster

import "embed"

// Files are what a configuration needs that calls the module.
//
//go:embed *.tf read/*.tf roster.schema.json
var Files embed.FS
