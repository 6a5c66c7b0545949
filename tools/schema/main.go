// Command schema prints the provider's schema as `terraform providers schema -json` would.
//
// It asks the provider itself: a CLI prints only what its own version knows (list resources and
// actions need Terraform 1.14, OpenTofu has neither), and the documentation must not depend on
// which CLI happens to be installed.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/provider"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	schemas, err := describe(ctx, "webwork", provider.New("docs")())
	if err != nil {
		return err
	}

	if err := json.NewEncoder(os.Stdout).Encode(schemas); err != nil {
		return fmt.Errorf("printing the schema: %w", err)
	}

	return nil
}
