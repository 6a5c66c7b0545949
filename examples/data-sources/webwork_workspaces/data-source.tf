terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_workspaces" "mine" {}

output "workspaces" {
  description = "The workspaces that the account can use, and its role in each."
  value       = { for w in data.webwork_workspaces.mine.workspaces : w.name => "${w.role} (id ${w.id})" }
}
