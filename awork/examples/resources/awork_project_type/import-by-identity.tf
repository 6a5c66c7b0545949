# Needs Terraform 1.12 or OpenTofu 1.12.
import {
  to = awork_project_type.website
  identity = {
    workspace_id = "3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b" # that of the credentials where it is left out
    id           = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
  }
}
