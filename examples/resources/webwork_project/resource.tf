terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_project" "website" {
  name       = "Website"
  start_date = "2026-01-05"
  deadline   = "2026-12-18"
  estimation = 1200  # hours
  budget     = 96000 # in the currency of the workspace
  icon       = "project-icon-1"

  notes = <<-EOT
    Relaunch of the public website.
    Design is signed off; content follows in March.
  EOT
}

# Only the name is required.
resource "webwork_project" "internal" {
  name = "Internal"
}
