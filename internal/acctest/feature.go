package acctest

import "errors"

var errNotCLI = errors.New("neither Terraform nor OpenTofu")

// Feature is something that only some versions of the CLIs can do.
type Feature string

// Features that tests of this provider depend on.
const (
	Actions           Feature = "actions"
	EphemeralResource Feature = "ephemeral resources"
	Functions         Feature = "provider functions"
	Identity          Feature = "resource identity"
	Mocks             Feature = "mocked providers"
	Query             Feature = "queries with list resources"
	Removed           Feature = "removed blocks that destroy nothing"
)

// since gives the first version of each product that has the feature.
func (f Feature) since() map[Product]string {
	switch f {
	case Actions, Query:
		return map[Product]string{Terraform: "1.14.0"}
	case EphemeralResource:
		return map[Product]string{Terraform: "1.10.0", OpenTofu: "1.11.0"}
	case Functions:
		return map[Product]string{Terraform: "1.8.0", OpenTofu: "1.7.0"}
	case Mocks:
		return map[Product]string{Terraform: "1.7.0", OpenTofu: "1.8.0"}
	case Identity:
		return map[Product]string{Terraform: "1.12.0", OpenTofu: "1.12.0"}
	case Removed:
		return map[Product]string{Terraform: "1.7.0", OpenTofu: "1.10.0"}
	default:
		return nil
	}
}
