terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_projects" "all" {}

# Those whose name contains the text, whatever the case.
data "webwork_projects" "websites" {
  name = "website"
}

output "overdue" {
  description = "Active projects whose deadline has passed."
  value = [
    for p in data.webwork_projects.all.projects : p.name
    if !p.archived && p.deadline != null && timecmp("${substr(coalesce(p.deadline, "9999-12-31"), 0, 10)}T23:59:59Z", plantimestamp()) < 0
  ]
}

output "websites" {
  value = data.webwork_projects.websites.projects[*].name
}
