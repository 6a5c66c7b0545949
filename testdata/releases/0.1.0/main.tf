# What release 0.1.0 can declare: each attribute once set and once left out, and whatever computes values once as an output. Not to be
# changed after the release: seed.json, state.json and plan.json beside it are what 0.1.0 made of it.

terraform {
  required_version = ">= 1.5"

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# Only who was there can leave: the recording applies once without.
variable "left" {
  default = true
}

resource "webwork_member" "full" {
  email              = "Mira.Okafor@example.com"
  firstname          = "Mira"
  lastname           = "O’Kafor & Söhne"
  role               = "Project manager"
  timezone           = "Africa/Lagos"
  weekly_hours_limit = 32
  rate_status        = true
}

resource "webwork_member" "plain" {
  for_each = toset(["tomas", "yuki"])

  email     = "${each.key}@example.com"
  firstname = title(each.key)
  lastname  = "Example"
  role      = "Regular User"
}

resource "webwork_member" "left" {
  email     = "jonas@example.com"
  firstname = "Jonas"
  lastname  = "Weber"
  role      = "Team manager"
  archived  = var.left
}

resource "webwork_project" "full" {
  name       = "Website relaunch"
  start_date = "2026-01-12"
  deadline   = "2026-06-30"
  estimation = 640.25
  budget     = 52000
  icon       = "project-icon-1"
  notes      = <<-END
    Phase one ends with the new shop.

    Then we see.
  END
}

resource "webwork_project" "plain" {
  count = 2
  name  = "Internal ${count.index}"
}

resource "webwork_project" "left" {
  name     = "Done"
  archived = var.left
}

resource "webwork_contract" "full" {
  project_id         = webwork_project.full.id
  user_id            = webwork_member.full.id
  weekly_hours_limit = 20
  screenshots        = "blurred"
  rate               = 55.5
  status             = "paused"
}

resource "webwork_contract" "plain" {
  project_id = webwork_project.full.id
  user_id    = webwork_member.plain["yuki"].id
}

resource "webwork_project_viewer" "full" {
  email       = "petra@client.example"
  firstname   = "Petra"
  lastname    = "Novak"
  project_ids = [webwork_project.full.id, webwork_project.plain[0].id]
}

resource "webwork_project_viewer" "plain" {
  email     = "kim@client.example"
  firstname = "Kim"
  lastname  = "Client"
}

resource "webwork_project_viewer" "left" {
  email     = "lee@client.example"
  firstname = "Lee"
  lastname  = "Client"
  archived  = var.left
}

resource "webwork_project_viewer_assignment" "only" {
  viewer_id  = webwork_project_viewer.plain.id
  project_id = webwork_project.plain[1].id
}

resource "webwork_webhook" "full" {
  url    = "https://hooks.example.com/webwork?key=of-nothing"
  events = ["tracker.started", "tracker.stopped", "member.invited"]
}

data "webwork_workspace" "here" {
  id = webwork_project.full.workspace_id
}

data "webwork_members" "managers" {
  role       = "Project manager"
  depends_on = [webwork_member.full]
}

data "webwork_project" "full" {
  id = webwork_project.full.id
}

output "ids" {
  value = {
    workspace  = data.webwork_workspace.here.id
    people     = concat([webwork_member.full.id, webwork_member.left.id], [for one in webwork_member.plain : one.id])
    viewers    = [webwork_project_viewer.full.id, webwork_project_viewer.plain.id, webwork_project_viewer.left.id]
    projects   = [webwork_project.full.id, webwork_project.left.id]
    contracts  = [webwork_contract.full.id, webwork_contract.plain.id]
    assignment = webwork_project_viewer_assignment.only.id
    webhook    = webwork_webhook.full.id
  }
}

output "found" {
  value = [data.webwork_members.managers.members[*].email, data.webwork_project.full.name, data.webwork_project.full.deadline]
}

output "secrets" {
  value     = [webwork_member.full.invitation_link, webwork_webhook.full.token]
  sensitive = true
}
