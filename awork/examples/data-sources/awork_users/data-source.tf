terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

# Every given filter applies.
data "awork_users" "people" {
  kind   = "person"
  status = "active"
}

# What awork's API takes in filterby.
data "awork_users" "designers" {
  filter = "position eq 'Designer'"
}

locals {
  id_by_email = { for u in data.awork_users.people.users : lower(u.email) => u.id if u.email != null }
}

output "designers" {
  value = data.awork_users.designers.users[*].id
}
