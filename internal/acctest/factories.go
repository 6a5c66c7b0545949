package acctest

import (
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Factories serves a provider from the test's own process, under the name that configurations use
// for it. It is what resource.TestCase takes as ProtoV6ProviderFactories.
func Factories(name string, newProvider func() provider.Provider) map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		name: func() (tfprotov6.ProviderServer, error) {
			// A new provider for each command, so that no memory carries over.
			return providerserver.NewProtocol6WithError(newProvider())()
		},
	}
}
