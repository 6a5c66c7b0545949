# Needs Terraform 1.12 or OpenTofu 1.12.
import {
  to = webwork_webhook.people
  identity = {
    workspace_id = "7" # the provider's workspace where it is left out
    id           = "a1b2c3d4"
  }
}
