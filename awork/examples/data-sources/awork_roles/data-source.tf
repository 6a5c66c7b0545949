terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_roles" "all" {}

output "id_by_name" {
  value = { for r in data.awork_roles.all.roles : r.name => r.id }
}
