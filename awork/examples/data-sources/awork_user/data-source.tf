terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_user" "jane" {
  email = "jane.doe@example.com"
}

output "position" {
  value = data.awork_user.jane.position
}
