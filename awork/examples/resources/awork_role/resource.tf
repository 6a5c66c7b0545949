terraform {
  required_providers {
    awork = {
      source = "workspace-as-code/awork"
    }
  }
}

resource "awork_role" "freelancer" {
  name = "Freelancer"
}

resource "awork_role" "planner" {
  name = "Planner"

  # All that the role permits, by feature: the data source awork_features tells them.
  permissions = {
    project-master-data   = ["read", "write"]
    project-planning-data = ["read", "write"]
    user-master-data      = ["read"]
  }

  # Whoever has the role when it is destroyed gets this one.
  replacement_role_id = awork_role.freelancer.id
}
