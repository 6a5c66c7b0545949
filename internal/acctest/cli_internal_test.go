package acctest

import (
	"testing"

	"github.com/hashicorp/go-version"
)

func TestParseVersion(t *testing.T) {
	t.Parallel()

	tests := map[string]struct {
		product Product
		version string
	}{
		"Terraform v1.11.4\non linux_amd64\n":                      {Terraform, "1.11.4"},
		"OpenTofu v1.12.6-dev\non linux_amd64\n":                   {OpenTofu, "1.12.6-dev"},
		"Terraform v1.15.0\n\nYour version is out of date\n":       {Terraform, "1.15.0"},
		"Terraform v1.17.0-dev\n+ provider example.com/a/b v1.0.0": {Terraform, "1.17.0-dev"},
	}
	for output, want := range tests {
		product, number, err := parseVersion(output)
		if err != nil {
			t.Errorf("%q: %v", output, err)

			continue
		}

		if product != want.product || number.String() != want.version {
			t.Errorf("%q: got %s %s, want %s %s", output, product, number, want.product, want.version)
		}
	}

	for _, output := range []string{"", "make v4.3", "Terraform vnext", "see Terraform v1.2.3"} {
		if product, number, err := parseVersion(output); err == nil {
			t.Errorf("%q: got %s %s, want an error", output, product, number)
		}
	}
}

func TestSupports(t *testing.T) {
	t.Parallel()

	tests := []struct {
		product Product
		version string
		feature Feature
		want    bool
	}{
		{Terraform, "1.11.4", Identity, false},
		{Terraform, "1.12.0", Identity, true},
		{Terraform, "1.12.0-beta1", Identity, true},
		{OpenTofu, "1.11.9", Identity, false},
		{OpenTofu, "1.12.6-dev", Identity, true},
		{Terraform, "1.14.0", Query, true},
		{Terraform, "1.13.9", Actions, false},
		{OpenTofu, "1.20.0", Query, false},
		{OpenTofu, "1.20.0", Actions, false},
		{Terraform, "1.10.0", EphemeralResource, true},
		{OpenTofu, "1.10.0", EphemeralResource, false},
		{OpenTofu, "1.7.0", Functions, true},
		{Terraform, "99.0.0", Feature("no such"), false},
	}
	for _, test := range tests {
		cli := CLI{Product: test.product, Version: version.Must(version.NewVersion(test.version))}
		if got := cli.Supports(test.feature); got != test.want {
			t.Errorf("%s supports %s: got %t, want %t", cli, test.feature, got, test.want)
		}
	}
}
