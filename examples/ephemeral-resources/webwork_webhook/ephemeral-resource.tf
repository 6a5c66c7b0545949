terraform {
  required_version = ">= 1.10" # of Terraform; 1.11 of OpenTofu

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_webhook" "tracking" {
  url    = "https://hooks.example.com/webwork"
  events = ["tracker.started", "tracker.stopped"]
}

# Gives address and token to whatever takes ephemeral values, such as a write-only attribute of a
# secret store, without writing them to plan or state.
ephemeral "webwork_webhook" "tracking" {
  id = webwork_webhook.tracking.id
}

locals {
  webhook_token = ephemeral.webwork_webhook.tracking.token
}
