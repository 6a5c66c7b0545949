terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

data "awork_workspace" "this" {}

output "workspace" {
  value = data.awork_workspace.this.id
}
