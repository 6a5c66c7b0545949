terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_contracts" "paused" {
  status = "paused"
}

data "webwork_workspaces" "mine" {}

# Every given filter applies.
data "webwork_contracts" "own" {
  user_id = data.webwork_workspaces.mine.workspaces[0].user_id
  status  = "active"
}

output "paused" {
  description = "Who is paused on which project."
  value       = [for c in data.webwork_contracts.paused.contracts : "${c.user_email} on ${c.project_name}"]
}

output "own_projects" {
  value = data.webwork_contracts.own.contracts[*].project_name
}
