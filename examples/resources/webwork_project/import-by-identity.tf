# Needs Terraform 1.12 or OpenTofu 1.12.
import {
  to = webwork_project.website
  identity = {
    workspace_id = "7" # the provider's workspace where it is left out
    id           = "500"
  }
}
