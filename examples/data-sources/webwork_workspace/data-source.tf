terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_workspaces" "mine" {}

# By id; name = "Acme Agency" works as well, as long as one workspace only has the name.
data "webwork_workspace" "first" {
  id = data.webwork_workspaces.mine.workspaces[0].id
}

output "owner_id" {
  value = data.webwork_workspace.first.owner_id
}
