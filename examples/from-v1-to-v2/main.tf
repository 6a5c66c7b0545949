terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_member" "jane" {
  email              = "jane@acme.example"
  firstname          = "Jane"
  lastname           = "Doe"
  role               = "Project manager"
  timezone           = "Europe/Berlin"
  weekly_hours_limit = 30
}

resource "webwork_project" "website" {
  name       = "Website"
  start_date = "2026-01-15"
  deadline   = "2026-12-31"
  estimation = 120
  notes      = "Relaunch"
}

resource "webwork_contract" "jane_website" {
  project_id         = webwork_project.website.id
  user_id            = webwork_member.jane.id
  weekly_hours_limit = 20
  screenshots        = "blurred"
  rate               = 45
}

resource "webwork_project_viewer" "kim" {
  email       = "kim@client.example"
  firstname   = "Kim"
  lastname    = "Client"
  project_ids = [webwork_project.website.id]
}

resource "webwork_webhook" "tracker" {
  url    = "https://hooks.example/webwork"
  events = ["tracker.started", "tracker.stopped"]
}
