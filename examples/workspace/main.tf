# A workspace as an agency would declare it. The roster lives in people.yaml, where those who hire
# and let go can read and review it; the rest is HCL.

terraform {
  required_version = ">= 1.5"

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# The token comes from WEBWORK_TOKEN. The limits stop a plan made from half a roster, or run
# against the wrong workspace.
provider "webwork" {
  max_invitations = 50
  max_archivals   = 10
}
