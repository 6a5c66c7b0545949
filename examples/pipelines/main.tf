# What the pipelines beside this file plan and apply: people in a YAML file.

terraform {
  required_version = ">= 1.7"

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# Credentials come from the pipeline. The limits stand here, so that the explanation of a plan can show them, and so that
# only a reviewed change raises them. restore_archived is left to the pipeline, which has to say yes to bring somebody back.
provider "webwork" {
  max_invitations = 10
  max_archivals   = 5
}

locals {
  people = yamldecode(file("${path.module}/people.yaml"))
}

resource "webwork_member" "person" {
  for_each = local.people

  email     = each.value.email
  firstname = each.value.firstname
  lastname  = each.value.lastname
  role      = try(each.value.role, "Regular User")
  archived  = try(each.value.archived, false)
}
