terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_project_type" "website" {
  name = "Website"
}

output "website" {
  value = data.awork_project_type.website.id
}
