terraform {
  required_version = ">= 1.14"

  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

# terraform apply -invoke=action.webwork_restore_member.jane
action "webwork_restore_member" "jane" {
  config {
    member_id = "100"
  }
}
