terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

# The API key comes from AWORK_TOKEN.
provider "awork" {
  workspace_id      = "3b1f0c5e-8d5a-4f6b-9a57-1c2d3e4f5a6b"
  max_invitations   = 20
  max_deactivations = 5
}
