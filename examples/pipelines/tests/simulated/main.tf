# Who is invited to the workspace that the provider has found, which is an error unless it is a simulated one.
terraform {
  required_providers {
    webwork = {
      source = "workspace-as-code/webwork"
    }
  }
}

data "webwork_workspaces" "reached" {
  lifecycle {
    postcondition {
      condition     = try(one(self.workspaces).name, null) == "Simulated workspace"
      error_message = "This is no simulated WebWork. Run the test with: terraform-provider-webwork simulate --exec -- terraform test"
    }
  }
}

data "webwork_members" "invited" {
  status = "inactive"
}
