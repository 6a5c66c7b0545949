terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_project_viewers" "all" {}

output "idle" {
  description = "Project viewers who are not archived and may look at nothing."
  value       = [for v in data.webwork_project_viewers.all.project_viewers : v.email if !v.archived && length(v.projects) == 0]
}
