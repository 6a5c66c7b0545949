package webhook_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/workspace-as-code/terraform-provider-webwork/internal/acctest"
	pt "github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/providertest"
	"github.com/workspace-as-code/terraform-provider-webwork/internal/webwork/simulator"
)

func TestAccEphemeralWebhook(t *testing.T) {
	t.Parallel()
	acctest.Require(t, acctest.EphemeralResource)
	server := pt.Start(t, simulator.Options{})
	existing := server.AddWebhook(simulator.Webhook{URL: target, Events: []string{"tracker.stopped", "member.invited"}})
	factories := pt.Factories()
	factories["echo"] = func() (tfprotov6.ProviderServer, error) { return echoprovider.NewProviderServer()() }
	read := func(id string) string {
		return fmt.Sprintf("ephemeral \"webwork_webhook\" \"hook\" {\n  id = %q\n}\nprovider \"echo\" {\n  data = ephemeral.webwork_webhook.hook\n}\nresource \"echo\" \"read\" {}\n", id)
	}
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: factories, Steps: []resource.TestStep{
		pt.Step(server, read(existing.ID), pt.HoldsAll("echo.read", map[string]knownvalue.Check{
			"id":     knownvalue.StringExact(existing.ID),
			"url":    knownvalue.StringExact(target),
			"token":  knownvalue.StringExact(existing.Token),
			"events": knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("member.invited"), knownvalue.StringExact("tracker.stopped")}),
		}, "data")...),
		pt.Failure(server, "", read("unheard-of"), "Could not read webhook"),
		pt.Failure(server, "", read(""), `id was given "", which is no id`),
		pt.Step(server, ""),
	}})
}
