// Package openapi holds what is known of awork's API as an OpenAPI document, against which tests hold
// every request and every answer.
package openapi

import _ "embed"

//go:embed awork.yaml
var awork []byte

// Document is the OpenAPI 3.1 document, as YAML.
func Document() []byte { return append([]byte(nil), awork...) }
