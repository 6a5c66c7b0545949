// Package openapi holds what is known of WebWork's API as an OpenAPI document, against which
// tests hold every request and every answer.
package openapi

import _ "embed"

//go:embed v1.yaml
var v1 []byte

//go:embed v2.yaml
var v2 []byte

// V1 is the OpenAPI 3.1 document of the legacy API, as YAML.
func V1() []byte { return append([]byte(nil), v1...) }

// V2 is the OpenAPI 3.1 document of the v2 API, as YAML.
func V2() []byte { return append([]byte(nil), v2...) }
