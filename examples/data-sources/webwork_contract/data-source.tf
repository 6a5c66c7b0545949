terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_workspaces" "mine" {}

resource "webwork_project" "website" {
  name = "Website relaunch"
}

resource "webwork_contract" "self" {
  project_id = webwork_project.website.id
  user_id    = data.webwork_workspaces.mine.workspaces[0].user_id
}

# By project and member. Here it waits for the contract above to exist.
data "webwork_contract" "self" {
  project_id = webwork_contract.self.project_id
  user_id    = webwork_contract.self.user_id
  depends_on = [webwork_contract.self]
}

# By id.
data "webwork_contract" "by_id" {
  id = webwork_contract.self.id
}

output "weekly_hours_limit" {
  value = data.webwork_contract.self.weekly_hours_limit
}
