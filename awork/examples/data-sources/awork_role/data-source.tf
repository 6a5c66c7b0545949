terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_role" "guest" {
  name = "Guest"
}

output "guest" {
  value = data.awork_role.guest.id
}
