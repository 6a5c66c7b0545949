terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_members" "everybody" {}

# Every given filter applies.
data "webwork_members" "project_managers" {
  role   = "Project manager"
  status = "active"
}

locals {
  # Lists may show archived members, too.
  present = [for m in data.webwork_members.everybody.members : m if !m.archived]

  id_by_email = { for m in local.present : lower(m.email) => m.id }
}

output "project_managers" {
  value = data.webwork_members.project_managers.members[*].email
}

output "unlimited" {
  description = "Members who may track a whole week."
  value       = [for m in local.present : m.email if coalesce(m.weekly_hours_limit, 168) >= 168]
}
