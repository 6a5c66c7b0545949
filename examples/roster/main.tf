# A workspace whose people, projects and clients are a roster in YAML, which changes by pull request.

terraform {
  required_version = ">= 1.5"

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# The token comes from WEBWORK_TOKEN. The limits stop a plan made from half a roster.
provider "webwork" {
  max_invitations = 20
  max_archivals   = 10
}

module "roster" {
  source = "../../modules/roster" # git::https://github.com/workspace-as-code/terraform-provider-webwork//modules/roster

  path    = "${path.module}/people"
  entries = { people = local.freelancers }

  defaults = {
    role        = "Regular User"
    hours       = 40
    screenshots = "blurred"
  }
}
