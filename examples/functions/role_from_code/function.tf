terraform {
  required_version = ">= 1.8"

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# A roster that was made for version 1 of WebWork's API, with roles as numbers.
locals {
  roster = {
    "jane@example.com" = { firstname = "Jane", lastname = "Doe", role = 30 }
    "kim@example.com"  = { firstname = "Kim", lastname = "Roe", role = 25 }
  }
}

resource "webwork_member" "person" {
  for_each = local.roster

  email     = each.key
  firstname = each.value.firstname
  lastname  = each.value.lastname
  role      = provider::webwork::role_from_code(each.value.role) # "Regular User", "Project manager"
}
