terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

resource "webwork_member" "jane" {
  email     = "jane@example.com"
  firstname = "Jane"
  lastname  = "Doe"
  role      = "Regular User"
}

resource "webwork_project" "website" {
  name = "Website"
}

resource "webwork_project" "support" {
  name = "Support"
}

resource "webwork_contract" "jane_website" {
  user_id            = webwork_member.jane.id
  project_id         = webwork_project.website.id
  weekly_hours_limit = 30
  screenshots        = "blurred"
  rate               = var.rate
}

# Only project and member are required; the rest is as WebWork has it.
resource "webwork_contract" "jane_support" {
  user_id    = webwork_member.jane.id
  project_id = webwork_project.support.id
  status     = "paused"
}

variable "rate" {
  description = "What an hour of Jane's costs."
  type        = number
  default     = 55.5
  sensitive   = true
}
