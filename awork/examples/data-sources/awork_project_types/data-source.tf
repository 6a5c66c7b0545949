terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_project_types" "all" {
  include_archived = true
}

output "archived" {
  value = [for t in data.awork_project_types.all.project_types : t.name if t.is_archived]
}
