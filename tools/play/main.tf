terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

provider "webwork" {}

resource "webwork_member" "jane" {
  email     = "jane.doe@example.com"
  firstname = "Jane"
  lastname  = "Doe"
  role      = "Regular User"
  timezone  = "Europe/Berlin"
}

resource "webwork_project" "website" {
  name   = "Website relaunch"
  budget = 52000
}

resource "webwork_contract" "jane_website" {
  user_id            = webwork_member.jane.id
  project_id         = webwork_project.website.id
  weekly_hours_limit = 32
}
