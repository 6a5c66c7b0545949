terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

locals {
  people = yamldecode(file("${path.module}/people.yaml"))
}

resource "awork_role" "role" {
  for_each = {
    Planner = {
      project-master-data   = ["read", "write"]
      project-planning-data = ["read", "write"]
      user-master-data      = ["read"]
    }
    Freelancer = {
      project-master-data = ["read"]
    }
  }

  name        = each.key
  permissions = each.value
}

resource "awork_user" "person" {
  for_each = local.people

  email       = each.value.email
  role_id     = awork_role.role[each.value.role].id
  first_name  = each.value.first_name
  last_name   = each.value.last_name
  position    = try(each.value.position, null)
  tags        = try(each.value.tags, null)
  deactivated = try(each.value.deactivated, false)
}

output "status" {
  description = "Who has accepted the invitation, by key."
  value       = { for key, user in awork_user.person : key => user.status }
}
