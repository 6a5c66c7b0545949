// Command serve is the note provider's binary.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest/internal/note"
)

func main() {
	address := providerserver.ServeOpts{Address: "registry.terraform.io/workspace-as-code/note"}
	if err := providerserver.Serve(context.Background(), note.New, address); err != nil {
		log.Fatal(err)
	}
}
