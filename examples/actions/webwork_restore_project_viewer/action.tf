terraform {
  required_version = ">= 1.14"

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# terraform apply -invoke=action.webwork_restore_project_viewer.ops
action "webwork_restore_project_viewer" "ops" {
  config {
    viewer_id = "101"
  }
}
