terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# The personal access token comes from WEBWORK_TOKEN.
provider "webwork" {
  workspace_id    = "7"
  max_invitations = 20
  max_archivals   = 5
}
